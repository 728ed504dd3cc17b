"""The numbered rule cases hold; and a case that is wrong says what it expected and what it got."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from negotiation import cases, keys, rules
from negotiation.case_file import Case, scenario_of
from negotiation.rules.causes import CAUSES
from negotiation.rules.clauses import CLAUSES
from negotiation.rules.constants import NAMES as CONSTANTS
from negotiation.rules.fields import FIELDS
from negotiation.rules.future import ENDINGS
from negotiation.rules.kinds import AIMED, HOME, HOME_MEASURES, MEASURES
from negotiation.rules.scenario import Scenario
from negotiation.scenarios import load

SWITCHES = ("luck", "trust_on", "convex_on", "predict_on", "thicket_on", "answers_on")
ALL = [case for path in cases.files() for case in cases.load_cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_the_rule_case_holds(case: Case) -> None:
    result = cases.run(case)
    assert result.passed, result.rows()


def test_ids_are_unique_over_all_files_and_begin_with_the_letter_of_their_file() -> None:
    assert max(Counter(case.id for case in ALL).values()) == 1
    assert all(Path(case.file).name.startswith(case.id[0].lower()) for case in ALL)


def test_there_are_enough_cases_and_each_says_why() -> None:
    assert len(ALL) >= 190
    assert [case.id for case in ALL if not re.match(r"rules \d+|the scenario's own promise", case.why)] == []


def moved(name: str, value: Any) -> Any:
    """Another value of a constant: a switch thrown, a whole number one higher, a number 40 % larger."""
    if name in SWITCHES:
        return 1.0 - value
    if isinstance(value, tuple):
        return tuple(moved(name, part) for part in value)
    return value + 1 if isinstance(value, int) else value * 1.4 or 0.3


@pytest.mark.parametrize("name", CONSTANTS)
def test_every_constant_is_touched_by_a_case_that_names_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another value of the constant some case whose reason names it does not hold any more."""
    def otherwise(case: Case) -> Scenario:
        scenario = scenario_of(case)
        return scenario.with_rules(**{name: moved(name, getattr(scenario.rules, name))})

    monkeypatch.setattr(cases, "scenario_of", otherwise)
    assert not all(cases.run(case).passed for case in ALL if f"`{name}`" in case.why), name


def test_every_reason_against_a_move_is_the_answer_of_a_case() -> None:
    said = {why for case in ALL for why in (*case.illegal.values(), *case.refused.values())}
    source = "".join(path.read_text(encoding="utf-8") for path in Path(rules.__file__).parent.rglob("*.py"))
    # A line in notation always has a number of the menu, and a case plays each line in the phase it belongs to.
    assert set(re.findall(r'"(refuse\.[a-z_]+)"', source)) - {"refuse.no_such"} - said == set()


def test_every_clause_at_every_level_is_signed_ruled_out_or_laid_down_in_a_case() -> None:
    words = set()
    for case in ALL:
        lines = [line for act in case.acts for line in act.lines] + [*case.legal, *case.illegal]
        values = [str(value) for table in (case.given, case.expect) for value in table.values()]
        for text in [*lines, *values, *(deal for _, deal in case.forecast)]:
            words |= set(text.replace(" access=", " access_neighbor=").split())
    for clause in CLAUSES:
        name = "access_neighbor" if clause.name.startswith("access") else clause.name
        levels = [name] if clause.levels == 2 else [f"{name}={n}" for n in range(1, clause.levels)]
        assert not [w for w in levels if w not in words and w.replace("_neighbor", "_canada") not in words
                    and w.replace("_neighbor", "_mexico") not in words], clause.name


def test_every_word_measure_and_cause_has_a_case() -> None:
    lines = " ".join(line for case in ALL for act in case.acts for line in act.lines)
    lines += " ".join(line for case in ALL for line in (*case.legal, *case.illegal))
    written = {"drop_in": "unannounced", "quiet": "quietly", "offer_all": "offer all", "pledge_three": " three",
               "pledge_calm": " calm", "pledge_together": " together"}
    for word in (*AIMED, *HOME, *MEASURES, *HOME_MEASURES):
        assert written.get(word.name, word.name) in lines, word.name
    watched = {key for case in ALL for key in case.expect}
    for cause in CAUSES:
        assert any(key.startswith("ledger.") and key.endswith(f".{cause}") for key in watched), cause


def test_every_ending_is_reached_by_a_case() -> None:
    reached = {str(case.expect["ending"]) for case in ALL if "ending" in case.expect}
    assert reached == set(ENDINGS)


def test_a_difference_names_case_key_expected_and_got() -> None:
    case = next(c for c in ALL if c.id == "E1")
    wrong = dataclasses.replace(case, expect={**case.expect, "month": 7}, legal=("us: vote renew",),
                                refused={"us": "refuse.too_many"})
    assert cases.run(wrong).rows() == [
        {"id": "E1", "key": "month", "expected": 7, "got": 1.0},
        {"id": "E1", "key": "us: vote renew", "expected": "legal", "got": "refuse.no_vote_yet"},
        {"id": "E1", "key": "refused us", "expected": "refuse.too_many", "got": None}]


def test_a_value_may_differ_by_the_tolerance_and_no_more() -> None:
    case = next(c for c in ALL if c.id == "E1")
    near = dataclasses.replace(case, expect={"trust.mexico.canada": 46.6925 + 0.00018}, before={})
    far = dataclasses.replace(case, expect={"trust.mexico.canada": 46.6925 + 0.0004}, before={})
    assert cases.run(near).passed and not cases.run(far).passed


def test_a_file_given_by_hand_is_run(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("cases:\n- id: X1\n  title: a call is a gesture\n  acts:\n  - [canada: call mexico]\n"
                    "  expect: {ledger.mexico.canada.gesture: 10.5857}\n")
    (result,) = cases.run_files([path])
    assert result.passed and result.case.id == "X1"


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_of_the_state_has_keys_that_read_what_they_write(field: object) -> None:
    scenario = load("kick-start-2025")
    state = scenario.start()
    name = field.name  # type: ignore[attr-defined]
    axes = keys._axes(name)
    assert axes is not None
    key = ".".join([name, *(axis[0 if n != 1 else -1] for n, axis in enumerate(axes))])
    value = "none" if name in keys.DEALS else 1
    changed = keys.changed(scenario, state, {key: value})
    assert keys.get(scenario, changed, key) == value


def test_a_deal_is_written_and_read_in_notation() -> None:
    scenario = load("kick-start-2025")
    text = "us_on_mexico=2 drop access_mexico=2 security separate"
    state = keys.changed(scenario, scenario.start(), {"deal.us-mexico": text, "offer.canada.all": "plain"})
    assert keys.get(scenario, state, "deal.us-mexico") == "us_on_mexico=2 drop access=2 security separate"
    assert keys.get(scenario, state, "offer.canada.all") == "us_on_canada=1 us_on_mexico=1"
    assert keys.get(scenario, state, "deal.all") == "none"


def test_trust_and_approval_are_written_through_base_and_mood() -> None:
    scenario = load("kick-start-2025")
    state = keys.changed(scenario, scenario.start(), {"approval.us": 42, "trust.canada.us": 12.5})
    assert keys.get(scenario, state, "trust.canada.us") == pytest.approx(12.5)
    assert keys.get(scenario, state, "mood.us.concessions") == -8
    assert keys.get(scenario, state, "approval.us") == 42

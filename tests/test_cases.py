"""The numbered rule cases hold; and a case that is wrong says what it expected and what it got."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest

from negotiation import cases, keys
from negotiation.case_file import Case
from negotiation.rules.causes import CAUSES
from negotiation.rules.fields import FIELDS
from negotiation.rules.future import ENDINGS
from negotiation.rules.kinds import AIMED, HOME, HOME_MEASURES, MEASURES
from negotiation.scenarios import load

ALL = [case for path in cases.files() for case in cases.load_cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_the_rule_case_holds(case: Case) -> None:
    result = cases.run(case)
    assert result.passed, result.rows()


def test_ids_are_unique_over_all_files_and_begin_with_the_letter_of_their_file() -> None:
    assert max(Counter(case.id for case in ALL).values()) == 1
    assert all(Path(case.file).name.startswith(case.id[0].lower()) for case in ALL)


def test_there_are_enough_cases_and_the_later_ones_say_why() -> None:
    assert len(ALL) >= 110
    assert sum(bool(case.why) for case in ALL) >= 70


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

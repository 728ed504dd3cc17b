"""Scenario files: the shipped ones agree with the rules page; changes, inheritance and texts keep their meaning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from negotiation import scenarios
from negotiation.checking import LANGUAGES, Checker
from negotiation.data_files import find, load_calibration, read_history
from negotiation.reading import Item
from negotiation.rules.causes import CAUSES
from negotiation.rules.constants import Constants
from negotiation.rules.countries import CANADA, MEXICO, NAMES, US
from negotiation.rules.history import History, month_number, month_text, replay
from negotiation.rules.notation import parse
from negotiation.rules.scenario import LADDER, Scenario
from negotiation.rules.step import silence, step

DEFAULT = "kick-start-2025"
# The table of rules 13: who feels it for whom, each cause to one decimal, and the trust they add up to.
STARTING_TRUST = {
    (US, CANADA): ({"history": 20.0, "gesture": 3.1, "slight": -2.9, "tariffs": -9.6}, 46.6),
    (US, MEXICO): ({"history": 12.0, "gesture": 4.4}, 52.4),
    (CANADA, US): ({"history": 18.0, "slight": -6.5, "side_deal": -6.0, "tariffs": -14.4, "relief": 2.1}, 29.1),
    (CANADA, MEXICO): ({"history": 5.5, "gesture": 7.0, "side_deal": -0.5, "loyalty": 6.0, "channel": -2.5}, 51.6),
    (MEXICO, US): ({"history": 12.0, "slight": -3.2, "tariffs": -14.1, "relief": 6.7}, 37.4),
    (MEXICO, CANADA): ({"history": 9.0, "gesture": 10.5, "slight": -2.3, "side_deal": -11.7, "relief": 4.7}, 46.2),
}


def history() -> History:
    check = Checker()
    item = find(check, Item("article-2025", "", 0), "", "file.unknown_data")
    assert item is not None
    read = read_history(check, item, "", LADDER)
    check.done()
    return read


@pytest.mark.parametrize("name", scenarios.names())
def test_a_shipped_scenario_loads_and_every_month_can_be_played(name: str) -> None:
    scenario = scenarios.load(name)
    state = scenario.start(7)
    for _ in range(2 * scenario.months):
        state = step(scenario, state, silence(scenario, state)).after
    assert state.over == 1 and state.month == scenario.months
    assert np.isfinite(state.econ).all()


@pytest.mark.parametrize("name", scenarios.names())
def test_a_shipped_scenario_speaks_every_language_and_names_a_source_for_every_number(name: str) -> None:
    scenario = scenarios.load(name)
    for part in ("title", "summary"):
        assert set(scenario.text[part]) == set(LANGUAGES)
    assert scenarios.described(name)["numbers_without_source"] == 0
    assert scenario.name == name and scenarios.is_shipped(scenario)


@pytest.mark.parametrize("name", scenarios.names())
def test_a_shipped_scenario_tells_what_is_at_stake_what_differs_and_three_ways_to_do_well(name: str) -> None:
    about = scenarios.load(name).text["about"]
    assert len(about["ways"]) == 3
    for text in (about["stake"], about["differs"], *about["ways"]):
        assert set(text) == set(LANGUAGES) and all(text.values())


@pytest.mark.parametrize("name", [n for n in scenarios.names() if n.startswith("classroom")])
def test_a_classroom_scenario_brings_a_whole_lesson(name: str) -> None:
    lesson = scenarios.load(name).text["lesson"]
    assert set(lesson) >= {"question", "goals", "questions", "brief", "minutes"} and set(lesson["brief"]) == set(NAMES)
    for text in (lesson["question"], *lesson["goals"], *lesson["questions"], *lesson["brief"].values()):
        assert set(text) == set(LANGUAGES) and all(text.values())
    assert scenarios.load(name).rules.luck == 0


@pytest.mark.parametrize("name", scenarios.names())
def test_every_move_a_lesson_proposes_is_on_the_menu(name: str) -> None:
    scenario = scenarios.load(name)
    for step_ in scenario.text.get("lesson", {}).get("months", []):
        for line in step_.get("try", {}).values():
            assert str(parse(scenario.menu, line)) == line


@pytest.mark.parametrize(("link", "causes", "trust"), [(k, *v) for k, v in STARTING_TRUST.items()])
def test_starting_trust_is_the_table_of_the_rules_page(
        link: tuple[int, int], causes: dict[str, float], trust: float) -> None:
    state = scenarios.load(DEFAULT).start()
    for number, cause in enumerate(CAUSES):
        assert round(float(state.ledger[(*link, number)]), 1) == causes.get(cause, 0.0), cause
    assert round(float(state.trust[link]), 1) == trust
    assert state.base[link] == 36


def test_the_replay_of_the_history_is_the_start_of_the_game() -> None:
    scenario = scenarios.load(DEFAULT)
    bitter = np.zeros((3, 3))
    bitter[MEXICO, CANADA] = 0.25
    told = replay(Constants(), scenario.trade, history(), month_number("2025-08"), bitter)
    assert np.array_equal(told.ledger, scenario.start().ledger)
    assert not told.frozen.any()


def test_each_event_of_the_history_does_what_the_rules_page_says() -> None:
    scenario = scenarios.load(DEFAULT)
    bitter = np.zeros((3, 3))
    bitter[MEXICO, CANADA] = 0.25
    effects = replay(Constants(), scenario.trade, history(), month_number("2025-08"), bitter).effects
    changes = {e.event.name: (round(e.points, 2), round(e.change, 2)) for e in effects}
    assert changes["talks-2018-canadian-account"] == (-14.0, -17.5)
    assert changes["mar-a-lago"] == (-12.5, -9.38)
    assert changes["spats-february"] == (-8.0, -5.12)
    assert changes["ninety-days"] == (6.0, 4.9)
    assert changes["kick-start-visit"] == (7.0, 3.49)
    assert [month_text(e.event.month) for e in effects] == sorted(month_text(e.event.month) for e in effects)
    assert len(effects) == 37


def test_every_event_is_told_in_every_language_with_its_source() -> None:
    for event in history().events:
        assert set(event.text) == set(LANGUAGES) and all(event.text.values()), event.name
        assert event.source, event.name


def test_the_tariffs_of_the_first_month_are_those_the_history_ends_with() -> None:
    policy, start = history().policy(month_number("2025-08")), scenarios.load(DEFAULT).start()
    assert np.array_equal(policy.wall, start.wall) and np.array_equal(policy.sector, start.sector)
    assert not history().policy(month_number("2025-02")).wall.any()
    assert start.wall[US, CANADA] == 35 and start.wall[US, MEXICO] == 25


def test_the_terms_of_the_default_scenario_are_those_of_the_trade_data() -> None:
    named = scenarios.load(DEFAULT).trade
    plain = load_calibration()
    assert np.array_equal(named._carve_out, plain.pact.carve_out)
    assert np.array_equal(named._credit, plain.pact.content_credit)


def test_leaving_an_event_out_of_the_history_changes_only_the_one_who_felt_it() -> None:
    usual = scenarios.load(DEFAULT).start().trust
    other = scenarios.load(DEFAULT, {"state.trust.without": ["talks-2018-canadian-account"]}).start().trust
    assert other[CANADA, MEXICO] > usual[CANADA, MEXICO] + 3.5
    changed = usual != other
    assert changed[CANADA, MEXICO] and changed.sum() == 1


def test_trust_given_as_plain_numbers_is_the_trust_of_the_first_month() -> None:
    scenario = scenarios.load(DEFAULT, {"state.trust.canada.us": "40", "state.trust.mexico": {"canada": 90}})
    state = scenario.start()
    assert state.trust[CANADA, US] == pytest.approx(40, abs=1e-12)
    assert state.trust[MEXICO, CANADA] == pytest.approx(90, abs=1e-12)
    assert np.array_equal(state.ledger, scenarios.load(DEFAULT).start().ledger)


def test_a_scenario_without_history_has_an_empty_ledger(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"like: {DEFAULT}\nstate:\n  trust: {{history: none, base: 50, canada: {{us: 29}}}}\n")
    state = scenarios.load(path).start()
    assert not state.ledger.any() and state.trust[CANADA, US] == 29 and state.trust[US, CANADA] == 50


def test_what_is_set_reaches_constants_state_and_menu() -> None:
    scenario = scenarios.load(DEFAULT, {
        "rules.K": 3, "rules.free.us": 0.25, "months": "6", "luck": 0, "seats": {"us": "bully"},
        "state.reprieves.us.mexico": None, "state.fields": {"fresh.us.mexico.reprieve": 0.5},
        "state.offers": ["us: offer mexico us_on_mexico=2 drop access=2 security separate quietly"],
        "state.warnings.us.canada": 2, "state.approval.canada": 45, "menu.words": ["call", "quiet"]})
    state = scenario.start()
    assert scenario.rules.K == 3 and scenario.rules.luck == 0 and scenario.months == 6
    assert scenario.seats == ("bully", "default", "default")
    assert state.reprieve[US, MEXICO] == 0 and state.fresh[US, MEXICO, 1] == 0.5
    assert state.offer[US, MEXICO] >= 0 and state.quiet[US, MEXICO] == 1 and state.known[US, MEXICO] == 0
    assert state.warned[US, CANADA] == 2 and state.warnrate[US, CANADA] == 50
    assert state.approval[CANADA] == 45
    assert not scenario.menu.allowed("visit")


def test_a_constant_of_three_countries_may_be_changed_for_one() -> None:
    assert scenarios.load(DEFAULT, {"rules.free.us": 0.25}).rules.free == (0.25, 0.3, 0.3)
    assert scenarios.load(DEFAULT, {"rules.slope": [70, 6, 6]}).rules.slope == (70, 6, 6)
    assert scenarios.load(DEFAULT, {"rules.free": 0.1}).rules.free == (0.1, 0.1, 0.1)


def test_a_scenario_like_another_changes_only_what_it_gives(tmp_path: Path) -> None:
    (tmp_path / "first.yaml").write_text(f"like: {DEFAULT}\nmonths: 6\nstate:\n  pact: {{us-mexico: separate}}\n")
    (tmp_path / "second.yaml").write_text("like: first.yaml\nluck: 0\n")
    scenario = scenarios.load(tmp_path / "second.yaml")
    assert scenario.months == 6 and scenario.rules.luck == 0 and scenario.name == "second"
    assert scenario.start().pact.tolist() == [2, 1, 2] and scenario.start().status == 2
    assert scenario.start().wall[US, CANADA] == 35


def test_par_and_hold_belong_to_the_scenario_as_it_is_played() -> None:
    usual = scenarios.load(DEFAULT)
    assert usual.hold is not None and usual.par is not None
    assert scenarios.load(DEFAULT, {"seats.us": "hard"}).par == usual.par
    assert scenarios.load(DEFAULT, {"rules.K": 3}).par is None
    assert scenarios.load(DEFAULT, {"months": 6, "par": {"us": 1, "canada": 2, "mexico": 3}}).par == (1, 2, 3)


def test_what_a_scenario_is_like_does_not_lend_its_name_or_par(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"like: {DEFAULT}\nmonths: 6\n")
    mine = scenarios.load(path)
    assert mine.name == "mine" and mine.par is None and mine.hold is None


def test_a_whole_text_can_be_read_back_wherever_its_files_were(tmp_path: Path) -> None:
    (tmp_path / "years.yaml").write_text(
        "name: years\nevents:\n- {id: a, date: '2025-01', who: us, toward: canada, kind: slight, size: 2}\n")
    (tmp_path / "mine.yaml").write_text(f"like: {DEFAULT}\nstate:\n  trust: {{history: years.yaml}}\n")
    mine = scenarios.load(tmp_path / "mine.yaml")
    again = scenarios.loads(scenarios.scenario_text(mine))
    assert again.start(3).digest() == mine.start(3).digest()
    assert scenarios.scenario_hash(again) == scenarios.scenario_hash(mine)
    assert not scenarios.is_shipped(mine)


def test_the_hash_follows_what_is_played_and_not_the_words(tmp_path: Path) -> None:
    def hashed(change: dict[str, object]) -> str:
        return scenarios.scenario_hash(scenarios.load(DEFAULT, change))

    usual = hashed({})
    assert hashed({"title.en": "Another title"}) == usual
    assert hashed({"par": {"us": 1, "canada": 2, "mexico": 3}}) == usual
    for change in ({"months": 11}, {"rules.K": 3}, {"state.trust.canada.us": 40}, {"news": []},
                   {"menu.words": ["call"]}, {"carve_out.us.canada.energy": 25}):
        assert hashed(change) != usual, change
    assert scenarios.scenario_hash(scenarios.load(DEFAULT).with_rules(K=3)) == hashed({"rules.K": 3})


def test_scenarios_of_equal_terms_share_one_trade_model() -> None:
    assert scenarios.load(DEFAULT).trade is scenarios.load("tutorial").trade
    assert scenarios.load(DEFAULT, {"rules.thicket_on": 0}).trade is not scenarios.load(DEFAULT).trade


def test_numbers_without_a_source_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"like: {DEFAULT}\nstate:\n  nerve: {{us: 0.5}}\nmonths: 6\n")
    numbers, unsourced = scenarios.load(path).text["numbers"]
    assert unsourced == 2 and numbers > 30


def test_the_smallest_menu_holds_six_codes_a_seat() -> None:
    menu = scenarios.load("tiny").menu
    assert max(map(len, menu.say)) <= 6 and max(map(len, menu.do)) <= 6


def load_twice(name: str) -> tuple[Scenario, Scenario]:
    return scenarios.load(name), scenarios.load(name)


def test_a_shipped_scenario_is_read_once_and_cannot_be_written_to() -> None:
    first, second = load_twice(DEFAULT)
    assert first is second
    with pytest.raises(ValueError, match="read-only"):
        first.opening["wall"][0, 1] = 5

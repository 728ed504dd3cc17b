"""The lists of choices: filled in order, always legal, each with its reason."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.rules.menu import ACCEPT, REFUSE, RENEW
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import Talk, silence, step
from negotiation.rules.written import written
from negotiation.strategies import Choices, View, gathered


def decide_state(scenario: Scenario, state: State) -> State:
    return step(scenario, state, silence(scenario, state)).after


def lines(choices: Choices) -> list[str]:
    return [told.line for told in choices.told()]


def test_words_count_in_the_order_of_the_calls_and_a_third_is_left_out(kick_start: Scenario) -> None:
    out = View(kick_start, kick_start.start(1), CANADA).choices()
    assert out.speak(MEXICO, "visit") and out.speak(US, "call") and not out.speak(MEXICO, "call")
    assert lines(out) == ["visit mexico", "call us"]


def test_what_is_not_legal_or_clashes_is_not_added(kick_start: Scenario) -> None:
    out = View(kick_start, kick_start.start(1), CANADA).choices()
    assert not out.speak(MEXICO, "reopen")
    assert out.speak(MEXICO, "freeze") and not out.speak(MEXICO, "call") and out.speak(MEXICO, "slight")
    assert lines(out) == ["freeze mexico", "slight mexico"]


def test_two_papers_for_one_table_clash(kick_start: Scenario) -> None:
    first, second = kick_start.catalogue.of_kind[0][:2]
    out = View(kick_start, kick_start.start(1), CANADA).choices()
    assert out.offer(US, first) and not out.offer(US, second) and out.count == 1


def test_a_whisper_where_the_host_does_not_allow_it_is_said_openly(kick_start: Scenario) -> None:
    state = kick_start.start(1)
    separate = int(np.flatnonzero(kick_start.catalogue.separate)[0])
    base = np.array(state.base)
    base[US, CANADA] = -60
    for trusted, line in ((state, "quietly"), (state.changed(base=base), "separate")):
        out = View(kick_start, trusted, CANADA).choices()
        assert out.offer(US, separate, quietly=True)
        assert lines(out)[0].endswith(line)


def test_lists_differ_from_game_to_game(kick_start: Scenario) -> None:
    view = View(kick_start, kick_start.start(np.arange(3)), CANADA)
    out = view.choices()
    out.speak(MEXICO, "call", np.array([True, False, True]))
    out.speak(US, "call", np.array([False, True, True]))
    assert out.count.tolist() == [1, 1, 2]
    talk = gathered(kick_start, kick_start.start(np.arange(3)), [None, out, None])
    assert isinstance(talk, Talk) and not talk.say[:, US].any()


def test_one_measure_a_lever_and_no_reprieve_beside_a_rise(kick_start: Scenario) -> None:
    menu, state = kick_start.menu, decide_state(kick_start, kick_start.start(1))
    out = View(kick_start, state, US).choices()
    assert out.act(CANADA, menu.option("wall 50 all")) and not out.act(CANADA, menu.option("wall 10 sparing"))
    assert not out.act(CANADA, menu.option("reprieve")) and out.act(CANADA, menu.option("sector autos 0"))
    calm = View(kick_start, state, US).choices()
    assert calm.act(CANADA, menu.option("reprieve")) and not calm.act(CANADA, menu.option("wall 50 all"))
    assert calm.act(CANADA, menu.option("wall 10 sparing"))


def test_a_measure_the_menu_does_not_have_is_not_taken(kick_start: Scenario) -> None:
    out = View(kick_start, decide_state(kick_start, kick_start.start(1)), US).choices()
    assert not out.act(CANADA, -1) and not out.codes.any()


def test_answers_only_where_an_offer_lies_and_the_last_one_counts(kick_start: Scenario) -> None:
    offer = np.full((3, 3), -1.0)
    offer[US, CANADA] = 3.0
    state = decide_state(kick_start, kick_start.start(1)).changed(offer=offer)
    out = View(kick_start, state, CANADA).choices()
    assert out.answer(US, 0, ACCEPT) and not out.answer(US, 1, ACCEPT) and not out.answer(MEXICO, 0, ACCEPT)
    out.answer(US, 0, REFUSE)
    assert lines(out) == ["refuse us"]


def test_a_vote_only_in_the_last_month(kick_start: Scenario) -> None:
    early = decide_state(kick_start, kick_start.start(1))
    late = decide_state(kick_start, kick_start.start(1).changed(month=np.asarray(11.0)))
    assert not View(kick_start, early, US).choices().vote(RENEW)
    out = View(kick_start, late, US).choices()
    assert out.vote(RENEW) and lines(out) == ["vote renew"]


def test_words_belong_to_talk_and_measures_to_decide(kick_start: Scenario) -> None:
    state = kick_start.start(1)
    with pytest.raises(TypeError, match="talk phase"):
        View(kick_start, state, US).choices().act(CANADA, 0)
    with pytest.raises(TypeError, match="decide phase"):
        View(kick_start, decide_state(kick_start, state), US).choices().speak(CANADA, "call")


def test_reasons_stand_in_the_order_of_the_lines_with_their_places(kick_start: Scenario) -> None:
    state = kick_start.start(1)
    out = View(kick_start, state, CANADA).choices()
    out.speak(MEXICO, "call", why="say.call", trust=state.trust[MEXICO, CANADA])
    out.speak(CANADA, "appeal", why="say.appeal")
    assert lines(out) == list(written(kick_start, gathered(kick_start, state, [None, out, None]))[CANADA])
    reason = out.told()[0].reason
    assert reason.id == "say.call" and reason.places["partner"] == "mexico"
    assert reason.places["trust"] == float(state.trust[MEXICO, CANADA])

"""The test base of strategies is not fooled: every fault that it is there to find is found in a planted file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from negotiation.match import choose, months
from negotiation.model import NegotiationModel
from negotiation.rules.scenario import Scenario
from negotiation.rules.step import step
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.strategies import Past, StrategyError, View, find
from negotiation.testing import check_strategy, work
from negotiation.words import languages, words

HEAD = "import random\nimport numpy as np\nfrom negotiation.strategies import one_at_a_time\n"
QUIET = "def {0}(view):\n    return view.choices()\n"
FAULTS = {
    "check.illegal": ("@one_at_a_time\ndef talk(view):\n    names = ('us', 'canada', 'mexico')\n"
                      "    return [f'call {names[j]}' for j in view.others] + ['slight ' + names[view.others[0]]]\n"),
    "check.not_repeated": ("def talk(view):\n    out = view.choices()\n"
                           "    out.speak(view.others[random.random() < .5], 'call')\n    return out\n"),
    "check.peeks": ("def talk(view):\n    out = view.choices()\n    state = view._shared.state\n"
                    "    a, b = view.others\n    out.speak(a, 'call', state.last[..., b, b] >= 0)\n    return out\n"),
    "check.changes": ("def talk(view):\n    wall = view._shared.state.wall\n    wall.flags.writeable = True\n"
                      "    wall += 1\n    return view.choices()\n"),
    "check.remembers": ("def talk(view):\n    out = view.choices()\n    months = view.record.months\n"
                        "    hit = months[-1].raised.any((-1, -2)) if months else False\n"
                        "    out.speak(view.others[0], 'call', hit)\n    return out\n"),
    "check.not_the_same": ("def talk(view):\n    out = view.choices()\n"
                           "    out.speak(view.others[0], 'call', bool(view.games))\n    return out\n"),
}


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.py"


@pytest.mark.parametrize("id_", FAULTS)
def test_a_fault_is_found(id_: str, mine: Path) -> None:
    mine.write_text(HEAD + FAULTS[id_] + QUIET.format("decide"), encoding="utf-8")
    found = check_strategy(str(mine), "tutorial")
    assert id_ in {seen.problem.id for seen in found}
    for seen in found:
        assert all(words(language).reason(seen.problem) for language in languages())


def test_a_file_of_ones_own_says_how_far_it_looks_back(mine: Path, kick_start: Scenario) -> None:
    body = "def talk(view):\n    assert len(view.past) <= 2\n    return view.choices()\n" + QUIET.format("decide")
    mine.write_text("MEMORY = 2\n" + body, encoding="utf-8")
    assert find(str(mine)).memory == 2
    list(months(kick_start, (str(mine), "hold", "hold"), 1))
    mine.write_text("MEMORY = 2\n" + QUIET.format("talk") + QUIET.format("decide").replace(
        "return", "view.past[0]; return"), encoding="utf-8")
    with pytest.raises(StrategyError, match=r"mine\.py:5: IndexError"):
        list(months(kick_start, (str(mine), "hold", "hold"), 1))


def test_who_looks_back_needs_the_record(kick_start: Scenario) -> None:
    state = kick_start.start(1).changed(month=3.0, phase="decide")
    with pytest.raises(LookupError, match="without the record"):
        choose(kick_start, state, ("gradual", None, None))
    assert choose(kick_start, state, ("gradual", None, None), past=Past()).lists[0] is not None


def test_the_record_holds_what_happened_as_the_seat_saw_it(kick_start: Scenario) -> None:
    state, past = kick_start.start(4), Past()
    seats = ("bilateral", "random", "bilateral")
    whispers = 0
    for _ in range(6):
        begun = state
        talked = step(kick_start, state, choose(kick_start, state, seats, past=past).choices).after
        past = past.then(state, talked)
        state = step(kick_start, talked, choose(kick_start, talked, seats, past=past).choices).after
        past = past.then(talked, state)
        view = View(kick_start, state, 1, record=past, memory=99)
        assert len(view.past) == int(state.month)
        month = view.past[0]
        assert np.array_equal(month.wall, state.wall) and np.array_equal(month.raised, state.raised)
        assert np.allclose(month.payoff, state.econ + state.polit - begun.econ - begun.polit)
        for i in (0, 2):
            hidden = talked.quiet[i, 2 - i] > 0 and talked.known[i, 2 - i] == 0
            whispers += bool(hidden)
            fresh = talked.age[i, 2 - i] == 0
            assert month.laid[i, 2 - i] == (-1 if hidden or not fresh else talked.offer[i, 2 - i])
    assert whispers


@pytest.mark.parametrize("name", ["gradual", "micro", "relative"])
def test_one_who_looks_back_plays_the_same_game_by_every_door(name: str, kick_start: Scenario) -> None:
    seats = {"us": name, "canada": "random", "mexico": name}
    session = Session(load("kick-start-2025", {"months": 5}), 7, dict(seats))
    while not session.over:
        session.next()
    short = session.scenario
    alone = list(months(short, tuple(seats.values()), 7))[-1].after
    batch = list(months(short, tuple(seats.values()), np.arange(6, 9)))[-1].after.game(1)
    model = NegotiationModel(short, rng=7, seats=dict(seats)).run()
    assert session.state.digest() == alone.digest() == batch.digest() == model.digest
    again = Session(short, 7, dict(seats))
    for played in session.past:
        again.play_lines(played.lines)
    assert again.state.digest() == alone.digest()


def test_a_parameter_out_of_its_range_is_refused() -> None:
    for text in ("boulware(kappa=0.5)", "two_tats(n=9)", "generous(g=2)"):
        with pytest.raises(StrategyError) as caught:
            find(text)
        assert caught.value.reason.id == "strategy.range"
        assert words("en").reason(caught.value.reason) == str(caught.value)
    assert str(find("boulware(kappa=9)")) == "boulware(kappa=9.0, k=0.0, gamma=0.0)"


def test_work_is_counted_and_not_timed(kick_start: Scenario) -> None:
    assert work("default", kick_start) == 1.0
    assert work("hold", kick_start) < 0.1 < work("tit_for_tat", kick_start) < 1 < work("mcts(iterations=6)", kick_start)

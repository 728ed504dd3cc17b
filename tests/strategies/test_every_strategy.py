"""What every strategy of the folder keeps to, whatever it does."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation.match import choose, months, play
from negotiation.rules.fields import FIELDS
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import step
from negotiation.rules.written import written
from negotiation.scenarios import load
from negotiation.strategies import Choices, find, names, views
from negotiation.words import languages, words

EVERY = (*names(), "easy", "hard")
RARE = ("tiny", "tutorial")


def alike(a: Choices, b: Choices) -> bool:
    return all(np.array_equal(getattr(a, n), getattr(b, n)) for n in ("codes", "replies", "ballot"))


def same_state(a: State, b: State) -> bool:
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in FIELDS)


@pytest.mark.parametrize("name", EVERY)
def test_it_is_always_legal_among_random_players(name: str, kick_start: Scenario) -> None:
    for seats in ((name, "random", name), ("random", name, "random")):
        assert play(kick_start, seats, np.arange(8)).illegal.sum() == 0


@pytest.mark.parametrize("scenario", RARE)
@pytest.mark.parametrize("name", EVERY)
def test_it_is_legal_under_a_narrow_menu(name: str, scenario: str) -> None:
    assert play(load(scenario), (name,) * 3, np.arange(4)).illegal.sum() == 0


@pytest.mark.parametrize("name", EVERY)
def test_a_game_alone_is_the_same_in_a_batch(name: str, kick_start: Scenario) -> None:
    batch = play(kick_start, (name, "random", name), np.arange(40, 45))
    for place, seed in ((0, 40), (3, 43)):
        assert same_state(batch.game(place), play(kick_start, (name, "random", name), seed))


@pytest.mark.parametrize("name", EVERY)
def test_the_same_view_gives_the_same_choices_and_nothing_is_changed(
        name: str, kick_start: Scenario, passed: list[State]) -> None:
    player = find(name)
    for state in passed[::5]:
        before = state.game(slice(None))
        for first, second in zip(views(kick_start, state), views(kick_start, state), strict=True):
            assert alike(player(first), player(second))
        assert same_state(before, state)


@pytest.mark.parametrize("name", EVERY)
def test_every_choice_of_a_lone_game_has_one_reason_in_every_language(name: str, kick_start: Scenario) -> None:
    state, told = kick_start.start(11), 0
    while not state.over:
        chosen = choose(kick_start, state, (name, name, "random"))
        for lines, reasons in zip(written(kick_start, chosen.choices), chosen.reasons, strict=True):
            assert len(lines) == len(reasons)
            for reason in reasons:
                told += 1
                for language in languages():
                    text = words(language).reason(reason)
                    assert "{" not in text and "\n" not in text
        state = step(kick_start, state, chosen.choices).after
    assert told or name == "hold"


@pytest.mark.parametrize("name", names())
def test_it_says_what_it_does_in_every_language(name: str) -> None:
    player = find(name)
    assert player.summary.endswith(".") and len(player.summary) < 130
    assert words("en").reason(player.described) == player.summary
    assert all(words(language).reason(player.described) for language in languages())


def test_games_that_are_over_are_left_alone(kick_start: Scenario) -> None:
    last = list(months(kick_start, ("default",) * 3, np.arange(2)))[-1].after
    for view in views(kick_start, last):
        for name in EVERY:
            assert not find(name)(view).codes.any()

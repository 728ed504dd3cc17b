"""What every strategy of the folder keeps to, whatever it does."""

from __future__ import annotations

import numpy as np
import pytest
from make_moves import GOLDEN, QUICK, setting
from make_moves import text as golden

from negotiation.match import choose, months, play
from negotiation.rules.fields import FIELDS
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import step
from negotiation.rules.written import written
from negotiation.scenarios import load
from negotiation.strategies import Past, find, names, views
from negotiation.strategies.card import GROUPS
from negotiation.testing import check_strategy, work
from negotiation.words import languages, words

EVERY = (*names(), "easy", "hard")
# Small enough to be tried everywhere; in full they have tests of their own.
TRIED = {**QUICK, "oracle": "oracle(against=hold)"}
RARE = ("tiny", "tutorial")
TWENTY_EIGHT = (
    "always_open", "always_protect", "random",
    "tit_for_tat", "suspicious", "two_tats", "generous", "contrite", "grim", "gradual", "pavlov", "adaptive",
    "k_of_2", "punisher", "most_favored", "bandwagon", "trilateralist", "pivot",
    "boulware", "linear", "conceder", "micro", "relative", "zeuthen",
    "best_reply", "quantal", "mcts", "oracle")


def same_state(a: State, b: State) -> bool:
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in FIELDS)


@pytest.mark.parametrize("name", EVERY)
def test_it_keeps_to_what_every_strategy_keeps_to(name: str) -> None:
    assert check_strategy(TRIED.get(name, name)) == []


@pytest.mark.parametrize("name", EVERY)
def test_it_is_legal_under_a_narrow_menu(name: str) -> None:
    for scenario in RARE:
        assert play(load(scenario), (TRIED.get(name, name),) * 3, np.arange(2)).illegal.sum() == 0


@pytest.mark.parametrize("name", ["default", "micro", "random"])
def test_a_game_alone_is_the_same_in_a_batch(name: str, kick_start: Scenario) -> None:
    batch = play(kick_start, (name, "gradual", name), np.arange(40, 45))
    for place, seed in ((0, 40), (3, 43)):
        assert same_state(batch.game(place), play(kick_start, (name, "gradual", name), seed))


@pytest.mark.parametrize("first", range(0, len(EVERY), 3))
def test_every_choice_of_a_lone_game_has_one_reason_in_every_language(first: int, kick_start: Scenario) -> None:
    seats = [TRIED.get(name, name) for name in (EVERY * 2)[first:first + 3]]
    state, past = kick_start.start(11), Past()
    while not state.over:
        chosen = choose(kick_start, state, seats, past=past)
        for lines, reasons in zip(written(kick_start, chosen.choices), chosen.reasons, strict=True):
            assert len(lines) == len(reasons)
            for reason in reasons:
                for language in languages():
                    text = words(language).reason(reason)
                    assert "{" not in text and "\n" not in text and reason.id not in text
        after = step(kick_start, state, chosen.choices).after
        state, past = after, past.then(state, after)


@pytest.mark.parametrize("name", names())
def test_it_has_a_card_and_says_what_it_does_in_every_language(name: str) -> None:
    player = find(name)
    assert player.summary.endswith(".") and len(player.summary) < 130
    assert words("en").reason(player.described) == player.summary
    assert all(words(language).reason(player.described) for language in languages())
    card = player.card
    assert card is not None and card.group in GROUPS
    assert all((card.offers, card.pledges, card.answers, card.tariffs, card.vote))
    assert all((card.formula, card.source, card.weakness))
    if name != "default":
        assert all(words(language).has(f"rival.{name}") for language in languages())
    for key, allowed in card.parameters.items():
        assert allowed.low <= player.given[key] <= allowed.high and allowed.meaning
    numbers = {p.name for p in player.parameters if isinstance(p.usual, (int, float)) and not isinstance(p.usual, bool)}
    assert numbers == set(card.parameters)


def test_the_twenty_eight_are_there_in_six_groups() -> None:
    assert len(TWENTY_EIGHT) == 28 and set(TWENTY_EIGHT) <= set(names())
    cards = [find(name).card for name in TWENTY_EIGHT]
    assert {card.group for card in cards if card} == set(GROUPS) - {"house"}


@pytest.mark.parametrize("name", names())
def test_one_that_only_moves_tariffs_is_listed_as_a_constant(
        name: str, passed: list[State], kick_start: Scenario) -> None:
    """In states of all sorts: no word, no answer and no vote ever comes from a constant, or else it is no constant."""
    card = find(name).card
    assert card is not None
    if card.offers == card.pledges == card.vote == "none":
        assert card.group == "constants"
        for state in passed[::7]:
            for view in views(kick_start, state, Past()):
                chosen = find(name)(view)
                assert not chosen.replies.any() and not chosen.ballot.any()
                assert not chosen.codes.any() or state.phase == "decide"
    else:
        assert card.group != "constants" or name == "random"


@pytest.mark.parametrize("name", names())
def test_its_work_stays_within_its_budget(name: str, kick_start: Scenario) -> None:
    """Counted in calls of functions, as a ratio to the default player's: a slow machine changes nothing."""
    card = find(name).card
    assert card is not None and work(TRIED.get(name, name), kick_start) <= card.cost


@pytest.mark.parametrize("name", names())
def test_it_moves_against_five_fixed_partners_as_it_did(name: str) -> None:
    """After a change that was meant: make games."""
    assert golden(name, setting()) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_there_is_no_golden_file_of_a_strategy_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(names())


def test_games_that_are_over_are_left_alone(kick_start: Scenario) -> None:
    happened = list(months(kick_start, ("default",) * 3, np.arange(2)))
    past = Past()
    for each in happened:
        past = past.then(each.before, each.after)
    for view in views(kick_start, happened[-1].after, past):
        for name in EVERY:
            assert not find(TRIED.get(name, name))(view).codes.any()

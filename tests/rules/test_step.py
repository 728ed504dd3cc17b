"""The step itself: causes add up, masks equal what it accepts, games alone equal games in batches, ended games stay."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.rules.fields import FIELDS
from negotiation.rules.legality import legal_answers, mask
from negotiation.rules.menu import ANSWER, VOTE
from negotiation.rules.notation import TALK
from negotiation.rules.reasons import IllegalChoice
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State, stacked
from negotiation.rules.step import Decide, Talk, Transition, silence, step
from negotiation.rules.why_not import list_reason, why_not


def random_choices(scenario: Scenario, state: State, rng: np.random.Generator, game: State) -> Talk | Decide:
    """Legal choices of one game at random: up to two codes a seat that go together, answers, a vote."""
    menu = scenario.menu
    chosen = []
    for seat in range(3):
        legal = np.flatnonzero(mask(scenario, game, seat))
        picked: list[int] = []
        for code in rng.permutation(legal)[:4]:
            counts = game.phase == TALK or menu.do[seat].sort[code] not in (ANSWER, VOTE)
            if (
                code
                and counts
                and list_reason(scenario, game, seat, game.phase, [*picked, int(code)]) is None
            ):
                picked.append(int(code))
        chosen.append(picked)
    slots = menu.slots if game.phase == TALK else menu.do_slots
    codes = np.array([c + [0] * (slots - len(c)) for c in chosen], np.int64)
    if game.phase == TALK:
        return Talk(codes)
    answer = np.where(legal_answers(game), rng.integers(0, 3, (3, 3, 2)), 0)
    vote = rng.integers(0, 3, 3) if int(game.month) == scenario.months - 1 else np.zeros(3, np.int64)
    return Decide(answer, codes, vote)


def random_game(scenario: Scenario, seed: int, months: int | None = None) -> list[Transition]:
    rng, state, out = np.random.default_rng(seed), scenario.start(seed), []
    while not state.over > 0 and (months is None or state.month < months):
        out.append(step(scenario, state, random_choices(scenario, state, rng, state)))
        state = out[-1].after
    return out


def together(transitions: list[Transition]) -> Talk | Decide:
    first = transitions[0].choices
    return type(first)(*(np.stack([getattr(t.choices, f.name) for t in transitions]) for f in fields(first)))


def same(a: State, b: State) -> bool:
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in FIELDS)


@pytest.fixture(scope="module")
def games(kick_start: Scenario) -> list[list[Transition]]:
    return [random_game(kick_start, seed, 5) for seed in range(12)]


def test_the_lines_of_every_phase_add_up_to_the_change_of_the_ledger(games: list[list[Transition]]) -> None:
    for t in (t for game in games for t in game):
        told = np.zeros_like(t.after.ledger)
        for line in t.lines:
            if line.cause is None:
                told += line.points
            else:
                told[..., line.cause] += line.points
        assert np.abs(told - (t.after.ledger - t.before.ledger)).max() < 1e-9


def test_the_ledger_sums_to_trust(games: list[list[Transition]]) -> None:
    for t in (t for game in games for t in game):
        plain = t.after.base + t.after.ledger.sum(-1)
        off = ~np.eye(3, dtype=bool)
        assert np.allclose(t.after.trust[off], np.clip(plain, 0, 100)[off], atol=1e-9)
        assert (t.after.trust[~off] == 0).all()


def test_games_alone_equal_the_same_games_in_a_batch_to_the_bit(
    kick_start: Scenario, games: list[list[Transition]]
) -> None:
    for order in (range(12), range(11, -1, -1), (3, 3, 7)):
        mixed = [games[n] for n in order]
        state = stacked([game[0].before for game in mixed])
        for phase in range(10):
            batch = step(kick_start, state, together([game[phase] for game in mixed]))
            assert not batch.wrong.any()
            for n, game in enumerate(mixed):
                assert same(batch.after.game(n), game[phase].after)
            state = batch.after


def test_a_game_that_is_over_stays_as_it_is(kick_start: Scenario, games: list[list[Transition]]) -> None:
    alive, ended = games[0][4].before, games[1][4].before.changed(over=1.0)
    both = stacked([alive, ended])
    assert not step(kick_start, both, silence(kick_start, both)).wrong.any()
    after = step(kick_start, both, silence(kick_start, both)).after
    assert same(after.game(1), ended)
    assert not same(after.game(0), alive)


def test_a_state_cannot_be_written_to(kick_start: Scenario) -> None:
    state = kick_start.start(1)
    with pytest.raises(ValueError, match="read-only"):
        state.trust[0, 1] = 9
    with pytest.raises(ValueError, match="read-only"):
        state.ledger[0, 1, 0] = 9


def test_choices_of_the_wrong_phase_are_refused(kick_start: Scenario) -> None:
    state = kick_start.start(1)
    after = step(kick_start, state, silence(kick_start, state)).after
    with pytest.raises(TypeError):
        step(kick_start, after, silence(kick_start, state))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**40), phases=st.integers(0, 5), data=st.data())
def test_the_mask_equals_what_step_accepts(
    kick_start: Scenario, seed: int, phases: int, data: st.DataObject
) -> None:
    state = kick_start.start(seed)
    rng = np.random.default_rng(seed)
    for _ in range(phases):
        state = step(kick_start, state, random_choices(kick_start, state, rng, state)).after
    seat = data.draw(st.integers(0, 2))
    table = kick_start.menu.say[seat] if state.phase == TALK else kick_start.menu.do[seat]
    legal = mask(kick_start, state, seat)
    for code in data.draw(st.lists(st.integers(0, len(table) - 1), min_size=8, max_size=8)):
        choices = silence(kick_start, state)
        if isinstance(choices, Talk):
            choices.say[seat, 0] = code
        elif table.sort[code] == ANSWER:
            choices.answer[seat, table.target[code], table.three[code]] = table.value[code]
        elif table.sort[code] == VOTE:
            choices.vote[seat] = table.value[code]
        else:
            choices.do[seat, 0] = code
        assert (why_not(kick_start, state, seat, state.phase, code) is None) == legal[code]
        if legal[code]:
            step(kick_start, state, choices)
        else:
            with pytest.raises(IllegalChoice):
                step(kick_start, state, choices)


def test_in_a_batch_an_illegal_seat_passes_and_is_counted(kick_start: Scenario) -> None:
    state = kick_start.start(np.arange(3))
    choices = silence(kick_start, state)
    assert isinstance(choices, Talk)
    choices.say[1, 0] = [1, 1]  # the US calls Canada twice in game 1
    choices.say[2, 1] = [1, 99_999]
    after = step(kick_start, state, choices).after
    assert after.illegal.tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0]]
    quiet = step(kick_start, state, silence(kick_start, state)).after
    assert np.array_equal(after.ledger, quiet.ledger)

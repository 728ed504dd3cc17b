"""The tit-for-tat group on the two-by-two game against what was published of each, written here once more and apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from negotiation.match import choose
from negotiation.rules.countries import CANADA, MEXICO
from negotiation.rules.scenario import Scenario
from negotiation.rules.step import step
from negotiation.scenarios import load
from negotiation.strategies import Choices, Past, Strategy, View, find
from negotiation.strategies.simple_moves import set_wall

GAMES, ROUNDS = 24, 20
C, D = False, True
Rule = Callable[[Sequence[bool], Sequence[bool]], bool]         # own acts and the other's so far -> the next act


@pytest.fixture(scope="module")
def pair() -> Scenario:
    """Canada and Mexico with nothing but walls; the United States keeps still."""
    return load(Path(__file__).parent / "two_by_two.yaml")


@pytest.fixture(scope="module")
def scripts() -> np.ndarray:
    """[game, round] what the other one does, whatever happens: always C, always D, each in turn, and any."""
    rng = np.random.default_rng(5)
    rows = rng.random((GAMES, ROUNDS)) < rng.random((GAMES, 1))
    rows[0], rows[1], rows[2] = C, D, np.arange(ROUNDS) % 2 == 0
    rows[3] = np.arange(ROUNDS) % 3 == 2
    return rows


def scripted(acts: np.ndarray, target: int) -> Strategy:
    """A player who holds a wall of 25 percent in the rounds that a script says, game by game."""

    def decide(view: View) -> Choices:
        out, now = view.choices(), acts[:, min(int(view.state.month.max()), ROUNDS - 1)]
        rate = np.where(now, 25.0, 0.0)
        differs = rate != view.state.wall[..., view.me, target]
        set_wall(view, out, target, rate, np.ones(view.games), differs, "do.always")
        return out

    return Strategy("scripted", "", (), MappingProxyType({}), lambda view: view.choices(), decide)


def played(scenario: Scenario, name: str, scripts: np.ndarray) -> np.ndarray:
    """[game, round] whether Canada, playing a strategy, held a wall against a Mexico that follows the script."""
    seats = [find("hold"), find(name), scripted(scripts, CANADA)]
    state, past = scenario.start(np.arange(GAMES)), Past()
    rounds = []
    for _ in range(ROUNDS):
        for _ in range(2):
            after = step(scenario, state, choose(scenario, state, seats, past=past).choices).after
            state, past = after, past.then(state, after)
        assert np.array_equal(state.wall[:, MEXICO, CANADA] > 0, scripts[:, len(rounds)])
        rounds.append(state.wall[:, CANADA, MEXICO] > 0)
    assert state.illegal.sum() == 0
    return np.stack(rounds, -1)


def expected(rule: Rule, scripts: np.ndarray) -> np.ndarray:
    out = []
    for theirs in scripts.tolist():
        mine: list[bool] = []
        for n in range(ROUNDS):
            mine.append(rule(mine, theirs[:n]))
        out.append(mine)
    return np.array(out)


def tit_for_tat(mine: Sequence[bool], theirs: Sequence[bool]) -> bool:
    return theirs[-1] if theirs else C


def suspicious(mine: Sequence[bool], theirs: Sequence[bool]) -> bool:
    return theirs[-1] if theirs else D


def two_tats(mine: Sequence[bool], theirs: Sequence[bool]) -> bool:
    return list(theirs[-2:]) == [D, D]


def three_tats(mine: Sequence[bool], theirs: Sequence[bool]) -> bool:
    return list(theirs[-3:]) == [D, D, D]


def grim(mine: Sequence[bool], theirs: Sequence[bool]) -> bool:
    return D in theirs


def pavlov(mine: Sequence[bool], theirs: Sequence[bool]) -> bool:
    """Stay after T or R, change after P or S."""
    if not mine:
        return C
    payoff = {(D, C): 5, (C, C): 3, (D, D): 1, (C, D): 0}[mine[-1], theirs[-1]]
    return mine[-1] if payoff >= 3 else not mine[-1]


def contrite(mine: Sequence[bool], theirs: Sequence[bool]) -> bool:
    """Boyd (1989): standing is lost by D toward one in good standing, and won back by C."""
    own = other = "good"
    for a, b in zip(mine, theirs, strict=True):
        before = own, other
        if a == C:
            own = "good"
        elif before != ("good", "bad"):
            own = "bad"
        if b == C:
            other = "good"
        elif before != ("bad", "good"):
            other = "bad"
    return (own, other) == ("good", "bad")


def adaptive(mine: Sequence[bool], theirs: Sequence[bool]) -> bool:
    world = 0.5
    for act in theirs:
        world = world + 0.5 * (0 - world) if act == D else world + 0.5 * (1 - world)
    return world < 0.5


RULES = [
    ("tit_for_tat", tit_for_tat), ("suspicious", suspicious), ("two_tats", two_tats), ("two_tats(n=3)", three_tats),
    ("two_tats(n=1)", tit_for_tat), ("grim", grim), ("pavlov", pavlov), ("contrite", contrite), ("adaptive", adaptive),
    ("generous(g=0)", tit_for_tat), ("generous(g=1)", lambda mine, theirs: C)]


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[name for name, _ in RULES])
def test_it_plays_as_published(name: str, rule: Rule, pair: Scenario, scripts: np.ndarray) -> None:
    assert np.array_equal(played(pair, name, scripts), expected(rule, scripts))


def test_gradual_answers_the_nth_provocation_n_times_and_then_rests_twice(pair: Scenario, scripts: np.ndarray) -> None:
    mine = played(pair, "gradual", scripts)
    for row, theirs in zip(mine.tolist(), scripts.tolist(), strict=True):
        plan: list[bool] = []
        count = 0
        for n in range(ROUNDS):
            free = not plan
            assert row[n] == (plan.pop(0) if plan else C)
            if free and theirs[n] == D:
                count += 1
                plan = [D] * count + [C, C]


def test_generous_forgives_one_in_three_and_never_hits_first(pair: Scenario, scripts: np.ndarray) -> None:
    mine = played(pair, "generous", scripts)
    after_good, after_bad = mine[:, 1:][~scripts[:, :-1]], mine[:, 1:][scripts[:, :-1]]
    assert not mine[:, 0].any() and not after_good.any()
    spread = np.sqrt(2 / 9 / len(after_bad))
    assert abs(after_bad.mean() - 2 / 3) < 3 * spread


def test_two_who_answer_echo_a_first_blow_and_two_who_forgive_do_not(pair: Scenario) -> None:
    """Suspicious against tit for tat alternates for ever; two tit for two tats would end it: Axelrod (1984)."""
    def between(one: str, other: str) -> list[str]:
        state, past, acts = pair.start(1), Past(), []
        for _ in range(8):
            for _ in range(2):
                after = step(pair, state, choose(pair, state, ("hold", one, other), past=past).choices).after
                state, past = after, past.then(state, after)
            acts.append("".join("CD"[int(state.wall[i, j] > 0)] for i, j in ((CANADA, MEXICO), (MEXICO, CANADA))))
        return acts

    assert between("suspicious", "tit_for_tat") == ["DC", "CD"] * 4
    assert between("suspicious", "two_tats") == ["DC"] + ["CC"] * 7
    assert between("suspicious", "pavlov") == ["DC", "CD", "DD", "DC", "CD", "DD", "DC", "CD"]
    assert between("suspicious", "suspicious") == ["DD"] * 8

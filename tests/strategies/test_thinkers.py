"""The tariff game in thought against the rules, logit equilibrium, the searcher, and the exact best reply."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from negotiation.match import choose, play
from negotiation.rules.arrays import Array
from negotiation.rules.countries import CANADA, MEXICO, US, N
from negotiation.rules.future import score, worth
from negotiation.rules.menu import ANSWER, VOTE
from negotiation.rules.payoffs import position_of, years_left
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import Decide, Talk, step
from negotiation.scenarios import load
from negotiation.strategies import View, find
from negotiation.strategies.best_reply import best_act
from negotiation.strategies.mcts import Search
from negotiation.strategies.quantal import equilibrium
from negotiation.strategies.solving import Solver
from negotiation.strategies.tariff_game import ACTS, PROFILES, TariffGame


@pytest.fixture(scope="module")
def game(without_luck: Scenario) -> TariffGame:
    return TariffGame(View(without_luck, without_luck.start(1), US))


def in_force(scenario: Scenario, state: State) -> Array:
    """[3] $bn of going on as a state is, asked of the rules."""
    return worth(scenario, position_of(scenario, state), state.trust, state.labour, years_left(scenario, state.month))


def test_a_profile_of_the_tariff_game_is_worth_what_the_rules_say(game: TariffGame, without_luck: Scenario) -> None:
    state, ladder = without_luck.start(1), [0, 5, 10, 25, 35, 50]
    for profile in (0, 1, 7, 31, 62, 93, 124):
        wall, spare = np.array(state.wall), np.array(state.spare)
        for i, act in enumerate(PROFILES[profile]):
            others = [j for j in range(N) if j != i]
            if act:
                j = others[(act - 1) % 2]
                step_ = ladder.index(int(wall[i, j])) + (1 if act <= 2 else -1)
                wall[i, j] = ladder[min(max(step_, 0), 5)]
        after = state.changed(wall=wall, spare=spare)
        goal = in_force(without_luck, after) - in_force(without_luck, state)
        assert game.worth[profile] == pytest.approx(goal, abs=1e-9)


def test_the_best_reply_is_the_best_of_all_acts(game: TariffGame) -> None:
    for seat in (US, CANADA, MEXICO):
        own = [n for n, acts in enumerate(PROFILES) if all(acts[j] == 0 for j in range(N) if j != seat)]
        values = {int(PROFILES[n][seat]): float(game.worth[n, seat]) for n in own}
        view = View(game.view.scenario, game.view.scenario.start(1), seat)
        assert values[int(best_act(view, 1))] == pytest.approx(max(values.values()), abs=1e-9)


def test_logit_chances_are_a_fixed_point_and_even_where_nothing_counts(game: TariffGame) -> None:
    assert all(np.allclose(p, 1 / ACTS, atol=1e-12) for p in equilibrium(game, 0.0))
    value = game.worth.reshape(ACTS, ACTS, ACTS, N)
    p, q, r = (np.asarray(x) for x in equilibrium(game, 0.3))
    expected = [np.einsum("abc,b,c->a", value[..., 0], q, r), np.einsum("abc,a,c->b", value[..., 1], p, r),
                np.einsum("abc,a,b->c", value[..., 2], p, q)]
    for chances, gains in zip((p, q, r), expected, strict=True):
        weight = np.exp(0.3 * (gains - gains.max()))
        assert chances == pytest.approx(weight / weight.sum(), abs=1e-9)
        assert chances.sum() == pytest.approx(1.0)


def test_who_errs_less_gains_more_against_the_same_others(game: TariffGame) -> None:
    """Of one player's chances at rising lam, the others' as they are: the expected gain never falls."""
    value = game.worth.reshape(ACTS, ACTS, ACTS, N)[..., 0]
    _, q, r = equilibrium(game, 0.3)
    gains = np.einsum("abc,b,c->a", value, q, r)
    means = []
    for lam in (0.0, 0.1, 0.5, 2.0, 10.0):
        weight = np.exp(lam * (gains - gains.max()))
        means.append(float((weight / weight.sum()) @ gains))
    assert means == sorted(means) and means[-1] == pytest.approx(gains.max(), abs=0.5)


def test_the_searcher_does_what_has_paid_best(without_luck: Scenario) -> None:
    """After many games of one month in thought its act is nearly a best reply to what the others tried."""
    for seat in (US, CANADA):
        search = Search(View(without_luck, without_luck.start(1), seat), depth=1, c=0.5)
        act = search.best_act(400)
        value = search.game.worth.reshape(ACTS, ACTS, ACTS, N)[..., seat]
        weights = [search.root.tried[j] / search.root.tried[j].sum() for j in range(N) if j != seat]
        gains = np.einsum("abc,b,c->a", np.moveaxis(value, seat, 0), *weights)
        assert search.root.tried.sum(-1).tolist() == [400] * N
        assert gains[act] >= gains.max() - 0.05 * (gains.max() - gains.min())


def every_choice(scenario: Scenario, state: State, seat: int) -> list[Talk | Decide]:
    """Everything a seat may do in a small game, as choices in which the others are silent."""
    codes = np.flatnonzero(View(scenario, state, seat).legal).tolist()
    out: list[Talk | Decide] = []
    if state.phase == "talk":
        for code in codes:
            say = np.zeros((N, scenario.menu.slots), np.int64)
            say[seat, 0] = code
            out.append(Talk(say))
        return out
    table = scenario.menu.do[seat]
    answers = [code for code in codes if table.sort[code] == ANSWER]
    votes = [0, *(int(table.value[code]) for code in codes if table.sort[code] == VOTE)]
    for given in product((0, 1), repeat=len(answers)):
        for vote in votes:
            answer, ballot = np.zeros((N, N, 2), np.int64), np.zeros(N, np.int64)
            for code, yes in zip(answers, given, strict=True):
                answer[seat, table.target[code], table.three[code]] = yes * table.value[code]
            ballot[seat] = vote
            out.append(Decide(answer, np.zeros((N, scenario.menu.do_slots), np.int64), ballot))
    return out


def best_by_trying(scenario: Scenario, state: State, seat: int, rival: str) -> float:
    """The most that a seat can get, by going down every path one by one."""
    if state.over:
        return float(score(scenario, state)[:, seat].sum())
    seats = [None if i == seat else rival for i in range(N)]
    theirs = choose(scenario, state, seats).choices
    best = -np.inf
    for mine in every_choice(scenario, state, seat):
        if isinstance(mine, Talk):
            assert isinstance(theirs, Talk)
            both: Talk | Decide = Talk(mine.say + theirs.say)
        else:
            assert isinstance(theirs, Decide)
            both = Decide(mine.answer + theirs.answer, mine.do + theirs.do, mine.vote + theirs.vote)
        best = max(best, best_by_trying(scenario, step(scenario, state, both).after, seat, rival))
    return best


@pytest.mark.parametrize(("seat", "rival"), [(US, "hold"), (CANADA, "conciliator")])
def test_the_oracle_gets_what_trying_every_path_gets(seat: int, rival: str) -> None:
    small = load("tiny", {"months": 2})
    start = small.start(0)
    reckoned = Solver(small, seat, find(rival)).best(start).payoff
    assert reckoned == pytest.approx(best_by_trying(small, start, seat, rival), abs=1e-9)


@pytest.mark.parametrize("rival", ["hold", "conciliator"])
def test_nobody_does_better_against_its_rivals_than_the_oracle(rival: str) -> None:
    """In the whole small game: what it gets is what it reckoned, and no other strategy gets more."""
    tiny, seat = load("tiny"), MEXICO

    def got(name: str) -> float:
        seats = [name if i == seat else rival for i in range(N)]
        return float(score(tiny, play(tiny, seats, 0))[:, seat].sum())

    mine = got(f"oracle(against={rival})")
    assert mine == pytest.approx(Solver(tiny, seat, find(rival)).best(tiny.start(0)).payoff, abs=1e-9)
    assert mine >= max(got(name) for name in ("default", "hold", "conciliator", "linear", "loyal")) - 1e-9


def test_where_the_rules_are_too_large_the_oracle_plays_the_best_reply(without_luck: Scenario) -> None:
    for phase in ("talk", "decide"):
        view = View(without_luck, without_luck.start(1).changed(phase=phase), CANADA)
        assert find("oracle")(view).told() == find("best_reply")(view).told()

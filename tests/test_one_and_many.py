"""One game is one game: alone, at any place of any batch, on any number of processes, under Mesa, replayed."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation import match
from negotiation import record as records
from negotiation.batch import play_chunk, seated, simulate
from negotiation.model import NegotiationModel
from negotiation.rules.names import NAMES
from negotiation.rules.scenario import Scenario
from negotiation.scenarios import load
from negotiation.session import Session

FIRST = 40
MIXED = {"us": "default(level=hard)", "canada": "tit_for_tat", "mexico": "random"}
CHEAP = {"us": "random", "canada": "random", "mexico": "hold"}


@pytest.fixture(scope="module")
def short() -> Scenario:
    """The full rules in four months, so that a game alone is quick."""
    return load("kick-start-2025", {"months": "4"})


@pytest.fixture(scope="module")
def sixty(short: Scenario) -> list[str]:
    """The digests of sixty games played together."""
    return list(simulate(short, 60, FIRST, MIXED, keep=True, chunk=60).columns["digest"])


def digests(scenario: Scenario, players: dict[str, str], first: int, games: int) -> list[str]:
    return play_chunk(scenario, tuple(seated(scenario, players).values()), first, games).digests


def test_a_game_alone_is_the_game_at_every_place_of_a_batch(short: Scenario, sixty: list[str]):
    seats = [MIXED[name] for name in NAMES]
    for n in (0, 1, 6, 7, 29, 58, 59):
        assert match.play(short, seats, FIRST + n).digest() == sixty[n]


def test_sixty_games_are_the_same_in_batches_of_one_and_of_seven(short: Scenario, sixty: list[str]):
    assert [d for n in range(0, 56, 7) for d in digests(short, MIXED, FIRST + n, 7)] == sixty[:56]
    assert [digests(short, MIXED, FIRST + n, 1)[0] for n in range(0, 60, 2)] == sixty[::2]


def test_games_in_another_order_are_the_same_games(short: Scenario, sixty: list[str]):
    order = np.random.default_rng(0).permutation(60)
    ends = match.play(short, [MIXED[name] for name in NAMES], (FIRST + order).astype(np.uint64))
    assert [ends.game(k).digest() for k in range(60)] == [sixty[n] for n in order]


@pytest.mark.parametrize(("workers", "chunk"), [(1, 1000), (1, 7), (2, 30), (2, 11)])
def test_the_summary_does_not_depend_on_workers_or_chunks(short: Scenario, workers: int, chunk: int, sixty: list[str]):
    result = simulate(short, 60, FIRST, MIXED, workers=workers, chunk=chunk, keep=True)
    assert result.columns["digest"] == sixty
    assert result.summary == simulate_once(short)


_once: dict[int, object] = {}


def simulate_once(scenario: Scenario) -> object:
    if id(scenario) not in _once:
        _once[id(scenario)] = simulate(scenario, 60, FIRST, MIXED, chunk=60).summary
    return _once[id(scenario)]


def test_a_thousand_games_of_default_players_are_the_same_in_batches_of_64_and_of_1000():
    scenario = load("tutorial", {"luck": "1"})
    whole = simulate(scenario, 1000, 0, chunk=1000)
    assert simulate(scenario, 1000, 0, chunk=64).summary == whole.summary
    assert NegotiationModel(scenario, rng=777).run().digest == simulate(scenario, 1, 777).summary["digest"]


def test_a_thousand_games_of_a_cheap_mix_are_the_same_in_batches_of_64_and_of_1000(short: Scenario):
    few = load("tiny")
    whole = simulate(few, 1000, 0, CHEAP, chunk=1000, keep=True)
    assert simulate(few, 1000, 0, CHEAP, chunk=64).summary == whole.summary
    for n in (0, 63, 64, 500, 999):
        assert match.play(few, [CHEAP[name] for name in NAMES], n).digest() == whole.columns["digest"][n]


@pytest.mark.parametrize("n", [0, 17, 59])
def test_mesa_a_session_and_its_record_play_the_same_game(short: Scenario, sixty: list[str], n: int):
    seed = FIRST + n
    assert NegotiationModel(short, rng=seed, seats=MIXED).run().digest == sixty[n]
    session = Session(short, seed, MIXED)
    while not session.over:
        session.end_month()
    assert session.state.digest() == sixty[n]
    again = records.parse(session.record().text())
    *_, last = records.replay(again)
    assert last.after.digest() == sixty[n] and records.verify(again).equal


def test_every_month_of_a_session_is_the_month_of_the_batch(short: Scenario):
    seats = [MIXED[name] for name in NAMES]
    session = Session(short, FIRST, MIXED)
    for happened in match.months(short, seats, np.arange(FIRST - 2, FIRST + 3, dtype=np.uint64)):
        assert session.next().transition.after.digest() == happened.after.game(2).digest()

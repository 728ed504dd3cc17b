"""Games of environments copied, pickled and saved in the middle; what is saved is a game for every other door."""

from __future__ import annotations

import copy
import pickle
import re
from importlib.metadata import PackageNotFoundError, distribution

import numpy as np
import pytest

from negotiation.session import Session

pytestmark = pytest.mark.needs("env")


def acted(turns, rng: np.random.Generator, count: int | None = None) -> list[bytes]:
    """Some agents' turns, or all to the end: what each saw, and the rewards."""
    seen = []
    for name in turns.agent_iter(count or 10_000):
        observation, reward, over, cut, _ = turns.last()
        seen.append(observation["observation"].tobytes() + observation["action_mask"].tobytes() + str(reward).encode())
        turns.step(None if over or cut else int(rng.choice(np.flatnonzero(observation["action_mask"]))))
        assert name in turns.possible_agents
    return seen


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda env: pickle.loads(pickle.dumps(env))], ids=["copy", "pickle"])
def test_turns_go_on_alike_in_a_copy_made_between_two_agents(copied):
    from negotiation.env import env

    turns = env(scenario="tutorial")
    turns.reset(seed=4)
    acted(turns, np.random.default_rng(0), 14)                 # 14 turns: in the middle of a sub-step
    other = copied(turns)
    first, second = acted(turns, np.random.default_rng(1)), acted(other, np.random.default_rng(1))
    assert first == second and len(first) > 20
    assert turns.unwrapped.digest == other.unwrapped.digest


@pytest.mark.parametrize("seat", [None, "canada"])
def test_a_game_saved_in_the_middle_is_taken_up_by_a_person(seat, tmp_path):
    from negotiation.env import SeatEnv, parallel_env

    env = parallel_env() if seat is None else SeatEnv(seat=seat)
    env.reset(seed=9)
    rng, games = np.random.default_rng(2), None
    for _ in range(11):
        games = env.games
        codes = {name: int(rng.choice(np.flatnonzero(games.masks[i][0])))
                 for i, name in enumerate(("us", "canada", "mexico")) if i in games.acting}
        env.step(codes if seat is None else codes[seat])
    env.save(tmp_path / "kept.nego")
    game = Session.load(tmp_path / "kept.nego")
    assert game.state.digest() == env.digest and game.phase == games.state().phase
    for i in games.acting:
        lines = [games.menu.line(i, code) for code in games.taken[i]]
        assert sorted(game.planned(i)) == sorted(line for line in lines if line != "pass")
    assert [s is None for s in game.seats] == [i in games.acting for i in range(3)]


def test_a_vector_takes_the_seeds_it_is_given():
    from negotiation.env import SeatEnv, make_vec

    many = make_vec(3, scenario="tutorial", seat="us")
    seen, _ = many.reset(options={"seeds": [5, 5, 8]})
    assert np.array_equal(seen["observation"][0], seen["observation"][1])
    one = SeatEnv("tutorial", seat="us")
    for place, seed in ((0, 5), (2, 8)):
        alone, _ = one.reset(seed=seed)
        assert np.array_equal(alone["observation"], seen["observation"][place])
    assert many.games.rows["seed"].tolist() == [5, 5, 8]
    for wrong in ([1, 2], [1, 2, None], 7, [1, 2, -3]):
        with pytest.raises(ValueError, match="seed"):
            many.reset(options={"seeds": wrong})


def test_the_extras_bring_no_second_pygame():
    """The window's pygame-ce and the classic pygame take each other's place."""
    seen, open_ = set(), ["gymnasium", "pettingzoo", "open_spiel"]
    while open_:
        name = open_.pop()
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:                           # needed on another system only
            continue
        seen.add(name)
        open_ += [n for n in (re.split(r"[^\w.-]", r)[0] for r in needs if "extra ==" not in r) if n not in seen]
    assert "pygame" not in seen and {"gymnasium", "pettingzoo"} <= seen

"""What can be done wrong with an environment, one by one: what is said, and that nothing has moved."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from negotiation.record import RecordError
from negotiation.scenarios import ScenarioError
from negotiation.strategies import StrategyError
from negotiation.unfinished import WrongUse

pytestmark = pytest.mark.needs("env")
PASSES = {"us": 0, "canada": 0, "mexico": 0}


@pytest.fixture
def together():
    from negotiation.env import parallel_env
    env = parallel_env(scenario="tiny")
    env.reset(seed=1)
    return env


@pytest.fixture
def seat():
    from negotiation.env import SeatEnv
    env = SeatEnv("tiny", seat="canada")
    env.reset(seed=1)
    return env


@pytest.fixture
def vector():
    from negotiation.env import make_vec
    envs = make_vec(2, scenario="tiny", seat="canada")
    envs.reset(seed=1)
    return envs


def finish(env) -> None:
    while env.agents:
        games = env.games
        env.step({name: int(np.flatnonzero(games.masks[i][0])[0]) for i, name in enumerate(PASSES)})


def test_an_illegal_action_passes_and_is_told(together):
    words = together.games.menu
    other = copy.deepcopy(together)
    _, rewards, _, _, infos = together.step({**PASSES, "us": words.code(0, "vote renew")})
    assert rewards == other.step(PASSES)[1] and together.digest == other.digest
    assert infos["us"]["illegal"] and not infos["canada"]["illegal"]
    assert together.games.past[0].lines == ((), (), ()) and together.games.rows["illegal"].sum() == 0


def test_an_illegal_action_of_one_seat_leaves_the_others_as_they_are(together):
    words = together.games.menu
    together.step({"us": words.code(0, "vote renew"), "canada": words.code(1, "call us"), "mexico": 0})
    assert together.games.past[0].lines == ((), ("call us",), ())


@pytest.mark.parametrize("action, error, text", [
    (12, ValueError, "12 is no action; there are 0 to 11"),
    (-1, ValueError, "-1 is no action"),
    (1.0, TypeError, "whole number from 0 to 11, not 1.0"),
    (True, TypeError, "not True"),
    (None, TypeError, "not None"),
    ("call us", TypeError, "not 'call us'"),
    (np.array([1]), ValueError, r"array of shape \(1,\)"),
    (np.array([[1, 2], [3, 4]]), ValueError, r"array of shape \(2, 2\)"),
])
def test_what_can_be_no_action_is_refused_and_nothing_moves(together, seat, action, error, text):
    before = together.digest, seat.digest
    with pytest.raises(error, match=text):
        together.step({**PASSES, "canada": action})
    with pytest.raises(error, match=text):
        seat.step(action)
    assert (together.digest, seat.digest) == before and together.cycle == seat.cycle == 0


def test_numpy_numbers_are_actions(together, seat):
    together.step({name: np.int64(0) for name in PASSES})
    seat.step(np.array(0))


def test_a_missing_action_is_refused(together):
    with pytest.raises(ValueError, match="mexico: no action given"):
        together.step({"us": 0, "canada": 0})
    assert together.cycle == 0


def test_an_action_of_nobody_is_refused(together):
    with pytest.raises(ValueError, match="'cuba': no such agent; there are us, canada, mexico"):
        together.step({**PASSES, "cuba": 0})
    assert together.cycle == 0


def test_a_reset_in_mid_game_begins_the_next_game(together, seat):
    together.step(PASSES)
    together.reset()
    assert together.seed == 2 and together.games.past == () and together.cycle == 0
    seat.step(0)
    seat.reset()
    assert seat.seed_of_game == 2 and seat.games.past == ()


def test_a_step_after_the_end(together, seat, vector):
    from gymnasium.error import ResetNeeded

    finish(together)
    digest = together.digest
    assert together.step({}) == ({}, {}, {}, {}, {}) and together.digest == digest
    with pytest.raises(ValueError, match="reset it before acting"):
        together.step(PASSES)
    over = False
    while not over:
        _, _, over, _, _ = seat.step(int(np.flatnonzero(seat.action_masks())[0]))
    with pytest.raises(ResetNeeded, match="call reset before the next step"):
        seat.step(0)


def test_a_step_of_a_dead_agent():
    from negotiation.env import env

    turns = env(scenario="tiny")
    turns.reset(seed=1)
    while not turns.terminations[turns.agent_selection]:
        seen = turns.observe(turns.agent_selection)
        turns.step(int(np.flatnonzero(seen["action_mask"])[0]))
    with pytest.raises(AssertionError):
        turns.step(0)


def test_a_step_before_the_first_reset():
    from gymnasium.error import ResetNeeded

    from negotiation.env import SeatEnv, make_vec, parallel_env

    with pytest.raises(ValueError, match="call reset first"):
        parallel_env(scenario="tiny").step(PASSES)
    with pytest.raises(ResetNeeded, match="call reset first"):
        SeatEnv("tiny").step(0)
    with pytest.raises(ResetNeeded, match="call reset first"):
        make_vec(2, scenario="tiny").step(np.zeros(2, int))


@pytest.mark.parametrize("seed, error", [(-1, ValueError), (2 ** 63, ValueError), ("7", TypeError), (7.0, TypeError)])
def test_a_wrong_seed(together, seat, seed, error):
    with pytest.raises(error, match="seed"):
        together.reset(seed=seed)
    with pytest.raises(error, match="seed"):
        seat.reset(seed=seed)
    assert together.seed == 1 and seat.seed_of_game == 1


def test_wrong_options(together, seat, vector, tmp_path):
    for env in (together, seat):
        with pytest.raises(TypeError, match="options must be a dictionary, not list"):
            env.reset(options=["load"])
        with pytest.raises(ValueError, match="there is no 'laod'; did you mean 'load'"):
            env.reset(options={"laod": "game.nego"})
        with pytest.raises(ValueError, match="'seeds' goes with a vector of games"):
            env.reset(options={"seeds": [1]})
        with pytest.raises(RecordError):
            env.reset(options={"load": tmp_path / "nothing.nego"})
    _, infos = together.reset(options={"colour": "red"})
    assert infos["us"]["unused_options"] == ["colour"]
    assert seat.reset(options={"colour": "red"})[1]["unused_options"] == ["colour"]
    with pytest.raises(ValueError, match="'load' goes with one game"):
        vector.reset(options={"load": tmp_path / "nothing.nego"})


def test_a_saved_game_of_another_scenario(together, seat, tmp_path):
    from negotiation.env import parallel_env

    other = parallel_env(scenario="tutorial")
    other.reset(seed=0)
    other.save(tmp_path / "other.nego")
    for env in (together, seat):
        with pytest.raises(ValueError, match="a game of tutorial, and this environment plays tiny"):
            env.reset(options={"load": tmp_path / "other.nego"})
    assert together.seed == 1


def test_wrong_settings():
    from negotiation.env import SeatEnv, make_vec, parallel_env

    for make, error, text in (
        (lambda: parallel_env(scenario="tinny"), ScenarioError, "tiny"),
        (lambda: parallel_env(max_cycles=0), ValueError, "less than 1"),
        (lambda: parallel_env(max_cycles=2.5), TypeError, "whole number"),
        (lambda: parallel_env(render_mode="ascii"), ValueError, "did you mean 'ansi'"),
        (lambda: SeatEnv(seat="cananda"), ValueError, "did you mean 'canada'"),
        (lambda: SeatEnv(seat="us", rivals={"us": "hold"}), ValueError, "this seat is yours"),
        (lambda: SeatEnv(seat="us", rivals={"cuba": "hold"}), WrongUse, "cuba"),
        (lambda: SeatEnv(seat="us", rivals={"mexico": "holdd"}), StrategyError, "did you mean 'hold'"),
        (lambda: make_vec(0), ValueError, "num_envs"),
        (lambda: make_vec(True), ValueError, "num_envs"),
    ):
        with pytest.raises(error, match=text):
            make()


@pytest.mark.parametrize("actions, error, text", [
    (np.zeros(3, int), ValueError, r"the shape \(2,\)"),
    (np.zeros((2, 1), int), ValueError, r"not \(2, 1\)"),
    (np.zeros(2), TypeError, "not float64"),
    (np.array([0, 99]), ValueError, "99 is no action"),
])
def test_wrong_actions_of_a_vector(vector, actions, error, text):
    before = vector.games.digest(0)
    with pytest.raises(error, match=text):
        vector.step(actions)
    assert vector.games.digest(0) == before and not vector.cycles.any()


def test_an_illegal_action_in_a_vector_passes_in_its_game_alone(vector):
    code = vector.games.menu.code(1, "call us")
    _, _, _, _, infos = vector.step(np.array([vector.games.menu.code(1, "vote renew"), code]))
    assert infos["illegal"].tolist() == [True, False]


@pytest.mark.needs("openspiel")
@pytest.mark.parametrize("given, text", [({"seeds": 0}, "seeds"), ({"months": -1}, "months")])
def test_wrong_parameters_of_openspiel(given, text):
    from negotiation.env.openspiel import NegotiationGame

    with pytest.raises(ValueError, match=text):
        NegotiationGame("python_negotiation", given)


@pytest.mark.needs("openspiel")
def test_an_unknown_parameter_or_scenario_of_openspiel():
    import pyspiel

    import negotiation.env.openspiel  # noqa: F401

    with pytest.raises(Exception, match="sedes"):
        pyspiel.load_game("python_negotiation(sedes=3)")
    with pytest.raises(ScenarioError, match="tiny"):
        pyspiel.load_game("python_negotiation(scenario=tinny)")
    with pytest.raises(ValueError, match="no parameters"):
        pyspiel.load_game("python_negotiation(scenario=tiny)").make_py_observer(None, {"depth": 1})


def test_an_extra_that_is_missing_is_named(monkeypatch):
    import negotiation.env as envs

    monkeypatch.delitem(vars(envs), "parallel_env", raising=False)
    monkeypatch.setattr(envs, "find_spec", lambda name: None)
    with pytest.raises(ImportError, match=r"pip install 'negotiation\[env\]'"):
        getattr(envs, "parallel_env")  # noqa: B009

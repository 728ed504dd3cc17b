"""The ecosystems' own suites on `kick-start-2025` in full. Nothing they warn of is let through but what stands here."""

from __future__ import annotations

import copy
import warnings
from types import SimpleNamespace

import numpy as np
import pytest
from make_playthroughs import FOLDER, GAMES, made

pytestmark = pytest.mark.needs("env")
# What PettingZoo recommends and this game does otherwise: its agents are the countries, every seat has a menu of its
# own length, and an observation carries the mask beside the numbers.
MEANT = (
    'We recommend agents to be named in the format <descriptor>_<number>, like "player_0"',
    "Agents have different observation space sizes",
    "Observation is not a NumPy array",
    "Observation space for each agent probably should be gymnasium.spaces.box or gymnasium.spaces.discrete",
)


@pytest.fixture(scope="module")
def suite():
    """PettingZoo's suite; importing it imports games of theirs that warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pettingzoo.test
    return pettingzoo.test


@pytest.fixture
def envs():
    import negotiation.env
    return negotiation.env


def told(call) -> set[str]:
    """What a call warns of."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        call()
    return {str(warning.message) for warning in seen}


def test_pettingzoo_parallel(suite, envs):
    assert told(lambda: suite.parallel_api_test(envs.parallel_env(), num_cycles=1000)) == set()


def test_pettingzoo_parallel_seeds(suite, envs):
    assert told(lambda: suite.parallel_seed_test(envs.parallel_env, num_cycles=50)) == set()


def test_pettingzoo_turns(suite, envs, capsys):
    assert told(lambda: suite.api_test(envs.env(), num_cycles=1000)) == set(MEANT)


def test_pettingzoo_turns_seeds(suite, envs):
    assert told(lambda: suite.seed_test(envs.env, num_cycles=50)) == set()


def test_pettingzoo_cycles(suite, envs):
    doors = SimpleNamespace(env=envs.env, parallel_env=envs.parallel_env)
    assert told(lambda: suite.max_cycles_test(doors)) == set()


def test_pettingzoo_rendering(suite, envs, capsys):
    shown = []
    assert told(lambda: suite.render_test(lambda render_mode=None: envs.env(render_mode=render_mode),
                                          {"ansi": lambda text: shown.append(text) or "trusts" in text})) == set()
    assert shown and "us: trusts canada" in capsys.readouterr().out


def test_pettingzoo_state(suite, envs):
    assert told(lambda: suite.state_test(envs.env(), envs.parallel_env())) == set()


@pytest.mark.parametrize("seat", ["us", "canada", "mexico"])
def test_gymnasium(envs, seat):
    import gymnasium
    from gymnasium.utils.env_checker import check_env

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(gymnasium.make("negotiation/KickStart-v1", seat=seat, render_mode="ansi").unwrapped)


def test_gymnasium_vector_goes_as_its_own_vector_of_single_games(envs):
    import gymnasium

    ours = gymnasium.make_vec("negotiation/KickStart-v1", 3, "vector_entry_point", seat="mexico", max_cycles=40)
    theirs = gymnasium.make_vec("negotiation/KickStart-v1", 3, "sync", seat="mexico", max_cycles=40, stride=3)
    assert type(ours.unwrapped) is envs.SeatVectorEnv and ours.observation_space == theirs.observation_space
    rng = np.random.default_rng(0)
    pairs = [(ours.reset(seed=5), theirs.reset(seed=5))]
    begun = 0
    for _ in range(100):
        mask = pairs[-1][0][0]["action_mask"]
        actions = (rng.random(mask.shape) * mask).argmax(-1)
        pairs.append((ours.step(actions), theirs.step(actions)))
        begun += int((pairs[-1][0][2] | pairs[-1][0][3]).sum())
    assert begun >= 6
    for mine, other in pairs:
        for key in ("observation", "action_mask"):
            assert np.array_equal(mine[0][key], other[0][key])
        for a, b in zip(mine[1:4], other[1:4], strict=False):
            if not isinstance(a, dict):
                assert np.array_equal(a, b)


@pytest.mark.needs("openspiel")
@pytest.mark.parametrize("turns", [False, True], ids=["together", "one by one"])
@pytest.mark.parametrize("spec", ["python_negotiation", "python_negotiation_terminal(months=4)",
                                  "python_negotiation(scenario=tiny,seeds=1)"])
def test_openspiel(spec, turns):
    import pyspiel

    import negotiation.env.openspiel  # noqa: F401

    game = pyspiel.load_game(spec)
    game = pyspiel.convert_to_turn_based(game) if turns else game
    pyspiel.random_sim_test(game, num_sims=1, serialize=True, verbose=False, mask_test=True)


@pytest.mark.needs("openspiel")
@pytest.mark.parametrize("name", GAMES)
def test_openspiel_playthroughs_are_as_they_were(name):
    kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert made(*GAMES[name]) == kept, "a game goes otherwise: if that is meant, `make playthroughs`"


@pytest.mark.needs("openspiel")
def test_openspiel_twin_pays_the_same_at_the_end():
    import pyspiel

    import negotiation.env.openspiel  # noqa: F401

    rng, ends = np.random.default_rng(1), []
    for name in ("python_negotiation", "python_negotiation_terminal"):
        state = pyspiel.load_game(f"{name}(scenario=tiny,seeds=3)").new_initial_state()
        rng, paid = np.random.default_rng(1), np.zeros(3)
        state.apply_action(2)
        while not state.is_terminal():
            state.apply_actions([int(rng.choice(state.legal_actions(i))) for i in range(3)])
            paid += state.rewards()
            if "terminal" in name and not state.is_terminal():
                assert state.rewards() == [0, 0, 0] == state.returns()
        assert np.allclose(paid, state.returns(), atol=1e-9)
        ends.append(state.returns())
    assert ends[0] == ends[1]


@pytest.mark.needs("openspiel")
def test_openspiel_information_states_tell_seats_apart_and_whispers_from_nobody():
    import pyspiel

    import negotiation.env.openspiel  # noqa: F401

    game = pyspiel.load_game("python_negotiation(seeds=1)")
    menu = game.new_initial_state().sight.menu
    quietly = "offer us us_on_mexico=2 drop access=2 security separate quietly"
    known = []
    for text in ("pass", quietly):
        state = game.new_initial_state()
        state.apply_action(0)
        for word in (text, "pass"):
            state.apply_actions([0, 0, menu.code(2, word)])
        known.append(state)
    silent, whispered = known
    assert "answer" in str(silent) and "answer" in str(whispered)
    for ask in ("information_state_string", "observation_string"):
        assert getattr(silent, ask)(1) == getattr(whispered, ask)(1)       # Canada does not know
        assert getattr(silent, ask)(0) != getattr(whispered, ask)(0)
        assert getattr(silent, ask)(2) != getattr(whispered, ask)(2)
    assert silent.observation_tensor(1) == whispered.observation_tensor(1)
    assert silent.legal_actions(1) == whispered.legal_actions(1)
    again = copy.deepcopy(whispered)
    assert str(again) == str(whispered) and str(whispered) != str(silent)

"""Our own check of environments: the shipped ones pass, and each fault planted in one is named."""

from __future__ import annotations

import numpy as np
import pytest

pytestmark = pytest.mark.needs("env")


def parallel(**settings):
    from negotiation.env import parallel_env
    return parallel_env(scenario="tutorial", **settings)


def faulty(**methods):
    """A new class of environment with some methods of its own."""
    from negotiation.env.parallel import NegotiationParallel
    kind = type("Faulty", (NegotiationParallel,), methods)
    kind.__module__ = __name__
    globals()["Faulty"] = kind
    return lambda: kind(scenario="tutorial")


def test_the_shipped_environments_pass():
    from negotiation.env import SeatEnv, parallel_env
    from negotiation.testing import strict_env_check

    strict_env_check(parallel_env)
    for seat in ("us", "canada", "mexico"):
        strict_env_check(lambda seat=seat: SeatEnv("tutorial", seat=seat), middle=9)
    strict_env_check(lambda: parallel_env(scenario="tiny"))


def test_a_game_cut_short_passes_and_has_no_future_to_be_paid():
    from negotiation.testing import strict_env_check

    strict_env_check(lambda: parallel(max_cycles=14), middle=5)


def _after(method, change):
    """A method that changes what the real one gives."""
    def own(self, *args, **settings):
        from negotiation.env.parallel import NegotiationParallel
        return change(self, getattr(NegotiationParallel, method)(self, *args, **settings))
    return own


def random_rewards(self, found):
    rewards = {k: v + np.random.default_rng().random() for k, v in found[1].items()} if self.cycle > 5 else found[1]
    return found[0], rewards, *found[2:]


def short_pay(self, found):
    return found[0], {k: 0.9 * v for k, v in found[1].items()}, *found[2:]


def endless_pay(self, found):
    return found[0], {k: float("nan") for k in found[1]}, *found[2:]


def outside(self, found):
    for seen in found.values():
        seen["observation"][5] = -3
    return found


def wide(self, found):
    for seen in found.values():
        seen["observation"] = seen["observation"].astype(np.float64)
    return found


def open_mask(self, found):
    for seen in found.values():
        seen["action_mask"][:] = 1
    return found


def own_mask(self, found):
    for info in found.values():
        del info["action_mask"]
    return found


def shut_mask(self, found):
    for seen in found.values():
        seen["action_mask"][:] = 0
    return found


def same_array(self, found):
    if not hasattr(self, "kept"):
        self.kept = found
    for name, seen in found.items():
        self.kept[name]["observation"][:] = seen["observation"]
        seen["observation"] = self.kept[name]["observation"]
    return found


def silent(self, found):
    for info in found.values():
        info["illegal"] = False
    return found


def peeking(self, found):
    for seen in found.values():
        seen["observation"][:] = 0
    return found


OBSERVED, TOLD = "_observations", "_infos"
PLANTED = {
    "rewards turn random": ("step", random_rewards, "rewards"),
    "rewards do not sum to the payoff": ("step", short_pay, "rewards"),
    "rewards are no numbers": ("step", endless_pay, "rewards"),
    "an observation lies outside its space": (OBSERVED, outside, "spaces"),
    "an observation has another type": (OBSERVED, wide, "spaces"),
    "the mask allows everything": (OBSERVED, open_mask, "masks"),
    "the mask is not in info": (TOLD, own_mask, "masks"),
    "the mask allows nothing": (OBSERVED, shut_mask, "masks"),
    "an array is handed out twice": (OBSERVED, same_array, "sharing"),
    "illegal choices are not told": (TOLD, silent, "illegal"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_named(fault):
    from negotiation.testing import Fault, strict_env_check

    method, change, name = PLANTED[fault]
    with pytest.raises(Fault) as found:
        strict_env_check(faulty(**{method: _after(method, change)}), middle=9)
    assert found.value.name == name


def test_rewards_that_turn_random_but_sum_right_are_caught():
    from negotiation.testing import Fault, strict_env_check

    def shifted(self, found):
        over = any(found[2].values())
        if not over and self.cycle > 5:
            self.debt = {k: getattr(self, "debt", {}).get(k, 0) + np.random.default_rng().random() for k in found[1]}
            new = {k: v + self.debt[k] for k, v in found[1].items()}
            self.all = {k: getattr(self, "all", {}).get(k, 0) + self.debt[k] for k in found[1]}
        else:
            new = {k: v - (getattr(self, "all", {}).get(k, 0) if over else 0) for k, v in found[1].items()}
        return found[0], new, *found[2:]

    with pytest.raises(Fault) as found:
        strict_env_check(faulty(step=_after("step", shifted)), middle=9)
    assert found.value.name == "the same seed"


def test_a_space_made_anew_at_every_call_is_caught():
    from negotiation.testing import Fault, strict_env_check

    def anew(self, agent):
        from negotiation.env.parallel import observation_space
        return observation_space(self.sight, self.possible_agents.index(agent))

    with pytest.raises(Fault, match="another object"):
        strict_env_check(faulty(observation_space=anew), middle=9)


def test_a_seed_that_is_not_used_is_caught():
    from negotiation.testing import Fault, strict_env_check

    def always(self, seed=None, options=None):
        from negotiation.env.parallel import NegotiationParallel
        return NegotiationParallel.reset(self, seed=3, options=options)

    def without_choices(seeds):
        strict_env_check(faulty(reset=always), seeds=seeds, middle=9)

    with pytest.raises(Fault) as found:
        without_choices((4, 4))
    assert found.value.name == "seeds"


@pytest.mark.parametrize("way", ["deepcopy", "pickle"])
def test_a_copy_that_goes_another_way_is_caught(way):
    from negotiation.testing import Fault, strict_env_check

    def lost(self, state):
        vars(self).update(state)
        self.games.paid[:] = 1.0

    def copied(self, memo):
        other = type(self).__new__(type(self))
        vars(other).update(vars(self))             # shares the games with the original
        return other

    methods = {"__deepcopy__": copied} if way == "deepcopy" else {
        "__setstate__": lost, "__deepcopy__": lambda self, memo: _properly(self, memo)}
    with pytest.raises(Fault) as found:
        strict_env_check(faulty(**methods), middle=9)
    assert found.value.name == way


def _properly(env, memo):
    import copy
    other = type(env).__new__(type(env))
    vars(other).update({k: copy.deepcopy(v, memo) for k, v in vars(env).items()})
    return other


def test_a_save_that_forgets_the_open_phase_is_caught():
    from negotiation.testing import Fault, strict_env_check

    def save(self, path):
        from dataclasses import replace

        from negotiation.env import keeping
        record = keeping.record(self.games)
        replace(record, branches=(replace(record.branch, planned=((), (), ())),)).write(path)

    with pytest.raises(Fault) as found:
        strict_env_check(faulty(save=save), middle=9)
    assert found.value.name == "save"


def test_an_observation_that_peeks_is_caught(monkeypatch):
    from negotiation.env import observation
    from negotiation.testing import Fault, strict_env_check

    monkeypatch.setattr(observation, "seen", lambda state, me: state)
    with pytest.raises(Fault) as found:
        strict_env_check(parallel, middle=9)
    assert found.value.name == "hidden"

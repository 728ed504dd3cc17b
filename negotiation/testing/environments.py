"""A stricter check of an environment than the ecosystems' suites make: whole games, to the last bit.

    strict_env_check(lambda: negotiation.env.parallel_env(scenario="mine.yaml"))
    strict_env_check(lambda: negotiation.env.SeatEnv(seat="mexico", rivals={"us": "mine.py"}))
"""

from __future__ import annotations

import copy
import itertools
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ..env.games import Games
from ..rules.countries import NAMES, N

Make = Callable[[], Any]
CLOSE = 1e-6                               # US$ bn: how near the sum of rewards comes to the payoff


class Fault(AssertionError):
    """Something an environment does wrong; `name` says what was checked."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}: {text}")
        self.name = name


class Moment(NamedTuple):
    """What one call gave, agent by agent."""

    observations: Mapping[str, Any]
    rewards: Mapping[str, float]
    ended: bool
    infos: Mapping[str, Any]


class Hand:
    """An environment of either kind, played the same way: masked choices drawn from a generator."""

    def __init__(self, env: Any) -> None:
        self.env, self.together = env, hasattr(env, "possible_agents")

    @property
    def games(self) -> Games:
        """The games behind the environment."""
        return self.env.unwrapped.games

    def space(self, name: str) -> Any:
        """The space of an agent's observations."""
        return self.env.observation_space(name) if self.together else self.env.observation_space

    def begin(self, seed: int, options: Mapping[str, Any] | None = None) -> Moment:
        """Reset."""
        observed, info = self.env.reset(seed=seed, options=options)
        if self.together:
            return Moment(observed, {}, False, info)
        return Moment({"seat": observed}, {}, False, {"seat": info})

    def act(self, actions: Mapping[str, int]) -> Moment:
        """Step."""
        if self.together:
            observed, rewards, over, cut, infos = self.env.step(dict(actions))
            return Moment(observed, rewards, all(over[n] or cut[n] for n in over), infos)
        observed, reward, over, cut, info = self.env.step(actions["seat"])
        return Moment({"seat": observed}, {"seat": reward}, over or cut, {"seat": info})


def drawn(moment: Moment, rng: np.random.Generator) -> dict[str, int]:
    """A legal choice of every agent."""
    return {name: int(rng.choice(np.flatnonzero(seen["action_mask"])))
            for name, seen in moment.observations.items()}


def played(hand: Hand, moment: Moment, seed: int, steps: int | None = None) -> Iterator[tuple[dict[str, int], Moment]]:
    """Legal random choices until the end, or for so many steps."""
    rng = np.random.default_rng(seed)
    while not moment.ended and steps != 0:
        actions = drawn(moment, rng)
        moment = hand.act(actions)
        yield actions, moment
        steps = None if steps is None else steps - 1


def strict_env_check(make: Make, seeds: Sequence[int] = (0, 1), middle: int = 21) -> None:
    """Play whole games with each seed and hold them against each other. Raises Fault at the first thing that is wrong.

    make: gives a new environment, of `negotiation.env` or of a class made from one. middle: the step at which games are
    copied, pickled and saved; half of a shorter game.
    """
    first = {}
    for seed in seeds:
        hand = Hand(make())
        first[seed] = [hand.begin(seed)]
        _moment(hand, first[seed][0], "reset")
        first[seed] += [_checked(hand, moment) for _, moment in played(hand, first[seed][0], seed)]
        _rewards(hand, first[seed])
        _shared(first[seed])
        again = Hand(make())
        other = [again.begin(seed)]
        other += [moment for _, moment in played(again, other[0], seed)]
        _equal("the same seed", first[seed], other)
    if len(seeds) > 1 and all(_same(first[seeds[0]], first[seed]) for seed in seeds[1:]):
        raise Fault("seeds", f"the games with seeds {', '.join(map(str, seeds))} do not differ in anything")
    middle = min(middle, (len(first[seeds[0]]) - 1) // 2)
    _copies(make, seeds[0], middle)
    _illegal(make, seeds[0], middle)
    _hidden(make, seeds[0], middle)


def _checked(hand: Hand, moment: Moment) -> Moment:
    _moment(hand, moment, "step")
    return moment


def _moment(hand: Hand, moment: Moment, call: str) -> None:
    """One answer on its own: observations in their space, masks, finite rewards, nothing legal that was refused."""
    for name, seen in moment.observations.items():
        space, info = hand.space(name), moment.infos.get(name, {})
        if space is not hand.space(name):
            raise Fault("spaces", f"{name}: the observation space is another object at every call")
        if not space.contains(seen):
            raise Fault("spaces", f"{name}: an observation of {call} lies outside its space: {_outside(space, seen)}")
        mask = seen["action_mask"]
        if not mask.any():
            raise Fault("masks", f"{name}: nothing is legal, not even to pass")
        if "action_mask" not in info or not np.array_equal(info["action_mask"], mask):
            raise Fault("masks", f"{name}: the mask in info is missing or not the one in the observation")
        if info.get("illegal"):
            raise Fault("masks", f"{name}: a choice that the mask allows was refused as illegal")
    for name, reward in moment.rewards.items():
        if not np.isfinite(reward):
            raise Fault("rewards", f"{name}: a reward is {reward}")


def _outside(space: Any, seen: Any) -> str:
    box, values = space["observation"], seen["observation"]
    wrong = np.flatnonzero((values < box.low) | (values > box.high) | ~np.isfinite(values))
    return f"number {wrong[0]} is {values[wrong[0]]}" if len(wrong) else "a part of it has another shape or type"


def _rewards(hand: Hand, moments: Sequence[Moment]) -> None:
    """Rewards sum to the payoff that the rules give."""
    payoff = hand.games.payoff()[0]
    for name in moments[-1].rewards:
        paid = sum(m.rewards[name] for m in moments if name in m.rewards)
        own = payoff[NAMES.index(name) if name in NAMES else hand.env.unwrapped.seat]
        if abs(paid - own) > CLOSE:
            raise Fault("rewards", f"{name}: rewards sum to {paid:.6f} US$ bn, and the payoff is {own:.6f}")


def _shared(moments: Sequence[Moment]) -> None:
    """No array is handed out twice."""
    for before, after in itertools.pairwise(moments):
        for name, seen in before.observations.items():
            mine = [*seen.values(), before.infos[name]["action_mask"]]
            later = after.observations.get(name, {})
            for value in [*later.values(), after.infos.get(name, {}).get("action_mask")]:
                if any(value is not None and np.shares_memory(value, old) for old in mine):
                    raise Fault("sharing", f"{name}: an array that was handed out is handed out again, and changed")


def _middle(make: Make, seed: int, steps: int) -> tuple[Hand, Moment]:
    """A game that has gone on for some steps, and what it gave last."""
    hand = Hand(make())
    first = hand.begin(seed)
    return hand, [first, *(moment for _, moment in played(hand, first, seed, steps))][-1]


def _copies(make: Make, seed: int, middle: int) -> None:
    """A copy, a pickle and a saved game of the middle go on as the game itself does, and disturb nothing."""
    hand, moment = _middle(make, seed, middle)
    ways: dict[str, Callable[[], Any]] = {
        "deepcopy": lambda: copy.deepcopy(hand.env), "pickle": lambda: pickle.loads(pickle.dumps(hand.env))}
    others = {way: Hand(copied()) for way, copied in ways.items()}
    if hand.env.unwrapped.max_cycles is None:              # cycles are counted from the reset, not kept in a file
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "game.nego")
            hand.env.unwrapped.save(path)
            kept = Hand(make())
            loaded = kept.begin(seed, {"load": path})
        _equal("save", [moment._replace(rewards={}, infos={})], [loaded._replace(infos={})])
        others["save"] = kept
    course = [m for _, m in played(hand, moment, seed + 1)]
    for way, other in others.items():
        _equal(way, course, [m for _, m in played(other, moment, seed + 1)])


def _illegal(make: Make, seed: int, middle: int) -> None:
    """What is not legal passes and is told, and changes nothing else."""
    hand, moment = _middle(make, seed, middle)
    name, seen = next(iter(moment.observations.items()))
    wrong = np.flatnonzero(seen["action_mask"] == 0)
    legal = np.flatnonzero(seen["action_mask"])
    passing = {other: int(np.flatnonzero(m["action_mask"])[0]) for other, m in moment.observations.items()}
    twin = Hand(copy.deepcopy(hand.env))
    told, silent = hand.act({**passing, name: int(wrong[0])}), twin.act({**passing, name: int(legal[0])})
    if not told.infos[name].get("illegal"):
        raise Fault("illegal", f"{name}: a choice that the mask forbids was taken, or its info does not say `illegal`")
    if not _same([told._replace(infos={})], [silent._replace(infos={})]):
        raise Fault("illegal", f"{name}: a choice that is not legal did something else than pass")


def _hidden(make: Make, seed: int, middle: int) -> None:
    """What a seat may not see makes no difference to what it observes."""
    hand = _middle(make, seed, middle)[0]
    games = hand.games
    for i in games.acting:
        before = games.observed(i), games.masks[i].copy()
        changed = copy.deepcopy(hand.env).unwrapped.games
        a, b = (j for j in range(N) if j != i)
        rows = changed.rows
        rows["last"][:, [a, b]] += 1
        rows["tested"][:, [a, b]] = 1 - rows["tested"][:, [a, b]]
        rows["seed"] += np.uint64(1)
        for j, k in ((a, b), (b, a)):
            there = (games.rows["offer"][:, j, k] >= 0) & ((games.rows["known"][:, j, k] > 0)
                                                           | (games.rows["quiet"][:, j, k] == 0))
            for name, value in (("offer", 0), ("quiet", 1), ("known", 0)):       # a whisper, where none is in the open
                rows[name][:, j, k] = np.where(there, rows[name][:, j, k], value)
        changed.look()
        if not np.array_equal(changed.observed(i), before[0]) or not np.array_equal(changed.masks[i], before[1]):
            raise Fault("hidden", f"{NAMES[i]}: an observation tells what its seat may not see")


def _equal(what: str, one: Sequence[Moment], other: Sequence[Moment]) -> None:
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if not _same([a], [b]):
            raise Fault(what, f"two games that should be equal differ after {n} steps")
    if len(one) != len(other):
        raise Fault(what, f"two games that should be equal last {len(one)} and {len(other)} steps")


def _same(one: Any, other: Any) -> bool:
    """Equality to the last bit, through tuples, lists and dictionaries."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.array_equal(one, other) and np.asarray(one).dtype == np.asarray(other).dtype
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(_same(one[k], other[k]) for k in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)

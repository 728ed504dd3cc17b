"""How many choices a second learners get: a vector on the engine's batch, Gymnasium's own vector, a PettingZoo loop."""

from __future__ import annotations

from . import timing  # isort: skip  (sets one thread a process before numpy loads)

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from .speed import Row

SIZES = (1, 64, 4096)
MONTHS = 2                                 # of a game, from its start: the same for all
RIVALS = {"us": "hold", "mexico": "hold"}


def environments(prototype: object = None, sizes: tuple[int, ...] = SIZES, sync: int = 64, turns: int = 3,
                 ) -> list[Row]:
    """Legal random choices of one seat among players who hold, over the first months; seconds a choice of one game.

    The loop in PettingZoo's form has all three seats choose in each of its steps.
    """
    if find_spec("gymnasium") is None or find_spec("pettingzoo") is None:
        return []
    import gymnasium

    from negotiation.env import make_vec, parallel_env
    envs = {f"make_vec, {n} games": make_vec(n, seat="canada", rivals=RIVALS) for n in sizes}
    theirs = f"Gymnasium sync vector, {sync} games"
    envs[theirs] = gymnasium.make_vec("negotiation/KickStart-v1", sync, "sync", seat="canada", rivals=RIVALS)
    loop = parallel_env()
    counts: dict[str, int] = {}

    def vector(name: str) -> Callable[[], None]:
        def go() -> None:
            rng = np.random.default_rng(0)
            seen, infos = envs[name].reset(seed=0)
            counts[name] = 0
            while int(infos["month"].min()) < MONTHS:
                mask = seen["action_mask"]
                seen, _, _, _, infos = envs[name].step((rng.random(mask.shape, np.float32) * mask).argmax(-1))
                counts[name] += len(mask)
        return go

    def together() -> None:
        rng = np.random.default_rng(0)
        seen, infos = loop.reset(seed=0)
        counts["PettingZoo loop"] = 0
        while infos["us"]["month"] < MONTHS:
            actions = {name: int(rng.choice(np.flatnonzero(own["action_mask"]))) for name, own in seen.items()}
            seen, _, _, _, infos = loop.step(actions)
            counts["PettingZoo loop"] += 1
    calls = {"PettingZoo loop": together, **{name: vector(name) for name in envs}}
    found = timing.interleave(calls, turns)
    each = {name: (found[name].seconds / counts[name], found[name].spread / counts[name]) for name in calls}
    rows = [Row("environments", name, each[name][0], "choice", spread=each[name][1]) for name in calls]
    for name in envs:
        for other in ("PettingZoo loop", theirs):
            if name != other:
                rows.append(Row("environments", name, each[name][0], "choice", other, each[other][0] / each[name][0]))
    return rows

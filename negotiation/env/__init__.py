"""The game as an environment for learners: PettingZoo, Gymnasium, OpenSpiel. All play the games of every other door.

`parallel_env()` and `env()` (PettingZoo), `SeatEnv(seat="us")` and `make_vec(num_envs=64)` (Gymnasium) need the extra
`env`; `negotiation.env.openspiel` needs the extra `openspiel`. Importing this tells Gymnasium its ids.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

__all__ = ["IDS", "SeatEnv", "SeatVectorEnv", "env", "make_vec", "parallel_env"]

_HOME = {"SeatEnv": "seat", "SeatVectorEnv": "seat", "env": "parallel", "make_vec": "seat", "parallel_env": "parallel"}
# Gymnasium's ids and the scenarios they play. The number grows with the clause set, which numbers the actions.
IDS = {"negotiation/KickStart-v1": "kick-start-2025", "negotiation/Tiny-v1": "tiny",
       "negotiation/Tutorial-v1": "tutorial"}

if TYPE_CHECKING:
    from .parallel import env, parallel_env
    from .seat import SeatEnv, SeatVectorEnv, make_vec


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module. ImportError says which extra is missing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    missing = next((m for m in ("gymnasium", "pettingzoo") if find_spec(m) is None), None)
    if missing:
        raise ImportError(f"{missing} is missing: pip install 'negotiation[env]'", name=missing)
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def _register() -> None:
    if find_spec("gymnasium") is None:
        return
    import gymnasium
    for name, scenario in IDS.items():
        if name not in gymnasium.registry:
            gymnasium.register(name, entry_point=f"{__name__}.seat:SeatEnv", kwargs={"scenario": scenario},
                               vector_entry_point=f"{__name__}.seat:SeatVectorEnv", disable_env_checker=True)


_register()

"""A three-player trade-negotiation game: the United States, Canada and Mexico.

The names below are read from their modules when they are first asked for, so that importing this costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["NegotiationModel", "Record", "Scenario", "Session", "Strategy", "View", "__version__", "load",
           "one_at_a_time", "play", "simulate"]

_HOME = {"NegotiationModel": "model", "Record": "record", "Scenario": "rules.scenario", "Session": "session",
         "Strategy": "strategies", "View": "strategies", "load": "scenarios", "one_at_a_time": "strategies",
         "play": "match", "simulate": "frames"}

if TYPE_CHECKING:
    from .frames import simulate
    from .match import play
    from .model import NegotiationModel
    from .record import Record
    from .rules.scenario import Scenario
    from .scenarios import load
    from .session import Session
    from .strategies import Strategy, View, one_at_a_time


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted({*globals(), *__all__})

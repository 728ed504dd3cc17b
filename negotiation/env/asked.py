"""What is asked of an environment: names, seeds, options and actions, checked before anything moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np

from ..batch import LAST_SEED, seated
from ..rules.names import NAMES
from ..rules.scenario import Scenario
from ..scenarios import load
from .games import Company

LOAD = "load"                              # option of `reset`: a saved game to go on with
SEEDS = "seeds"                            # option of a vector's `reset`: the seed of every game
ELSEWHERE = {LOAD: "one game, not with a vector of games", SEEDS: "a vector of games, not with one"}


def scenario_of(scenario: Scenario | str | Path, set: Mapping[str, object] | None = None) -> Scenario:
    """A scenario by name, path or itself. Raises ScenarioError; TypeError if a made one is to be changed."""
    if not isinstance(scenario, Scenario):
        return load(scenario, set)
    if set:
        raise TypeError("`set` changes a scenario given by its name or path")
    return scenario


def seat_of(name: str) -> int:
    """The number of a country. Raises ValueError with the names there are."""
    if name not in NAMES:
        raise ValueError(f"{name!r}: no such seat; {_instead(str(name), NAMES)}")
    return NAMES.index(name)


def rivals_of(scenario: Scenario, seat: int, rivals: Mapping[str, str] | None) -> Company:
    """The strategies of the other two seats: those named, else the scenario's own. Raises WrongUse, StrategyError."""
    if rivals and NAMES[seat] in rivals:
        others = " and ".join(name for name in NAMES if name != NAMES[seat])
        raise ValueError(f"{NAMES[seat]}: this seat is yours; rivals are {others}")
    found = seated(scenario, rivals)
    return Company(tuple(None if n == seat else found[name] for n, name in enumerate(NAMES)))


def cycles_of(max_cycles: int | None) -> int | None:
    """How many sub-steps are played at most. Raises TypeError, ValueError."""
    if max_cycles is None:
        return None
    if isinstance(max_cycles, bool) or not isinstance(max_cycles, int | np.integer):
        raise TypeError(f"max_cycles must be a whole number or None, not {max_cycles!r}")
    if max_cycles < 1:
        raise ValueError(f"max_cycles: {max_cycles} is less than 1")
    return int(max_cycles)


def mode_of(render_mode: str | None, known: Collection[str]) -> str | None:
    """A render mode. Raises ValueError with those there are."""
    if render_mode is not None and render_mode not in known:
        raise ValueError(f"render_mode: there is no {render_mode!r}; {_instead(str(render_mode), known)}")
    return render_mode


def seed_of(seed: object) -> int | None:
    """A game's seed, None for the next. Raises TypeError, ValueError."""
    if seed is None:
        return None
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer):
        raise TypeError(f"seed must be a whole number, not {seed!r}")
    if not 0 <= int(seed) <= LAST_SEED:
        raise ValueError(f"seed: {seed} is not between 0 and 2^63 - 1")
    return int(seed)


def options_of(options: Mapping[str, Any] | None, known: Sequence[str] = (LOAD,),
               ) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What `reset` is asked for, and names that mean nothing here: environments take those (the conformance suites hand
    them in), so infos tell of them. Raises TypeError; ValueError for a name that is nearly one there is.
    """
    if options is None:
        return {}, ()
    if not isinstance(options, Mapping):
        raise TypeError(f"options must be a dictionary, not {type(options).__name__}")
    unused = tuple(str(name) for name in options if name not in known)
    for name in unused:
        if name in ELSEWHERE:
            raise ValueError(f"options: {name!r} goes with {ELSEWHERE[name]}")
        if get_close_matches(name, known, 1, 0.5):
            raise ValueError(f"options: there is no {name!r}; {_instead(name, known)}")
    return {name: options[name] for name in known if name in options}, unused


def seeds_of(seeds: object, count: int) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """The seed of every game of a vector. Raises TypeError, ValueError."""
    found = [seed_of(seed) for seed in np.asarray(seeds).tolist()] if np.ndim(seeds) == 1 else []  # type: ignore[arg-type]
    if len(found) != count or None in found:
        raise ValueError(f"options: {SEEDS!r} needs a list of {count} seeds, one a game")
    return np.array(found, np.uint64)


def code_of(action: Any, size: int, whose: str) -> int:
    """One action as a code of the seat's menu, legal or not. Raises TypeError, ValueError if it can be none."""
    found = np.asarray(action)
    if found.dtype == bool or not np.issubdtype(found.dtype, np.integer):
        raise TypeError(f"{whose}: an action is a whole number from 0 to {size - 1}, not {action!r}")
    if found.shape != ():
        raise ValueError(f"{whose}: an action is one whole number, not an array of shape {found.shape}")
    if not 0 <= int(found) < size:
        raise ValueError(f"{whose}: {int(found)} is no action; there are 0 to {size - 1}")
    return int(found)


def _instead(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, list(known), 1, 0.5)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"

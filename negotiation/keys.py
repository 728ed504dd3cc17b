"""Dotted keys of single fields of a game's state, "who toward whom": `trust.canada.us`, `deal.us-mexico`.

Rule cases, scenario files, logs and checks name fields this way. Every field of `rules.fields` has keys;
`trust`, `approval`, `belief`, `passage`, `score` and `ending` follow from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .reading import known_names
from .rules.causes import CAUSES, CONCESSIONS, MOODS, WINS
from .rules.clauses import Catalogue
from .rules.countries import ALL, KIND_NAMES, NAMES, PAIR_NAMES, PAIR_OF, N
from .rules.fields import FIELD, FIELDS
from .rules.future import ENDINGS, ending, score
from .rules.kinds.pledge import NAMES as PLEDGES
from .rules.kinds.sector import SECTORS
from .rules.notation import NotationError, deal_text, parse_deal
from .rules.payoffs import passage
from .rules.reasons import Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.values import belief

BOTH = "all"                               # the diagonal: toward both others at once
DEALS = ("deal", "offer", "last", "torn")          # fields that hold a deal's number, or -1
_PARTS = ("economy", "politics", "future")
_WITH_BOTH = ("offer", "quiet", "known", "age", "last", "visited")
_LAST: Mapping[str, tuple[str, ...]] = {
    "sector": SECTORS, "claim": SECTORS, "ledger": CAUSES, "ev": CAUSES, "mood": MOODS, "pledge": PLEDGES,
    "tested": (*PLEDGES, "reprieve"), "fresh": ("amends", "reprieve"), "labour": (*SECTORS, "services"),
    "parts": ("earnings", "revenue", "idle", "waiting", "deals", "shock"),
}
_LINKS, _SEATS = ("trust", "belief"), ("approval", "passage")
DERIVED = (*_LINKS, *_SEATS, "score", "ending")
NUMBERS = tuple(f.name for f in FIELDS)
_WORDS: Mapping[str, tuple[str, ...]] = {                   # values that have a name, by number
    "pact": ("lapsed", "separate", "three-way"),
    "status": ("renewed", "yearly_reviews", "us_mexico_separate", "us_canada_separate", "both_separate",
               "lapsed", "one_out"),
}


class KeyProblem(ValueError):
    """A key or a value that no field has: what is wrong, and what would be right."""

    def __init__(self, problem: Reason, remedy: Reason) -> None:
        """Keep both reasons."""
        super().__init__(f"{problem.id} {dict(problem.places)}")
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Key:
    """A field (or a figure that follows from fields) and the place in it; `str` gives the dotted text."""

    name: str
    index: tuple[int, ...]
    text: str

    def __str__(self) -> str:
        """The dotted text."""
        return self.text


def parse(text: str) -> Key:
    """The key of a dotted text. Raises KeyProblem with the nearest name."""
    name, *parts = text.split(".")
    axes = _axes(name)
    if axes is None:
        raise KeyProblem(Reason("key.unknown_field", {"name": f"'{name}'"}),
                         known_names(name, NUMBERS + DERIVED))
    if len(parts) != len(axes):
        example = ".".join([name, *(axis[0 if n != 1 else -1] for n, axis in enumerate(axes))])
        raise KeyProblem(Reason("key.parts", {"given": str(len(parts)), "needed": str(len(axes))}),
                         Reason("key.write_like", {"example": f"'{example}'"}))
    index: list[int] = []
    for n, (part, axis) in enumerate(zip(parts, axes, strict=True)):
        partner = n == 1 and axes[0] is NAMES and axis is NAMES
        if partner and part == BOTH and name in _WITH_BOTH:
            index.append(index[0])
            continue
        known = [a for a in axis if not (partner and NAMES.index(a) == index[0])]
        if part not in known:
            raise KeyProblem(Reason("key.unknown_part", {"name": f"'{part}'", "field": f"'{name}'"}),
                             known_names(part, known))
        index.append(axis.index(part))
    return Key(name, tuple(index), text)


def _axes(name: str) -> tuple[tuple[str, ...], ...] | None:
    """The names along each axis of a field; None if there is no such field."""
    if name in _LINKS:
        return NAMES, NAMES
    if name in _SEATS:
        return (NAMES,)
    if name == "score":
        return _PARTS, NAMES
    if name == "ending":
        return ()
    if name not in FIELD:
        return None
    if name in ("pact", "content"):
        return (PAIR_NAMES,)
    if name in ("deal", "since"):
        return (KIND_NAMES,)
    shape = FIELD[name].shape
    axes: list[tuple[str, ...]] = [NAMES] * len(shape)
    if name in _LAST:
        axes[-1] = _LAST[name]
    return tuple(axes)


def get(scenario: Scenario, state: State, key: Key | str) -> float | str:
    """The value of a key in one game: a number, a deal in notation (or "none"), or the id of the ending."""
    key = parse(key) if isinstance(key, str) else key
    if key.name == "ending":
        return str(ENDINGS[int(ending(state))])
    if key.name in DERIVED:
        return float(_derived(scenario, state, key.name)[key.index])
    value = float(np.asarray(getattr(state, key.name))[key.index])
    if key.name in DEALS:
        return deal_text(scenario.catalogue, int(value)) or "plain" if value >= 0 else "none"
    return value


def _derived(scenario: Scenario, state: State, name: str) -> np.ndarray[Any, Any]:
    if name == "trust":
        return state.trust
    if name == "approval":
        return state.approval
    if name == "passage":
        return passage(scenario.rules, state.trust)
    if name == "belief":
        return belief(scenario, state)
    return score(scenario, state)


def number(catalogue: Catalogue, key: Key, value: object) -> float:
    """What is written as the value of a key, as the number its field holds. Raises KeyProblem."""
    if key.name in DEALS:
        return _deal(catalogue, key, value)
    words = _WORDS.get(key.name, ())
    if isinstance(value, str) and value in words:
        return float(words.index(value))
    if isinstance(value, (bool, int, float)) and np.isfinite(float(value)):
        return float(value)
    if words:
        raise KeyProblem(Reason("file.wrong_value", {"value": f"'{value}'"}), known_names(str(value), words))
    raise KeyProblem(Reason("file.wrong_value", {"value": f"'{value}'"}), Reason("key.needs_number"))


def _deal(catalogue: Catalogue, key: Key, value: object) -> float:
    """The number of a deal written in notation; "none" or -1 for no deal, "plain" for one without clauses."""
    if value in ("none", -1):
        return -1.0
    if not isinstance(value, str):
        raise KeyProblem(Reason("file.wrong_value", {"value": f"'{value}'"}), Reason("key.needs_deal"))
    words = [] if value == "plain" else value.split()
    try:
        return float(parse_deal(catalogue, deal_kind(key), words, value))
    except NotationError as error:
        raise KeyProblem(error.reason, Reason("key.needs_deal")) from error


def deal_kind(key: Key) -> int:
    """The kind of deal (pair, or 3 for all) a key of `DEALS` is about."""
    if key.name == "deal":
        return key.index[0]
    if key.name == "torn":
        return ALL
    i, j = key.index
    return ALL if i == j else int(PAIR_OF[i, j])


def write(arrays: dict[str, np.ndarray[Any, Any]], catalogue: Catalogue,
          given: Mapping[Key, object]) -> None:
    """Write values into arrays of fields (by name, no games axis). Trust moves the base, approval a mood.

    Raises KeyProblem for a value that does not fit, or a figure that cannot be given.
    """
    later = [key for key in given if key.name in DERIVED]
    for key in [k for k in given if k not in later] + later:
        value = number(catalogue, key, given[key])
        if key.name == "trust":
            arrays["base"][key.index] = value - _sum(arrays["ledger"][key.index])
        elif key.name == "approval":
            gap = value - 50 - _sum(arrays["mood"][key.index])
            arrays["mood"][(*key.index, WINS if gap > 0 else CONCESSIONS)] += gap
        elif key.name in DERIVED:
            raise KeyProblem(Reason("key.follows", {"name": f"'{key.name}'"}), Reason("key.give_fields"))
        else:
            arrays[key.name][key.index] = value


def _sum(x: np.ndarray[Any, Any]) -> float:
    out = 0.0
    for value in x.tolist():
        out += value
    return out


def changed(scenario: Scenario, state: State, given: Mapping[str, object]) -> State:
    """One game's state with some keys set. Raises KeyProblem."""
    keyed = {parse(text): value for text, value in given.items()}
    arrays = {f.name: np.array(getattr(state, f.name)) for f in FIELDS}
    write(arrays, scenario.catalogue, keyed)
    return state.changed(**{name: arrays[name] for name in NUMBERS})


assert all(len(f.shape) <= 3 and (not f.shape or f.shape[0] in (N, 4)) for f in FIELDS)

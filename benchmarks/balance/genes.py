"""A policy as a row of genes: how hard it bargains, what it signs, and a few words and measures at times of its own.

The row of the default player's values plays as the default player does. A gene's values are few and in order, so that
a search takes steps from one to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from negotiation.rules.bargaining import NORMAL
from negotiation.rules.countries import NAMES, OTHERS

from .departures import AT_HOME, LADDER, SECTOR_RATES, SECTORS, WORDS

NOTHING = "nothing"
SPEECHES, STINTS = 3, 3        # words and measures of its own that a policy may have
MONTHS = tuple(range(1, 13))
NEVER = 99
SOMETIME = 0.5                 # chance that a new move gets a time of its own, and is not just made again and again
Value = float | int | str
_MEASURES = (NOTHING, *(f"wall {r} sparing" for r in LADDER), *(f"wall {r} all" for r in LADDER if r),
             *(f"sector {s} {r}" for s in SECTORS for r in SECTOR_RATES), "reprieve", "relief")
WHEN = ("always", "unbound", "bound", "struck", "warned", "trusted")


@dataclass(frozen=True)
class Gene:
    """One choice of a policy: its values in order and the default player's."""

    name: str
    values: tuple[Value, ...]
    usual: Value


BARGAINING = (
    Gene("open", (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0), NORMAL.open),
    Gene("close", (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.65), NORMAL.close),
    Gene("price", (0.0, 0.3, 0.6, 1.0, 1.5, 2.0, 3.0), NORMAL.price),
    Gene("fear", (0.0, 0.5, 1.0), 1.0),
    Gene("warns", ("never", "when it pays"), "when it pays"),
    Gene("answers", (0.0, 0.5, 0.85, 1.0), 0.85),
    Gene("weight of three-way offers", (0.0, 0.5, 1.0, 2.0, 4.0), 1.0),
    Gene("weight of offers to one", (0.0, 0.5, 1.0, 2.0, 4.0), 1.0),
    Gene("three-way offers", ("favorite", "fair"), "favorite"),
    Gene("offers until month", (0, 1, 2, 3, 6, 9, 12), 12),
    Gene("signs deals of two", ("never", "good enough", "any gain"), "good enough"),
    Gene("signs separate pacts", ("never", "as other deals"), "as other deals"),
    Gene("signs three-way deals", ("never", "good enough", "any gain"), "good enough"),
    Gene("signs from month", (1, 2, 3, 4, 6, 7, 9, 10, 12, NEVER), 1),
    Gene("own measures", ("none", "as they pay"), "as they pay"),
    Gene("vote", ("as it pays", "renew", "not"), "as it pays"))
LENGTHS = (1, 2, 3, 6, 12)
TARGETS = ("both", "first", "second")


def _own(kind: str, number: int, values: tuple[str, ...]) -> tuple[Gene, ...]:
    return (Gene(f"{kind} {number}", values, NOTHING), Gene(f"{kind} {number} to", TARGETS, "both"),
            Gene(f"{kind} {number} from month", MONTHS, 1), Gene(f"{kind} {number} for months", LENGTHS, 12),
            Gene(f"{kind} {number} every", (1, 2, 3, 4), 1), Gene(f"{kind} {number} when", WHEN, "always"))


GENES = (*BARGAINING,
         *(g for n in range(1, SPEECHES + 1) for g in _own("word", n, (NOTHING, *WORDS, *AT_HOME))),
         *(g for n in range(1, STINTS + 1) for g in _own("measure", n, _MEASURES)))
PLACE = {gene.name: n for n, gene in enumerate(GENES)}
Row = tuple[int, ...]
USUAL: Row = tuple(gene.values.index(gene.usual) for gene in GENES)


def read(row: Row) -> Mapping[str, Value]:
    """The values of a row by the names of the genes."""
    return {gene.name: gene.values[n] for gene, n in zip(GENES, row, strict=True)}


def written(**values: Value) -> Row:
    """The row of the default player with some values exchanged (underscores for the blanks of a name)."""
    row = list(USUAL)
    for name, value in values.items():
        place = PLACE[name.replace("_", " ")]
        row[place] = GENES[place].values.index(value)
    return tuple(row)


@lru_cache(maxsize=1)
def _details() -> dict[int, tuple[int, ...]]:
    """Genes that mean something only while another one says more than `nothing`."""
    return {n: tuple(range(n + 1, n + 6)) for n, gene in enumerate(GENES) if gene.usual == NOTHING}


def plain(row: Row) -> Row:
    """The same policy with the genes that mean nothing in it put back."""
    out = list(row)
    for head, details in _details().items():
        if out[head] == USUAL[head]:
            for n in details:
                out[n] = USUAL[n]
    return tuple(out)


def moved(row: Row, draw: np.random.Generator) -> Row:
    """A row with one to three genes at other values: a step away for numbers, any value for names."""
    out = list(row)
    for _ in range(int(draw.integers(1, 4))):
        n = _open_gene(out, draw)
        out[n] = _other(GENES[n], out[n], draw)
        if out[n] != USUAL[n] and n in _details() and draw.random() < SOMETIME:
            for detail in _details()[n]:
                out[detail] = int(draw.integers(len(GENES[detail].values)))
    return plain(tuple(out))


def _open_gene(row: list[int], draw: np.random.Generator) -> int:
    idle = {n for head, details in _details().items() if row[head] == USUAL[head] for n in details}
    free = [n for n in range(len(GENES)) if n not in idle]
    return free[int(draw.integers(len(free)))]


def _other(gene: Gene, now: int, draw: np.random.Generator) -> int:
    if isinstance(gene.values[0], str):
        return int((now + draw.integers(1, len(gene.values))) % len(gene.values))
    step = now + int(draw.choice((-2, -1, 1, 2)))
    return min(max(step, 0), len(gene.values) - 1)


def differences(row: Row) -> list[int]:
    """The genes in which a row differs from the default player."""
    return [n for n, value in enumerate(row) if value != USUAL[n]]


def told(row: Row, chair: int) -> str:
    """A policy in words: what differs from the default player."""
    values, out = read(row), []
    for gene in BARGAINING:
        if values[gene.name] != gene.usual:
            value = values[gene.name]
            out.append(f"{gene.name}: {'never' if value == NEVER else value} (default {gene.usual})")
    for kind, most in (("word", SPEECHES), ("measure", STINTS)):
        for n in range(1, most + 1):
            name = f"{kind} {n}"
            if values[name] != NOTHING:
                out.append(_own_told(values, name, chair))
    return "; ".join(out) or "the default player"


def _own_told(values: Mapping[str, Value], name: str, chair: int) -> str:
    to = {"both": "both", "first": NAMES[OTHERS[chair][0]], "second": NAMES[OTHERS[chair][1]]}
    home = values[name] in (*AT_HOME, "relief")
    first, length = int(values[f"{name} from month"]), int(values[f"{name} for months"])
    last, every = min(first + length - 1, MONTHS[-1]), values[f"{name} every"]
    when = f"month {first}" if last == first else f"months {first} to {last}"
    often = "" if every == 1 or last == first else f", every {every}"
    condition = values[f"{name} when"]
    aim = "" if home else f" {to[str(values[f'{name} to'])]}"
    return f"{values[name]}{aim} in {when}{often}" + ("" if condition == "always" else f", where {condition}")

"""A tournament as one document and as tables to take away: the same games give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from ..analysis.intervals import Estimate
from ..analysis.tables import as_csv
from ..rules import VERSION
from ..rules.names import NAMES
from ..writing import write_whole
from .estimates import Difference, Effects, differences, effects, means
from .meta import Meta, meta
from .play import Tournament

DIGITS = 6
LEAST_SHARE = 0.0005       # of a mixed profile that is told
# file -> column -> what it holds, in English for a codebook
COLUMNS = {
    "means.csv": {
        "seat": "country whose chair it is", "strategy": "who sits there",
        "mean": "mean payoff over all pairs of rivals, US$ billion", "low": "lower end of its 95% interval",
        "high": "upper end", "games": "games behind it",
        "rivals": "pairs of rivals met: all of them, or a sample",
        "regret": "what the best reply would have brought more, mean over the pairs of rivals; empty if sampled",
        "below_mixed": "what it brings less there than the mixed equilibrium; empty if sampled"},
    "differences.csv": {
        "seat": "country whose chair it is", "a": "one strategy", "b": "another", "difference":
        "payoff of a less that of b against the same rivals with the same seeds, US$ billion",
        "low": "lower end of its 95% interval", "high": "upper end", "p": "chance of as much by luck alone",
        "holm": "the same among all differences of the table (Holm 1979)"},
    "effects.csv": {
        "what": "whole, seat or strategy", "name": "which", "effect":
        "US$ billion: the mean of all, and what the seat or the strategy adds to it", "low":
        "lower end of its 95% interval", "high": "upper end"},
    "profiles.csv": {
        **{name: f"strategy of {name}" for name in NAMES},
        **{f"payoff_{name}": f"mean payoff of {name} over the seeds, US$ billion" for name in NAMES},
        **{f"error_{name}": f"standard error of payoff_{name}" for name in NAMES},
        "equilibrium": "1 where nobody gains by another strategy"},
}


@dataclass(frozen=True)
class Report:
    """What the games of a tournament show, reckoned once."""

    tournament: Tournament
    means: dict[tuple[int, int], Estimate]
    differences: list[Difference]
    effects: Effects
    meta: Meta

    @classmethod
    def of(cls, tournament: Tournament) -> Report:
        """The report of a tournament that has been played."""
        return cls(tournament, means(tournament), differences(tournament), effects(tournament), meta(tournament))

    def document(self) -> dict[str, Any]:
        """The answer of `negotiation tournament --json`."""
        t, e, m = self.tournament, self.effects, self.meta
        pure = [{"kind": "pure", **{seat: t.field[s] for seat, s in zip(NAMES, each.profile, strict=True)},
                 "payoff": _by_seat(each.payoff), "margin": _round(each.margin), "sure": each.sure} for each in m.pure]
        mixed = {"kind": "mixed", **{seat: self.shares(c) for c, seat in enumerate(NAMES)},
                 "payoff": _by_seat(m.payoff), "regret": _by_seat(m.regret)}
        return {
            "scenario": t.scenario.name, "rules": VERSION, "seats": list(NAMES), "strategies": list(t.field),
            "games": t.games, "seed": t.seed, "played": len(t.results) * t.games, "illegal": t.results.illegal,
            "full": [t.field[s] for s in t.core], "within": t.within,
            "payoff": {seat: {name: self._mean(c, s) for s, name in enumerate(t.field)}
                       for c, seat in enumerate(NAMES)},
            "differences": [{"seat": NAMES[d.chair], "a": t.field[d.a], "b": t.field[d.b], **_interval(d.estimate),
                             "p": _round(d.estimate.p), "holm": _round(d.corrected)} for d in self.differences],
            "effects": {"whole": _interval(e.whole), "seat": dict(zip(NAMES, map(_interval, e.chair), strict=True)),
                        "strategy": {t.field[s]: _interval(e.strategy[s]) for s in t.core},
                        "shares": dict(zip(("seat", "strategy", "together"), map(_round, e.shares), strict=True))},
            "equilibria": [*pure, mixed],
            "regret": {seat: {t.field[s]: _round(m.mean_regret[c, s]) for s in t.core} for c, seat in enumerate(NAMES)},
        }

    def _mean(self, chair: int, s: int) -> dict[str, Any]:
        t = self.tournament
        return {**_interval(self.means[chair, s]), "rivals": len(t.met(chair, s)), "of": len(t.pairs)}

    def shares(self, chair: int) -> dict[str, float]:
        """The mixed profile of one chair: strategy -> share."""
        shares = self.meta.mixed[chair].tolist()
        return {self.tournament.field[s]: _round(x) for s, x in enumerate(shares) if x >= LEAST_SHARE}

    def write(self, folder: Path) -> list[Path]:
        """The tables, their codebook and the document in a folder, each whole or not at all. Raises WriteError."""
        rows = {"means.csv": self._means(), "differences.csv": self._differences(), "effects.csv": self._effects(),
                "profiles.csv": self._profiles()}
        texts = {name: as_csv(COLUMNS[name], own) for name, own in rows.items()}
        texts["codebook.csv"] = as_csv(("file", "column", "meaning"), (
            (file, column, meaning) for file, columns in COLUMNS.items() for column, meaning in columns.items()))
        texts["tournament.json"] = json.dumps(self.document(), ensure_ascii=False, indent=1) + "\n"
        for name, text in texts.items():
            write_whole(folder / name, text)
        return [folder / name for name in texts]

    def _means(self) -> Iterator[list[object]]:
        t, m = self.tournament, self.meta
        for (chair, s), e in self.means.items():
            own = [_round(m.mean_regret[chair, s]), _round(m.against_mixed[chair, s])] if s in t.core else ["", ""]
            yield [NAMES[chair], t.field[s], *_interval(e).values(), e.n, len(t.met(chair, s)), *own]

    def _differences(self) -> Iterator[list[object]]:
        t = self.tournament
        for d in self.differences:
            yield [NAMES[d.chair], t.field[d.a], t.field[d.b], *_interval(d.estimate).values(), _round(d.estimate.p),
                   _round(d.corrected)]

    def _effects(self) -> Iterator[list[object]]:
        t, e = self.tournament, self.effects
        yield ["whole", "", *_interval(e.whole).values()]
        for what, names, each in (("seat", NAMES, e.chair), ("strategy", t.field, e.strategy)):
            for name, found in zip(names, each, strict=False):
                yield [what, name, *_interval(found).values()]

    def _profiles(self) -> Iterator[list[object]]:
        t = self.tournament
        pure = {each.profile for each in self.meta.pure}
        for us, canada, mexico in product(t.core, repeat=3):
            payoff = t.of(t.three(0, us, (canada, mexico)))
            error = payoff.std(0, ddof=1) / np.sqrt(len(payoff))
            yield [t.field[us], t.field[canada], t.field[mexico], *map(_round, payoff.mean(0)), *map(_round, error),
                   int((us, canada, mexico) in pure)]


def _round(x: Any) -> float:
    return round(float(x), DIGITS) + 0.0


def _interval(e: Estimate) -> dict[str, float]:
    return {"mean": _round(e.mean), "low": _round(e.low), "high": _round(e.high)}


def _by_seat(values: Any) -> dict[str, float]:
    return dict(zip(NAMES, map(_round, values), strict=True))

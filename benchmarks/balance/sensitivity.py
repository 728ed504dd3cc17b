"""What becomes of the headline when any constant of the rules is 30 % smaller or larger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

import numpy as np

from benchmarks.validation.figures import exact, share
from benchmarks.validation.plays import DEFAULT, Changes, Games, Sample, opening
from benchmarks.validation.reckon import Premium
from benchmarks.validation.rows import COUNTRY
from benchmarks.validation.sensitivity import FACTORS, scaled
from benchmarks.validation.tables import Table
from negotiation.rules.constants import Constants
from negotiation.rules.countries import N
from negotiation.rules.future import ENDINGS
from negotiation.scenarios import ScenarioError

from .bars import NORMAL, Asked, Report, Verdict

TITLE = "Sensitivity"
SWITCHES = ("luck", "trust_on", "convex_on", "predict_on", "thicket_on", "answers_on", "trust_grid")
POINTS = 20.0                  # how far the share of an ending may move


def _names() -> list[str]:
    return [f.name for f in fields(Constants) if f.name not in SWITCHES]


@lru_cache(maxsize=1)
def _changes() -> dict[tuple[str, float], Changes]:
    """By constant and factor; without those that the rules do not allow."""
    return {(name, factor): scaled(name, factor) for name in _names() for factor in FACTORS
            if _allowed(scaled(name, factor))}


def _allowed(changes: Changes) -> bool:
    try:
        opening(DEFAULT, changes)
    except ScenarioError:
        return False
    return True


def _games(asked: Asked, changes: Changes) -> Games:
    return asked.arm(NORMAL, more=changes)


def tasks(asked: Asked) -> list[Any]:
    """A bargain and games for every constant, smaller and larger, and as they are."""
    every = [(), *_changes().values()]
    return [task for changes in every for task in (Premium(asked.changes + changes), _games(asked, changes))]


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """A row a constant and side."""
    base: Sample = results[_games(asked, ())]
    usual = _shares(base)
    rows, against, moved = [], [], []
    for (name, factor), changes in {("as it is", 1.0): (), **_changes()}.items():
        gap, percent, *_ = results[Premium(asked.changes + changes)]
        sample: Sample = results[_games(asked, changes)]
        shift = _shares(sample) - usual
        label = name if factor == 1 else f"{name} {100 * factor - 100:+.0f} %"
        rows.append((label, exact(gap, digits=1, signed=True), exact(percent, digits=1, signed=True),
                     *(share(sample.ending == k) for k in (0, 2)), exact(float(np.abs(shift).max())),
                     *(exact(float(sample.total[:, i].mean())) for i in range(N))))
        if gap <= 0:
            against.append(f"{label} ({gap:+.1f})")
        if np.abs(shift).max() > POINTS:
            k = int(np.abs(shift).argmax())
            moved.append(f"{label} ({ENDINGS[k]} {shift[k]:+.0f})")
    head = ("constant", "three-way premium, $bn", "% of range", "renewed, %", "yearly reviews, %",
            "largest change of an ending, points", *(f"{name}, $bn" for name in COUNTRY))
    note = "The premium is Mexico's: its bargain as one of three less its bargain alone, equal clauses, under threat. "
    note += "`kappa` and `rest` have one row: the rules do not allow the other. "
    note += f"More than {POINTS:.0f} points of an ending are moved by: {', '.join(moved) or 'none'}."
    return Report([Table("The headline under 30 % more or less of each constant", head, rows, note)], [
        Verdict("the three-way premium is positive whichever constant moves", not against,
                ", ".join(against) or "always")])


def _shares(sample: Sample) -> np.ndarray:
    """[ending] percent of games."""
    return np.array([100 * np.mean(sample.ending == k) for k in range(len(ENDINGS))])

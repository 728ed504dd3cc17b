"""Keeping one's word for the whole game against breaking it once, in the second month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.validation.figures import exact, share
from benchmarks.validation.plays import Games, Sample, around
from benchmarks.validation.rows import COUNTRY
from benchmarks.validation.scripts import BREAKS_IT, KEEPS, Scripted
from benchmarks.validation.tables import Table
from benchmarks.validation.word import FELT
from negotiation.rules.countries import N

from .bars import Asked, Gain, Report, Verdict, gain_of

TITLE = "Keeping one's word"
BAR, ERRORS = 5.0, 3.0         # $bn and standard errors


def _games(asked: Asked, chair: int, seat: Scripted) -> Games:
    return asked.arm(around(chair, seat))


def tasks(asked: Asked) -> list[Any]:
    """Each chair twice."""
    return [_games(asked, i, seat) for i in range(N) for seat in (KEEPS, BREAKS_IT)]


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """What a broken word costs the one who breaks it."""
    rows, verdicts = [], []
    for i in range(N):
        kept: Sample = results[_games(asked, i, KEEPS)]
        broke: Sample = results[_games(asked, i, BREAKS_IT)]
        difference = (kept.total - broke.total)[:, i]
        felt = (broke.broken[:, :, i] < kept.broken[:, :, i] - FELT).any(-1)
        gain, where = gain_of("kept less broken", difference), gain_of("where it was broken", difference[felt])
        rows.append((COUNTRY[i], _cell(gain), _cell(where), share(felt), share(kept.renewed), share(broke.renewed),
                     exact(float(kept.trust.mean() - broke.trust.mean()), digits=1, signed=True)))
        verdicts.append(Verdict(
            f"{COUNTRY[i]}: keeping one's word is worth ${BAR:.0f}bn and {ERRORS:.0f} standard errors",
            gain.mean >= BAR and gain.errors >= ERRORS, f"{gain}, {gain.errors:.1f} standard errors; {where}"))
    head = ("chair", "kept less broken, $bn", "where it was broken, $bn", "games in which it was, %",
            "renewed, kept, %", "renewed, broken, %", "mean trust at the end, kept less broken")
    note = ("Washington promises calm to both and puts 5 % on farm goods for a month; a neighbor promises "
            "to stay three-way and offers Washington a separate pact.")
    return Report([Table("The same promises, kept or broken once", head, rows, note)], verdicts)


def _cell(gain: Gain) -> str:
    return f"{gain.mean:+.1f} ({gain.error:.1f})"

"""Keeping one's word: the same promises in the same games, kept, or broken once in the second month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiation.rules.countries import NAMES, N

from .figures import design, exact, gain, share, standard_error
from .plays import Games, Sample, around
from .rows import COUNTRY
from .scripts import BREAKS_IT, KEEPS, Scripted
from .tables import Table

TITLE = "Keeping one's word"
FELT = 3.0                     # trust points by which a broken word shows at the end


def _games(chair: int, seat: Scripted, games: int | None) -> Games:
    return Games(around(chair, seat), games or design()["word"]["games"])                    # type: ignore[arg-type]


def tasks(games: int | None) -> list[Games]:
    """Each chair twice."""
    return [_games(i, seat, games) for i in range(N) for seat in (KEEPS, BREAKS_IT)]


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """What a broken word costs."""
    d, rows = design()["word"], []
    for i in range(N):
        kept: Sample = results[_games(i, KEEPS, games)]
        broke: Sample = results[_games(i, BREAKS_IT, games)]
        there, n = d[NAMES[i]], d["games"]
        difference = (kept.total - broke.total)[:, i]
        felt = (broke.broken[:, :, i] < kept.broken[:, :, i] - FELT).any(-1)
        rows.append((COUNTRY[i], gain(difference, there["gain"], there["error"]),
                     exact(standard_error(difference), digits=1),
                     gain(difference[felt], there["where"], there["where_error"]),
                     share(felt, there["broken"], n), share(kept.renewed, there["kept"], n),
                     share(broke.renewed, there["renewed"], n)))
    head = ("chair", "kept less broken, $bn", "its standard error", "where it was felt, $bn",
            "games in which it was, %", "renewed, kept, %", "renewed, broken, %")
    note = ("Washington promises calm to both and puts 5 % on farm goods for a month; a neighbor promises "
            "to stay three-way and offers Washington a separate pact.")
    return [Table(TITLE, head, rows, note)]

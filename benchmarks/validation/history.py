"""The months of the article played as moves, against the trust that its events leave in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiation.rules.countries import NAMES
from negotiation.rules.notation import TALK
from negotiation.session import Session

from .figures import design, exact
from .plays import DEFAULT, opening
from .reckon import CALM
from .rows import COUNTRY
from .tables import Table

TITLE = "The article's months replayed as moves"
BEGINS = "mar-a-lago-2024"
MONTHS = (
    ("mexico: freeze canada",),
    ("us: slight canada", "canada: slight us", "mexico: call us"),
    ("us: slight canada", "us: warn mexico", "mexico: call us"),
    ("mexico: reopen canada", "mexico: call us", "us: wall canada 25 sparing", "us: wall mexico 25 sparing",
     "canada: sector us metals 25"),
    ("us: sector canada autos 25", "us: sector mexico autos 25", "canada: sector us agrifood 10"),
    ("canada: call mexico", "us: sector canada metals 25", "us: sector mexico metals 25"),
    ("us: slight mexico", "mexico: call canada", "us: sector canada metals 50", "us: sector mexico metals 50"),
    ("canada: call mexico", "mexico: call canada", "us: reprieve mexico"),
    ("us: offer mexico us_on_mexico=1 separate", "canada: visit mexico", "us: wall canada 35 sparing",
     "mexico: refuse us"))


def tasks(games: int | None) -> list[Any]:
    """None: one game is played here."""
    return []


def replayed() -> Session:
    """December 2024 to August 2025, month by month; the shut line and the warnings are told as moves."""
    changes = (("state.frozen.mexico.canada", False), *((f"state.warnings.us.{j}", None) for j in ("canada", "mexico")))
    game = Session(opening(BEGINS, (*CALM, *changes)), 0, {})
    for lines in MONTHS:
        for phase in (TALK, "decide"):
            game.plan(*(line for line in lines if game.parse(line).phase == phase))
            game.next()
    return game


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """Six trusts, the tariffs, the line."""
    game, told = replayed(), opening(DEFAULT, CALM).start(0)
    rows = []
    for key, (played, ledger) in design()["history"].items():
        i, j = (NAMES.index(name) for name in key.split("."))
        rows.append((f"{COUNTRY[i]} in {COUNTRY[j]}", exact(game.state.trust[i, j], played, 0.3, digits=1),
                     exact(told.trust[i, j], ledger, 0.1, digits=1)))
    walls = ", ".join(f"{NAMES[j]} {game.state.wall[0, j]:g} % (told {told.wall[0, j]:g} %)" for j in (1, 2))
    frozen = int(game.state.frozen.sum())
    note = (f"US tariffs after the last month: {walls}; shut lines: {frozen}. Played months come out lower: "
            "tariffs and a warning are felt in the month they fall, and witnesses see them.")
    return [Table("Trust in August 2025", ("", "months played", "ledger replayed"), rows, note)]

"""`negotiation list`: what there is, one line each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from . import options, speech
from .command import OK, Wrong, command, unknown
from .speech import t

if TYPE_CHECKING:
    from ..strategies import Strategy

Row = dict[str, Any]


def scenarios() -> list[Row]:
    """Shipped scenarios, with title, months and how many numbers name no source."""
    from ..scenarios import described, names
    rows = []
    for name in names():
        row = described(name)
        rows.append({**row, "title": _own(row["title"]), "summary": _own(row["summary"])})
    return rows


def strategies() -> list[Row]:
    """Shipped strategies with their parameters and what their cards say, then the short names."""
    from ..strategies import SHORT, find, names
    rows = [_strategy(find(name)) for name in names()]
    return rows + [{"name": short, "summary": long, "parameters": {}} for short, long in SHORT.items()]


def _strategy(found: Strategy) -> Row:
    card = found.card
    ranges = {} if card is None else card.parameters
    row: Row = {"name": found.name, "summary": speech.words().reason(found.described), "parameters": {
        p.name: {"usual": p.usual, "values": list(p.values)} | (
            {"low": ranges[p.name].low, "high": ranges[p.name].high} if p.name in ranges else {})
        for p in found.parameters}}
    if card is not None:
        row |= {"group": card.group, "source": card.source, "memory": card.memory, "luck": card.luck,
                "trust": card.trust, "third": card.third, "deadline": card.deadline}
    return row


def moves() -> list[Row]:
    """Words and measures, each with the line that is typed."""
    from ..rules.kinds import AIMED, HOME, HOME_MEASURES, MEASURES
    rows: list[Row] = []
    for phase, kinds in (("talk", (*AIMED, *HOME)), ("decide", (*MEASURES, *HOME_MEASURES))):
        for kind in kinds:
            rows.append({"name": kind.name, "summary": t(f"list.move.{kind.name}"), "phase": phase,
                         "line": _EXAMPLES[kind.name]})
    for name in ("accept", "refuse", "vote"):
        rows.append({"name": name, "summary": t(f"list.move.{name}"), "phase": "decide", "line": _EXAMPLES[name]})
    return rows


_EXAMPLES = {
    "call": "canada: call mexico", "visit": "canada: visit mexico", "drop_in": "canada: visit us unannounced",
    "slight": "us: slight canada", "freeze": "mexico: freeze canada", "reopen": "mexico: reopen canada",
    "amends": "canada: amends mexico", "pledge_three": "canada: pledge mexico three",
    "pledge_calm": "us: pledge mexico calm", "pledge_together": "mexico: pledge canada together",
    "warn": "us: warn canada", "offer": "us: offer mexico us_on_mexico=2 drop access=2 security",
    "quiet": "us: offer mexico us_on_mexico=2 drop access=2 security separate quietly", "appeal": "canada: appeal",
    "notice": "us: notice", "rescind": "us: rescind",
    "offer_all": "canada: offer all us_on_canada=2 us_on_mexico=2 access_canada=1 renew",
    "wall": "us: wall canada 25 sparing", "sector": "us: sector canada metals 50", "reprieve": "us: reprieve mexico",
    "relief": "canada: relief", "accept": "mexico: accept us", "refuse": "mexico: refuse canada three",
    "vote": "us: vote renew"}


def clauses() -> list[Row]:
    """Clauses of deals, with their levels and the kinds of deal that may hold them."""
    from ..rules.clauses import CLAUSES, FREE
    from ..rules.countries import KIND_NAMES
    return [{"name": clause.name, "summary": t(f"list.clause.{clause.name}"), "levels": clause.levels,
             "deals": [KIND_NAMES[k] for k, free in enumerate(FREE) if c in free]} for c, clause in enumerate(CLAUSES)]


def cards() -> list[Row]:
    """News cards."""
    from ..rules.cards import ALL_NAMES
    return [{"name": card, "summary": t(f"list.card.{card}")} for card in ALL_NAMES]


def languages() -> list[Row]:
    """Languages of the window, the text game and the messages."""
    from ..words import languages, words
    return [{"name": name, "summary": words(name)("language.name")} for name in languages()]


def _own(texts: dict[str, str]) -> str:
    own = texts.get(speech.words().language) or texts.get("en") or ""
    return " ".join(own.split())


THINGS: dict[str, Callable[[], list[Row]]] = {
    "scenarios": scenarios, "strategies": strategies, "moves": moves, "clauses": clauses, "cards": cards,
    "languages": languages}


@command("list", click.Argument(["what"], metavar="|".join(THINGS)), options.as_json(),
         examples=("negotiation list scenarios", "negotiation list strategies --json"))
def command_(what: str, as_json: bool) -> int:
    """One line each."""
    if what not in THINGS:
        raise Wrong(unknown("cli.wrong.list", what, list(THINGS)))
    rows = THINGS[what]()
    if as_json:
        speech.answer(rows)
        return OK
    wide = max(len(row["name"]) for row in rows)
    for row in rows:
        text = f"{row['line']} — {row['summary']}" if "line" in row else row.get("title") or row["summary"]
        print(f"{row['name']:<{wide}}  {text}")
    return OK

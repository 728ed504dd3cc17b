"""`negotiation what-if`: a saved game forked at a month, one act changed, played on many times with common luck."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from . import options, speech
from .command import OK, Option, Wrong, command
from .speech import t

if TYPE_CHECKING:
    from ..analysis.what_if import Change, WhatIf
    from ..session import Session
    from ..words import Words


@command("what-if", click.Argument(["file"], metavar="FILE"),
         options.number("--month", "cli.option.what_if_month"),
         Option(["--without"], default="", metavar="LINE", help="cli.option.without"),
         Option(["--with", "instead"], default="", metavar="LINE", help="cli.option.with"),
         options.number("--games", "cli.option.continuations", low=2, default=100),
         options.seed("cli.option.continuation_seed"), options.flag("--computer", "cli.option.computer"),
         options.as_json(),
         examples=("negotiation what-if game.nego --month 3 --without 'canada: visit us unannounced'",
                   "negotiation what-if game.nego --month 1 --without 'us: slight canada' --with 'us: call canada'",
                   "negotiation what-if game.nego --month 5 --with 'mexico: call canada' --games 500 --json"))
def command_(file: str, month: int | None, without: str, instead: str, games: int, seed: int | None, computer: bool,
             as_json: bool) -> int:
    """Fork, play on both ways, compare."""
    from ..analysis.what_if import change, what_if
    from ..record import read, session_of

    if month is None:
        raise Wrong(f"{t('cli.wrong.missing', name='--month')}; "
                    f"{t('cli.wrong.see_help', command='negotiation what-if --help')}")
    record = read(file)
    for notice in record.notices:
        speech.note(f"{file}: {speech.words().reason(notice)}")
    session = session_of(record)
    changed = change(session, month, without, instead)
    found = what_if(session, changed, games, seed, script=not computer)
    if as_json:
        speech.answer({"file": file, **document(session, found, computer)})
        return OK
    _print(speech.words(session.scenario), session, found, computer)
    return OK


def document(session: Session, found: WhatIf, computer: bool) -> dict[str, Any]:
    """Both ways in figures, for JSON; payoffs in US$ billion."""
    from ..rules import VERSION
    from ..rules.names import NAMES

    c = found.change
    figures = {key: {"was": round(f.was, 6), "instead": round(f.instead, 6), "difference": round(f.difference.mean, 6),
                     "low": round(f.difference.low, 6), "high": round(f.difference.high, 6)}
               for key, f in found.figures.items()}
    own = None
    if found.own is not None and found.own_endings is not None:
        own = {way: {"ending": e, **{k: round(x, 6) for k, x in values.items()}}
               for way, e, values in zip(("was", "instead"), found.own_endings, found.own, strict=True)}
    return {"scenario": session.scenario.name, "rules": VERSION, "month": c.month,
            "phase": session.past[c.half].transition.before.phase, "country": NAMES[c.seat], "was": list(c.was),
            "instead": list(c.instead), "games": len(found.seeds), "seed": found.seeds[0],
            "people": "computer" if computer else "recorded", "figures": figures,
            "endings": {name: {"was": a, "instead": b} for name, (a, b) in found.endings.items()}, "own": own}


def question(words: Words, session: Session, change: Change) -> str:
    """The change as a question."""
    from ..explain import move_words
    from ..rules.names import NAMES

    def told(lines: list[str]) -> str:
        menu = session.scenario.menu
        return words("list.separator").join(move_words(words, menu, line, change.seat) for line in lines)

    gone = [line for line in change.was if line not in change.instead]
    new = [line for line in change.instead if line not in change.was]
    way = "exchanged" if gone and new else "left_out" if gone else "put_in"
    return words(f"what_if.{way}", month=change.month, country=NAMES[change.seat], was=told(gone), instead=told(new))


def finding(words: Words, found: WhatIf) -> str:
    """What the change does to the payoff of the one who makes it, in a sentence."""
    from ..rules.names import NAMES

    country = NAMES[found.change.seat]
    d = found.figures[f"payoff.{country}"].difference
    way = "more" if d.low > 0 else "less" if d.high < 0 else "luck"
    return words(f"what_if.{way}", country=country, amount=words.money(d.mean if way == "luck" else abs(d.mean)),
                 low=d.low, high=d.high)


def _print(words: Words, session: Session, found: WhatIf, computer: bool) -> None:
    from rich.console import Console

    from .simulate import console_width

    print(question(words, session, found.change))
    print(words("what_if.note.computer" if computer else "what_if.note", n=len(found.seeds)))
    console = Console(width=console_width())
    for table in _tables(words, found):
        console.print(table)
    if found.own_endings is not None:
        before, after = (words(f"ending.{name}") for name in found.own_endings)
        print(words("what_if.own", was=before, instead=after))
    print(finding(words, found))


def _tables(words: Words, found: WhatIf) -> Iterator[Any]:
    from rich.table import Table

    table = Table(title=words("what_if.title"))
    table.add_column(words("cli.column.figure"))
    for id_ in ("was", "instead", "difference", "interval"):
        table.add_column(words(f"cli.column.{id_}"), justify="right")
    for key, f in found.figures.items():
        kind, *who = key.split(".")
        name = words(f"what_if.{kind}", **dict(zip(("country", "partner"), who, strict=False)))
        d = f.difference
        table.add_row(name, words.number(f.was), words.number(f.instead), words.number(d.mean, "+,.1f"),
                      words("what_if.interval", low=d.low, high=d.high))
    yield table
    ends = Table(title=words("cli.simulate.endings"))
    ends.add_column(words("cli.column.ending"))
    for id_ in ("was", "instead"):
        ends.add_column(words(f"cli.column.{id_}"), justify="right")
    for name, shares in found.endings.items():
        if any(shares):
            ends.add_row(words(f"ending.{name}"), *(words.percent(100 * share) for share in shares))
    yield ends

"""The top of the board: who one is, the tools, and the months up to the review with their clocks."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import TYPE_CHECKING

from .. import explain
from ..rules.countries import NAMES
from . import measure
from .acts import event_words
from .controls import Button
from .figures import Stop, Timeline
from .items import Delta, Flag, Item, Rule, Text, fill
from .layout import Rect, evenly
from .tokens import LABEL, LEAD

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

TOOL = 44.0
CLOCK_ICONS = ("clock", "hourglass", "file-pen-line")


def bar(board: Board, at: Rect) -> Iterator[Item]:
    """The dark bar: country, scenario, tools."""
    game, t = board.game, board.t
    yield fill(at, "bar")
    x = at.x + 60
    if game.watched:
        for n, country in enumerate(NAMES):
            yield Flag(Rect(at.x + 12 + 26 * n, at.center[1] - 18, 36, 36), country, round=True)
        x = at.x + 112
    else:
        yield Flag(Rect(at.x + 16, at.center[1] - 18, 36, 36), game.me, round=True)
    who = t("board.watching") if game.watched else t("board.you_are", country=game.me)
    named = at.w >= 860
    right = at.center[0] - 110 if named else at.right - 20 - tools_width(board, at)
    room = right - x
    under = t("board.game", title=game.title(), seed=str(game.session.seed))
    if at.h >= 50:
        yield Text(Rect(x, at.y + 6, room, 20), who, 16, "bold", "bar.ink")
        yield Text(Rect(x, at.y + 27, room, 18), under, LABEL, tone="bar.soft")
    else:
        yield Text(Rect(x, at.y, room, at.h), measure.shorten(who, "bold", 16, room), 16, "bold", "bar.ink",
                   name="who", tip=f"{who}\n{under}")
    if named:
        yield Text(at, t("window.name").upper(), LEAD, "headline", "bar.ink", "center")
    yield from tools(board, at)


def tools_width(board: Board, at: Rect) -> float:
    """The room the tools take."""
    count = len(tool_list(board, at))
    return TOOL * count + 4 * (count - 1)


def tool_list(board: Board, at: Rect) -> list[tuple[str, str, str, bool]]:
    """Name, icon, key, and whether it can be used; in a narrow bar the menu alone, which has the others as well."""
    game = board.game
    if board.replaying:
        return [("log", "scroll-text", "l", True), ("codex", "book-open", "c", True),
                ("help", "circle-question-mark", "f1", True)]
    if at.w < 560:
        return [("menu", "menu", "escape", True)]
    found = [("log", "scroll-text", "l", True), ("codex", "book-open", "c", True), ("settings", "settings", ",", True),
             ("help", "circle-question-mark", "f1", True)]
    if not game.watched:
        found.insert(0, ("back", "history", "ctrl+z", bool(game.session.past)))
        found.insert(2, ("save", "save", "ctrl+s", True))
    return [*found, ("menu", "menu", "escape", True)]


def tools(board: Board, at: Rect) -> Iterator[Item]:
    """Back, log, save, settings, help and menu, as icons."""
    t = board.t
    found, wide = tool_list(board, at), tools_width(board, at)
    places = evenly(Rect(at.right - 14 - wide, at.center[1] - 18, wide, 36), len(found), gap=4)
    for (name, icon, key, can), place in zip(found, places, strict=True):
        tip = t(f"tool.{name}") if can else t(f"tool.{name}.none")
        yield Button(place, "", "bar", icon, key=key, name=name, tip=tip, enabled=can)


def months(board: Board, at: Rect) -> Iterator[Item]:
    """The line of months: what happened, what is coming, and how long until the review."""
    game, t = board.game, board.t
    session = game.session
    last = session.scenario.months
    now = min(session.month, last - 1)
    yield fill(at, "well")
    yield Rule(at.cut(top=at.h - 1))
    low = at.h < 60
    count = t("board.month_of", played=now + 1, months=last)
    left = last - 1 - now
    ends = t("board.review_in", n=left) if left > 0 else t("board.review_now")
    if at.h < 50:
        named = measure.width(game.month(now), "headline", 16) + 12
        ending = measure.width(ends, "regular", LABEL) + 12
        yield Text(Rect(at.x + 12, at.y, named, at.h), game.month(now), 16, "headline", name="time",
                   tip=t("board.time.tip"))
        yield Text(Rect(at.x + 12 + named, at.y, 160, at.h), count, LABEL, tone="muted")
        yield Text(Rect(at.right - ending - 12, at.y, ending, at.h), ends, LABEL, tone="soft", align="right",
                   name="passage", tip=parliaments(game))
        return
    if low:
        yield Text(Rect(at.x + 12, at.y, 150, at.h), game.month(now), 16, "headline")
        yield Timeline(at.cut(left=160, right=240), stops(game), now, name="time")
        row = Rect(at.right - 232, at.y + 6, 220, 20)
        named = measure.width(ends, "regular", LABEL) + 8
        yield Text(row.cut(right=named), t("board.review"), LABEL, "bold", align="right")
        yield Text(row, ends, LABEL, tone="soft", align="right")
        yield from chance(game, row.moved(0, 22))
        return
    yield Text(Rect(at.x + 16, at.y + 8, 164, 30), game.month(now), LEAD, "headline")
    yield Text(Rect(at.x + 16, at.y + 36, 164, 20), count, LABEL, tone="muted")
    yield Timeline(at.cut(left=176, right=206), stops(game), now, name="time", tip=t("board.time.tip"))
    yield Text(Rect(at.right - 206, at.y + 2, 190, 22), t("board.review"), 15, "bold", align="right")
    yield Text(Rect(at.right - 206, at.y + 21, 190, 20), ends, LABEL, tone="muted", align="right")
    yield from chance(game, Rect(at.right - 206, at.y + 40, 190, 20))


def chance(game: Game, at: Rect) -> Iterator[Item]:
    """The chance that a renewal would pass today, and how the month moved it; its tip tells the three parliaments."""
    t, found = game.t, game.kept("passage", game.session.passage)
    if found is None:
        if not game.session.over:
            yield Text(at, t("board.no_renewal"), LABEL, tone="muted", align="right", name="passage",
                       tip=t("board.no_renewal.tip"))
        return
    before = game.earlier()
    was = before.session.passage() if before else None
    share = prod(found.values())
    moved = game.moved(100 * (share - prod(was.values())), digits=0) if was else None
    room = at.cut(right=46 if moved else 0)
    yield Text(room, t("board.passage", share=t.percent(100 * share)), LABEL, "semibold", align="right",
               name="passage", tip=parliaments(game))
    if moved:
        yield Delta(at.cut(left=at.w - 44), moved, LABEL, "right")


def parliaments(game: Game) -> str:
    """What each parliament would do with a renewal today, in words."""
    t, found = game.t, game.kept("passage", game.session.passage)
    if found is None:
        return "" if game.session.over else t("board.no_renewal.tip")
    shares = {country: t.percent(100 * share) for country, share in found.items()}
    return t("board.passage.tip", all=t.percent(100 * prod(found.values())), **shares)


def stops(game: Game) -> tuple[Stop, ...]:
    """One stop a month; the past shows what was signed or broken, the future the clocks."""
    return game.kept(("stops", game.t.language), lambda: _stops(game))


def _stops(game: Game) -> tuple[Stop, ...]:
    session, t = game.session, game.t
    last = session.scenario.months
    found = [[t(f"month.short.{session.date(m)[1]}"), "", "soft", ""] for m in range(last)]
    clocks = explain.clock_months(last)
    for number, month in enumerate(clocks):
        tone = "trust" if number == len(clocks) - 1 else "warn"
        word = f"clock.{explain.clock_name(session.scenario, number)}"
        found[month][1:] = [CLOCK_ICONS[number], tone, t(word, month=game.month(month))]
    for played in session.past:
        month = int(played.transition.before.month)
        told = [e for e in explain.events(played.transition) if _marked(e.id)]
        if told and month < last:
            good = all(e.id.startswith(("event.signed", "event.renewed")) for e in told)
            words = t("list.separator").join(event_words(game, e) for e in told)
            found[month][1:] = ["handshake" if good else "unlink", "good" if good else "bad", words]
    return tuple(Stop(*each) for each in found)


def _marked(id_: str) -> bool:
    return id_.startswith(("event.signed", "event.breach", "event.lapsed", "event.ren", "event.unspared"))

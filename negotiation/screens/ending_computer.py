"""The debrief's page about the computer in one's chair: its own game beside yours, and where it would have differed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from ..analysis.instead import Otherwise, instead, otherwise
from ..rules.countries import NAMES, OTHERS
from ..session import Session
from .charts import Chart, Line
from .ending_story import TICKS, along, series
from .game import Game
from .items import Item, Panel
from .layout import REST, Rect, columns
from .lists import Scroller
from .stack import BAR, Stack
from .tokens import BODY, LABEL, MARKERS

if TYPE_CHECKING:
    from .ending import Ending

MOST = 6  # phases told in which it would have differed


def working(page: Ending, compute: bool = False) -> bool:
    """Whether the other game has still to be played; with `compute` it is played now."""
    game = page.game
    if game.watched:
        return False
    key, ready = ("instead", game.session.seat), game.kept(("ready", "instead"), list)
    if compute and not ready:
        seat = game.session.seat
        game.kept(key, lambda: (instead(game.session, seat), list(otherwise(game.session, seat))))
        ready.append(True)
    return not ready


def computer_page(page: Ending, at: Rect) -> Iterator[Item]:
    """Its trust and result beside yours on the left, its choices on the right."""
    t, game = page.t, page.game
    if game.watched or working(page):
        panel = Panel(at)
        yield panel
        stack = Stack(at.w - 32)
        stack.text(t("debrief.computer.none" if game.watched else "debrief.working"), BODY)
        yield from stack.shown(at.inset(16, 14), "computer")
        return
    other, differing = game.kept(("instead", game.session.seat), lambda: (game.session, []))
    if at.w >= 880 and at.h >= 300:
        left, right = columns(at, REST, 430, gap=12)
        yield from comparison(page, other, left)
        panel = Panel(right, t("debrief.otherwise"), "git-compare")
        yield panel
        yield from choices(page, differing, panel.inside.w - BAR).shown(panel.inside, "otherwise")
        return
    stack = Stack(at.w - BAR)
    stack.add(*comparison(page, other, stack.row(max(300.0, at.h), 10)))
    stack.text(t("debrief.otherwise"), 17, "bold", "ink")
    under = choices(page, differing, stack.width)
    stack.add(*(item.moved(0, stack.y) for item in under.found))
    stack.y += under.y
    yield Scroller(at, tuple(stack.found), stack.y, name="page.inside")


def comparison(page: Ending, other: Session, at: Rect) -> Iterator[Item]:
    """Both results in a sentence, and the trust of both others in this chair in both games."""
    t, game = page.t, page.game
    me = game.me or NAMES[game.session.seat]
    yield Panel(at)
    own, theirs = game.payoffs()[me].total, other.payoff()[me].total
    stack = Stack(at.w - 32)
    stack.text(t("debrief.computer.result", country=me, own=game.points(own), theirs=game.points(theirs),
                 ending=t(f"ending.{other.ending}")), BODY, tone="ink", gap=4)
    stack.text(t("debrief.computer.chart", country=me), LABEL, tone="muted", gap=6)
    for item in stack.found:
        yield item.moved(at.x + 16, at.y + 12)
    played = Game(other, t)
    lines = []
    for j in OTHERS[NAMES.index(me)]:
        of = NAMES[j]
        key = f"trust.{of}.{me}"
        lines.append(Line(t("debrief.you.short", country=of), series(game, key), of, "solid", MARKERS[of]))
        dashed = game.kept(("other series", key), partial(series, played, key))
        lines.append(Line(t("debrief.computer.short", country=of), dashed, of, "dashes", "circle"))
    box = at.inset(12, 8).cut(top=stack.y + 8)
    tip = t("debrief.computer.chart", country=me)
    yield Chart(box, tuple(lines), 0, 100, TICKS, along(game), name="other", tip=tip)


def choices(page: Ending, differing: list[Otherwise], wide: float) -> Stack:
    """The first phases in which it would have chosen something else, with its reasons."""
    t, game = page.t, page.game
    seat = game.session.seat
    stack = Stack(wide)
    if not differing:
        stack.text(t("debrief.same"), 15)
    for each in differing[:MOST]:
        stack.text(game.month(each.month), 15, "bold", "ink", gap=1)
        own = t("list.separator").join(game.short(line, seat) for line in each.own) or t("debrief.nothing")
        stack.text(t("debrief.you_did", what=own), LABEL, gap=1)
        if not each.theirs:
            stack.text(t("debrief.it_would", what=t("debrief.nothing")), LABEL, gap=1)
        for line, reason in zip(each.theirs, each.reasons, strict=True):
            why = game.reason(reason)
            told = t("debrief.it_would", what=game.short(line, seat))
            stack.text(f"{told} {why}" if why else told, LABEL, tone="trust", left=10, gap=1)
        stack.y += 8
    if len(differing) > MOST:
        stack.text(t("debrief.more", n=len(differing) - MOST), LABEL, tone="muted")
    return stack

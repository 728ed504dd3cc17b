"""The debrief's page of what came before: the article's own course, event by event, and what it left to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..analysis.past import Past, past
from ..rules.names import NAMES
from .board_trust import trust_title
from .game import LINKS
from .items import Delta, Flag, Item, Panel, Text
from .layout import REST, Rect, columns
from .lists import Scroller
from .stack import BAR, Stack
from .tokens import BODY, LABEL

if TYPE_CHECKING:
    from .ending import Ending


def past_page(page: Ending, at: Rect) -> Iterator[Item]:
    """The events on the left; on the right each trust at the start and at the end."""
    t = page.t
    if at.w >= 880 and at.h >= 300:
        left, right = columns(at, REST, 400, gap=12)
        one = Panel(left, t("debrief.past.title"), "newspaper")
        yield one
        yield from events(page, one.inside.w - BAR).shown(one.inside, "events")
        two = Panel(right, t("debrief.then"), "heart-handshake")
        yield two
        yield from then(page, two.inside.w - BAR).shown(two.inside, "then")
        return
    first, second = then(page, at.w - BAR - 24), events(page, at.w - BAR - 24)
    items: list[Item] = [Panel(Rect(0, 0, at.w - BAR, first.y + second.y + 32))]
    items += [item.moved(12, 10) for item in first.found]
    items += [item.moved(12, first.y + 20) for item in second.found]
    yield Scroller(at, tuple(items), first.y + second.y + 36, name="page.inside")


def events(page: Ending, wide: float) -> Stack:
    """What happened before the first month, with what it did to trust."""
    t, game = page.t, page.game
    found = game.kept("past", lambda: past(game.session.scenario))
    stack = Stack(wide)
    stack.text(t("debrief.past.text" if found else "debrief.past.none"), BODY, gap=8)
    for each in found:
        event(page, stack, each)
    return stack


def event(page: Ending, stack: Stack, each: Past) -> None:
    """One event: when, what, and whose trust in whom it moved."""
    t, game = page.t, page.game
    y = stack.y
    stack.add(Flag(Rect(0, y + 3, 22, 16), each.who))
    date = t("month.year", month=t(f"month.{each.month}"), year=str(each.year))
    stack.text(date, LABEL, "semibold", "muted", left=32, right=70, gap=0)
    text = each.text.get(t.language) or each.text.get("en", "")
    stack.text(text, 15, tone="ink", left=32, right=70, gap=0)
    told = t("debrief.account") if each.account else trust_title(game, each.toward, each.who)
    stack.text(told, LABEL, tone="muted", left=32, right=70, gap=9)
    if change := game.moved(each.change):
        stack.add(Delta(Rect(stack.width - 64, y, 64, 22), change, 15, "right"))


def then(page: Ending, wide: float) -> Stack:
    """The six trusts as the past left them and as the game did."""
    t, game = page.t, page.game
    stack = Stack(wide)
    stack.text(t("debrief.then.text"), LABEL, tone="muted", gap=8)
    past_ = game.session.past
    before = past_[0].transition.before if past_ else game.session.state
    for of, toward in LINKS:
        was = float(before.trust[NAMES.index(of), NAMES.index(toward)])
        now = game.trust(of, toward)
        y = stack.y
        stack.text(trust_title(game, of, toward), 15, tone="ink", right=150, gap=6)
        words = t("debrief.from_to", before=t.number(was, ".0f"), after=t.number(now, ".0f"))
        stack.add(Text(Rect(stack.width - 146, y, 82, 20), words, 15, "semibold", align="right"))
        if change := game.moved(now - was, digits=0):
            stack.add(Delta(Rect(stack.width - 58, y, 58, 20), change, 15, "right"))
    return stack

"""The debrief's page to talk about: one's style in four shares, and questions made from this game."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..analysis.questions import questions
from ..analysis.style import Trait, style
from ..rules.countries import NAMES
from .figures import Gauge
from .items import Icon, Item, Panel
from .layout import REST, Rect, columns
from .lists import Scroller
from .stack import BAR, Stack
from .tokens import LABEL

if TYPE_CHECKING:
    from .ending import Ending


def talk_page(page: Ending, at: Rect) -> Iterator[Item]:
    """Style on the left, questions on the right."""
    t = page.t
    if at.w >= 880 and at.h >= 300:
        left, right = columns(at, 460, REST, gap=12)
        one = Panel(left, t("debrief.style.yours" if page.game.me else "debrief.style"), "user-round-search")
        yield one
        yield from styles(page, one.inside.w - BAR).shown(one.inside, "styles")
        two = Panel(right, t("debrief.questions"), "messages-square")
        yield two
        yield from asked(page, two.inside.w - BAR).shown(two.inside, "questions")
        return
    first, second = asked(page, at.w - BAR - 24), styles(page, at.w - BAR - 24)
    items: list[Item] = [Panel(Rect(0, 0, at.w - BAR, first.y + second.y + 32))]
    items += [item.moved(12, 10) for item in first.found]
    items += [item.moved(12, first.y + 20) for item in second.found]
    yield Scroller(at, tuple(items), first.y + second.y + 36, name="page.inside")


def styles(page: Ending, wide: float) -> Stack:
    """The four shares of one's own chair, or of all three in a watched game."""
    t, game = page.t, page.game
    stack = Stack(wide)
    stack.text(t("debrief.style.text"), LABEL, tone="muted", gap=8)
    for country in (game.me,) if game.me else NAMES:
        if not game.me:
            stack.text(t(f"country.{country}"), 17, "bold", "ink", gap=4)
        seat = NAMES.index(country)
        for trait in game.kept(("style", seat), lambda seat=seat: style(game.session, seat)):  # type: ignore[misc]
            one_trait(page, stack, trait)
    return stack


def one_trait(page: Ending, stack: Stack, trait: Trait) -> None:
    """A share between two words, and what it was counted from."""
    t = page.t
    stack.text(t(f"trait.{trait.id}"), 15, "semibold", "ink", gap=2)
    if trait.share is None:
        stack.text(t("trait.none"), LABEL, tone="muted", gap=10)
        return
    low, high = t(f"trait.{trait.id}.low"), t(f"trait.{trait.id}.high")
    stack.add(Gauge(stack.row(40, 0), trait.share, low, high, name=f"trait.{trait.id}",
                    tip=t(f"trait.{trait.id}.tip")))
    counted = t("trait.counted", share=t.percent(100 * trait.share), n=trait.count)
    stack.text(counted, LABEL, tone="muted", gap=10)


def asked(page: Ending, wide: float) -> Stack:
    """One question under the other."""
    t, game = page.t, page.game
    stack = Stack(wide)
    for reason in game.kept("questions", lambda: questions(game.session)):
        places = dict(reason.places)
        if "month" in places:
            places["month"] = game.month(int(str(places["month"])))
        y = stack.y
        stack.add(Icon(Rect(0, y + 4, 18, 18), "circle-question-mark", "trust"))
        stack.text(t(reason.id, **places), 17, "serif", "ink", left=30, gap=14)
    return stack

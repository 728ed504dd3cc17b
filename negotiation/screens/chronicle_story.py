"""What a month of the story says: events with what they did to trust, tariffs, and the script beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..analysis.chronicle import Chapter
from ..analysis.past import Past
from ..analysis.script import Scene
from ..explain import move_words
from ..rules.countries import NAMES
from .game import LINKS
from .items import Delta, Flag, Text, change
from .layout import Rect
from .stack import Stack
from .tokens import BODY, LABEL

if TYPE_CHECKING:
    from .chronicle import Chronicle


def story(page: Chronicle, stack: Stack, trusts: bool) -> None:
    """What happened; of the script also what was played for it, and how far the two have come apart."""
    one, scene = page.chapter, page.scene
    events = one.events if one else scene.events if scene else ()
    for each in events:
        event(page, stack, each, known=one is not None)
    if not events:
        stack.text(page.t("history.quiet" if one else "history.nothing"), BODY, gap=8)
    if one and one.new_policy:
        tariffs(page, stack, one)
    if trusts:
        numbers(page, stack)
    if scene:
        played(page, stack, scene)


def event(page: Chronicle, stack: Stack, each: Past, known: bool) -> None:
    """One event: whose, what, and what it did to whose trust."""
    t, y = page.t, stack.y
    stack.add(Flag(Rect(0, y + 3, 22, 16), each.who))
    text = each.text.get(t.language) or each.text.get("en", "")
    stack.text(text, 15, tone="ink", left=32, right=66, gap=0)
    if not known:
        stack.y += 7
        return
    felt = t("debrief.account") if each.account else t("trust.of", country=each.toward, partner=each.who)
    stack.text(felt, LABEL, tone="muted", left=32, right=66, gap=9)
    if abs(each.change) >= 0.05:
        moved = change(t.number(each.change, "+.1f"), each.change)
        stack.add(Delta(Rect(stack.width - 62, y, 62, 22), moved, 15, "right"))


def tariffs(page: Chronicle, stack: Stack, one: Chapter) -> None:
    """The general tariffs that are in force from this month on."""
    t = page.t
    stack.text(t("history.tariffs"), LABEL, "semibold", "muted", gap=2)
    for i, j in np.argwhere(one.policy.wall > 0):
        rate = t.percent(float(one.policy.wall[i, j]))
        stack.text(t("history.wall", country=NAMES[i], partner=NAMES[j], rate=rate), 15, tone="ink", gap=2)
    if (one.policy.sector > 0).any():
        stack.text(t("history.sectors"), 15, tone="ink", gap=8)


def numbers(page: Chronicle, stack: Stack) -> None:
    """The six trusts after the month, where there is no map."""
    before, after = page.trusts()
    stack.rule(6)
    for of, toward in LINKS:
        i, j = NAMES.index(of), NAMES.index(toward)
        words = page.t("debrief.from_to", before=page.t.number(float(before[i, j]), ".0f"),
                       after=page.t.number(float(after[i, j]), ".0f"))
        y = stack.y
        stack.text(page.t("trust.of", country=of, partner=toward), 15, right=92, gap=4)
        stack.add(Text(Rect(stack.width - 88, y, 88, 20), words, 15, "semibold", align="right"))


def played(page: Chronicle, stack: Stack, scene: Scene) -> None:
    """The nearest legal choices, what had none, and the trust they led to beside what happened."""
    t, menu = page.t, page.scenario.menu
    stack.rule(6)
    stack.text(t("history.script"), LABEL, "semibold", "muted", gap=4)
    for half in (scene.talk, scene.decide):
        for i, own in enumerate(half):
            for line in own:
                stack.add(Flag(Rect(0, stack.y + 3, 22, 16), NAMES[i]))
                stack.text(move_words(t, menu, line, i), 15, tone="ink", left=32, gap=4)
    for each, reason in scene.left:
        text = each.text.get(t.language) or each.text.get("en", "")
        stack.text(t("history.left", event=text.rstrip("."), why=t.reason(reason)), LABEL, tone="muted", gap=4)
    if scene.waiting:
        stack.text(t("history.waiting", n=scene.waiting), LABEL, tone="muted", gap=4)
    stack.text(t("history.apart"), LABEL, "semibold", "muted", gap=4)
    for of, toward in LINKS:
        i, j = NAMES.index(of), NAMES.index(toward)
        y, moved = stack.y, float(scene.trust[i, j] - scene.happened[i, j])
        stack.text(t("trust.of", country=of, partner=toward), 15, right=150, gap=4)
        stack.add(Text(Rect(stack.width - 146, y, 78, 20), t.number(float(scene.trust[i, j]), ".0f"), 15,
                       "semibold", align="right"))
        if abs(moved) >= 0.5:
            shown = change(t.number(moved, "+.0f"), moved)
            stack.add(Delta(Rect(stack.width - 62, y, 62, 20), shown, 15, "right"))

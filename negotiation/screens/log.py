"""The log: every month so far, the newest first, as far as the one who looks may know it."""

from __future__ import annotations

from collections.abc import Iterator

from .acts import acts, events
from .controls import Button
from .game import Game
from .items import Flag, Icon, Item
from .layout import Rect
from .pages import Page, Sheet
from .screen import Screen
from .stack import BAR, Stack
from .tokens import BODY, LABEL, SECTION


class Log(Sheet):
    """A long sheet to scroll."""

    want = (860.0, 660.0)

    def __init__(self, under: Page) -> None:
        super().__init__(under)
        assert under.sitting.game is not None
        self.game = under.sitting.game

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.t("log.title"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """The months, and one button."""
        body = at.cut(bottom=52)
        stack = self.game.kept(("log", body.w, self.t.language), lambda: history(self.game, body.w - BAR))
        yield from stack.shown(body, "log")
        close = Rect(at.right - 160, at.bottom - 40, 160, 40)
        yield Button(close, self.t("window.close"), "primary", key="enter", name="close")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Close."""
        return self.under if name == "close" else self


def history(game: Game, wide: float) -> Stack:
    """Every phase under its month."""
    t, stack = game.t, Stack(wide)
    if not game.session.past:
        stack.text(t("log.empty"), BODY)
    for played in reversed(game.session.past):
        before = played.transition.before
        title = t("log.phase", month=game.month(int(before.month)), phase=t(f"phase.{before.phase}"))
        stack.text(title, SECTION, "headline", "ink", gap=4)
        found = [*events(game, played), *acts(game, played)]
        for act in found:
            tone = "ink" if act.country else "soft"
            at = stack.text(act.words, 15, "regular" if act.country else "semibold", tone, left=30, gap=1)
            mark = Rect(0, at.y + 2, 20, 16)
            stack.add(Flag(mark, act.country) if act.country else Icon(mark, act.icon))
            if act.reason:
                stack.text(act.reason, LABEL, tone="muted", left=30, gap=3)
        if not found:
            stack.text(t("text.silence" if before.phase == "talk" else "text.no_decision"), 15, tone="muted")
        stack.rule(8)
    return stack



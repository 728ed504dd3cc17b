"""A game of computer players, month by month: the board without moves, and what each said and did with its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from .board import Board
from .controls import Button
from .items import Item, Panel, paragraph
from .layout import REST, Rect, columns
from .pages import Sitting
from .screen import Screen
from .stack import BAR
from .summary import told
from .tokens import BODY

PACE = 1.5  # seconds a month stays when it plays by itself


class Watch(Board):
    """The board of a game that nobody sits in."""

    def __init__(self, sitting: Sitting, leave: bool = False, months: int | None = None) -> None:
        super().__init__(sitting)
        self.months = months
        self.playing = False
        self.leave = leave
        if leave:
            self.play(True)

    def side(self, at: Rect) -> Iterator[Item]:
        """What the three did last, and the buttons that go on."""
        game, t = self.game, self.t
        month = game.month(game.session.month - 1) if game.session.past else game.month()
        panel = Panel(at, t("watch.title", month=month), "eye")
        yield panel
        box = at.inset(14, 0).cut(top=40, bottom=12)
        body = box.cut(bottom=52)
        if game.session.past:
            stack = game.kept(("told", body.w, t.language), lambda: told(game, body.w - BAR))
            yield from stack.shown(body, "told")
        else:
            yield paragraph(Rect(body.x, body.y, body.w, 0), t("watch.start"), BODY)
        play, on = columns(Rect(box.x, box.bottom - 40, box.w, 40), 150, REST, gap=8)
        words, icon = (t("watch.pause"), "pause") if self.playing else (t("watch.play"), "play")
        yield Button(play, words, icon=icon, key="p", name="play")
        words = t("summary.end") if game.session.over else t("watch.next")
        yield Button(on, words, "primary", key="enter", name="end")

    def play(self, on: bool) -> None:
        """Let the months go by, or stop."""
        self.playing = on
        self.wait = PACE if on else None

    def _on_play(self, rest: str, value: object) -> Screen:
        self.play(not self.playing)
        return self

    def _on_end(self, rest: str, value: object) -> Screen | None:
        return self.month()

    def month(self) -> Screen | None:
        """One month more; after the last one the ending, or out."""
        if self.game.session.over:
            return None if self.leave else self.ended()
        if self.months is not None and self.game.session.month >= self.months:
            self.play(False)
            return None if self.leave else self
        self.game.session.end_month()
        return self

    def tick(self) -> Screen | None:
        """Time for the next month."""
        if self.playing:
            super().tick()
            after = self.month()
            if after is self:
                self.wait = PACE
            return after
        return super().tick()

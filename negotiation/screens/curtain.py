"""Between two people at one machine: the next one takes the seat before anything is shown."""

from __future__ import annotations

from collections.abc import Iterator

from .board_offers import voting
from .controls import Button
from .items import Flag, Item, Panel, Text, fill, paragraph
from .layout import Rect
from .linkmap import MapView
from .pages import Page, Sitting
from .screen import Screen
from .tokens import SECTION, TITLE


class Curtain(Page):
    """Nothing but whose turn it is."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        assert sitting.game is not None
        self.game = sitting.game

    def content(self) -> Iterator[Item]:
        """The map behind, and a card with one button."""
        t, me = self.t, self.game.me
        yield fill(self.box, "sea")
        yield MapView(self.box)
        card = self.box.placed(520, 300)
        yield Panel(card)
        box = card.inset(28)
        yield Flag(Rect(box.center[0] - 36, box.y, 72, 72), me, round=True, ringed=True)
        title = Rect(box.x, box.y + 80, box.w, 40)
        yield Text(title, t("curtain.title", country=me), TITLE, "headline", align="center")
        half = t("curtain.text", month=self.game.month(), phase=t(f"phase.{self.game.session.phase}"))
        yield paragraph(Rect(box.x, box.y + 126, box.w, 0), half, SECTION, align="center")
        yield Button(Rect(box.x, box.bottom - 46, box.w, 46), t("curtain.begin"), "primary", key="enter", name="begin")

    def on(self, name: str, value: object = None) -> Screen | None:
        """The seat is taken."""
        from .board import Board

        board = Board(self.sitting)
        if not self.game.talking and (self.game.session.offers() or voting(self.game)):
            board.tab = "offers"
        return board

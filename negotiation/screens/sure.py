"""Asked before a half of the month ends with moves left, where the player wants to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .controls import Button
from .items import Item
from .layout import Rect, evenly
from .pages import Sheet
from .screen import Screen

if TYPE_CHECKING:
    from .board import Board


class Sure(Sheet):
    """End all the same, or go back."""

    want = (520.0, 210.0)

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self.board = board

    def head(self) -> tuple[str, str]:
        """What would be left undone."""
        return self.t("sure.title"), self.t("sure.text", n=self.board.moves_left())

    def inner(self, at: Rect) -> Iterator[Item]:
        """The two ways."""
        stay, go = evenly(Rect(at.x, at.bottom - 42, at.w, 42), 2, gap=12)
        yield Button(stay, self.t("sure.stay"), key="escape", name="stay")
        words = self.t("moves.end_talk") if self.board.game.talking else self.t("moves.end_month")
        yield Button(go, words, "primary", key="enter", name="go")

    def on(self, name: str, value: object = None) -> Screen | None:
        """End, or go back."""
        return self.board.on("end", "sure") if name == "go" else self.board

"""Asked before a half of the month ends: with moves left, where the player wants to be asked, or without a vote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .controls import Button
from .items import Item
from .layout import Rect, evenly
from .pages import Sheet
from .screen import Screen
from .stack import Stack

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


class Unvoted(Sheet):
    """Asked before the last month ends without a vote: the review decides much of the game."""

    want = (520.0, 290.0)

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self.board = board

    def head(self) -> tuple[str, str]:
        """What is left undone, and whether it still decides anything."""
        renewed = bool(self.board.game.session.state.renewed > 0)
        return self.t("sure.vote.title"), self.t("sure.vote.renewed" if renewed else "sure.vote.text")

    def inner(self, at: Rect) -> Iterator[Item]:
        """The votes there are, none, or back."""
        t, stack = self.t, Stack(at.w)
        votes = self.board.game.session.scenario.limits.votes
        for n, vote in enumerate(votes, 1):
            stack.add(Button(stack.row(40, 8), t(f"sure.vote.{vote}"), key=str(n), name=f"vote.{vote}"))
        stack.add(Button(stack.row(40, 8), t("sure.vote.none"), key=str(len(votes) + 1), name="go"))
        stack.add(Button(stack.row(40), t("sure.stay"), "primary", key="escape", name="stay"))
        yield from stack.shown(at, "votes")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Vote and end, end without, or go back."""
        head, _, vote = name.partition(".")
        if head == "vote":
            self.board.plan(f"vote {vote}")
        return self.board.on("end", "sure") if head in ("vote", "go") else self.board

"""What would it take: up to three small changes with which a country would sign, each one press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rules import clauses
from .controls import Button, Choice, choice_height
from .draft import BOTH, SCALES, Draft, from_line
from .game import Game
from .items import Item
from .layout import Rect
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack

if TYPE_CHECKING:
    from .board import Board


class Advice(Sheet):
    """The changes to the deal being written that would bring one country to sign."""

    want = (680.0, 470.0)

    def __init__(self, board: Board, country: str) -> None:
        super().__init__(board)
        self.board, self.country = board, country
        game = board.game
        self.line = board.the_draft().line(game)
        found = game.kept(("advice", self.line, country), lambda: game.session.advice(self.line, country))
        self.found = [(line, change) for line, change in found if change.steps]
        self.fine = len(self.found) < len(found) or game.forecast(self.line)[country].answer == "would"

    def head(self) -> tuple[str, str]:
        """What is asked, of whom."""
        return self.t("advice.title"), self.t("advice.text", country=self.country)

    def inner(self, at: Rect) -> Iterator[Item]:
        """One choice a change."""
        game, stack = self.board.game, Stack(at.w - BAR)
        if not self.found:
            three = self.board.the_draft().partner == BOTH
            none = "advice.nothing_three" if three else "advice.nothing"
            text = self.t("advice.fine" if self.fine else none, country=self.country)
            stack.text(text, 17)
        for n, (line, change) in enumerate(self.found, 1):
            title = changed_clauses(game, self.board.the_draft(), from_line(game, line))
            title = title[:1].upper() + title[1:]
            answer = game.forecast(line)[self.country].answer
            detail = self.t("advice.then", cost=self.t("advice.cost", cost=game.points(-change.own_cost)),
                            answer=self.t(f"answer.{answer}", country=self.country))
            row = stack.row(choice_height(title, detail, stack.width), 8)
            stack.add(Choice(row, title, detail, key=str(n), name=f"change.{n - 1}"))
        yield from stack.shown(at.cut(bottom=48), "changes")
        close = Rect(at.right - 150, at.bottom - 40, 150, 40)
        kind = "plain" if self.found else "primary"
        yield Button(close, self.t("window.close"), kind, key="escape", name="close")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Take a change into the draft, or leave it."""
        head, _, rest = name.partition(".")
        if head == "change":
            self.board.write(from_line(self.board.game, self.found[int(rest)][0]))
        return self.board


def changed_clauses(game: Game, old: Draft, new: Draft) -> str:
    """The clauses in which two deals of a kind differ, as they are in the second."""
    t, out = game.t, []
    for clause, name in enumerate(clauses.NAMES):
        level = new.level(game, clause)
        if level == old.level(game, clause):
            continue
        if clause in SCALES:
            sort, country = SCALES[clause]
            words = t(f"deal.{sort}.{level}")
            out.append(t("advice.level", what=t(f"deal.{sort}"), country=country, level=words))
        else:
            out.append(t("advice.with" if level else "advice.without", clause=t(f"deal.{name}")))
    return t("list.separator").join(out)

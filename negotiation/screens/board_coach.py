"""The coach: what is planned beside what else might be done, refined in small pieces while the sheet is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..coach import GAMES, SECONDS, Alternative, Answer, Coaching, Row, ask, told
from ..coach.answers import verdict
from ..coach.plans import PLAN
from ..rules.countries import NAMES, OTHERS
from .board_moves import suggestion_words
from .controls import Button, Choice, choice_height
from .items import Effect, Item
from .layout import Rect
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack
from .tokens import LABEL

if TYPE_CHECKING:
    from .board import Board

PAUSE = 0.01                   # seconds between two pieces of work, in which hands come first
BLOCK = 8                      # games of each alternative played together: a piece is a few hundredths of a second
DOT = " · "


class Coach(Sheet):
    """The alternatives to the plan, the best first; one press takes one up."""

    want = (900.0, 640.0)
    games = GAMES
    seconds: float | None = SECONDS        # of work; None to go by the number of games alone

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self.board = board
        session = board.game.session
        # Kept with the state and the plan: another plan is another question, and this one gets no more time.
        self.coaching: Coaching = board.game.kept(
            ("coach", tuple(session.planned())), lambda: ask(session, self.games, seconds=self.seconds, block=BLOCK))
        self.places: list[Alternative] = []
        self.wait = None if self.coaching.done else PAUSE

    def head(self) -> tuple[str, str]:
        """Title, and what the figures say."""
        return self.t("coach.title"), self.t("coach.text")

    def inner(self, at: Rect) -> Iterator[Item]:
        """One choice an alternative; below them how far the coach has come."""
        t, answer = self.t, self.coaching.answer
        stack = Stack(at.w - BAR)
        rows = self.rows(answer)
        titles = [told.title(t, row, self.board.game.short) for row in rows]
        for n, (row, title) in enumerate(zip(rows, titles, strict=True)):
            self.row(stack, row, n, title, titles.count(title) > 1)
        wide = min(150.0, at.w / 3)
        close = Rect(at.right - wide, at.bottom - 40, wide, 40)
        under = Stack(at.w - wide - 16)
        under.text(told.progress(t, answer, self.coaching.games), LABEL, "semibold", gap=1)
        under.text(t("coach.note"), LABEL, tone="muted", gap=0)
        high = max(40.0, under.y)
        yield from stack.shown(at.cut(bottom=high + 8), "alternatives")
        for item in under.found:
            yield item.moved(at.x, at.bottom - high)
        yield Button(close, t("window.close"), "plain", key="escape", name="close")

    def rows(self, answer: Answer | None) -> list[Row]:
        """The rows that may be played now: in a first game some kinds of moves are still closed.

        They keep their places until the work is done, so that none slips away under a hand.
        """
        if answer is None:
            return []
        game, places = self.board.game, self.places
        rows = [row for row in answer.rows if not any(game.closed(game.kind(line)) for line in row.alternative.lines)]
        if not self.coaching.done:
            places.extend(row.alternative for row in rows if row.alternative not in places)
            rows.sort(key=lambda row: places.index(row.alternative))
        return rows

    def row(self, stack: Stack, row: Row, n: int, title: str, alike: bool) -> None:
        """One alternative: what it is; payoff, why; both others' trust on the right. `alike`: another has its title."""
        t, game = self.t, self.board.game
        own, seat = row.alternative.kind == PLAN, game.session.seat
        parts = [] if own else [told.payoff(t, row.payoff), *told.why(t, row)]
        if alike:
            parts.insert(1, suggestion_words(game, row.alternative.line, "")[1])
        detail = DOT.join(parts)
        tip = "\n".join((*(game.move(line) for line in row.alternative.lines), *told.trust(t, seat, row)))
        effects = () if own else self.effects(row)
        at = stack.row(choice_height(title, detail, stack.width, len(effects)), 8)
        stack.add(Choice(at, title, detail, effects, own, key="" if own else str(n), name=f"take.{n}", tip=tip))

    def effects(self, row: Row) -> tuple[Effect, ...]:
        """How both others' trust would move; a mark where that is too close to call."""
        out = []
        for j, figure in zip(OTHERS[self.board.game.session.seat], row.trust, strict=True):
            sign = {"better": 1, "worse": -1, "close": 0}[verdict(figure)]
            out.append(Effect(NAMES[j], sign, self.board.game.points(figure.mean) if sign else "≈"))
        return tuple(out)

    def tick(self) -> Screen | None:
        """A piece of work; then whoever is at the window has a turn."""
        if self._notice[0]:
            super().tick()
        self.wait = PAUSE if self.coaching.work() else None
        return self

    def on(self, name: str, value: object = None) -> Screen | None:
        """Take up an alternative in place of the plan, or leave it."""
        head, _, rest = name.partition(".")
        if head == "take":
            row = self.rows(self.coaching.answer)[int(rest)]
            if row.alternative.kind != PLAN:
                session = self.board.game.session
                while session.unplan() is not None:
                    pass
                for line in row.alternative.lines:
                    self.board.plan(line)
        return self.board

"""A played game again: a slider over its half months, the board as it stood, what was done, and a way back in."""

from __future__ import annotations

from collections.abc import Iterator

from ..rules.names import NAMES
from ..session import Session
from .board import Board
from .controls import Button, Slider
from .game import Game
from .items import Item, Panel, Text, paragraph
from .layout import REST, Rect, columns
from .pages import Page
from .screen import Screen
from .stack import BAR
from .summary import told
from .tokens import BODY

PACE = 1.2  # seconds a half month stays when it plays by itself


class Replay(Board):
    """The board of a game that was played, at any half of a month."""

    replaying = True

    def __init__(self, under: Page, session: Session, half: int | None = None) -> None:
        self.under, self.whole = under, session
        self.last = len(session.past)
        self.half = self.last if half is None else max(0, min(half, self.last))
        self.playing = False
        self._games: dict[int, Game] = {}
        before = under.sitting.game
        under.sitting.game = self.view()
        super().__init__(under.sitting)
        under.sitting.game = before

    def view(self) -> Game:
        """The game at the half chosen; each is set up once."""
        if self.half not in self._games:
            game = self._games[self.half] = Game(self.whole.at(self.half), self.under.sitting.t)
            game.revealed = self.whole.over
        return self._games[self.half]

    def go(self, half: int) -> None:
        """Show another half."""
        self.half = max(0, min(half, self.last))
        self.game = self.view()
        self.game.t = self.t

    def side(self, at: Rect) -> Iterator[Item]:
        """The slider, what was said and done last, and the way back into the game."""
        game, t = self.game, self.t
        yield Panel(at, t("replay.title"), "history")
        box = at.inset(14, 0).cut(top=40, bottom=12)
        yield Text(Rect(box.x, box.y, box.w, 20), self.where(), BODY, "semibold")
        stops = tuple(float(n) for n in range(self.last + 1))
        yield Slider(Rect(box.x, box.y + 22, box.w, 28), stops or (0.0,), float(self.half), page=2, name="half",
                     tip=t("replay.slider"))
        row = columns(Rect(box.x, box.y + 54, box.w, 36), REST, REST, REST, REST, REST, gap=6)
        ends = (self.half > 0, self.half < self.last)
        steps = (("first", "skip-back", "home", ends[0]), ("earlier", "step-back", "left", ends[0]),
                 ("play", "pause" if self.playing else "play", "p", bool(self.last)),
                 ("later", "step-forward", "right", ends[1]), ("end", "skip-forward", "end", ends[1]))
        for place, (name, icon, key, can) in zip(row, steps, strict=True):
            tip = t(f"replay.{name}") if can else t("replay.no_further")
            yield Button(place, "", icon=icon, key=key, name=f"go.{name}", enabled=can, tip=tip)
        body = box.cut(top=100, bottom=104)
        if game.session.past:
            stack = game.kept(("told", body.w, t.language), lambda: told(game, body.w - BAR))
            yield from stack.shown(body, "told")
        else:
            yield paragraph(Rect(body.x, body.y, body.w, 0), t("replay.start"), BODY)
        foot = Rect(box.x, box.bottom - 94, box.w, 94)
        over = game.session.over
        yield Button(Rect(foot.x, foot.y, foot.w, 42), t("replay.play_on"), "primary", "play", key="enter",
                     name="take", enabled=not over, tip=t("replay.over") if over else t("replay.play_on.tip"))
        yield Button(Rect(foot.x, foot.y + 50, foot.w, 42), t("replay.leave"), icon="log-out", key="escape",
                     name="leave")

    def where(self) -> str:
        """Which half of which month it is, in words."""
        session = self.game.session
        if session.over:
            return self.t("replay.at_end")
        half = "replay.before_talks" if session.phase == "talk" else "replay.before_deeds"
        return self.t(half, month=self.game.month())

    def tick(self) -> Screen | None:
        """Time for the next half."""
        if not self.playing:
            return super().tick()
        self.go(self.half + 1)
        self.play(self.half < self.last)
        return self

    def play(self, on: bool) -> None:
        """Let the halves go by, or stop."""
        self.playing = on
        self.wait = PACE if on else None

    def back(self) -> Screen | None:
        """Esc leaves the replay."""
        return self.under

    def _on_half(self, rest: str, value: object) -> Screen:
        self.play(False)
        if isinstance(value, float):
            self.go(int(value))
        return self

    def _on_go(self, rest: str, value: object) -> Screen:
        if rest == "play":
            self.go(0 if self.half == self.last and not self.playing else self.half)
            self.play(not self.playing)
            return self
        self.play(False)
        self.go({"first": 0, "earlier": self.half - 1, "later": self.half + 1, "end": self.last}[rest])
        return self

    def _on_take(self, rest: str, value: object) -> Screen:
        """A game of one's own from here on: in the old chair, or in a watched game in the chair trusted on the map."""
        from .start import first_page

        seats = dict(zip(NAMES, self.whole.seats, strict=True))
        if not self.whole.people:
            seats[self.link[1]] = None
        self.sitting.begin(self.whole.at(self.half, seats))
        page = first_page(self.sitting)
        page.say(self.t("replay.taken", month=self.game.month()), "play")
        return page

    def _on_leave(self, rest: str, value: object) -> Screen:
        return self.under

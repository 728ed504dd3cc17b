"""What may be asked at the keyboard: where things stand, why, what would come of it. Nothing here moves the game."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .. import explain
from ..rules.countries import NAMES
from ..rules.notation import TALK, NotationError
from ..session import Session
from ..words import Words
from . import told

COMMANDS = (
    "help",
    "more",
    "about",
    "state",
    "why",
    "table",
    "advice",
    "coach",
    "try",
    "plan",
    "undo",
    "redo",
    "back",
    "end",
    "month",
    "save",
    "quit",
)
# Two offers that a country may write, to show how.
EXAMPLES = {
    "us": ("offer canada us_on_canada=2 drop access=1", "offer mexico us_on_mexico=2 security"),
    "canada": ("offer mexico together three_way ports", "offer us us_on_canada=2 drop access=1"),
    "mexico": ("offer canada together three_way ports", "offer us us_on_mexico=2 drop access=1"),
}
Say = Callable[[str], None]


class AskedAtTheKeyboard:
    """The questions of a `TextGame`: each takes what was written behind its word, answers, and the sitting goes on."""

    session: Session
    t: Words
    say: Say

    def tell(self, lines: Iterable[str]) -> None:
        """Say several lines."""
        for line in lines:
            self.say(line)

    def _help(self, rest: str) -> bool:
        t = self.t
        if rest:
            name = rest.split()[0]
            self.say(t(f"help.{name}") if t.has(f"help.{name}") else t("text.no_help", word=rest))
        else:
            for command in COMMANDS:
                self.say(t(f"help.{command}"))
            self.say(t("help.moves"))
        return True

    def _more(self, rest: str) -> bool:
        """Every legal line of this phase but the offers, which are written clause by clause; `more offer`
        shows how.
        """
        t, s = self.t, self.session
        lines = [m for m in s.moves() if not m.startswith("offer") and m.startswith(rest)]
        for text in lines:
            self.say(f"  {text:<34} {explain.move_words(t, s.scenario.menu, text, s.seat)}")
        if s.phase == TALK:
            first, second = EXAMPLES[NAMES[s.seat]]
            self.say(t("text.offers_how", first=first, second=second))
        return True

    def _about(self, rest: str) -> bool:
        self.tell(told.about(self.t, self.session))
        return True

    def _state(self, rest: str) -> bool:
        self.tell(told.standing(self.t, self.session))
        return True

    def _why(self, rest: str) -> bool:
        words = rest.lower().split()
        if len(words) != 2 or any(w not in NAMES for w in words) or words[0] == words[1]:
            self.say(self.t("text.why_how"))
            return True
        self.tell(told.why(self.t, self.session, NAMES.index(words[0]), NAMES.index(words[1])))
        return True

    def _table(self, rest: str) -> bool:
        from .table import table_lines

        self.tell(table_lines(self.t, self.session.scenario, self.session.state, self.session.people))
        return True

    def _try(self, rest: str) -> bool:
        try:
            self._forecasts(rest)
        except NotationError as unclear:
            self._unclear(unclear)
        return True

    def _advice(self, rest: str) -> bool:
        """For the offer planned, or the one written behind the word: what would it take?"""
        t, s = self.t, self.session
        offers = [rest] if rest else [p for p in s.planned() if p.startswith("offer")]
        if not offers:
            self.say(t("text.advice_how"))
            return True
        try:
            for text in offers:
                for name in s.forecast(text):
                    for better, change in s.advice(text, name):
                        self.say(
                            t("text.advice", country=name, line=better, steps=change.steps, n=change.steps)
                        )
        except NotationError as unclear:
            self._unclear(unclear)
        return True

    def _coach(self, rest: str) -> bool:
        """What else might be done: at once by deal values, then by games played on, so many as asked for."""
        from ..coach import GAMES, MOST_GAMES, SECONDS, ask
        from ..coach.told import told as coached

        t, s = self.t, self.session
        if rest and not (rest.isdigit() and 2 <= int(rest) <= MOST_GAMES):
            self.say(t("text.coach_how", low=2, high=MOST_GAMES))
            return True
        games = int(rest) if rest else GAMES
        coaching = ask(s, games, seconds=None if rest else SECONDS)

        def said(line: str) -> str:
            return explain.move_words(t, s.scenario.menu, line, s.seat)

        self.tell(coached(t, coaching.first(), games, said))
        self.tell(coached(t, coaching.finish(), games, said))
        self.say(t("coach.note"))
        return True

    def _unclear(self, error: NotationError) -> None:
        t = self.t
        near = str(error.reason.places.get("near", ""))
        hint = t("text.did_you_mean", near=near) if near and error.reason.id != "notation.form" else ""
        self.say(t.reason(error.reason) + hint)

    def _forecasts(self, text: str) -> None:
        t = self.t
        for name, found in self.session.forecast(text).items():
            self.say(
                "  "
                + t(f"answer.{found.answer}", country=name)
                + " "
                + t(
                    "text.forecast",
                    value=found.value,
                    economy=found.economy,
                    politics=found.politics,
                    doubt=found.doubt,
                )
                + (" " + t("text.forecast_struck", struck=found.struck) if found.struck_shows else "")
            )

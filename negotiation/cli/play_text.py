"""The whole game at a keyboard: suggestions first, every legal move on request, a script of lines as well."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from .. import explain
from ..promises import breaks_words
from ..rules.countries import NAMES
from ..rules.notation import DECIDE, TALK, Move, NotationError
from ..rules.reasons import IllegalChoice
from ..session import Session
from ..words import Words
from . import told
from .play_asked import COMMANDS, AskedAtTheKeyboard, Say


class TextGame(AskedAtTheKeyboard):
    """One sitting at the keyboard. `answer` takes a line and says what comes of it; False ends the sitting."""

    def __init__(
        self, session: Session, t: Words, say: Say, autosave: Callable[[Session], Path | None] | None = None
    ) -> None:
        self.session, self.t, self.say, self.autosave = session, t, say, autosave
        self.suggested: list[str] = []
        self.waiting: list[int] = list(session.people[1:])

    def begin(self) -> None:
        """The first screen: who one is, where things stand, what one might do."""
        t, s = self.t, self.session
        self.say(t("text.title", title=told.title(t, s), seed=s.seed))
        self.tell(told.about(t, s, ways=False))
        for i in s.people:
            self.say(t("text.you_are", country=NAMES[i]))
        self.say(t("text.how", other="canada" if NAMES[s.seat] == "mexico" else "mexico"))
        self.tell(told.standing(t, s))
        self.open_phase()

    def open_phase(self) -> None:
        """A phase opens: its heading, the offers on the table, at most six suggestions with their reasons."""
        t, s = self.t, self.session
        if s.over:
            self.say("")
            self.tell(told.ending(t, s))
            return
        self.say("")
        self.say(told.heading(t, s) + (t("text.seat", country=NAMES[s.seat]) if len(s.people) > 1 else ""))
        news = explain.news_words(t, s.scenario, s.state) if s.phase == TALK else ""
        if news:                               # it is public before anybody speaks: there may be an answer to it
            self.say(t("text.news", text=news))
        if s.phase == DECIDE:
            for offer in s.offers():
                words = explain.deal_words(t, s.scenario.catalogue, offer.deal)
                self.say(
                    t(
                        "text.offer_all" if offer.three else "text.offer",
                        partner=NAMES[offer.sender],
                        deal=words,
                        value=offer.value,
                    )
                )
                if offer.unsigned is not None:
                    self.say("  " + t("text.unsigned", reason=t.reason(offer.unsigned)))
            votes = [f"vote {name}" for name in s.scenario.limits.votes]
            if any(s.why_not(line) is None for line in votes):
                self.say(t("text.vote_due", lines=t("list.separator").join(votes)))
        self.suggested = []
        for n, suggestion in enumerate(s.suggestions(), 1):
            self.suggested.append(suggestion.line)
            self.say(
                t(
                    "text.suggestion",
                    number=n,
                    words=explain.move_words(t, s.scenario.menu, suggestion.line, s.seat),
                    reason=t.reason(suggestion.reason),
                )
            )
        self.say(t("text.prompt_help"))

    def prompt(self) -> str:
        """What stands before the cursor."""
        return f"{NAMES[self.session.seat]}> "

    def answer(self, text: str) -> bool:
        """One line of input."""
        text = text.strip()
        if not text or text.startswith("#"):
            return True
        if self.session.over:
            if text == "quit":
                return False
            if text.split()[0] not in ("about", "state", "why", "save", "help", "back"):
                self.say(self.t("refuse.over"))
                return True
        word, _, rest = text.partition(" ")
        if text.isdigit():
            self._plan_number(int(text))
        elif word in COMMANDS and (word != "end" or not rest):
            return bool(getattr(self, f"_{word}")(rest.strip()))
        else:
            self._plan_line(text)
        return True

    # planning ------------------------------------------------------------------------------------------------------

    def _plan_number(self, number: int) -> None:
        if not 1 <= number <= len(self.suggested):
            self.say(self.t("text.no_suggestion", number=number, top=len(self.suggested)))
        else:
            self._plan_line(self.suggested[number - 1])

    def _plan_line(self, text: str) -> None:
        t, s = self.t, self.session
        try:
            move = s.parse(text)
            if move.seat != s.seat:
                self.say(t("text.not_yours", country=NAMES[move.seat], own=NAMES[s.seat]))
                return
            for planned in s.plan(text):
                self._planned(planned)
                if planned.text.startswith("offer"):
                    self._forecasts(planned.text)
            if move.code == 0:
                self.say(t("text.pass"))
        except IllegalChoice as refused:
            self.say(t("text.refused", reason=t.reason(refused.reason)))
        except NotationError as unclear:
            self._unclear(unclear)

    def _planned(self, move: Move) -> None:
        """A line that has been planned, and what it breaks."""
        t, s = self.t, self.session
        self.say(t("text.planned", words=explain.move_words(t, s.scenario.menu, move)))
        for broken in breaks_words(t, s.scenario, s.state, move):
            self.say(f"  {broken}")

    # commands ------------------------------------------------------------------------------------------------------

    def _plan(self, rest: str) -> bool:
        t, s = self.t, self.session
        if not s.planned():
            self.say(t("text.nothing_planned"))
        for text in s.planned():
            self._planned(s.parse(text))
        return True

    def _undo(self, rest: str) -> bool:
        taken = self.session.unplan()
        self.say(
            self.t("text.unplanned", words=explain.move_words(self.t, self.session.scenario.menu, taken))
            if taken
            else self.t("text.nothing_planned")
        )
        return True

    def _redo(self, rest: str) -> bool:
        again = self.session.replan()
        if again:
            self._planned(again)
        else:
            self.say(self.t("text.nothing_planned"))
        return True

    def _back(self, rest: str) -> bool:
        """Back to before the phase played last."""
        if self.session.undo():
            self.waiting = list(self.session.people[1:])
            self.session.seat = self.session.people[0]
            self.open_phase()
        else:
            self.say(self.t("text.at_start"))
        return True

    def _end(self, rest: str) -> bool:
        s = self.session
        if self.waiting:  # three people at one keyboard: everybody plans before the phase closes
            s.seat = self.waiting.pop(0)
            self.open_phase()
            return True
        played = s.next()
        self.tell(told.phase(self.t, s, played, s.people, told_news=True))
        if s.phase == TALK:
            self.tell(told.trust_moved(self.t, s))
        if s.people:
            s.seat, self.waiting = s.people[0], list(s.people[1:])
        if self.autosave:
            self.autosave(s)
        self.open_phase()
        return True

    def _month(self, rest: str) -> bool:
        start = self.session.month
        while self.session.month == start and not self.session.over:
            self._end("")
        return True

    def _save(self, rest: str) -> bool:
        if not rest:
            self.say(self.t("text.save_how"))
            return True
        try:
            self.session.save(Path(os.path.expanduser(rest)))
            self.say(self.t("text.saved", file=rest))
        except (OSError, ValueError) as error:
            self.say(str(error))
        return True

    def _quit(self, rest: str) -> bool:
        return False

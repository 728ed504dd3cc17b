"""The game at hand as screens ask about it: a session, its words, and answers kept until the state changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from .. import explain
from ..promises import breaks_words
from ..reckoning import Payoff
from ..rules.countries import NAMES
from ..rules.menu import ANSWER, VOTE
from ..rules.notation import DECIDE, TALK, parse
from ..rules.reasons import Reason
from ..session import Played, Session
from ..suggest import Suggestion
from ..words import Words
from .items import Change, change

Answer = TypeVar("Answer")
OPENS = {"deal": 1, "tariffs": 2}  # the month, from 0, in which a kind of move opens in a first game
LINKS = tuple((a, b) for a in NAMES for b in NAMES if a != b)


class Game:
    """A session and the language it is told in. What costs time is asked once for every state."""

    def __init__(self, session: Session, t: Words) -> None:
        self.session, self.t = session, t
        self.revealed = False  # nothing of this game is hidden any more: it has ended and is looked at again
        self.first = False  # a first game: deals open in its second month, measures in its third
        self._of: tuple[object, int] | None = None
        self._kept: dict[object, Any] = {}

    def kept(self, key: object, ask: Callable[[], Answer]) -> Answer:
        """An answer about this state, asked for once."""
        about = (self.session.state, self.session.seat)
        if self._of is None or self._of[0] is not about[0] or self._of[1] != about[1]:
            self._of, self._kept = about, {}
        if key not in self._kept:
            self._kept[key] = ask()
        return self._kept[key]

    # who ---------------------------------------------------------------------------------------------------

    @property
    def watched(self) -> bool:
        """Whether only computer players sit here."""
        return not self.session.people

    @property
    def me(self) -> str:
        """The country of the one who looks; an empty text for a game that is watched."""
        return "" if self.watched else NAMES[self.session.seat]

    @property
    def sight(self) -> tuple[int, ...] | None:
        """The seats whose eyes we look through; None sees all, as everybody does once the game is over."""
        return None if self.watched or self.revealed or self.session.over else (self.session.seat,)

    @property
    def shared(self) -> bool:
        """Whether several people take turns at this machine."""
        return len(self.session.people) > 1

    @property
    def talking(self) -> bool:
        """Whether this is the half of the month in which all talk."""
        return self.session.phase == TALK

    # what --------------------------------------------------------------------------------------------------

    def payoffs(self) -> dict[str, Payoff]:
        """Every country's result as if the game ended now."""
        return self.kept("payoffs", self.session.payoff)

    def earlier(self) -> Game | None:
        """The game as it stood at the start of the month: of this one while deciding, else of the last one."""
        back = 2 if self.talking else 1
        if len(self.session.past) < back:
            return None
        return self.kept("earlier", lambda: self._earlier(back))

    def _earlier(self, back: int) -> Game:
        other = self.session.fork()
        other.state = self.session.past[-back].transition.before
        other.past = self.session.past[:-back]
        return Game(other, self.t)

    def lately(self) -> list[Played]:
        """The phases since then, as they were played."""
        back = 2 if self.talking else 1
        return self.session.past[-back:]

    def suggestions(self) -> list[Suggestion]:
        """At most six lines worth a look beside what is planned."""
        planned = tuple(self.session.planned())
        found = self.kept(("suggestions", planned), self.session.suggestions)
        return [each for each in found if not self.closed(self.kind(each.line))]

    def kind(self, line: str) -> str:
        """What a line belongs to: a deal, a measure ("tariffs"), or words, answers and votes ("")."""
        move, menu = self.session.parse(line), self.session.scenario.menu
        if move.phase == DECIDE:
            return "" if int(menu.do[move.seat].sort[move.code]) in (ANSWER, VOTE) else "tariffs"
        return "deal" if int(menu.say[move.seat].deal[move.code]) >= 0 else ""

    def closed(self, kind: str) -> int:
        """How many months it takes until a kind of move opens in a first game; 0 where it is open."""
        return max(0, OPENS.get(kind, 0) - self.session.month) if self.first else 0

    def forecast(self, line: str) -> dict[str, Any]:
        """What each country asked would say to an offer."""
        return self.kept(("forecast", line), lambda: self.session.forecast(line))

    def why_not(self, line: str) -> str:
        """Why a line cannot be planned, in words; an empty text when it can."""
        planned = tuple(self.session.planned())

        def ask() -> str:
            reason = self.session.why_not(line)
            return "" if reason is None else self.reason(reason)

        return self.kept(("why not", line, planned), ask)

    def breaks(self, line: str) -> str:
        """Which of one's own promises, and which signed deal, a line would break, in words; an empty text for none."""
        session = self.session
        found = breaks_words(self.t, session.scenario, session.state, session.parse(line))
        return self.t("list.separator").join(found)

    def why_full(self) -> str:
        """That no place of this half is left, in words; an empty text while there is one."""
        menu = self.session.scenario.menu
        slots = menu.slots if self.talking else menu.do_slots
        return self.t("refuse.too_many", planned=slots, n=slots) if self.counted() >= slots else ""

    def counted(self) -> int:
        """How many of the places of this half the plan takes; answers and votes are free."""
        session, count = self.session, 0
        for text in session.planned():
            move = session.parse(text)
            sort = int(session.scenario.menu.do[move.seat].sort[move.code]) if move.phase == DECIDE else -1
            count += sort not in (ANSWER, VOTE)
        return count

    def trust(self, of: str, toward: str) -> float:
        """How much one country trusts another, 0 to 100."""
        return self.session.trust(of, toward)

    def trust_change(self, of: str, toward: str) -> float:
        """How a trust moved since `earlier`."""
        before = self.earlier()
        return self.trust(of, toward) - before.trust(of, toward) if before else 0.0

    # in words ----------------------------------------------------------------------------------------------

    def reason(self, reason: Reason) -> str:
        """A reason in words; empty where it is a strategy's own that no catalogue has."""
        return self.t.reason(reason) if self.t.has(reason.id) else ""

    def deal(self, number: int) -> str:
        """The clauses of a deal."""
        return explain.deal_words(self.t, self.session.scenario.catalogue, number)

    def move(self, line: str, seat: int | None = None) -> str:
        """A line as a whole sentence."""
        seat = self.session.seat if seat is None else seat
        return explain.move_words(self.t, self.session.scenario.menu, line, seat)

    def short(self, line: str, seat: int | None = None) -> str:
        """A line in a few words, for a chip; the whole sentence where there are no shorter ones."""
        seat = self.session.seat if seat is None else seat
        menu = self.session.scenario.menu
        reason = explain.move_reason(menu, parse(menu, line, seat))
        name = reason.id.removeprefix("move.")
        id_ = f"short.{name}"
        return self.t(id_, **dict(reason.places)) if self.t.has(id_) else self.move(line, seat)

    def month(self, number: int | None = None) -> str:
        """A month of the game with its year."""
        year, month = self.session.date(number)
        return self.t("month.year", month=self.t(f"month.{month}"), year=str(year))

    def band(self, trust: float) -> str:
        """The word for a level of trust."""
        return self.t(f"band.{explain.band(trust)}")

    def points(self, value: float, digits: int = 1) -> str:
        """A number with its sign, and none where it rounds to nothing."""
        sign = "+" if abs(value) >= 0.5 * 10.0**-digits else ""
        return self.t.number(value, f"{sign},.{digits}f")

    def moved(self, value: float, up_is_good: bool = True, digits: int = 1) -> Change | None:
        """A change as it is shown, None where it rounds to nothing."""
        least = 0.5 * 10.0**-digits
        return change(self.points(value, digits), value, up_is_good) if abs(value) >= least else None

    def title(self) -> str:
        """The scenario's title in the language, or its name."""
        return scenario_title(self.session.scenario, self.t)


def scenario_title(scenario: Any, t: Words) -> str:
    """The title of a scenario in a language, or in English, or its name."""
    found = scenario.text.get("title", {})
    return str(found.get(t.language) or found.get("en") or scenario.name)


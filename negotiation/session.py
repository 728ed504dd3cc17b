"""One game at hand: who sits where, what is planned, what has been played, and every question a player
may ask of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from . import explain, suggest
from .keys import get
from .match import choose, joined, reasons_for
from .offers import Offer, offers_to
from .plan import Plan
from .reckoning import Idle, Payoff, passages, payoffs, standing, tariffs_worth
from .rules.countries import CANADA, NAMES, N
from .rules.forecast import Change, Forecast, advice, forecast
from .rules.future import ENDINGS, ending
from .rules.legality import mask
from .rules.notation import DECIDE, TALK, Move, NotationError, deal_text, line, parse
from .rules.quiet import quiet_trust
from .rules.reasons import Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.step import Decide, Talk, Transition, step
from .rules.values import Appraisal, appraise
from .rules.written import choices_of, written
from .strategies import Past, Strategy, find, past_of

if TYPE_CHECKING:
    from pathlib import Path

    from .record import Record

Lines = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Played:
    """A phase that was played: what happened, every seat's lines, and the reasons the computer players
    gave for them.
    """

    transition: Transition
    lines: Lines
    reasons: tuple[tuple[Reason, ...], ...]


class Session:
    """A lone game with people and computer players in its seats. Every rule is asked of `rules`; nothing
    is decided here.
    """

    def __init__(
        self, scenario: Scenario, seed: int = 0, seats: Mapping[str, str | None] | None = None
    ) -> None:
        """`seats` names the computer players, e.g. {"us": "default", "mexico": "bully"}; seats not named
        are people's.

        Without `seats` a person is Canada and the scenario's own players sit in the other two chairs.
        Raises StrategyError for a strategy that does not exist and KeyError for a country that does not.
        """
        if seats is None:
            seats = {name: None if n == CANADA else scenario.seats[n] for n, name in enumerate(NAMES)}
        unknown = set(seats) - set(NAMES)
        if unknown:
            raise KeyError(f"{sorted(unknown)[0]}: no such country; there are us, canada, mexico")
        self.scenario, self.seed = scenario, seed
        self.seats: tuple[str | None, ...] = tuple(seats.get(name) for name in NAMES)
        self.players: tuple[Strategy | None, ...] = tuple(find(s) if s else None for s in self.seats)
        self.people: tuple[int, ...] = tuple(n for n in range(N) if self.players[n] is None)
        self.seat: int = self.people[0] if self.people else CANADA
        self.past: list[Played] = []
        self.future: list[Played] = []  # undone phases that may be played again
        self.state: State = scenario.start(seed)
        self.plans = Plan(scenario, self.state)
        self._idle = Idle(scenario, self.state)
        self._appraised: tuple[State, int | None, Appraisal] | None = None

    # where the game stands ---------------------------------------------------------------------------------------

    @property
    def phase(self) -> str:
        """ "talk" or "decide"."""
        return self.state.phase

    @property
    def month(self) -> int:
        """Months played so far."""
        return int(self.state.month)

    @property
    def over(self) -> bool:
        """Whether the game has ended."""
        return bool(self.state.over > 0)

    @property
    def ending(self) -> str:
        """The id of the ending as things stand."""
        return ENDINGS[int(ending(self.state))]

    def date(self, month: int | None = None) -> tuple[int, int]:
        """Year and month of a month of the game (the one being played if not given)."""
        year, first = (int(x) for x in self.scenario.first_month.split("-"))
        count = first - 1 + (self.month if month is None else month)
        return year + count // 12, count % 12 + 1

    # moves ---------------------------------------------------------------------------------------------------------

    def moves(self, seat: int | None = None) -> list[str]:
        """Every legal line for the seat to move, in this phase, in the menu's order ("pass" left out)."""
        i = self.seat if seat is None else seat
        codes = np.flatnonzero(mask(self.scenario, self.state, i))
        return [line(self.scenario.menu, i, self.phase, int(c)) for c in codes if c]

    def parse(self, text: str, seat: int | None = None) -> Move:
        """A line as a Move of the seat named in it, or of the seat to move. Raises NotationError."""
        return parse(self.scenario.menu, text, self.seat if seat is None else seat)

    def why_not(self, text: str, seat: int | None = None) -> Reason | None:
        """Why a line cannot be planned now; None if it can."""
        try:
            move = self.parse(text, seat)
        except NotationError as error:
            return error.reason
        return self.plans.refusal(move)

    def plan(self, *lines: str, seat: int | None = None) -> list[Move]:
        """Plan one or more lines for this phase, in order, all or none. Raises IllegalChoice or NotationError."""
        return self.plans.add([self.parse(text, seat) for text in lines])

    def unplan(self, text: str | None = None, seat: int | None = None) -> Move | None:
        """Take back a planned line (the last one if none is named); None if there is none."""
        return self.plans.drop(self.seat if seat is None else seat, text)

    def replan(self) -> Move | None:
        """Plan again what was taken back last, if it is still possible."""
        return self.plans.again()

    def can_replan(self) -> bool:
        """Whether something was taken back that may still be planned again."""
        return any(self.plans.refusal(move) is None for move in self.plans.dropped)

    def planned(self, seat: int | None = None) -> list[str]:
        """The lines planned for this phase."""
        return [m.text for m in self.plans.moves[self.seat if seat is None else seat]]

    # playing -------------------------------------------------------------------------------------------------------

    def next(self) -> Played:
        """Close the phase: the computer players choose, everybody moves at once. Raises ValueError when
        the game is over.
        """
        if self.over:
            raise ValueError("the game has ended")
        chosen = choose(self.scenario, self.state, self.players, past=self.record_so_far())
        own = choices_of(self.scenario, self.phase, [[m.text for m in p] for p in self.plans.moves])
        played = self._played(joined(self.players, chosen.choices, own), chosen.reasons)
        self.future.clear()
        return played

    def play_lines(
        self, lines: Sequence[Sequence[str]], reasons: Sequence[Sequence[Reason]] | None = None
    ) -> Played:
        """Play a phase from every seat's lines, as a record tells it. Raises IllegalChoice or NotationError.

        `reasons`, seat by seat, where they were kept; else a computer player that would choose the same again says why.
        """
        choices = choices_of(self.scenario, self.phase, lines)
        if reasons is None:
            reasons = reasons_for(self.scenario, self.state, self.players, choices, self.record_so_far())
        return self._played(choices, reasons)

    def record_so_far(self) -> Past:
        """What was played before, for strategies that look back."""
        return past_of(played.transition for played in self.past)

    def _played(self, choices: Talk | Decide, reasons: Sequence[Sequence[Reason]]) -> Played:
        transition = step(self.scenario, self.state, choices)
        played = Played(transition, written(self.scenario, choices), tuple(tuple(r) for r in reasons))
        self.past.append(played)
        self._moved(transition.after)
        return played

    def at(self, half: int, seats: Mapping[str, str | None] | None = None) -> Session:
        """A game of its own as this one stood after so many half months; `seats` changes who goes on."""
        other = Session(self.scenario, self.seed, dict(zip(NAMES, self.seats, strict=True)) if seats is None else seats)
        other.past, other._idle = list(self.past[:half]), self._idle
        if other.past:
            other._moved(other.past[-1].transition.after)
        if self.seat in other.people:
            other.seat = self.seat
        return other

    def _moved(self, state: State) -> None:
        self.state = state
        self.plans = Plan(self.scenario, state)
        self._appraised = None

    def end_month(self) -> list[Played]:
        """Close this phase and, if it was Talk, the next one as well (with nothing planned in it)."""
        played = [self.next()]
        if self.phase == DECIDE and not self.over:
            played.append(self.next())
        return played

    def undo(self) -> bool:
        """Back to before the phase played last, with what was planned in it; False at the start."""
        if not self.past:
            return False
        last = self.past.pop()
        self.future.append(last)
        self._moved(last.transition.before)
        for i in self.people:
            self.plans.moves[i] = [self.parse(text, i) for text in last.lines[i]]
        return True

    def redo(self) -> bool:
        """Play again the phase undone last, as it was; False if none is left."""
        if not self.future:
            return False
        again = self.future.pop()
        self.past.append(again)
        self._moved(again.transition.after)
        return True

    def fork(self) -> Session:
        """The same game as it stands, to be played another way."""
        other = Session(self.scenario, self.seed, dict(zip(NAMES, self.seats, strict=True)))
        other.past, other.state, other.seat = list(self.past), self.state, self.seat
        other.plans, other._idle = self.plans.copy(), self._idle
        return other

    # questions -----------------------------------------------------------------------------------------------------

    def appraisal(self, seat: int | None = None) -> Appraisal:
        """What every deal is worth now, as the screen may show it (no humor of any capital)."""
        if self._appraised is None or self._appraised[0] is not self.state or self._appraised[1] != seat:
            self._appraised = (self.state, seat, appraise(self.scenario, self.state, seat))
        return self._appraised[2]

    def trust(self, of: int | str, toward: int | str) -> float:
        """How much one country trusts another, 0 to 100."""
        return float(self.state.trust[_index(of), _index(toward)])

    def why(self, of: int | str, toward: int | str) -> list[explain.Why]:
        """The lines of a trust; they add up to it exactly."""
        return explain.trust_lines(self.state, _index(of), _index(toward))

    def changes(self, of: int | str, toward: int | str, phases: int = 2) -> list[explain.Why]:
        """Why a trust moved over the last phases (a month has two)."""
        return explain.month_changes([p.transition for p in self.past[-phases:]], _index(of), _index(toward))

    def ahead(self, of: int | str, toward: int | str, months: int) -> float:
        """What that trust comes to after some months in which nothing is said or done."""
        return float(quiet_trust(self.scenario, self.state, months)[_index(of), _index(toward)])

    def passage(self) -> dict[str, float] | None:
        """Chance that each parliament would pass a renewal today; all three must. None where nothing can be renewed."""
        return passages(self.scenario, self.state)

    def tariffs_worth(self) -> dict[str, float]:
        """What the planned tariffs would bring each country a year, US$ billion, if nobody answered them."""
        return tariffs_worth(self.scenario, self.state, [self.parse(line) for line in self.planned()])

    def forecast(self, text: str, of: int | str | None = None) -> dict[str, Forecast]:
        """What each country an offer is made to would, might or would not do with it; also for a deal
        lying on the table.
        """
        deal, partners = self._deal(text)
        asked = partners if of is None else [_index(of)]
        return {NAMES[k]: forecast(self.scenario, self.state, self.appraisal(), deal, k) for k in asked}

    def advice(self, text: str, of: int | str, most: int = 3) -> list[tuple[str, Change]]:
        """What would it take? The smallest changes to an offer with which that country would take it, as lines."""
        deal, _ = self._deal(text)
        move = self.parse(text)
        found = advice(self.scenario, self.state, self.appraisal(), deal, _index(of), most, asker=move.seat)
        head = " ".join(move.text.split()[:2])
        return [(f"{head} {deal_text(self.scenario.catalogue, c.deal)}".strip(), c) for c in found]

    def _deal(self, text: str) -> tuple[int, list[int]]:
        move = self.parse(text)
        table = self.scenario.menu.say[move.seat]
        deal = int(table.deal[move.code]) if move.phase == TALK else -1
        if deal < 0:
            raise NotationError(text, Reason("notation.not_an_offer", {"line": move.text}))
        members = self.scenario.catalogue.members[deal]
        return deal, [k for k in range(N) if members[k] and k != move.seat]

    def value(self, deal: int, of: int | str) -> float:
        """What a deal adds for a country over the rest of the game and the years after, $bn, as it may be shown."""
        return float(self.appraisal().of(np.asarray(deal), _index(of)))

    def offers(self, seat: int | None = None) -> list[Offer]:
        """The deals that lie on a seat's table."""
        return offers_to(self.scenario, self.state, self.appraisal(), self.seat if seat is None else seat)

    def suggestions(self, most: int = 6, seat: int | None = None) -> list[suggest.Suggestion]:
        """At most six legal lines worth a look in this phase, the best first, each with its reason."""
        return suggest.suggestions(
            self.scenario, self.state, self.seat if seat is None else seat, self.planned(seat), most
        )

    def payoff(self) -> dict[str, Payoff]:
        """Every country's result as if the game ended now, beside doing nothing."""
        return payoffs(self.scenario, self.state, self._idle)

    def standing(self) -> dict[str, float | None]:
        """The same-role score of every country: hold = 0, par = 1; None where the scenario has no par."""
        return standing(self.scenario, self.payoff())

    def series(self, key: str) -> list[float]:
        """A number month by month from the start, by its dotted key: series("trust.mexico.canada")."""
        states = [self.scenario.start(self.seed)]
        states += [p.transition.after for p in self.past if p.transition.after.phase == TALK]
        return [float(get(self.scenario, s, key)) for s in states]

    # keeping -------------------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """The game so far as a record: scenario, seed, seats, every line, a digest a month."""
        from .record import of_session

        return of_session(self)

    def save(self, path: str | Path) -> None:
        """Write the game to a file; an older file survives if that fails. Raises OSError."""
        self.record().write(path)

    @classmethod
    def load(cls, path: str | Path) -> Session:
        """A saved game, played again to where it stood. Raises RecordError."""
        from .record import read as read_record
        from .record import session_of

        return session_of(read_record(path))


def _index(country: int | str) -> int:
    if isinstance(country, int):
        return country
    if country not in NAMES:
        raise KeyError(f"{country}: no such country; there are us, canada, mexico")
    return NAMES.index(country)

"""Every question a player may ask of a game at hand: what is possible, what it is worth, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import explain, suggest
from .keys import get
from .offers import Offer, offers_to
from .plan import Plan
from .reckoning import Idle, Payoff, passages, payoffs, standing, tariffs_worth
from .rules.countries import NAMES, N
from .rules.forecast import Change, Forecast, advice, forecast
from .rules.future import ENDINGS, ending
from .rules.legality import mask
from .rules.notation import TALK, Move, NotationError, deal_text, line, parse
from .rules.quiet import quiet_trust
from .rules.reasons import Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.values import Appraisal, appraise

if TYPE_CHECKING:
    from .session import Played


class Asked:
    """The questions of a `Session`; nothing here moves the game."""

    scenario: Scenario
    state: State
    seed: int
    seat: int
    past: list[Played]
    plans: Plan
    _idle: Idle
    _appraised: tuple[State, int | None, Appraisal] | None

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

    def planned(self, seat: int | None = None) -> list[str]:
        """The lines planned for this phase."""
        return [m.text for m in self.plans.moves[self.seat if seat is None else seat]]

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


def _index(country: int | str) -> int:
    if isinstance(country, int):
        return country
    if country not in NAMES:
        raise KeyError(f"{country}: no such country; there are us, canada, mexico")
    return NAMES.index(country)

"""How the board plans: lines, drafts of deals, tariffs; what stands against a plan is told."""

from __future__ import annotations

from ..rules.forecast import Forecast, forecast
from ..rules.notation import NotationError
from ..rules.reasons import IllegalChoice
from . import draft as drafts
from .board_duties import Lever, levers
from .draft import Draft
from .game import Game
from .pages import Page, Sitting


class Planning(Page):
    """A page with a game at hand and a plan for the half of the month that is open."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        assert sitting.game is not None
        self.game: Game = sitting.game
        self.draft: Draft | None = None
        self._draft_of: object = None

    def can_redo(self) -> bool:
        """Whether something was taken back that may be planned again."""
        return self.game.session.can_replan()

    def plan(self, line: str) -> bool:
        """Plan a line; what stands against it is told."""
        try:
            self.game.session.plan(line)
        except IllegalChoice as refused:
            self.say(self.game.reason(refused.reason), "circle-alert")
            return False
        except NotationError as unclear:
            self.say(self.game.reason(unclear.reason), "circle-alert")
            return False
        self.cue("add")
        return True

    def toggle(self, line: str) -> None:
        """Plan a line, or take it back."""
        if line in self.game.session.planned():
            self.game.session.unplan(line)
            self.cue("undo")
        else:
            self.plan(line)

    def the_draft(self) -> Draft:
        """The deal being written; a fresh one when there is none for this month."""
        if self.draft is None or self._draft_of is not self.game.session.state:
            choices = drafts.partners(self.game)
            laid = [line for line in self.game.session.planned() if line.startswith("offer")]
            offered = [s.line.split()[1] for s in self.game.suggestions() if s.line.startswith("offer")]
            before = self.draft.partner if self.draft else ""
            partner = next((p for p in (before, *offered, *choices[::-1]) if p in choices), choices[0])
            fresh = drafts.from_line(self.game, laid[-1]) if laid else drafts.begin(self.game, partner)
            self.write(fresh)
        assert self.draft is not None
        return self.draft

    def write(self, draft: Draft) -> None:
        """Go on with another draft."""
        self.draft, self._draft_of = draft, self.game.session.state

    def worth(self, deal: int) -> Forecast:
        """What a deal on the table is worth to oneself, in its parts."""
        session = self.game.session
        return forecast(session.scenario, session.state, session.appraisal(), deal, session.seat).ones_own

    def lever_why_not(self, lever: Lever, line: str) -> str:
        """Why a tariff cannot be set so, as if nothing were planned for it yet."""
        if not line:
            return ""
        if not lever.planned:
            return self.game.why_not(line)
        planned = tuple(self.game.session.planned())

        def ask() -> str:
            other = self.game.session.fork()
            other.unplan(lever.planned)
            reason = other.why_not(line)
            return "" if reason is None else self.game.reason(reason)

        return self.game.kept(("lever", line, planned), ask)

    def set_lever(self, head: str, rate: float, sparing: bool | None = None) -> None:
        """Plan a tariff, in place of what was planned for it; today's rate plans nothing."""
        session = self.game.session
        lever = next((each for each in levers(self.game, head.split()[1]) if each.head == head), None)
        if lever is None:
            return
        line = lever.line(rate, lever.spares if sparing is None else sparing)
        why_not = self.lever_why_not(lever, line)
        if why_not:
            self.say(why_not, "circle-alert")
            return
        if lever.planned:
            session.unplan(lever.planned)
        if line:
            self.plan(line)

"""The games of a room in figures, without words: every card, quiz item and exported table counts from these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...analysis.bargain import Zone, payoff_without_deal, zone
from ...analysis.deeds import Deed, deeds
from ...analysis.turns import Turn, turning_points
from ...analysis.worths import Worths, worths
from ...rules.arrays import Array
from ...rules.countries import CANADA, MEXICO, NAMES, OFF, US, N
from ...rules.future import ENDINGS, ending, score
from ...rules.scenario import Scenario
from ...rules.state import State, stacked
from ...rules.step import silence, step
from ...rules.values import MEMBERS, appraise
from ..table import Table

DROPS = 3                                  # of a trust that a card names
MOST_TURNS = 10_000


@dataclass(frozen=True)
class Signature:
    """A deal that was signed: the half month of the game, its kind (three pairs, all three), its catalogue number."""

    half: int
    kind: int
    deal: int

    @property
    def month(self) -> int:
        """The month, counted from 1."""
        return self.half // 2 + 1


@dataclass(frozen=True)
class Foreseen:
    """One prediction: the month from 1, who, about whom, what ("signs" or "raises"), its chance, whether it came."""

    month: int
    seat: int
    about: int
    what: str
    chance: float
    came: bool


class Game:
    """One game of the room in figures. Months are counted from 1 where nothing else is said."""

    def __init__(self, table: Table) -> None:
        self.number, self.arm, self.session = table.number, table.arm.name, table.session
        self.closed = tuple(table.closed)              # [half month] the event that closed it
        self.predictions = table.predictions
        self.people = tuple(player is None for player in table.players)

    @property
    def scenario(self) -> Scenario:
        """The scenario of its arm."""
        return self.session.scenario

    @property
    def months(self) -> int:
        """Months played to the end."""
        return len(self.session.past) // 2

    @property
    def ending(self) -> str:
        """The id of the ending, as things stand."""
        return ENDINGS[int(ending(self.session.state))]

    @cached_property
    def states(self) -> list[State]:
        """[1 + month] the start and the end of every month."""
        past = self.session.past
        return [self.session.at(0).state, *(p.transition.after for p in past[1::2])]

    @cached_property
    def trust(self) -> Array:
        """[1 + month, 3, 3] the trust of each in each, 0 to 100."""
        return np.stack([s.trust for s in self.states])

    @cached_property
    def signed(self) -> tuple[Signature, ...]:
        """Every deal signed, in order."""
        out = []
        for half, played in enumerate(self.session.past):
            deals = played.transition.notes.get("signed_deal")
            if deals is not None:
                out += [Signature(half, kind, int(deals[kind])) for kind in range(N + 1) if deals[kind] >= 0]
        return tuple(out)

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """Every line played."""
        return tuple(deeds(self.session))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Every month in which a trust moved by a point or more, the largest first."""
        found = turning_points(self.session, MOST_TURNS)
        return tuple(sorted(found, key=lambda turn: (-abs(turn.points), turn.month, turn.of, turn.toward)))

    @property
    def drops(self) -> tuple[Turn, ...]:
        """The largest falls of a trust."""
        return tuple(turn for turn in self.turns if turn.points < 0)[:DROPS]

    @cached_property
    def foreseen(self) -> tuple[Foreseen, ...]:
        """Every prediction about a month that was played."""
        out = []
        for month, seats in sorted(self.predictions.items()):
            if month > self.months:
                continue
            after = self.states[month]
            for seat, given in sorted(seats.items()):
                for what, chances in given.items():
                    for name, chance in chances.items():
                        j = NAMES.index(name)
                        came = bool(after.signed[j] > 0) if what == "signs" else bool((after.raised[j] > 0).any())
                        out.append(Foreseen(month, seat, j, what, chance, came))
        return tuple(out)

    @cached_property
    def words_given(self) -> Mapping[str, int]:
        """Promises (and reprieves) of all three: how many were "given", "kept" to their end, "broken"."""
        out = {"given": sum(d.word in ("pledge", "reprieve") for d in self.deeds), "kept": 0, "broken": 0}
        for played in self.session.past[1::2]:
            notes = played.transition.notes
            for key, note in (("broken", "broken_word"), ("kept", "run_out")):
                marks = notes.get(note)
                out[key] += 0 if marks is None else int((marks > 0).sum())
        return out

    @property
    def raises(self) -> int:
        """How often one of the three raised a tariff on another, months counted apart."""
        return sum(int((s.raised > 0).sum()) for s in self.states[1:])

    def before(self, month: int) -> State:
        """The state in which the decisions of a month were taken."""
        return self.session.past[2 * month - 1].transition.before

    def zone(self, month: int, kind: int) -> Zone:
        """What there was to agree on when the decisions of a month were taken."""
        return zone(appraise(self.scenario, self.before(month)), kind)

    def without_deal(self, month: int) -> Array:
        """[3] the payoff of the whole game, $bn, if nothing were signed from the decisions of a month on."""
        return payoff_without_deal(self.scenario, self.before(month))

    def told(self, deed: Deed) -> str:
        """A deed's line with its country in front."""
        return f"{NAMES[deed.seat]}: {deed.line}"


class Lesson:
    """All games of a room that have been played at all."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.games = tuple(Game(t) for t in tables if len(t.session.past) >= 2)

    def game(self, number: int) -> Game | None:
        """A game by its number."""
        return next((g for g in self.games if g.number == number), None)

    @cached_property
    def arms(self) -> dict[str, list[int]]:
        """Rows of the games of each arm."""
        out: dict[str, list[int]] = {}
        for row, game in enumerate(self.games):
            out.setdefault(game.arm, []).append(row)
        return out

    @cached_property
    def parts(self) -> Array:
        """[game, part, 3] payoff in $bn: economy, politics, future."""
        return self._by_arm(lambda scenario, games: score(scenario, stacked([g.session.state for g in games])),
                            (3, N))

    @property
    def payoff(self) -> Array:
        """[game, 3] payoff, $bn."""
        out: Array = self.parts[:, 0] + self.parts[:, 1] + self.parts[:, 2]
        return out

    @cached_property
    def nothing(self) -> Array:
        """[game, 3] what doing nothing would have given in as many months, $bn."""
        def idle(scenario: Scenario, games: list[Game]) -> Array:
            state = stacked([g.states[0] for g in games])
            out = np.zeros((len(games), N))
            for month in range(1 + max(g.months for g in games)):
                if month:
                    for _ in range(2):
                        state = step(scenario, state, silence(scenario, state)).after
                worth = score(scenario, state)
                for row, game in enumerate(games):
                    if game.months == month:
                        out[row] = worth[row, 0] + worth[row, 1] + worth[row, 2]
            return out

        return self._by_arm(idle, (N,))

    @cached_property
    def line(self) -> Array:
        """[game, 3] the walk-away line at the start: the payoff if nothing is ever signed, $bn."""
        return self._by_arm(lambda scenario, games: np.broadcast_to(
            payoff_without_deal(scenario, games[0].states[0]), (len(games), N)), (N,))

    @cached_property
    def worths(self) -> dict[str, Worths]:
        """What coalitions could make at the start, by arm."""
        return {arm: worths(self.games[rows[0]].scenario, self.games[rows[0]].states[0])
                for arm, rows in self.arms.items()}

    @property
    def score(self) -> Array | None:
        """[game, 3] the same-role score: hold 0, par 1; NaN in an arm that has no par, None where none has one."""
        out = np.full((len(self.games), N), np.nan)
        for rows in self.arms.values():
            scenario = self.games[rows[0]].scenario
            if scenario.par is None or scenario.hold is None:
                continue
            hold, par = np.array(scenario.hold), np.array(scenario.par)
            out[rows] = (self.payoff[rows] - hold) / (par - hold)
        return None if np.isnan(out).all() else out

    @property
    def median(self) -> Game:
        """The game whose three payoffs together stand in the middle of the class (the lower one of two)."""
        order = sorted(range(len(self.games)), key=lambda n: (float(self.payoff[n].sum()), self.games[n].number))
        return self.games[order[(len(order) - 1) // 2]]

    def _by_arm(self, make: object, shape: tuple[int, ...]) -> Array:
        """One answer for all games of an arm at once: they share a scenario."""
        out = np.zeros((len(self.games), *shape))
        for rows in self.arms.values():
            games = [self.games[n] for n in rows]
            out[rows] = make(games[0].scenario, games)  # type: ignore[operator]
        return out


MARKS = ("floated", "unannounced", "froze", "reprieve", "repaired", "declined", "three_way")


def marks(game: Game) -> dict[str, bool]:
    """Which of the marks of 2025, as the article tells that year, a game bears."""
    us, canada, mexico = NAMES[US], NAMES[CANADA], NAMES[MEXICO]
    done = {(d.seat, *d.line.split()) for d in game.deeds}

    def any_of(seat: int, *words: str) -> bool:
        return any(line[0] == seat and line[1:1 + len(words)] == words for line in done)

    floated = [d for d in game.deeds if d.word == "offer" and d.separate]
    apart = [s for s in game.signed if s.kind == 1 and game.scenario.catalogue.separate[s.deal]]
    return {
        "floated": any(d.seat == CANADA and d.toward == us for d in floated),
        "unannounced": any(line[0] == CANADA and line[1:4] == ("visit", us, "unannounced") for line in done),
        "froze": any_of(MEXICO, "freeze", canada),
        "reprieve": any_of(US, "reprieve", mexico),
        "repaired": any(any_of(CANADA, word, mexico) for word in ("call", "visit", "amends")),
        "declined": any(d.seat == US and d.toward == mexico for d in floated) and not apart,
        "three_way": game.ending in ("renewed", "renewed_walls", "yearly_reviews"),
    }


def members(kind: int) -> tuple[int, ...]:
    """The countries of a kind of deal."""
    return tuple(MEMBERS[kind])


def links() -> list[tuple[int, int]]:
    """Every trust: of whom, in whom."""
    return [(i, j) for i in range(N) for j in range(N) if OFF[i, j]]



"""What the coach answers: every alternative beside the plan, the differences and how sure they are, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..analysis.intervals import Estimate, estimate
from ..rules.countries import NAMES, OTHERS
from ..rules.future import ENDINGS
from ..rules.reasons import Reason
from .plans import PLAN, Alternative
from .rollouts import Ends
from .values import Values

BETTER, WORSE, CLOSE = "better", "worse", "close"
PARTS = ("economy", "politics", "future")
LEAST = 0.05                   # $bn or points of trust: what would be shown as nothing
OFTEN = 0.1                    # change in the share of an ending that is worth telling


@dataclass(frozen=True)
class Row:
    """One alternative against the plan.

    payoff: expected change of the seat's payoff, $bn; parts: of its economy, politics, future. trust: of each of the
    two others (in the order of `OTHERS`) in the seat, points. In a first answer the figures have no interval: n is 0.
    reasons: why, the adviser's first.
    """

    alternative: Alternative
    payoff: Estimate
    trust: tuple[Estimate, Estimate]
    parts: tuple[float, float, float]
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> str:
        """"better" or "worse" for the payoff, "close" where it is too close to call."""
        return verdict(self.payoff)


@dataclass(frozen=True)
class Answer:
    """The plan, then the other alternatives, the best first by mean payoff. games: continuations of each, or 0."""

    seat: int
    games: int
    rows: tuple[Row, ...]

    @property
    def best(self) -> Row:
        """The row with the largest expected payoff; the plan's where none is larger."""
        return max(self.rows, key=lambda row: row.payoff.mean)

    def document(self) -> dict[str, Any]:
        """The answer for programs: names, lines and numbers, rounded to 9 places."""
        def told(figure: Estimate) -> dict[str, Any]:
            return {"mean": round(figure.mean, 9), "low": round(figure.low, 9), "high": round(figure.high, 9),
                    "verdict": verdict(figure)}

        rows = [{"kind": row.alternative.kind, "lines": list(row.alternative.lines), "line": row.alternative.line,
                 "dropped": list(row.alternative.dropped), "payoff": told(row.payoff),
                 "parts": {part: round(x, 9) for part, x in zip(PARTS, row.parts, strict=True)},
                 "trust": {NAMES[j]: told(x) for j, x in zip(OTHERS[self.seat], row.trust, strict=True)},
                 "reasons": [{"id": r.id, "places": {k: str(v) for k, v in r.places.items()}} for r in row.reasons]}
                for row in self.rows]
        return {"country": NAMES[self.seat], "games": self.games, "rows": rows}


def verdict(figure: Estimate) -> str:
    """Whether a difference is "better", "worse", or too "close" to call: its interval covers zero, or it is nothing."""
    if figure.low <= 0 <= figure.high or abs(figure.mean) < LEAST:
        return CLOSE
    return BETTER if figure.mean > 0 else WORSE


def first_answer(seat: int, found: Sequence[Alternative], values: Values) -> Answer:
    """Rows from values alone; no interval is known."""
    rows = []
    for n, each in enumerate(found):
        gain, (one, other) = float(values.payoff[n] - values.payoff[0]), values.trust[n] - values.trust[0]
        deal = values.deals[n]
        why = [each.reason] if each.reason is not None else []
        if deal is not None:
            why.append(Reason("coach.why.deal", {"value": deal.value, "chance": 100 * deal.chance}))
            if deal.value < deal.waiting:
                why.append(Reason("coach.why.waiting", {"value": deal.waiting}))
        rows.append(Row(each, _bare(gain), (_bare(float(one)), _bare(float(other))), (0.0, 0.0, 0.0), tuple(why)))
    return Answer(seat, 0, _sorted(rows))


def refined_answer(seat: int, found: Sequence[Alternative], ends: Ends) -> Answer:
    """Rows from paired continuations."""
    games = ends.parts.shape[1]
    payoff = ends.parts.sum(-1)
    rows = []
    for n, each in enumerate(found):
        parts = (ends.parts[n] - ends.parts[0]).mean(0)
        one, other = (estimate(ends.trust[n, :, m] - ends.trust[0, :, m]) for m in (0, 1))
        gain = estimate(payoff[n] - payoff[0])
        why = () if each.kind == PLAN else tuple(_why(each, gain, parts, ends, n))
        rows.append(Row(each, gain, (one, other), (float(parts[0]), float(parts[1]), float(parts[2])), why))
    return Answer(seat, games, _sorted(rows))


def _why(each: Alternative, gain: Estimate, parts: Any, ends: Ends, n: int) -> Iterator[Reason]:
    """The adviser's reason; the part that moves most with the payoff; the ending whose share changes most."""
    if each.reason is not None:
        yield each.reason
    if verdict(gain) != CLOSE:
        most = int(np.argmax(parts * np.sign(gain.mean)))
        yield Reason(f"coach.why.{PARTS[most]}", {"gain": float(parts[most])})
    shares = [np.bincount(ends.ending[m], minlength=len(ENDINGS)) / ends.ending.shape[1] for m in (0, n)]
    moved = shares[1] - shares[0]
    most = int(np.argmax(np.abs(moved)))
    if abs(moved[most]) >= OFTEN:
        before, after = (100 * float(share[most]) for share in shares)
        name = Reason(f"ending.{ENDINGS[most]}")
        yield Reason("coach.why.ending", {"ending": name, "before": before, "after": after})


def _bare(value: float) -> Estimate:
    return Estimate(value, value, value, 0, 1.0)


def _sorted(rows: list[Row]) -> tuple[Row, ...]:
    """The plan stays first."""
    return (rows[0], *sorted(rows[1:], key=lambda row: -row.payoff.mean))

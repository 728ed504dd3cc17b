"""The trade model as the rules see it: measures in force go in, percent of GDP and labor shares come out.

Nothing is rounded here; the rules round at the end of a month.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.economy.arithmetic import total
from negotiation.economy.border import two_lanes
from negotiation.economy.calibration import Calibration
from negotiation.economy.decompose import Decomposition, decompose
from negotiation.economy.equilibrium import WIDE, equilibrium_of
from negotiation.economy.errors import NoConvergence
from negotiation.economy.figures import Reader, carve_outs, content_credits
from negotiation.economy.policy import PAIR_OF, SAME, Policy
from negotiation.economy.portable import Floats, exp
from negotiation.economy.remembered import Remembered, distinct

ANSWERS = 30  # numbers of a game: welfare, earnings, revenue, labor shares of the three


class Duties(NamedTuple):
    """Duties of buyer i on seller j by good, fractions `[..., 3, 3, 6]`."""

    general: Floats
    """On goods that do not claim the pact."""
    claiming: Floats
    """On goods that claim it."""
    lapsed: NDArray[np.bool_]
    """Where the pair has no pact, `[..., 3, 3, 1]`."""


class Outcome(NamedTuple):
    """A month's equilibrium: percent of own GDP `[..., 3]` and labor shares `[..., 3, 7]`."""

    welfare: Floats
    earnings: Floats
    revenue: Floats
    labour: Floats


class LongRun(NamedTuple):
    """The equilibrium once claims have settled: percent of own GDP `[..., 3]` and labor shares `[..., 3,
    7]`.
    """

    welfare: Floats
    earnings: Floats
    labour: Floats


class TradeModel:
    """One calibration with the terms of one scenario; holds no state of a game."""

    def __init__(
        self,
        calibration: Calibration,
        cumulation: float = True,
        carve_out: Mapping[str, Any] | None = None,
        content_credit: Mapping[str, Any] | None = None,
    ) -> None:
        """`cumulation`: does a split pact lower the claims (a number scales the loss). `carve_out`
        (percent) and `content_credit` (share), buyer > seller > good, take the place of the
        calibration's. Raises EconomyError.
        """
        self.calibration = calibration
        terms = calibration.pact
        reader = Reader()
        carved = terms.carve_out if carve_out is None else carve_outs(reader, carve_out)
        credited = terms.content_credit if content_credit is None else content_credits(reader, content_credit)
        reader.done()
        self._carve_out, self._credit = carved, credited
        self._split_loss = float(cumulation) * terms.cumulation_loss
        self._tight = np.zeros(6)
        self._tight[0] = terms.tight_origin_loss
        self._base = calibration.duty[:3, :3, :6]
        self._lapse = np.maximum(self._base, terms.most_favored_nation / 100)
        flows = np.where(SAME, 0.0, calibration.flows[:3, :3, :6])
        self._weight = flows / np.maximum(total(flows), 1e-9)[..., None]
        self._equilibrium = equilibrium_of(calibration)
        self._known = Remembered(self._settled)
        self._terms = (calibration, cumulation, carve_out, content_credit)
        self.labour0: Floats = calibration.labour[:3]
        """Labor shares of the base year, `[3, 7]`."""
        self.claims0: Floats = terms.claims
        """Claim shares of the base year, `[3, 3, 6]`."""

    def __reduce__(self) -> tuple[type[TradeModel], tuple[Any, ...]]:
        """A copy in another process is built anew and remembers nothing yet."""
        return TradeModel, self._terms

    def duties(self, policy: Policy) -> Duties:
        """The duties of both lanes. Without a pact the most-favored-nation duty takes the place of the base
        year's.
        """
        lapsed = np.take(policy.pact, PAIR_OF, axis=-1)[..., None] == 0
        base = np.where(lapsed, self._lapse, self._base)
        wall = np.minimum(policy.wall[..., None], self._carve_out) / 100
        extra = policy.sector / 100
        general = base + wall + extra
        claiming = base + wall * (1 - policy.spare[..., None]) + extra * self._credit
        claiming = np.where(lapsed, general, claiming)
        return Duties(np.where(SAME, 0.0, general), np.where(SAME, 0.0, claiming), lapsed)

    def ceiling(self, policy: Policy) -> Floats:
        """Highest share that can claim the pact, `[..., 3, 3, 6]`: lower when the three-way pact is split
        (parts of the third country no longer count) and, for autos, under the tighter rule of origin.
        """
        split = (policy.pact[..., 0] != 2) | (policy.pact[..., 1] != 2)
        high = self.calibration.pact.claims_ceiling * (1 - self._split_loss * split[..., None, None, None])
        tight = np.take(policy.content, PAIR_OF, axis=-1)[..., None]
        return np.where(SAME, 0.0, high - tight * self._tight)

    def claim_target(self, policy: Policy) -> Floats:
        """The claim share that traders move to, `[..., 3, 3, 6]`: from the base year's toward the ceiling
        as the gap between the duties grows; zero without a pact.
        """
        duties = self.duties(policy)
        gap = np.maximum(duties.general - duties.claiming, 0.0)
        low = self.calibration.pact.claims
        reached = 1 - exp(gap / -self.calibration.pact.claim_response)
        return np.where(duties.lapsed, 0.0, low + (self.ceiling(policy) - low) * reached)

    def month(self, policy: Policy, claims: Floats) -> Outcome:
        """The equilibrium of every game with the given claim shares `[..., 3, 3, 6]`. Games that agree in
        all of it are solved once. Raises NoConvergence.
        """
        rows = policy.rows()
        shares = np.broadcast_to(claims, (*policy.games, 3, 3, 6)).reshape(len(rows), 54)
        whole = np.concatenate([rows, shares], axis=1)
        first, back = distinct(whole)
        try:
            answers = self._solve(Policy.of_rows(whole[first, :78]), whole[first, 78:].reshape(-1, 3, 3, 6))
        except NoConvergence as error:
            raise NoConvergence(np.flatnonzero(np.isin(back, error.games)).tolist()) from None
        answers = answers[back].reshape(*policy.games, ANSWERS)
        return Outcome(answers[..., :3], answers[..., 3:6], answers[..., 6:9], _sectors(answers[..., 9:]))

    def long_run(self, policy: Policy) -> LongRun:
        """The equilibrium with settled claim shares: a pure function of the policy, and remembered. Raises
        NoConvergence."""
        answers = self._known(policy.rows()).reshape(*policy.games, ANSWERS)
        return LongRun(answers[..., :3], answers[..., 3:6], _sectors(answers[..., 9:]))

    def burden(self, policy: Policy) -> Floats:
        """What j's duties above the base year's weigh on i, percent of the flow, `[..., i, j]`: goods by
        their share of the base year's flow, a fixed share of it claiming the pact.
        """
        duties = self.duties(policy)
        claiming = self.calibration.pact.burden_claims
        paid = claiming * duties.claiming + (1 - claiming) * duties.general
        extra = np.maximum(paid - self._base, 0.0)
        return np.ascontiguousarray(np.swapaxes(100 * total(extra * self._weight), -1, -2))

    def decompose(self, policy: Policy, claims: Floats) -> Decomposition:
        """Terms of trade and efficiency of a lone game with the given claim shares, US$ bn a year."""
        duties = self.duties(policy)
        return decompose(self._equilibrium, duties.general, duties.claiming, claims)

    def _settled(self, rows: Floats) -> Floats:
        policy = Policy.of_rows(rows)
        with np.errstate(all="ignore"):  # what is not finite is told by NoConvergence
            claims = self.claim_target(policy)
        return self._solve(policy, claims)

    def _solve(self, policy: Policy, claims: Floats) -> Floats:
        """Welfare, earnings, revenue and labor shares of the players in one row a game, `[n, ANSWERS]`."""
        out = np.empty((len(claims), ANSWERS))
        theta = self.calibration.elasticity[:6]
        lost: list[int] = []
        for start in range(0, len(out), WIDE):
            part = slice(start, start + WIDE)  # the border of a block stays in the cache
            with np.errstate(all="ignore"):
                duties = self.duties(policy[part])
                lanes = duties.general, duties.claiming, claims[part]
                border = two_lanes(theta, self._base, *lanes)
            try:
                solved = self._equilibrium.solve(border)
            except NoConvergence as error:
                lost += [start + game for game in error.games]
                continue
            measures = (solved.welfare, solved.earnings, solved.revenue, solved.labour)
            numbers = [measure[:, :3].reshape(len(measure), -1) for measure in measures]
            np.concatenate(numbers, axis=1, out=out[part])
        if lost:
            raise NoConvergence(lost)
        return out


def _sectors(labour: Floats) -> Floats:
    return labour.reshape(*labour.shape[:-1], 3, 7)

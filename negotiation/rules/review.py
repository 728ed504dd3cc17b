"""Notice that ripens, and the joint review of the last month: three votes, then three parliaments."""

from __future__ import annotations

import numpy as np

from .causes import LOYALTY, SIDE_DEAL, WINS
from .chance import PARLIAMENT, luck
from .countries import CANADA, MEXICO, OFF, US, N
from .decision import Decision
from .menu import NOT, RENEW
from .payoffs import passage


def ripen(month: Decision) -> None:
    """Notice counts down; when it has run, the pairs concerned leave the pact."""
    notice, pact = month.now("notice"), month.now("pact")
    due = notice == 1
    gone = np.stack(
        [due[..., US] | due[..., CANADA], due[..., US] | due[..., MEXICO], np.zeros(due.shape[:-1], bool)], -1
    )
    month.new["pact"] = np.where(gone & (pact == 2), 0.0, pact)
    month.new["notice"] = np.maximum(notice - 1, 0)


def vote(month: Decision) -> None:
    """Renewal by vote needs all three, both US pairs in the three-way pact, nothing torn and no wall on everything.

    A renewal, voted or signed, then fails if such a wall stands or one of three parliaments does not pass it.
    """
    rules, state = month.scenario.rules, month.state
    last = state.month == month.scenario.months - 1
    pact, votes = month.now("pact"), month.vote
    whole = (pact[..., 0] == 2) & (pact[..., 1] == 2)
    harsh = ((month.new["spare"] == 0) & (month.new["wall"] > 0))[..., US, 1:].any(-1)
    drawn = luck(state.seed, state.month, PARLIAMENT, np.arange(N))
    passes = drawn < passage(rules, state.trust)
    month.notes["passed"] = passes * 1.0
    agreed = (votes == RENEW).all(-1) & last & whole & (month.now("torn") < 0) & ~harsh
    newly = agreed & (month.now("renewed") == 0)
    renewed = np.where(agreed, 1.0, month.now("renewed"))
    month.mood[..., WINS] += rules.renewed_mood * newly[..., None]
    renewed = np.where(last & (harsh | ~passes.all(-1)), 0.0, renewed)
    month.new["renewed"] = renewed
    refused = last & (renewed == 0) & whole
    for_it = (votes == RENEW)[..., :, None] & last[..., None, None] & OFF
    against = (votes == NOT)[..., :, None] & refused[..., None, None] & OFF
    month.felt("vote_renew", LOYALTY, rules.refuse_separate * for_it)
    month.felt("vote_not", SIDE_DEAL, 0.5 * rules.offer_separate * against)

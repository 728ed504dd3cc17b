"""Gives way when it risks less than the others by holding out, by the smallest step that shifts the risk to them."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Flags, Ints
from ..rules.countries import ALL, N
from .card import WHOLE_GAME, Range
from .choices import Choices
from .concession import negotiator, propose, sign
from .risk import next_paper, product
from .view import View

CARD = negotiator(
    "of two: risk_i = (u_i(x_i) - u_i(x_j)) / u_i(x_i), the lower risk moves, to the deal best for itself after which "
    "it is not; of three: the smallest product of gains moves",
    "Zeuthen (1930), Harsanyi (1956); the rule for three is stated by us",
    "it needs to know what deals are worth to the others; who misjudges them gives way to nobody",
    offers="its three-way paper of the month, at first the best for itself; what others laid down last is theirs",
    memory=WHOLE_GAME, cost=4.0, parameters={"steps": Range(1, 50, "rounds of giving way, of all three, in a month")})


def talk(view: View, *, steps: int = 4) -> Choices:
    """Its paper of the month."""
    out, deal = view.choices(), paper(view, steps)
    propose(view, out, deal, view.value(deal))
    return out


def decide(view: View, *, steps: int = 4) -> Choices:
    """What its next paper would bring is enough."""
    out = view.choices()
    sign(view, out, view.value(paper(view, steps)))
    return out


def paper(view: View, steps: int) -> Ints:
    """[g] the three-way deal that it proposes now; -1 where none is open."""
    table, games = view.table(ALL), view.games
    if not table.ok.shape[-1]:
        return np.full(games, -1)
    first = view.scenario.catalogue.first[ALL]
    papers = np.stack([_last_paper(view, i) for i in range(N)], -1).reshape(-1, N) - first
    ok = table.ok.reshape(-1, table.ok.shape[-1])
    x = table.x.reshape(*ok.shape, N)
    out = np.full(len(ok), -1)
    for game in range(len(ok)):
        if ok[game].any():
            out[game] = first + _next(ok[game], x[game], papers[game], view.me, steps)
    return out.reshape(games)


def _next(ok: Flags, x: Array, papers: Ints, me: int, steps: int) -> int:
    """Number within the kind. Who has proposed nothing that is open today is reckoned with its own best deal; who has
    not proposed itself begins with its own."""
    gains = np.where(ok[:, None], np.maximum(x, 0.0), 0.0)
    joint = product(gains)
    best = np.where(ok[:, None], x, -np.inf).argmax(0)
    there = np.array([p if p >= 0 and ok[p] else best[i] for i, p in enumerate(papers)])
    if not (papers[me] >= 0 and ok[papers[me]]):
        return int(best[me])
    for _ in range(steps):
        there = np.array([next_paper(gains, there, i, joint) for i in range(N)])
    return int(there[me])


def _last_paper(view: View, i: int) -> Ints:
    """[g] the three-way deal that i laid down last; -1 for none."""
    out = view.state.offer[..., i, i].astype(np.int64)
    for month in view.past:
        out = np.where(out < 0, month.laid[..., i, i], out)
    return np.asarray(out)

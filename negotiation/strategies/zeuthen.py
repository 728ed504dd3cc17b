"""Gives way when it risks less than the others by holding out, by the smallest step that shifts the risk to them."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Ints
from ..rules.countries import ALL, N
from .card import WHOLE_GAME
from .choices import Choices
from .concession import negotiator, propose, sign
from .risk import next_paper
from .view import View

CARD = negotiator(
    "risk_i = (u_i(x_i) - min_j u_i(x_j)) / u_i(x_i); the lowest risk proposes the deal best for itself after which "
    "its risk is no longer the lowest",
    "Zeuthen (1930), Harsanyi (1956); the rule for three is stated by us",
    "it needs to know what deals are worth to the others; who misjudges them gives way to nobody",
    memory=WHOLE_GAME, cost=4.0)


def talk(view: View) -> Choices:
    """Its paper of the month."""
    out, deal = view.choices(), paper(view)
    propose(view, out, deal, view.value(deal))
    return out


def decide(view: View) -> Choices:
    """What its next paper would bring is enough."""
    out = view.choices()
    sign(view, out, view.value(paper(view)))
    return out


def paper(view: View) -> Ints:
    """[g] the three-way deal that it proposes now; -1 where none is open."""
    table, games = view.table(ALL), view.games
    if not table.ok.shape[-1]:
        return np.full(games, -1)
    laid = [_last_paper(view, i) for i in range(N)]
    ok, x = table.ok.reshape(-1, table.ok.shape[-1]), table.x.reshape(-1, table.ok.shape[-1], N)
    papers = np.stack(laid, -1).reshape(-1, N)
    first = view.scenario.catalogue.first[ALL]
    out = np.full(len(ok), -1)
    for game in range(len(ok)):
        if ok[game].any():
            out[game] = first + _next(ok[game], x[game], papers[game] - first, view.me)
    return out.reshape(games)


def _next(ok: Array, x: Array, papers: Ints, me: int) -> int:
    """Number within the kind. Who has proposed nothing that is open today is reckoned with its own best deal."""
    gains = np.where(ok[:, None], np.maximum(x, 0.0), 0.0)
    mine = papers[me] >= 0 and ok[papers[me]]
    best = np.where(ok[:, None], x, -np.inf).argmax(0)
    there = np.array([p if p >= 0 and ok[p] else best[i] for i, p in enumerate(papers)])
    return next_paper(gains, there, me) if mine else int(best[me])


def _last_paper(view: View, i: int) -> Ints:
    """[g] the three-way deal that i laid down last; -1 for none."""
    out = view.state.offer[..., i, i].astype(np.int64)
    for month in view.past:
        out = np.where(out < 0, month.laid[..., i, i], out)
    return np.asarray(out)

"""Zeuthen's rule on a finite set of deals: who risks least by holding out gives way, by the smallest step that helps.

Zeuthen, Problems of Monopoly and Economic Warfare (1930); Harsanyi (1956) showed that two end at Nash's product. For
three, stated here: a party measures its loss by the worst of the others' papers; the one with the lowest risk moves.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Ints


def risks(gains: Array, papers: Ints) -> Array:
    """[party] share of its own paper that each would lose by taking the worst other one: (u_i(x_i) - min u_i(x_j)) /
    u_i(x_i), from 0 to 1; 0 where all others give it as much, 1 where its own brings nothing.

    gains [deal, party] over no deal, 0 or more; papers [party] the deal each proposes.
    """
    parties = len(papers)
    out = np.zeros(parties)
    for i in range(parties):
        own = gains[papers[i], i]
        worst = min(gains[papers[j], i] for j in range(parties) if j != i)
        out[i] = 0.0 if worst >= own else 1.0 if own <= 0 else (own - worst) / own
    return out


def next_paper(gains: Array, papers: Ints, me: int) -> int:
    """The deal that party `me` proposes next: its own again unless its risk is the lowest (ties move as well), then the
    deal best for itself after which its risk is no longer the lowest; if there is none, the one that raises its risk
    most."""
    now = risks(gains, papers)
    if now[me] == 0 or now[me] > min(now[j] for j in range(len(papers)) if j != me) + 1e-12:
        return int(papers[me])
    order = np.lexsort((np.arange(len(gains)), -np.round(gains[:, me], 9)))
    best, most = int(papers[me]), -1.0
    for deal in order:
        if gains[deal, me] > gains[papers[me], me] or deal == papers[me]:
            continue
        tried = papers.copy()
        tried[me] = deal
        after = risks(gains, tried)
        least = min(after[j] for j in range(len(papers)) if j != me)
        if after[me] == 0 or after[me] > least:
            return int(deal)
        if after[me] - least > most:
            best, most = int(deal), after[me] - least
    return best

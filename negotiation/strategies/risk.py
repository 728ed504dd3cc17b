"""Zeuthen's rule on a finite set of deals: who risks least by holding out gives way, by the smallest step that helps.

Zeuthen, Problems of Monopoly and Economic Warfare (1930). Harsanyi (1956) showed that of two the one whose paper has
the smaller product of gains risks less, so that they end at Nash's deal. For three that product is the rule here.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Ints


def risks(gains: Array, papers: Ints) -> Array:
    """[2] share of its own paper that each of two parties would lose by taking the other's: (u_i(x_i) - u_i(x_j)) /
    u_i(x_i), from 0 to 1; 0 where the other's gives it as much, 1 where its own brings nothing.

    gains [deal, party] over no deal, 0 or more; papers [party] the deal each proposes.
    """
    out = np.zeros(2)
    for i in (0, 1):
        own, other = gains[papers[i], i], gains[papers[1 - i], i]
        out[i] = 0.0 if other >= own else 1.0 if own <= 0 else (own - other) / own
    return out


def product(gains: Array) -> Array:
    """[deal] product of what all parties gain, in the order of parties."""
    out = gains[:, 0] * gains[:, 1]
    for party in range(2, gains.shape[1]):
        out = out * gains[:, party]
    return np.asarray(out)


def next_paper(gains: Array, papers: Ints, me: int, joint: Array | None = None) -> int:
    """The deal that party `me` proposes next: its own again unless its product is the smallest (where several are, all
    move), then the deal best for itself whose product is not the smallest any more; the lower number where two are as
    good. `joint` is the product of every deal, if it is known."""
    worth = product(gains) if joint is None else joint
    own = worth[papers[me]]
    others = min(worth[papers[j]] for j in range(len(papers)) if j != me)
    if own > others:
        return int(papers[me])
    better = (worth > own) & (worth >= others)
    if not better.any():
        return int(worth.argmax())
    return int(np.where(better, gains[:, me], -np.inf).argmax())


def agreed(gains: Array, papers: Ints) -> int:
    """The first paper that is for every party as good as its own; -1 while there is none."""
    own = gains[papers, np.arange(len(papers))]
    for paper in papers:
        if (gains[paper] >= own - 1e-12).all():
            return int(paper)
    return -1

"""Tournaments: every strategy in every chair against every pair of rivals, on the same seeds, and what that shows.

`Tournament` plays; `estimates` gives means, intervals and paired differences, `meta` the game of choosing a strategy.
"""

from .play import FULL, WITHIN, Tournament, entrants

__all__ = ["FULL", "WITHIN", "Tournament", "entrants"]

"""The second half of a month: everybody decides at once, then the month is settled."""

from __future__ import annotations

import numpy as np

from . import measures, review, settle, signing
from .arrays import Ints
from .countries import N
from .decision import Decision
from .kinds import KINDS, N_WORDS
from .month import Line
from .scenario import Scenario
from .state import State, advanced


def decide(
    scenario: Scenario,
    state: State,
    answer: Ints,
    do: Ints,
    vote: Ints,
    wrong: np.ndarray,
) -> tuple[State, list[Line], dict[str, np.ndarray]]:
    """The state after Decide, why trust changed, and what was noted on the way (signatures, breaches, parliaments).

    A seat whose list is not legal passes: no answer, no measure, no vote.
    """
    silent = np.zeros((*state.games, N, N, N_WORDS), bool)
    month = Decision(
        scenario,
        state,
        silent,
        np.full((*state.games, N, N), -1.0),
        answer=np.where(wrong[..., None, None], 0, answer),
        do=np.where(wrong[..., None], 0, do),
        vote=np.where(wrong, 0, vote),
    )
    signing.sign(month)
    measures.propose(month)
    _step(month, "act")
    measures.weigh(month)
    measures.breach(month)
    _step(month, "judge")
    measures.broken_words(month)
    measures.stings(month)
    review.ripen(month)
    review.vote(month)
    settle.tariffs_felt(month)
    _step(month, "settle")
    settle.words_kept(month)
    settle.witnesses(month)
    settle.fade(month)
    settle.trade(month)
    settle.clocks(month)
    after = advanced(
        state,
        {
            **month.new,
            "ledger": month.ledger,
            "ev": month.ev,
            "mood": month.mood,
            "illegal": state.illegal + wrong,
        },
        "talk",
    )
    return after, month.lines, month.notes


def _step(month: Decision, name: str) -> None:
    for kind in KINDS:
        if name in kind.steps:
            kind.steps[name](month)

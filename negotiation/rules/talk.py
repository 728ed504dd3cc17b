"""The first half of a month: everybody speaks at once."""

from __future__ import annotations

import numpy as np

from .arrays import Ints
from .causes import NEWS
from .countries import N
from .kinds import N_WORDS, SAYING
from .kinds._kind import TALK_STEPS
from .month import Line, Month
from .news import HALF, news
from .scenario import Scenario
from .state import State, advanced


def heard(scenario: Scenario, state: State, say: Ints) -> Month:
    """The scratch of a Talk phase from legal codes [g, 3, slots]: which words were said, which deals laid down."""
    words = np.zeros((*state.games, N, N * N_WORDS), bool)
    deals = np.full((*state.games, N, N), -1.0)
    for i in range(N):
        table = scenario.menu.say[i]
        for k in range(say.shape[-1]):
            codes = say[..., i, k]
            place = table.target[codes] * N_WORDS + table.word[codes]
            np.put_along_axis(words[..., i, :], place[..., None], table.word[codes][..., None] > 0, -1)
            laid = table.deal[codes]
            here = (np.arange(N) == table.target[codes][..., None]) & (laid >= 0)[..., None]
            deals[..., i, :] = np.where(here, laid[..., None], deals[..., i, :])
    return Month(scenario, state, words.reshape(*state.games, N, N, N_WORDS), deals)


def talk(
    scenario: Scenario, state: State, say: Ints, wrong: np.ndarray
) -> tuple[State, list[Line], dict[str, np.ndarray]]:
    """The state after Talk, why trust changed, and what was noted on the way (leaks, photographs)."""
    month = heard(scenario, state, np.where(wrong[..., None], 0, say))
    card = news(scenario, state)
    for told, felt, link in card.felt(scenario):
        said = np.any([month.said(word) for word in told.answers], axis=0) if told.answers else False
        reason = "news_insult" if told.name == "leader-insults" else "news_card"
        month.felt(reason, felt.cause, felt.points * link * np.where(said, HALF, 1.0))
    month.mood[..., NEWS] += card.mood + card.soothed(scenario) * (state.aid > 0)
    for step in TALK_STEPS:
        for kind in SAYING:
            if step in kind.steps:
                kind.steps[step](month)
    after = advanced(
        state,
        {
            **month.new,
            "ledger": month.ledger,
            "ev": month.ev,
            "mood": month.mood,
            "illegal": state.illegal + wrong,
        },
        "decide",
    )
    return after, month.lines, month.notes

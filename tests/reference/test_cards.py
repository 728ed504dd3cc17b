"""Every news card in positions of every sort: the page's table and ring give the engine's card, roles and effects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from negotiation.rules.cards import ALL_NAMES, BY_NAME
from negotiation.rules.causes import CAUSES
from negotiation.rules.fields import FIELDS
from negotiation.rules.news import NAMES, news
from negotiation.scenarios import load
from reference.games import scattered
from reference.news import table, turned
from reference.position import Position
from reference.terms import Terms

FIRST_MONTHS = ("2018-01", "2024-10", "2025-07")
STATES = 150


def test_the_page_has_the_cards_in_their_order():
    assert tuple(table()) == ALL_NAMES
    for name, card in table().items():
        felt = [(f.feeler, f.doer, CAUSES[f.cause], f.points) for f in BY_NAME[name].felt]
        roles = ("who", "other", "third")
        assert [(roles[a], roles[b], cause, points) for a, b, cause, points in card.felt] == felt


def test_the_card_of_a_month_is_the_one_of_the_page():
    seen = {name for n, first in enumerate(FIRST_MONTHS) for name in cards_of(first, n)}
    assert set(ALL_NAMES) - seen == set()


def cards_of(first: str, seed: int) -> Iterator[str]:
    """The cards turned in positions of a game that begins in a month, each compared."""
    scenario = replace(load("kick-start-2025"), first_month=first, news=ALL_NAMES)
    states = scattered(scenario, STATES, seed)
    draw = np.random.default_rng(3)
    whole = draw.random(STATES) < 0.4
    states = states.changed(pact=np.where(whole[:, None], 2.0, states.pact),
                            bitter=draw.random((STATES, 3, 3)) * (draw.random((STATES, 3, 3)) < 0.3),
                            reprieve=1.0 * (draw.random((STATES, 3, 3)) < 0.3),
                            wall=states.wall * (draw.random(STATES) < 0.7)[:, None, None])
    terms, engine = Terms(scenario), news(scenario, states)
    for game in range(STATES):
        state = states.game(game)
        own = turned(terms, Position({f.name: getattr(state, f.name).tolist() for f in FIELDS}))
        assert NAMES[int(engine.card[game])] == (own.name if own else "")
        if own:
            yield own.name
            assert tuple(engine.role[game]) == own.roles
            assert engine.mood[game].tolist() == own.mood and engine.econ[game].tolist() == own.econ

"""The engine and an independent reference, written from the page of the rules alone, play the same games.

A few games here, 200 on the build server, 2,000 by `make reference`.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from groups import everything_asked

from negotiation.rules.notation import DECIDE, TALK, line
from reference.games import play, usual

GAMES = int(os.environ.get("NEGOTIATION_REFERENCE_GAMES", 200 if everything_asked() else 13))
BLOCKS = max(1, min(GAMES // 4, 4))


@pytest.mark.parametrize("name", ["kick-start-2025", "tutorial", "tiny"])
def test_the_numbered_menu_is_the_one_of_the_page(name):
    reference = usual(name)
    menu = reference.scenario.menu
    for i in range(3):
        for phase, table in ((TALK, menu.say[i]), (DECIDE, menu.do[i])):
            assert list(reference.menu(phase, i)) == [line(menu, i, phase, c) for c in range(1, len(table))]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_games_agree_in_every_flag_and_to_nine_places(block):
    tally: Counter[str] = Counter()
    numbers = range(block * GAMES // BLOCKS, (block + 1) * GAMES // BLOCKS)
    assert [text for number in numbers for text in play(number, tally)] == []
    assert tally["games"] == len(numbers) and tally["half months"] > 2 * len(numbers)
    assert tally["signed_deal"] > 0 and tally["lists refused"] > 0

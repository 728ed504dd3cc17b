"""Golden games: what was played once is played again, to the bit.

After a change that is meant, `make games`, and read the diff.
"""

from __future__ import annotations

import pytest
from make_games import GAMES, SCRIPTS, TOLD, played, told

from negotiation import record
from negotiation.rules.future import ENDINGS, ending

ENDS = {"three-way-deal": ("renewed", 12), "each-for-itself": ("hub_and_spokes", 12), "lapse": ("lapsed", 7)}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_saved_game_plays_again_to_the_same_digests(name):
    saved = record.read(GAMES / f"{name}.nego")
    assert record.verify(saved).problems == ()
    *_, last = record.replay(saved)
    assert (ENDINGS[int(ending(last.after))], int(last.after.month)) == ENDS[name]


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_players_choose_what_they_chose(name):
    assert played(name).record().text() == (GAMES / f"{name}.nego").read_text(encoding="utf-8")


def test_a_game_is_told_as_it_was_told():
    assert told(GAMES / f"{TOLD}.nego") == (GAMES / f"{TOLD}.txt").read_text(encoding="utf-8")

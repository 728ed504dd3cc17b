"""Which act is changed, by vote of the class: acts that were done and can be changed, one vote a person, in the log."""

from __future__ import annotations

import re

import pytest
from classes import ended, of_people
from lessons import new_room

from negotiation.classroom import after
from negotiation.classroom.acts import act
from negotiation.classroom.debrief import changes, remote
from negotiation.classroom.debrief.poll import MOST, proposals
from negotiation.classroom.event import Refused
from negotiation.classroom.kept import Kept
from negotiation.classroom.orders import order
from negotiation.classroom.room import Room
from negotiation.words import languages, words


def debriefed() -> Room:
    """Two games of computer players, and four people who look on."""
    room = new_room(4, 5, luck=True)
    room.record("seated", {"tables": [
        {"game": n, "arm": "none", "seed": n, "seats": [[], [], []], "players": list(players)}
        for n, players in enumerate((("bully", "default", "default"), ("default", "ally", "tit_for_tat")), 1)]})
    return ended(room)


def test_the_acts_are_those_of_the_game_that_moved_most_and_each_can_be_changed():
    room = debriefed()
    for game in room.lesson().games:
        found, there = proposals(game), changes.acts(game)
        assert 0 < len(found) == min(MOST, len(there))
        assert [a["month"] for a in found] == sorted(a["month"] for a in found)
        at = {(a["month"], a["without"]) for a in there}
        assert all((a["month"], a["without"]) in at for a in found)
        for one in found:
            verb = one["without"].partition(": ")[2].split()[0]
            assert bool(one["instead"]) == (verb in ("accept", "refuse"))
            changes.asked(game, one["month"], one["without"], one["instead"], games=2)


@pytest.mark.parametrize("language", languages())
def test_everybody_reads_the_same_acts_in_their_language_and_nobody_sees_the_count(language: str):
    room = debriefed()
    order(room, "poll", {"on": True})
    t = words(language)
    for member in room.here():
        member.language = language
    first, second = room.here()[:2]
    act(room, first, "vote", {"choice": 1}, "a")
    mine, other = (after.student(room, m, Kept())["after"] for m in (first, second))
    assert mine["card"]["finding"] == t("card.what_if.vote") and mine["poll"] == other["poll"]
    assert (mine["vote"], other["vote"]) == (1, None)
    assert [row[0] for row in mine["card"]["sheets"][0]["rows"]] == mine["poll"]
    assert all(text.endswith("?") and not re.search(r"\{\w|what_if\.", text) for text in mine["poll"])
    console = after.console(room, Kept(), language)["after"]
    assert [row["votes"] for row in console["poll"]] == [0, 1, *[0] * (len(mine["poll"]) - 2)]
    assert [row["text"] for row in console["poll"]] == mine["poll"]
    assert "'votes'" not in str(after.screen(room, Kept())) + str(mine)


def test_a_later_vote_takes_the_place_of_the_first_and_the_answer_ends_the_vote():
    room = debriefed()
    with pytest.raises(Refused, match="phase"):
        act(room, room.here()[0], "vote", {"choice": 0}, "early")
    order(room, "poll", {"on": True})
    for n, member in enumerate(room.here()):
        act(room, member, "vote", {"choice": n % 2}, "first")
        act(room, member, "vote", {"choice": 0}, "second")
    for wrong in (4, -1, True, "0", None):
        with pytest.raises(Refused, match="kind"):
            act(room, room.here()[0], "vote", {"choice": wrong}, f"w{wrong}")
    (first, *rest) = after.console(room, Kept(), "en")["after"]["poll"]
    assert first["votes"] == len(room.here()) and not any(row["votes"] for row in rest)
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()
    game = room.lesson().game(first["game"])
    assert game is not None
    remote.keep_asked(room, changes.asked(game, first["month"], first["without"], first["instead"], games=4))
    assert room.poll == {} and after.console(room, Kept(), "en")["after"]["poll"] == []
    assert after.student(room, room.here()[0], Kept())["after"]["card"]["chart"] is not None
    with pytest.raises(Refused, match="phase"):
        act(room, room.here()[0], "vote", {"choice": 0}, "late")


def test_a_vote_can_be_stopped_and_a_game_without_an_act_has_none():
    room = debriefed()
    order(room, "poll", {"on": True})
    order(room, "poll", {"on": False})
    assert room.poll == {} and room.votes == {}
    silent = of_people(3, 1, 0)
    with pytest.raises(Refused, match="no_act"):
        order(silent, "poll", {"on": True})
    order(room, "quiz", {})
    with pytest.raises(Refused, match="not_begun"):
        order(room, "poll", {"on": True})

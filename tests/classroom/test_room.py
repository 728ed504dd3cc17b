"""The room without a server: its log gives it back, its clock, its seats."""

from __future__ import annotations

from pathlib import Path

import pytest
from lessons import Chance, begun, do, new_room, plain, seat_of, through_the_disk, until

from negotiation.classroom.acts import act
from negotiation.classroom.event import Event, Refused
from negotiation.classroom.orders import order
from negotiation.classroom.phases import tick
from negotiation.classroom.room import Room
from negotiation.classroom.room_file import records_of
from negotiation.classroom.settings import PHASES, Settings
from negotiation.classroom.treatments import TREATMENTS, dealt
from negotiation.record import verify
from negotiation.rules.names import NAMES
from negotiation.scenarios import load

OFFER = "offer us us_on_mexico=2 drop access=1"


# the log -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_a_replayed_room_is_the_room_and_its_games_are_saved_games(seed: int, tmp_path: Path):
    room = begun(people=7, seed=seed, treatment=["", *TREATMENTS][seed % 5])
    chance = Chance(room, seed)
    for _ in range(180):
        chance.step()
    store, name = through_the_disk(room, tmp_path)
    assert plain(Room.replayed(store.read_from(name))) == plain(room)
    assert len(set(chance.refused)) > 5  # the hands were not shy
    store.close()
    records = records_of(store.path(name))
    assert len(records) == len(room.tables) == 3
    for record in records.values():
        assert verify(record).equal
    assert sum(len(b.phases) for r in records.values() for b in r.branches) > 1


def test_a_replay_asks_no_computer_player(monkeypatch):
    room = begun(people=1)
    while not room.play_over():
        order(room, "end_phase", {})
    assert any(any(p.reasons) for t in room.tables.values() for p in t.session.past)

    def asked(*_: object) -> None:
        raise AssertionError("a replay asked a computer player")

    monkeypatch.setattr("negotiation.session.choose", asked)
    monkeypatch.setattr("negotiation.session.reasons_for", asked)
    assert plain(Room.replayed(room.fresh)) == plain(room)


def test_a_changed_line_in_a_room_is_found(tmp_path: Path):
    room = begun(people=1)
    while not room.play_over():
        order(room, "end_phase", {})
    closed = [n for n, e in enumerate(room.fresh) if e.kind == "closed"]
    event = room.fresh[closed[1]]
    room.fresh[closed[1]] = Event(
        event.seq,
        event.kind,
        {**event.body, "lines": [["relief"], [], []], "reasons": [[], [], []]},
        event.t,
        event.game,
    )
    store, name = through_the_disk(room, tmp_path)
    store.close()
    (record,) = records_of(store.path(name)).values()
    assert verify(record).first_difference == 1


def test_what_is_sent_twice_counts_once():
    room = begun()
    until(room, "talk")
    first = do(room, "us", "say", {"to": "all", "phrase": "hello"}, cid="same")
    seq = room.seq
    assert do(room, "us", "say", {"to": "all", "phrase": "hello"}, cid="same") == first and room.seq == seq
    assert (
        do(room, "canada", "say", {"to": "all", "phrase": "hello"}, cid="same") != first
    )  # another's own mark


# the clock -----------------------------------------------------------------------------------------------------------


def test_phases_come_in_order_and_the_game_ends_with_the_scenario():
    room = begun()
    table, seen = room.tables[1], []
    while table.phase != "ended":
        seen.append(table.phase)
        room.now = table.ends
        assert tick(room)
    monthly = ["predict", "talk", "offer", "decide", "result"]
    assert seen == ["brief", *monthly * 3, "reflect"] and table.session.over and set(seen) < set(PHASES)
    assert not tick(room)


def test_a_decision_that_times_out_keeps_talking():
    room = begun()
    until(room, "offer")
    do(room, "mexico", "plan", {"lines": [OFFER]})
    until(room, "decide")
    table = room.tables[1]
    assert table.session.state.offer[2, 0] >= 0
    room.now = table.ends
    tick(room)
    assert table.session.past[-1].lines == ((), (), ())
    assert (
        table.session.state.offer[2, 0] >= 0 and table.session.state.age[2, 0] == 1
    )  # it lies there a month more


def test_all_done_ends_a_phase_for_games_that_stand_together():
    room = begun(people=4)  # the second game: one person, two computer players
    until(room, "brief")
    for game in (1, 2):
        for seat in range(3):
            for member in room.at(game, seat):
                tick(room)
                assert {t.phase for t in room.tables.values()} == {"brief"}
                act(room, member, "done", {"on": True}, f"d{member.name}")
    tick(room)
    assert {t.phase for t in room.tables.values()} == {"predict"}


def test_a_pause_keeps_what_was_left_and_a_minute_more_is_a_minute():
    room = begun()
    table = room.tables[1]
    ends = table.ends
    room.now += 100
    order(room, "pause", {})
    assert table.left == pytest.approx(ends - room.now) and table.ends is None
    room.now += 5000
    assert not tick(room)
    with pytest.raises(Refused, match="paused"):
        do(room, "us", "done", {"on": True})
    order(room, "extend", {})
    order(room, "resume", {})
    assert table.ends == pytest.approx(ends + 5000 + 60)
    order(room, "extend", {"game": 1, "seconds": 30})
    assert table.ends == pytest.approx(ends + 5000 + 90)


def test_one_game_can_be_held_or_moved_on_alone():
    room = begun(people=6)
    order(room, "pause", {"game": 2})
    order(room, "end_phase", {"game": 1})
    assert [(t.phase, t.paused) for t in room.tables.values()] == [("predict", False), ("brief", True)]


def test_without_a_clock_only_people_and_the_teacher_move_the_game():
    room = begun(seconds={p: 0 for p in Settings().seconds})
    room.now += 1e6
    assert not tick(room) and room.tables[1].ends is None
    for country in NAMES:
        do(room, country, "done", {"on": True})
    assert tick(room) and room.tables[1].phase == "predict"


def test_a_rehearsal_plays_itself():
    room = new_room(people=0, seconds={p: 1 for p in Settings().seconds})
    order(room, "computers", {"games": 2})
    order(room, "begin", {})
    for _ in range(60):
        room.now += 1
        tick(room)
    assert room.play_over() and all(t.session.over for t in room.tables.values())


def test_nobody_loses_the_time_in_which_the_server_was_away():
    room = begun()
    ends = room.tables[1].ends
    room.now = room.last + 500
    room.record("restarted", {"gap": room.now - room.last})
    assert room.tables[1].ends == pytest.approx(ends + 500)


# seats ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "games", "computers"), [(1, 1, 2), (3, 1, 0), (5, 2, 1), (30, 10, 0), (31, 11, 2)]
)
def test_everybody_is_seated_once_and_computers_fill_the_rest(people: int, games: int, computers: int):
    room = new_room(people)
    order(room, "seat", {})
    assert len(room.tables) == games
    assert sorted((m.game, m.seat) for m in room.members.values()) == sorted(
        {(m.game, m.seat) for m in room.members.values()}
    )
    assert sum(p is not None for t in room.tables.values() for p in t.players) == computers
    assert all(m.pen for m in room.members.values())


@pytest.mark.parametrize(
    ("people", "per_seat", "games", "most"), [(7, 1, 2, 2), (8, 1, 2, 2), (12, 4, 1, 4), (20, 2, 3, 3)]
)
def test_a_rest_may_share_seats(people: int, per_seat: int, games: int, most: int):
    room = new_room(people)
    order(room, "seat", {"rest": "share", "per_seat": per_seat})
    sizes = [len(room.at(g, s)) for g in room.tables for s in range(3)]
    assert (len(room.tables), sum(sizes), max(sizes)) == (games, people, most)
    assert all(sum(m.pen for m in room.at(g, s)) == 1 for g in room.tables for s in range(3))


@pytest.mark.parametrize("treatment", TREATMENTS)
@pytest.mark.parametrize("seed", range(5))
def test_every_block_of_two_games_has_both_arms(treatment: str, seed: int):
    arms = dealt(treatment, 12, seed)
    assert all(len(set(arms[n : n + 2])) == 2 for n in range(0, 12, 2))
    assert len({tuple(dealt(treatment, 12, s)) for s in range(20)}) > 5


def test_treatments_are_settings_of_the_scenario():
    def arms(treatment: str):
        room = new_room(6, treatment=treatment)
        order(room, "seat", {})
        return {t.arm.name: t for t in room.tables.values()}

    talks = arms("talks")
    assert talks["secret"].channels(0) == ["us-canada", "us-mexico", "all"] and talks["public"].channels(
        0
    ) == ["all"]
    assert talks["public"].session.why_not("offer canada separate quietly", 0) is not None
    assert talks["secret"].session.why_not("offer canada separate quietly", 0) is None
    separate = arms("separate")
    assert separate["allowed"].session.why_not("offer canada separate", 0) is None
    assert separate["three_way"].session.why_not("offer canada separate", 0) is not None
    sunset = arms("sunset")
    assert (sunset["near"].session.state.renewed, sunset["far"].session.state.renewed) == (0, 1)
    history = arms("history")
    assert (
        history["told"].session.state.digest() == history["untold"].session.at(0).state.digest()
        or history["told"].session.seed != history["untold"].session.seed
    )
    assert history["told"].arm.history and not history["untold"].arm.history


def test_luck_is_off_in_class_unless_the_teacher_wants_it():
    for luck in (False, True):
        room = begun(scenario="kick-start-2025", luck=luck)
        assert (room.tables[1].session.scenario.rules.luck > 0) is luck
    assert begun(luck=False).tables[1].session.scenario.par is not None  # the tutorial has none to begin with


def test_a_shorter_game_ends_in_the_same_month():
    room = begun(scenario="kick-start-2025", months=4)
    session = room.tables[1].session
    assert session.scenario.months == 4 and session.date(3) == (2026, 7)
    assert session.scenario.par != load("kick-start-2025").par, "it is measured by games of its own length"


def test_a_chair_changes_hands_at_any_moment_and_the_game_does_not_notice():
    room = begun()
    until(room, "offer")
    do(room, "mexico", "plan", {"lines": [OFFER]})
    table = room.tables[1]
    digest = table.session.state.digest()
    order(room, "player", {"game": 1, "seat": 0, "player": "default"})
    assert table.session.state.digest() == digest and table.session.planned(2) == [OFFER]
    with pytest.raises(Refused, match="computer"):
        do(room, "us", "done", {"on": True})
    until(room, "decide")
    assert table.session.past[0].lines[2] == (OFFER,) and table.session.past[0].reasons[0]
    order(room, "player", {"game": 1, "seat": 0, "player": None})
    do(room, "us", "plan", {"lines": ["accept mexico"]})
    until(room, "result")
    assert table.session.past[1].lines[0] == ("accept mexico",)


def test_the_pen_is_passed_and_passes_on():
    room = new_room(4)
    order(room, "seat", {"rest": "share", "per_seat": 2})
    order(room, "begin", {})
    game, seat = next((g, s) for g in room.tables for s in range(3) if len(room.at(g, s)) == 2)
    holder, partner = sorted(room.at(game, seat), key=lambda m: not m.pen)
    with pytest.raises(Refused, match="pen"):
        act(room, partner, "done", {"on": True}, "a")
    act(room, holder, "pen", {"to": partner.name}, "b")
    assert (holder.pen, partner.pen) == (False, True)
    act(room, partner, "done", {"on": True}, "c")
    order(room, "kick", {"member": partner.name})
    assert holder.pen and room.at(game, seat) == [holder]
    with pytest.raises(Refused, match="gone"):
        act(room, partner, "language", {"language": "fr"}, "d")
    order(room, "reseat", {"member": holder.name, "game": 0})
    assert not holder.game and not room.people(room.tables[game]).count(seat)


def test_a_moved_member_takes_a_computers_chair():
    room = begun(people=4)
    game, seat = next((t.number, i) for t in room.tables.values() for i in range(3) if t.players[i])
    member = seat_of(room, "us", 3 - game)
    order(room, "reseat", {"member": member.name, "game": game, "seat": seat})
    assert (member.game, member.seat, member.pen) == (game, seat, True) and room.tables[game].players[
        seat
    ] is None


def test_a_game_goes_back_to_a_month_and_the_course_it_left_is_kept(tmp_path: Path):
    room = begun()
    until(room, "offer")
    do(room, "mexico", "plan", {"lines": [OFFER]})
    until(room, "talk", round_=2)
    order(room, "rewind", {"game": 1, "round": 1})
    table = room.tables[1]
    assert (table.phase, table.round, table.session.month) == ("predict", 1, 0)
    with pytest.raises(Refused, match="round"):
        order(room, "rewind", {"game": 1, "round": 3})
    until(room, "ended")
    store, name = through_the_disk(room, tmp_path)
    store.close()
    (record,) = records_of(store.path(name)).values()
    assert [b.name for b in record.branches] == ["main", "rewound-1"] and verify(record).equal
    assert record.branches[1].phases[0].lines[2] == (OFFER,) and record.branches[0].phases[0].lines[2] == ()

"""Play and watch without a window: as text, from a script, told where nobody can see; saved by itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from negotiation import record as records
from negotiation import saves
from negotiation.cli import display
from negotiation.cli.play import _Autosave, _session
from negotiation.record import read
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.writing import WriteError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A save folder of its own."""
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "saves")
    return tmp_path / "saves"


# where to play -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("arguments", [(), ("play", "tutorial"), ("tutorial",)][:2], ids=["alone", "play"])
def test_with_neither_display_nor_keyboard_a_game_is_told(process, arguments: tuple[str, ...]):
    answer = process(*arguments)
    lines = answer.out.splitlines()
    assert answer.status == 0 and answer.err == ""
    assert "neither a display nor a keyboard" in lines[0]
    months = sum(line.startswith("— ") for line in lines)
    assert months == (12 if not arguments else 3) and any("Payoff" in line for line in lines)


def test_the_told_game_is_told_in_the_language_of_the_user(process):
    assert "ni écran ni clavier" in process("play", "tutorial", "--lang", "fr").out.splitlines()[0]


def test_a_display_is_a_server_that_paints_where_somebody_looks(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    assert not display.has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert display.has_display()
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    assert not display.has_display()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("SDL_VIDEODRIVER")
    assert display.has_display()


# the game that was asked for -----------------------------------------------------------------------------------------

def test_canada_is_the_persons_seat_and_the_others_are_the_scenarios():
    session = _session("tutorial", None, 3, None, None, None, False)
    assert session.seats[1] is None and session.seats[0] == session.seats[2] == load("tutorial").seats[0]
    assert (session.seat, session.seed, session.people) == (1, 3, (1,))


def test_country_level_and_rivals_choose_the_seats():
    session = _session("tutorial", "mexico", 1, "hard", {"us": "bully"}, None, False)
    assert session.seats == ("bully", "hard", None) and session.seat == 2
    assert _session("tutorial", None, 1, None, None, None, True).people == (0, 1, 2)


def test_a_game_without_a_seed_draws_one():
    seeds = {_session("tutorial", None, None, None, None, None, False).seed for _ in range(5)}
    assert len(seeds) > 1 and max(seeds) < 1_000_000


# as text -------------------------------------------------------------------------------------------------------------

def test_a_script_of_moves_is_a_game(process, tmp_path: Path):
    script = "# my moves\ncall mexico\nend\nend\nsave game.nego\nquit\n"
    answer = process("play", "tutorial", "--text", "--seed", "3", given=script, XDG_DATA_HOME=str(tmp_path / "data"))
    assert answer.status == 0 and answer.err == ""
    record = read(tmp_path / "game.nego")
    assert record.seed == 3 and record.branch.months == 1 and record.branch.phases[0].lines[1] == ("call mexico",)
    assert record.human == "canada"


def test_the_end_of_input_keeps_the_game_and_is_well(process, tmp_path: Path):
    answer = process("play", "tutorial", "--text", "--seed", "3", given="call us\nend\n",
                     XDG_DATA_HOME=str(tmp_path / "data"))
    kept = sorted((tmp_path / "data").rglob("auto-*.nego"))
    assert answer.status == 0 and kept and str(kept[-1].parent) in answer.out
    assert records.session_of(read(kept[-1])).phase == "decide"


def test_a_kept_game_goes_on_where_it_stood(process, tmp_path: Path):
    own = {"XDG_DATA_HOME": str(tmp_path / "data")}
    process("play", "tutorial", "--text", "--seed", "3", given="call us\nend\nsave a.nego\n", **own)
    answer = process("play", "--load", "a.nego", "--text", given="end\nsave b.nego\n", **own)
    assert answer.status == 0
    straight = read(tmp_path / "b.nego")
    assert straight.branch.months == 1 and straight.branch.phases[0] == read(tmp_path / "a.nego").branch.phases[0]


def test_a_save_folder_that_refuses_is_said_once_and_the_game_goes_on(process, tmp_path: Path):
    (tmp_path / "data").write_text("not a folder")
    answer = process("play", "tutorial", "--text", given="end\nend\nend\nend\n", XDG_DATA_HOME=str(tmp_path / "data"))
    assert answer.status == 0 and len(answer.errors) == 1 and "cannot be written" in answer.err


def test_three_people_play_at_one_keyboard(process, tmp_path: Path):
    script = "call canada\nend\ncall mexico\nend\ncall us\nend\nsave game.nego\n"
    answer = process("play", "tutorial", "--hot-seat", "--text", given=script, XDG_DATA_HOME=str(tmp_path / "data"))
    assert answer.status == 0
    assert read(tmp_path / "game.nego").branch.phases[0].lines == (("call canada",), ("call mexico",), ("call us",))


# kept by itself ------------------------------------------------------------------------------------------------------

def test_autosaves_go_round_in_a_ring_of_five(folder: Path):
    session = Session(load("tutorial"), 1, {"us": "hold", "mexico": "hold"})
    written = [saves.autosave(session) for _ in range(7)]
    assert len(set(written)) == 5 == len(list(folder.iterdir()))
    assert written[5] == written[0] and saves.autosaves()[0] == written[6]
    assert saves.quicksave(session) == folder / saves.QUICK and len(saves.autosaves()) == 5


def test_an_autosave_that_fails_is_an_error_for_the_library_and_a_note_for_the_player(folder: Path, capsys):
    folder.write_text("not a folder")
    session = Session(load("tutorial"), 1)
    with pytest.raises(WriteError):
        saves.autosave(session)
    keep = _Autosave()
    assert keep(session) is None and keep(session) is None
    assert len(capsys.readouterr().err.splitlines()) == 1


# the window's door ---------------------------------------------------------------------------------------------------

def test_a_display_that_refuses_leaves_the_game_as_text(process, tmp_path: Path):
    answer = process("play", "tutorial", given="end\nquit\n", DISPLAY=":987", SDL_VIDEODRIVER="x11",
                     XDG_DATA_HOME=str(tmp_path / "data"))
    assert answer.status == 0 and "The window does not open" in answer.err and "You lead Canada" in answer.out


def test_a_replay_without_a_display_is_told(process, program, tmp_path: Path):
    program("watch", "tutorial", "--text", "--save", "game.nego")
    answer = process("replay", "game.nego", "--window", DISPLAY=":987", SDL_VIDEODRIVER="x11",
                     XDG_DATA_HOME=str(tmp_path / "data"))
    assert answer.status == 0 and "The window does not open" in answer.err and "(doing nothing 0, par 1)" in answer.out


def test_a_window_that_breaks_is_one_line(program, monkeypatch):
    from negotiation.screens.faults import Broken

    def fall(*_: object, **__: object) -> None:
        raise Broken(Path("trouble.txt"))

    monkeypatch.setattr("negotiation.cli.play.has_display", lambda: True)
    monkeypatch.setattr("negotiation.screens.start.play", fall)
    answer = program("play", "tutorial")
    assert answer.status != 0 and len(answer.errors) == 1 and "trouble.txt" in answer.err


@pytest.mark.parametrize(("arguments", "asked"), [
    ((), False), (("play",), False), (("play", "tutorial"), True), (("play", "--seed", "3"), True),
    (("play", "--hot-seat"), True)])
def test_the_window_begins_with_its_title_unless_a_game_was_asked_for(program, monkeypatch, arguments, asked: bool):
    shown = []
    monkeypatch.setattr("negotiation.cli.play.has_display", lambda: True)
    monkeypatch.setattr("negotiation.screens.start.play",
                        lambda session, language, keeper: shown.append((session, language)))
    assert program(*arguments, "--lang", "es").status == 0
    (session, language), = shown
    assert (session is not None) == asked and language == "es"


def test_watch_and_replay_open_the_window(program, monkeypatch, tmp_path: Path):
    shown = []
    monkeypatch.setattr("negotiation.cli.watch.has_display", lambda: True)
    monkeypatch.setattr("negotiation.screens.start.watch",
                        lambda session, language, exit, months: shown.append((exit, months)))
    monkeypatch.setattr("negotiation.screens.start.replay",
                        lambda session, month, language: shown.append((session.month, month)))
    assert program("watch", "tutorial", "--exit").status == 0
    assert program("watch", "tutorial", "--months", 2).status == 0
    program("watch", "tutorial", "--text", "--save", "game.nego")
    assert program("replay", "game.nego", "--window", "--month", 1).status == 0
    assert program("replay", "game.nego", "--window").status == 0
    assert shown == [(True, None), (False, 2), (3, 1), (3, None)]


def test_watch_paints_the_board_of_every_month(program, tmp_path: Path):
    answer = program("watch", "tutorial", "--pictures", "board", "--months", 1)
    pictures = sorted((tmp_path / "board").iterdir())
    assert answer.status == 0 and answer.out == f"{len(pictures)} pictures in board\n"
    assert len(pictures) == 2 and all(p.read_bytes().startswith(b"\x89PNG") for p in pictures)


def test_a_folder_for_pictures_that_refuses_is_one_line(program, tmp_path: Path):
    (tmp_path / "file").write_text("")
    answer = program("watch", "tutorial", "--pictures", "file/board")
    assert answer.status == 2 and len(answer.errors) == 1 and "file/board: cannot be written" in answer.err


# watch ---------------------------------------------------------------------------------------------------------------

def test_watch_tells_a_game_of_computer_players_and_saves_it(program, tmp_path: Path):
    answer = program("watch", "tutorial", "--players", "us=bully,canada=ally,mexico=random", "--seed", 4, "--text",
                     "--save", "game.nego")
    assert answer.status == 0 and "Saved: game.nego" in answer.err
    record = read(tmp_path / "game.nego")
    assert (record.seats, record.seed, record.human) == (("bully", "ally", "random"), 4, "")
    assert records.verify(record).equal and record.branch.months == 3


def test_watch_stops_after_the_months_asked_for(program, tmp_path: Path):
    assert program("watch", "--months", 2, "--text", "--save", "game.nego").status == 0
    assert read(tmp_path / "game.nego").branch.months == 2


def test_watch_is_the_game_of_the_batch(program, tmp_path: Path):
    program("watch", "tutorial", "--seed", 9, "--text", "--save", "game.nego")
    document = program("simulate", "tutorial", "--seed", 9, "--json").document
    assert read(tmp_path / "game.nego").branch.phases[-1].digest == document["digest"]
    assert tuple(document["players"]) == NAMES

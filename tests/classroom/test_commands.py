"""The commands that serve pages: what they print, how they end, what they say where they cannot begin."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from negotiation.classroom.room_file import records_of
from negotiation.cli import classroom as classroom_command
from negotiation.cli import run as program
from negotiation.record import verify

with contextlib.suppress(ImportError):
    from school import enter, wire

pytestmark = pytest.mark.needs("classroom")


def started(*words: str, folder: Path) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "XDG_DATA_HOME": str(folder),
        "DISPLAY": "",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "negotiation", *words, "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )


def test_one_person_plays_the_game_of_a_seed_on_a_page(tmp_path: Path):
    process = started("play", "tutorial", "--web", "--as", "mexico", "--seed", "7", folder=tmp_path)
    assert process.stdout is not None
    line = process.stdout.readline()
    address, _, token = line.split()[2].partition("/#")

    async def play() -> dict[str, object]:
        host = address.removeprefix("http://")
        pupil = await enter(await wire(host, "/ws"), type="hello", token=token)
        n = 0
        while True:
            view = await pupil.see(lambda v: bool(v.get("phase")))
            phase = view["phase"]["name"], view["phase"]["round"]
            if phase[0] == "ended":
                await pupil.socket.close()
                return view
            kind, body = {
                "offer": ("plan", {"lines": []}),
                "decide": ("plan", {"lines": []}),
                "reflect": ("reflect", {"text": "why not"}),
            }.get(phase[0], ("done", {"on": True}))
            n += 1
            assert (await pupil.act(f"c{n}", kind, **body))["type"] == "ack"
            await pupil.see(lambda v, p=phase: (v["phase"]["name"], v["phase"]["round"]) != p)

    try:
        view = asyncio.run(play())
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
    assert process.returncode == 0, process.stdout.read()
    process.stdout.close()
    assert view["me"]["country"] == "mexico" and len(view["task"]["months"]) == 3
    (file,) = (tmp_path / "negotiation" / "pages").glob("*.negroom")
    (record,) = records_of(file).values()
    assert (record.seed, record.seats) == (7, ("easy", "easy", "person")) and verify(record).equal


def test_the_console_ends_with_ctrl_c_and_verify_plays_its_rooms_again(tmp_path: Path, capsys):
    process = started(
        "classroom", "--port", "0", "--data", str(tmp_path / "rooms"), "--no-browser", folder=tmp_path
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(4)]
    assert "127.0.0.1" in said[0] and "/start?key=" in said[0] and "/screen?key=" in said[1]
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=20)[0]
    assert process.returncode == 0 and "Every room is in its file" in rest and "Traceback" not in rest


def test_verify_tells_every_game_of_a_room(tmp_path: Path, capsys):
    from lessons import begun

    from negotiation.classroom.orders import order
    from negotiation.classroom.store import SqliteStore

    room = begun(people=4)
    for _ in range(8):
        order(room, "end_phase", {})
    store = SqliteStore(tmp_path)
    name = store.create_room(room.code)
    store.append(name, room.fresh)
    store.close()
    assert program(["verify", str(store.path(name)), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [r["file"] for r in rows] == [f"{store.path(name)}#{n}" for n in (1, 2)]
    assert all(r["equal"] and r["months"] == 1 for r in rows)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["play", "--web", "--text"], "--web begins a new game"),
        (["play", "--web", "--load", "x.nego"], "--web begins a new game"),
        (["play", "nowhere", "--web"], "nowhere"),
        (["classroom", "--port", "70000"], "--port"),
        (["classroom", "now"], "now"),
        (["classroom", "--plan", "civic"], "did you mean 'civics'"),
        (["classroom", "--keep-days", "-1"], "--keep-days"),
        (["classroom", "bundle"], "DIR"),
        (["verify", "nothing.negroom"], "nothing.negroom: there is no such file"),
    ],
)
def test_wrong_use_is_one_line(words: list[str], said: str, capsys):
    assert program([*words, "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert said in error and len(error.splitlines()) == 1


def test_a_port_in_use_and_a_missing_extra_have_a_remedy(tmp_path: Path, capsys, monkeypatch):
    with socket.socket() as line:
        line.bind(("0.0.0.0", 0))
        line.listen()
        port = line.getsockname()[1]
        assert (
            program(
                ["classroom", "--port", str(port), "--data", str(tmp_path), "--no-browser", "--lang", "en"]
            )
            == 2
        )
    error = capsys.readouterr().err
    assert f":{port}" in error and "--port" in error and len(error.splitlines()) == 1
    monkeypatch.setattr(classroom_command, "NEEDS", ("no_such_module",))
    for words in (["classroom", "--no-browser"], ["play", "--web"]):
        assert program([*words, "--lang", "en"]) == 2
        assert "negotiation[classroom]" in capsys.readouterr().err


def test_a_game_of_a_room_opens_in_replay_table_and_play(tmp_path: Path, capsys):
    from lessons import begun

    from negotiation.classroom.orders import order
    from negotiation.classroom.store import SqliteStore

    room = begun(people=4)
    for _ in range(8):
        order(room, "end_phase", {})
    store = SqliteStore(tmp_path)
    file = store.path(store.create_room(room.code))
    store.append(file.stem, room.fresh)
    store.close()
    assert program(["replay", f"{file}#2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["seed"] == room.tables[2].session.seed
    assert program(["table", "--load", f"{file}#1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["month"] == 2
    for words, said in ((["replay", str(file)], f"{file}#1"), (["replay", f"{file}#9"], "the room has 2")):
        assert program([*words, "--lang", "en"]) == 2
        assert said in capsys.readouterr().err

"""The doors that read something, one function a door: it reads one input, and only errors that have a name may come."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from fuzz.inputs import bytes_near, text, value
from negotiation.cases import check_cases
from negotiation.cli import failures, run
from negotiation.reading import FileError
from negotiation.record import parse as parse_record
from negotiation.record import scenario_of, session_of
from negotiation.rules.notation import NotationError
from negotiation.rules.notation import parse as parse_line
from negotiation.scenarios import check_file, load
from negotiation.session import Session

ROOT = Path(__file__).parents[2]
BAD = ROOT / "tests" / "bad"
LARGE = 40_000             # a save longer than this is cut before it is changed
REPLAYED = 0.05            # share of the good saves that are played again


@lru_cache
def corpus(*patterns: str) -> list[bytes]:
    """Good and bad files to begin with."""
    return [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern))]


@lru_cache
def desk() -> tempfile.TemporaryDirectory[str]:
    """A folder until the program ends; in memory where there is such a place."""
    shm = Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=shm if os.access(shm, os.W_OK) else None)


def paper() -> Path:
    """A file that is written again and again."""
    return Path(desk().name) / "input.yaml"


def written(data: bytes, name: str = "input.yaml") -> Path:
    path = paper().with_name(name)
    path.write_bytes(data)
    return path


def notation(draw: random.Random) -> None:
    """A line of a move."""
    with contextlib.suppress(NotationError):
        parse_line(load("kick-start-2025").menu, text(draw), draw.choice((None, 0, 1, 2)))


def scenario(draw: random.Random) -> None:
    """A scenario file; the check tells problems and raises nothing."""
    check_file(written(bytes_near(draw.choice(corpus("scenarios/*.yaml", "tests/bad/scenario/*.yaml")), draw)))


def design(draw: random.Random) -> None:
    """A design of a study."""
    from negotiation.study.design import check_design

    check_design(written(bytes_near(draw.choice(corpus("tests/bad/design/*.yaml", "docs/studies/*.yaml")),
    draw)))


def case(draw: random.Random) -> None:
    """A file of rule cases."""
    good = draw.choice(corpus("tests/bad/case/*.yaml", "scenarios/cases/h*.yaml"))
    check_cases(written(bytes_near(good[:6000], draw)))


def save(draw: random.Random) -> None:
    """A saved game."""
    try:
        record = parse_record(bytes_near(draw.choice(saves())[:LARGE], draw), "input.nego")
        scenario_of(record)
        if draw.random() < REPLAYED:
            session_of(record)
    except FileError:
        pass


@lru_cache
def saves() -> list[bytes]:
    """Kept games, and a short one that carries its scenario."""
    game = Session(load("tutorial", {"luck": 1, "name": "own"}), 5, {"us": "default", "mexico": "random"})
    game.plan("call mexico")
    game.next()
    return [*corpus("tests/games/*.nego"), *([game.record().text().encode()] * 3)]


def frame(draw: random.Random) -> None:
    """What a browser sends to a room: any message of a member, any order of a teacher, any text."""
    from negotiation.classroom.acts import ANYWHERE, AT_TABLE, act
    from negotiation.classroom.event import Refused
    from negotiation.classroom.line import cid_of
    from negotiation.classroom.orders import ORDERS, order

    room = lesson(draw)
    with contextlib.suppress(Refused):
        body = value(draw) if draw.random() < 0.3 else {
            name: value(draw) for name in draw.sample(BODY, draw.randrange(len(BODY)))}
        body = body if isinstance(body, dict) else {}
        body = json.loads(json.dumps(body))
        cid = cid_of({"cid": value(draw)})
        if draw.random() < 0.75:
            member = draw.choice(list(room.members.values()))
            act(room, member, draw.choice([*ANYWHERE, *AT_TABLE, "nothing"]), body, cid)
        else:
            order(room, draw.choice([*ORDERS, "nothing"]), body)


BODY = ("text", "phrase", "to", "game", "seat", "lines", "line", "country", "answers", "member", "language",
    "seconds",
        "settings", "choice", "question", "answer", "plan", "phase", "offer", "on", "name", "pen", "take",
        "scenario")
_ROOM: dict[str, Any] = {}


def lesson(draw: random.Random) -> Any:
    """A room that goes on for a while, and is replaced before it ends."""
    from lessons import begun

    from negotiation.classroom.orders import order

    if _ROOM.get("left", 0) <= 0:
        _ROOM.update(room=begun(people=4, seed=draw.randrange(50)), left=120)
    _ROOM["left"] -= 1
    room = _ROOM["room"]
    if not room.running:
        _ROOM["left"] = 0
    elif draw.random() < 0.1:
        order(room, "end_phase", {"game": 1})
    room.now += draw.choice((0.0, 0.5, 20.0))
    return room


def command(draw: random.Random) -> None:
    """A command line: an answer or one line that says what is wrong, and never an error nobody thought of."""
    argv = [draw.choice((*COMMANDS, *COMMANDS, text(draw)))]
    for _ in range(draw.randrange(4)):
        argv += draw.choice((["--lang", text(draw)], ["--json"], [text(draw)], ["--" + text(draw)[:9]],
            ["--seed", text(draw)],
                             ["--players", text(draw)], ["--set", text(draw)], ["--games", draw.choice(GAMES)],
                             [str(written(bytes_near(draw.choice(saves())[:3000], draw), "a.nego"))],
                             [str(written(bytes_near(draw.choice(corpus("scenarios/t*.yaml")), draw)))],
                             ["--help"],
                             [str(paper().parent)], ["/dev/null"], [str(paper().parent / "no\udcffne")]))
    if argv[0] in ("simulate", "table", "tournament"):
        argv += ["--games", draw.choice(GAMES)]
    unexpected: list[str] = []
    usual = failures._where
    failures._where = lambda error: unexpected.append(usual(error)) or usual(error)  # type: ignore[func-returns-value]
    try:
        with _quiet():
            status = run(argv)
    except SystemExit as leaving:
        status = leaving.code
    finally:
        failures._where = usual
    if unexpected or status not in (0, 1, 2):
        raise AssertionError(f"{argv!r}: {status} {unexpected}")


COMMANDS = ("list", "check", "verify", "replay", "economy", "simulate", "new", "table", "study",
"tournament", "cases")
GAMES = ("0", "-1", "x", "1.5", "", "1e3", "9" * 30)   # none of them can be played


@contextmanager
def _quiet() -> Iterator[None]:
    """Standard streams of one's own, nothing on standard input, in a folder of one's own."""
    before, here = sys.stdin, Path.cwd()
    sys.stdin = io.StringIO()
    os.chdir(paper().parent)
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield
    finally:
        sys.stdin = before
        os.chdir(here)


def window(draw: random.Random) -> None:
    """What hands do at the board, with numbers no hand can do."""
    from negotiation.screens.events import Click, Drag, Key, Move, Rest, Tick, Typed, Wheel

    pilot = board(draw)
    at = (draw.choice(PLACES), draw.choice(PLACES))
    events: list[Any] = [Click(at), Drag(at), Move(at), Rest(at), Tick(), Key(text(draw)[:3]),
    Typed(text(draw)[:2]),
                         Typed("\ud800"), Wheel(at, draw.choice((-3, 3, 10**9))),  # type: ignore[list-item]
                         Key(draw.choice(("z", "s", "a")), ctrl=True, shift=draw.random() < 0.5)]
    pilot.give(draw.choice(events))
    if pilot.screen is not None:
        pilot.screen.shown()


PLACES = (float("nan"), float("inf"), -1e308, 1e308, -5.0, 0.0, 50.0, 333.3, 640.0, 719.0, 1279.0)


def board(draw: random.Random) -> Any:
    """A board that is used for a while."""
    from alone import alone
    from at_the_window import board as opened

    if _ROOM.get("events", 0) <= 0 or _ROOM["pilot"].screen is None:
        if "home" not in _ROOM:
            _ROOM["home"] = alone()
            _ROOM["home"].__enter__()
        _ROOM.update(pilot=opened(draw.choice(("us", "canada", "mexico")), scenario="tiny"), events=400)
    _ROOM["events"] -= 1
    return _ROOM["pilot"]


DOORS: dict[str, tuple[Callable[[random.Random], None], int]] = {  # with its share of a thousand inputs
    "notation": (notation, 520), "frame": (frame, 240), "save": (save, 80), "window": (window, 70),
    "scenario": (scenario, 40),
    "case": (case, 25), "design": (design, 15), "command": (command, 10),
}

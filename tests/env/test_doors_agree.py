"""The same choices at every door: engine, Mesa, PettingZoo, Gymnasium, OpenSpiel, command line, window."""

from __future__ import annotations

import io
import re
import sys

import numpy as np
import pytest
from pilot import Pilot
from scripted import Course, Reader, drawn, monthly

from negotiation.env.observation import Sight
from negotiation.record import read
from negotiation.rules.names import NAMES
from negotiation.rules.step import step
from negotiation.rules.written import choices_of
from negotiation.scenarios import load
from negotiation.session import Session

COURSES = [drawn("kick-start-2025", 7), drawn("tiny", 3)]
every = pytest.mark.parametrize("course", COURSES, ids=lambda c: c.scenario)


def of_month(course: Course, name: str) -> list[str]:
    """A seat's words, then its decisions, month by month."""
    i = NAMES.index(name)
    return [text for phase in course.lines for text in phase[i]]


@every
def test_a_course_says_and_does_things(course):
    assert all(of_month(course, name) for name in NAMES) and len(set(course.digests)) == len(course.digests)


@every
def test_the_engine(course):
    scenario = load(course.scenario)
    state, digests = scenario.start(course.seed), []
    for n, lines in enumerate(course.lines):
        state = step(scenario, state, choices_of(scenario, state.phase, lines)).after
        digests += [state.digest()] if n % 2 else []
    assert tuple(digests) == course.digests


@every
def test_mesa(course, tmp_path):
    from negotiation.model import NegotiationModel

    model, digests = NegotiationModel(course.scenario, course.seed, dict.fromkeys(NAMES, course.script(tmp_path))), []
    while model.running:
        model.step()
        digests.append(model.digest)
    assert tuple(digests) == course.digests


@pytest.mark.needs("env")
@every
def test_pettingzoo_together(course):
    from negotiation.env import parallel_env

    env = parallel_env(scenario=course.scenario)
    reader = Reader(env.sight.menu, course)
    seen, infos = env.reset(seed=course.seed)
    while env.agents:
        games = env.games
        actions = {name: reader.code(i, infos[name]["month"], bool(games.deciding[0]),
                                     np.flatnonzero(seen[name]["action_mask"])) for i, name in enumerate(NAMES)}
        seen, _, _, _, infos = env.step(actions)
        assert not any(info["illegal"] for info in infos.values())
    assert monthly(env.games) == course.digests and infos["us"]["digest"] == course.digests[-1]


@pytest.mark.needs("env")
@every
def test_pettingzoo_one_by_one(course):
    from negotiation.env import env

    turns = env(scenario=course.scenario)
    turns.reset(seed=course.seed)
    games = turns.unwrapped.games
    reader = Reader(turns.unwrapped.sight.menu, course)
    for name in turns.agent_iter():
        seen, _, over, cut, info = turns.last()
        turns.step(None if over or cut else reader.code(
            NAMES.index(name), info["month"], bool(games.deciding[0]), np.flatnonzero(seen["action_mask"])))
    assert monthly(games) == course.digests


@pytest.mark.needs("env")
@pytest.mark.parametrize("seat", NAMES)
@every
def test_gymnasium_seats(course, seat, tmp_path):
    from negotiation.env import SeatEnv

    script = course.script(tmp_path)
    env = SeatEnv(course.scenario, seat=seat, rivals={name: script for name in NAMES if name != seat})
    reader = Reader(env.sight.menu, course)
    seen, info = env.reset(seed=course.seed)
    over = False
    while not over:
        code = reader.code(env.seat, info["month"], bool(env.games.deciding[0]), np.flatnonzero(seen["action_mask"]))
        seen, _, over, _, info = env.step(code)
    assert monthly(env.games) == course.digests


@pytest.mark.needs("openspiel")
@pytest.mark.parametrize("turns", [False, True], ids=["together", "one by one"])
@every
def test_openspiel(course, turns):
    import pyspiel

    import negotiation.env.openspiel  # noqa: F401

    game = pyspiel.load_game("python_negotiation", {"scenario": course.scenario, "seeds": course.seed + 1})
    state = (pyspiel.convert_to_turn_based(game) if turns else game).new_initial_state()
    state.apply_action(course.seed)
    reader = Reader(Sight(load(course.scenario)).menu, course)
    digests: dict[int, str] = {}
    while not state.is_terminal():
        month, deciding = _stands(str(state))
        if turns:
            seat = state.current_player()
            state.apply_action(reader.code(seat, month, deciding, np.array(state.legal_actions())))
        else:
            state.apply_actions([reader.code(i, month, deciding, np.array(state.legal_actions(i))) for i in range(3)])
        found = re.search(r"month (\d+), (say|over)", str(state))
        if found and found[1] != "0":
            digests.setdefault(int(found[1]), re.findall(r"sha256:[0-9a-f]{64}", str(state))[-1])
    assert tuple(digests[m] for m in sorted(digests)) == course.digests


def _stands(text: str) -> tuple[int, bool]:
    month, kind = re.search(r"month (\d+), (\w+)", text).groups()
    return int(month), kind != "say"


@every
def test_the_command_line_among_computers(course, tmp_path, capsys):
    from negotiation.cli import run

    script, kept = course.script(tmp_path), tmp_path / "kept.nego"
    players = ",".join(f"{name}={script}" for name in NAMES)
    assert run(["watch", course.scenario, "--text", "--players", players, "--seed", str(course.seed),
                "--save", str(kept)]) == 0
    assert tuple(p.digest for p in read(kept).branch.phases if p.digest) == course.digests
    assert run(["verify", str(kept)]) == 0


@every
def test_the_command_line_by_hand(course, tmp_path, capsys, monkeypatch):
    from negotiation.cli import run

    script, kept = course.script(tmp_path), tmp_path / "kept.nego"
    typed = [text for phase in course.lines for text in (*phase[1], "end")]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join([*typed, f"save {kept}", "quit"]) + "\n"))
    status = run(["play", course.scenario, "--text", "--as", "canada", "--seed", str(course.seed),
                  "--rivals", f"us={script},mexico={script}"])
    assert status == 0, capsys.readouterr().out[-2000:]
    assert tuple(p.digest for p in read(kept).branch.phases if p.digest) == course.digests


@every
def test_the_session_behind_the_window(course, tmp_path, monkeypatch):
    from negotiation import saves
    from negotiation.screens.board import Board
    from negotiation.screens.pages import Sitting

    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "saves")
    script, sitting = course.script(tmp_path), Sitting("en")
    session = Session(load(course.scenario), course.seed, {"us": script, "mexico": script})
    sitting.begin(session).first = False
    pilot, digests = Pilot(Board(sitting)), []
    for phase in course.lines:
        session.plan(*phase[1])
        pilot.click("end")
        if "go" in pilot.names():                          # the last month is closed without a vote
            pilot.click("go")
        if session.phase == "talk":
            digests.append(session.state.digest())
            pilot.click("next")
    assert session.over and tuple(digests) == course.digests

"""Saved games: text that plays again to the same state, torn files, damaged files, disks that refuse."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation import record as records
from negotiation.record import Record, RecordError, ReplayError
from negotiation.rules import VERSION
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.writing import WriteError, write_whole

HEAD = 12                                  # lines before the first month


def played(phases: int = 5, scenario: str = "tutorial", **seats: str | None) -> Session:
    """A game of a person in Canada between two players that do any legal thing."""
    session = Session(load(scenario), 7, {"us": "random", "canada": None, "mexico": "random"} | seats)
    for n in range(phases):
        if session.moves():
            session.plan(session.moves()[n % len(session.moves())])
        session.next()
    return session


@pytest.fixture(scope="module")
def game() -> Session:
    session = played()
    session.plan(session.moves()[0])
    return session


@pytest.fixture(scope="module")
def text(game: Session) -> str:
    return game.record().text()


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(RecordError) as caught:
        records.parse(text, "game.nego")
    return [(p.line, p.problem.id) for p in caught.value.problems]


def test_text_and_record_are_a_round_trip(game: Session, text: str):
    assert records.parse(text) == game.record()
    assert records.parse(text).text() == text


def test_a_game_loads_to_the_same_state_with_its_plan(game: Session, text: str):
    again = records.session_of(records.parse(text))
    assert again.state.digest() == game.state.digest()
    assert (again.phase, again.planned(), again.seat) == (game.phase, game.planned(), game.seat)
    assert again.seats == game.seats
    assert [p.lines for p in again.past] == [p.lines for p in game.past]


@pytest.mark.parametrize("phases", range(7))
def test_a_game_may_be_saved_in_either_half_of_any_month(phases: int):
    session = played(phases)
    again = records.session_of(records.parse(session.record().text()))
    assert (again.state.digest(), again.phase, again.over) == (session.state.digest(), session.phase, session.over)


def test_a_loaded_game_goes_on_as_it_would_have(text: str):
    straight, again = played(6), records.session_of(records.parse(text))
    while again.planned():
        again.unplan()
    again.plan(again.moves()[5 % len(again.moves())])
    again.next()
    assert again.state.digest() == straight.state.digest()


def test_the_file_says_every_line_in_notation_and_one_digest_a_month(text: str, game: Session):
    lines = text.splitlines()
    assert lines[:4] == ["negotiation saved game, format 1", f"rules: {VERSION}", "scenario: tutorial",
                         lines[3]] and lines[3].startswith("fingerprint: sha256:")
    assert sum(line.startswith("digest sha256:") for line in lines) == 2
    for place in game.past:
        for name, own in zip(NAMES, place.lines, strict=True):
            assert all(f"{name}: {said}" in lines for said in own)


def test_branches_are_kept_by_name(game: Session):
    other = game.fork()
    other.unplan()
    other.next()
    record = records.of_session(game, {"what if": other})
    back = records.parse(record.text())
    assert back == record and [b.name for b in back.branches] == ["main", "what if"]
    what_if = next(b for b in back.branches if b.name == "what if")
    assert records.session_of(back, what_if).state.digest() == other.state.digest()
    assert records.verify(back).equal


def test_a_scenario_that_is_not_shipped_travels_with_the_game(tmp_path: Path):
    session = Session(load("tutorial", {"rules.K": 6}), 3, {"us": "hold", "mexico": "random"})
    session.end_month()
    record = session.record()
    assert record.text_of_scenario
    again = records.session_of(records.parse(record.text()))
    assert again.scenario.rules.K == 6 and again.state.digest() == session.state.digest()


def test_comments_and_blank_lines_are_passed_over(text: str):
    lines = text.splitlines()
    commented = "\n".join([lines[0], "# a note", "", *lines[1:]]) + "\n"
    assert records.parse(commented) == records.parse(text)
    assert records.parse(text.replace("\n", "\r\n")) == records.parse(text)


# torn and damaged ----------------------------------------------------------------------------------------------------

def test_a_torn_last_line_is_left_out_with_a_notice(text: str):
    whole = records.parse(text)
    torn = records.parse(text[:-len("end\n") - 5])
    assert [n.id for n in torn.notices] == ["record.torn"] and not whole.notices
    assert torn.branch.phases == whole.branch.phases


@cache
def text_of(phases: int) -> str:
    return played(phases).record().text()


@given(st.data())
def test_a_file_cut_anywhere_loads_a_part_of_the_game_or_names_the_head(data: st.DataObject):
    text = text_of(4)
    cut = data.draw(st.integers(0, len(text) - 1))
    try:
        part = records.parse(text.encode()[:cut])
    except RecordError as error:
        assert text[:cut].count("\n") < HEAD and all(p.line for p in error.problems)
        return
    whole = records.parse(text).branch.phases
    assert part.branch.phases == whole[:len(part.branch.phases)]
    assert part.notices or cut == len(text) - 1
    assert all(m.digest or m.phase == "talk" for m in part.branch.phases)


@settings(max_examples=40)
@given(st.data())
def test_any_damage_is_a_record_error_or_another_whole_game(data: st.DataObject):
    text = text_of(2)
    lines = text.splitlines()
    n = data.draw(st.integers(0, len(lines) - 1))
    lines[n] = data.draw(st.one_of(st.just(""), st.text(max_size=20), st.sampled_from(lines)))
    try:
        record = records.parse("\n".join(lines) + "\n", "game.nego")
        records.verify(record)
    except RecordError as error:
        assert str(error) and all(p.file == "game.nego" for p in error.problems)


@pytest.mark.parametrize(("change", "expected"), [
    (lambda t: "hello\n" + t, (1, "record.not_one")),
    (lambda t: t.replace("format 1", "format 9"), (1, "record.newer")),
    (lambda t: t.replace("seed: 7", "seed: -7"), (5, "record.seed")),
    (lambda t: t.replace("seed: 7", f"seed: {2 ** 63}"), (5, "record.seed")),
    (lambda t: t.replace(f"rules: {VERSION}\n", f"rulez: {VERSION}\n"), (2, "file.unknown_key")),
    (lambda t: t.replace("human: canada", "human: canda"), (9, "file.unknown_country")),
    (lambda t: t.replace("month 2 talk", "month 3 talk"), None),
    (lambda t: t.replace("digest sha256:", "digest sha256:z", 1), None),
    (lambda t: t + "more\n", None),
])
def test_damage_is_named_with_its_line(text: str, change: Callable[[str], str], expected: tuple[int, str] | None):
    changed = change(text)
    found = problems(changed)
    wrong = [n for n, (a, b) in enumerate(zip(text.splitlines(), changed.splitlines(), strict=False), 1) if a != b]
    assert found[0] == expected or (expected is None and found[0][0] == (wrong or [len(changed.splitlines())])[0])


def test_all_problems_are_told_at_once(text: str):
    found = problems(text.replace("seed: 7", "seed: x").replace("human: canada", "human: peru"))
    assert [line for line, _ in found] == [5, 9]


def test_a_changed_move_is_found_when_it_is_played_again(game: Session):
    record = game.record()
    first = record.branch.phases[0]
    silent = replace(first, lines=((), (), ()))
    changed = replace(record, branches=(replace(record.branch, phases=(silent, *record.branch.phases[1:])),))
    verdict = records.verify(records.parse(changed.text()))
    assert (verdict.equal, verdict.first_difference) == (False, 1)
    assert verdict.problems[0].remedy.id == "record.older_copy"


def test_an_illegal_move_is_named_with_its_line(text: str):
    lines = text.splitlines()
    n = next(n for n, line in enumerate(lines) if line.startswith("canada: ") and n > HEAD)
    lines[n] = "canada: reopen mexico"
    with pytest.raises(ReplayError) as caught:
        records.session_of(records.parse("\n".join(lines) + "\n", "game.nego"))
    problem = caught.value.problems[0]
    assert (problem.line, problem.key, problem.file) == (n + 1, "canada", "game.nego")


def test_an_older_rules_version_is_welcome_while_it_plays_equal(text: str):
    old = records.parse(text.replace(f"rules: {VERSION}", "rules: 0.9"))
    assert records.session_of(old).month == 2
    assert records.verify(old).equal


def test_an_older_rules_version_that_plays_otherwise_is_refused_by_name(game: Session):
    record = replace(game.record(), rules="0.9")
    months = [replace(p, digest="sha256:" + "0" * 64) if p.digest else p for p in record.branch.phases]
    changed = replace(record, branches=(replace(record.branch, phases=tuple(months)),))
    with pytest.raises(ReplayError) as caught:
        records.session_of(changed)
    problem = caught.value.problems[0]
    assert (problem.problem.id, problem.problem.places["saved"]) == ("record.other_rules", "0.9")


def test_a_scenario_that_has_changed_is_named(game: Session):
    record = replace(game.record(), fingerprint="sha256:" + "1" * 64)
    assert records.session_of(record).month == 2
    months = [replace(p, digest="sha256:" + "0" * 64) if p.digest else p for p in record.branch.phases]
    changed = replace(record, branches=(replace(record.branch, phases=tuple(months)),))
    assert records.verify(changed).problems[0].problem.id == "record.other_scenario"


def test_a_scenario_that_is_not_there_is_named(text: str):
    with pytest.raises(RecordError) as caught:
        records.scenario_of(records.parse(text.replace("scenario: tutorial", "scenario: tutoriel"), "game.nego"))
    assert caught.value.problems[0].problem.id == "file.unknown_scenario"


# disks ---------------------------------------------------------------------------------------------------------------

def test_a_missing_file_and_a_folder_are_errors_of_the_record(tmp_path: Path):
    for path, id_ in ((tmp_path / "none.nego", "file.no_such_file"), (tmp_path, "file.unreadable")):
        with pytest.raises(RecordError) as caught:
            records.read(path)
        assert caught.value.problems[0].problem.id == id_


def test_writing_takes_the_place_of_the_old_file_at_once(tmp_path: Path, game: Session):
    path = tmp_path / "game.nego"
    game.save(path)
    game.save(path)
    assert records.read(path) == game.record()
    assert [p.name for p in tmp_path.iterdir()] == ["game.nego"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, game: Session):
    with pytest.raises(WriteError) as caught:
        game.save(tmp_path / "none" / "game.nego")
    assert caught.value.problems[0].remedy.id == "file.make_folder"


def test_a_folder_is_not_a_file(tmp_path: Path, game: Session):
    with pytest.raises(WriteError) as caught:
        game.save(tmp_path)
    assert caught.value.problems[0].remedy.id == "file.name_a_file"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_named(game: Session):
    with pytest.raises(WriteError) as caught:
        game.save("/dev/full")
    assert caught.value.problems[0].remedy.id == "file.free_space"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_full_disk_leaves_the_old_save_whole(tmp_path: Path):
    path = tmp_path / "game.nego"
    path.write_text("the old game\n")
    code = ("import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
            "from negotiation.writing import WriteError, write_whole\n"
            "try: write_whole(sys.argv[1], 'x' * 4000)\n"
            "except WriteError as error: print(error.problems[0].remedy.id)")
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"})
    assert done.stdout.strip() == "file.free_space"
    assert path.read_text() == "the old game\n" and [p.name for p in tmp_path.iterdir()] == ["game.nego"]


def test_an_interruption_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "game.nego"
    path.write_text("the old game\n")
    monkeypatch.setattr(os, "replace", lambda *_: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "the new game\n")
    assert path.read_text() == "the old game\n" and [p.name for p in tmp_path.iterdir()] == ["game.nego"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path):
    (tmp_path / "real.nego").write_text("old\n")
    link = tmp_path / "link.nego"
    link.symlink_to(tmp_path / "real.nego")
    write_whole(link, "new\n")
    assert link.is_symlink() and (tmp_path / "real.nego").read_text() == "new\n"


def test_a_record_is_plain_data(game: Session):
    assert isinstance(game.record(), Record) and hash(game.record()) == hash(game.record())


def test_a_seat_whose_strategy_is_gone_is_named_with_its_file(tmp_path: Path):
    kept = tmp_path / "game.nego"
    text = (Path(__file__).parent / "games" / "lapse.nego").read_text(encoding="utf-8")
    kept.write_text(text.replace("seat mexico: default", "seat mexico: ../mine.py"), encoding="utf-8", newline="\n")
    with pytest.raises(RecordError) as found:
        records.session_of(records.read(kept))
    (problem,) = found.value.problems
    assert (problem.file, problem.key, problem.remedy.id) == (str(kept), "seat mexico", "record.mend_seat")
    assert problem.problem.id == "strategy.no_file"

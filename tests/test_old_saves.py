"""Games saved under earlier rules: played on where they play again equal, else refused by name, at every door."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from alone import alone
from pilot import Pilot

from negotiation import record, saves
from negotiation.rules import VERSION
from negotiation.screens.files import opened
from negotiation.screens.pages import Sitting, Trouble
from negotiation.screens.title import Title

SAVES = sorted((Path(__file__).parent / "saves").glob("*.nego"))


def told(path: Path) -> tuple[str, list]:
    saved = record.read(path)
    return saved.rules, list(record.verify(saved).problems)


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    from negotiation.cli import run
    status = run([str(w) for w in words])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return status, captured.out, captured.err


def test_every_earlier_version_is_here_with_games_that_are_refused_and_games_that_are_not():
    found: dict[str, set[bool]] = {}
    for path in SAVES:
        rules, problems = told(path)
        found.setdefault(rules, set()).add(bool(problems))
    earlier = {f"1.{n}" for n in range(int(VERSION.partition(".")[2]))} if VERSION.startswith("1.") else set()
    assert earlier <= found.keys()
    assert all(True in kinds for rules, kinds in found.items() if rules != VERSION)


@pytest.mark.parametrize("path", SAVES, ids=lambda p: p.stem)
def test_an_old_game_plays_again_or_says_whose_rules_it_needs(path: Path):
    rules, problems = told(path)
    for problem in problems:
        assert problem.problem.id == "record.other_rules" and problem.line > 0
        assert (problem.problem.places["saved"], problem.problem.places["now"]) == (rules, VERSION)
    if not problems:
        session = record.session_of(record.read(path))
        assert session.over or session.moves() or session.next()          # it goes on


def opens_or_says_so(path: Path, rules: str, problems: list, capsys: pytest.CaptureFixture[str]) -> None:
    with alone():
        status, _, said = run(capsys, "play", "--text", "--load", path, "--lang", "en")
    assert (status, len(said.splitlines())) == ((2, 1) if problems else (0, 0))
    if not problems:
        assert run(capsys, "replay", path)[0] == 0
        return
    differs = re.search(f"saved under rules {rules}; under rules {VERSION} it differs from month (\\d+)", said)
    command = re.search(r"replay \S+ --month (\d+)", said)
    assert differs is not None and (command is None) == (differs[1] == "1"), "months before it can be read"
    assert run(capsys, "replay", path)[0] == 2
    if command is not None:
        status, out, said = run(capsys, "replay", path, "--month", command[1], "--lang", "en")
        assert status == 0 and said == "" and f"(month {command[1]} of" in out     # read, and nothing can be changed


@pytest.mark.parametrize("path", SAVES, ids=lambda p: p.stem)
def test_the_command_line_opens_it_or_says_so_on_one_line(path: Path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    opens_or_says_so(path, *told(path), capsys)


def test_the_months_before_the_first_that_differs_can_be_read(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    whole = (Path(__file__).parent / "games" / "three-way-deal.nego").read_text(encoding="utf-8")
    months = whole.replace(f"rules: {VERSION}", "rules: 1.0").split("digest sha256:")
    months[4] = "0" * 64 + months[4][64:]
    old = tmp_path / "old.nego"
    old.write_text("digest sha256:".join(months), encoding="utf-8")
    rules, problems = told(old)
    assert len(problems) == 1
    opens_or_says_so(old, rules, problems, capsys)


@pytest.mark.parametrize("path", [p for p in SAVES if "1.0" in p.stem], ids=lambda p: p.stem)
def test_the_window_lists_it_and_opens_it_or_says_so(path: Path):
    with alone():
        folder = saves.folder()
        folder.mkdir(parents=True)
        (folder / path.name).write_bytes(path.read_bytes())
        shown, problems = opened(Title(Sitting("en")), folder / path.name), told(path)[1]
        assert isinstance(shown, Trouble) == bool(problems)
        if problems:
            assert any("saved under rules 1.0" in text for text in Pilot(shown).texts())

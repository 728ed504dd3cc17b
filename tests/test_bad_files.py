"""Files that are wrong: each must produce the line its first comment holds, and never a traceback.

`tests/bad/KIND/NAME.yaml`: a folder for each kind of file, a file for each mistake.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from negotiation import cases, reading, scenarios
from negotiation.data_files import load_calibration
from negotiation.paths import shipped
from negotiation.reading import FileError, Problem
from negotiation.study import design

BAD = Path(__file__).parent / "bad"
CHECKS: dict[str, Callable[[Path], list[Problem]]] = {
    "scenario": scenarios.check_file, "history": scenarios.check_file, "economy": scenarios.check_file,
    "case": cases.check_cases, "design": design.check_design,
}
FILES = sorted(path for kind in CHECKS for path in (BAD / kind).iterdir())


def shown(problems: list[Problem]) -> list[str]:
    return [str(dataclasses.replace(p, file=Path(p.file).name)) for p in problems]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_wrong_file_produces_the_line_it_holds(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.removeprefix("# ") in shown(CHECKS[path.parent.name](path))


def test_there_is_a_corpus() -> None:
    assert len(FILES) >= 75


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text("like: kick-start-2025\nmonths: 99\nluck: maybe\nstate:\n  pact: {us-canda: separate}\nnwes: []\n")
    keys = [p.key for p in scenarios.check_file(path)]
    assert keys == ["months", "luck", "state.pact.us-canda", "nwes"]


def test_only_the_first_unknown_keys_of_a_file_are_guessed_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands, looking for a near name would take seconds."""
    asked: list[str] = []
    near = reading.near
    monkeypatch.setattr(reading, "near", lambda name, known: asked.append(name) or near(name, known))
    path = tmp_path / "keys.yaml"
    path.write_text("".join(f"month{n}: 1\n" for n in range(3_000)))
    problems = scenarios.check_file(path)
    assert len(problems) >= 3_000 and 90 <= len(asked) <= reading.GUESSES
    assert problems[0].remedy.id == "file.did_you_mean" and problems[2_999].remedy.id == "file.use_one_of"


@pytest.mark.parametrize(("content", "problem"), [
    (b"months: 6\n" + b"#" * 1_000_001, "file.too_large"), (b"title: caf\xe9\n", "file.not_utf8"),
    (b"months: \x00\n", "file.not_yaml"), (b"\xef\xbb\xbftitle: [\n", "file.not_yaml"),
])
def test_bytes_that_are_no_text_are_a_problem_of_the_file(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "bytes.yaml"
    path.write_bytes(content)
    assert [p.problem.id for p in scenarios.check_file(path)] == [problem]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert [p.problem.id for p in scenarios.check_file(tmp_path / "nothing.yaml")] == ["file.no_such_file"]
    assert [p.problem.id for p in scenarios.check_file(tmp_path)] == ["file.unreadable"]


@pytest.mark.parametrize(("old", "new", "key", "says"), [
    ("    value: 29200\n", "    value: -5\n", "gdp.us", "must be above 0"),
    ("    value: 5.8\n", "    value: none\n", "elasticities.metals", "is not a number"),
    ("    unit: US$ billion\n", "    unit: pesos\n", "gdp.us", "is given in 'pesos'"),
])
def test_trade_figures_that_cannot_be_used_are_told_with_their_line(
        tmp_path: Path, old: str, new: str, key: str, says: str) -> None:
    text = (shipped("scenarios") / "data" / "north-america-2024.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "figures.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (problem,) = scenarios.check_file(path)
    assert problem.key == key and says in str(problem)
    wrong = text[:text.index(old)].count("\n") + 1
    assert wrong - 3 <= problem.line <= wrong
    with pytest.raises(FileError, match=key):
        load_calibration(str(path))


def test_a_number_set_from_the_command_line_has_no_line() -> None:
    with pytest.raises(scenarios.ScenarioError) as error:
        scenarios.load("kick-start-2025", {"state.trust.canada.us": "140"})
    assert str(error.value) == "--set: state.trust.canada.us: 140 is out of range; keep it from 0 to 100"


def test_an_unknown_scenario_is_named_with_the_nearest_one() -> None:
    with pytest.raises(scenarios.ScenarioError, match="did you mean 'tutorial'"):
        scenarios.load("tutoriel")

"""The program as a whole: help, languages, exit statuses, one line for every error, no heavy imports."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from negotiation import cli
from negotiation.cli import COMMANDS
from negotiation.cli.command import unknown
from negotiation.cli.options import split_commas
from negotiation.words import languages

HEAVY = {"numpy", "yaml", "pygame", "mesa", "pandas", "rich", "scipy", "pyarrow", "platformdirs"}


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["simulate", "--help"], ["list", "--help"],
                                       ["play", "--help", "--lang", "fr"], ["simlate"]])
def test_help_imports_nothing_heavy(arguments: list[str]):
    code = ("import sys; from negotiation.cli import run; run(sys.argv[1:]);"
            f"print('HEAVY', sorted(m for m in {sorted(HEAVY)} if m in sys.modules))")
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True,
                          env=environment())
    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_importing_the_package_imports_nothing_heavy():
    code = f"import sys, negotiation; print(sorted(m for m in {sorted(HEAVY)} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert done.stdout == "[]\n"


def test_every_public_name_can_be_had():
    import negotiation
    assert all(getattr(negotiation, name) is not None for name in negotiation.__all__)
    assert set(negotiation.__all__) <= set(dir(negotiation))
    with pytest.raises(AttributeError, match="nonsense"):
        negotiation.nonsense  # noqa: B018


@pytest.mark.parametrize("language", languages())
def test_every_command_has_help_and_examples_in_every_language(program, language: str):
    front = program("--help", "--lang", language)
    assert front.status == 0 and all(f"\n  {name} " in front.out for name in COMMANDS)
    for name in COMMANDS:
        page = program(name, "--help", "--lang", language)
        assert page.status == 0 and f"negotiation {name}" in page.out.replace("negotiation\n", "negotiation play\n")
        assert "cli." not in page.out and "--lang" in page.out and "--help" in page.out


def test_languages_differ_and_stand_anywhere(program):
    english = program("simulate", "--help").out
    french = program("simulate", "--help", "--lang", "fr").out
    assert english != french == program("--lang", "fr", "simulate", "--help").out == \
        program("--lang=fr", "simulate", "--help").out


def test_the_systems_language_is_spoken(program, monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    assert "Órdenes" in program("--help").out
    monkeypatch.setenv("LC_ALL", "pt_BR.UTF-8")
    assert "Commands" in program("--help").out


WRONG = [
    (["simlate"], "'simlate' is not a command; did you mean 'simulate'?"),
    (["simulate", "kick-strt"], "there is no scenario 'kick-strt'; did you mean 'kick-start-2025'?"),
    (["play", "--as", "mexic"], "--as: 'mexic' is not a country of the game; did you mean 'mexico'?"),
    (["play", "--level", "hart"], "--level: 'hart' is not a level; did you mean 'hard'?"),
    (["simulate", "--players", "mexic=hold"], "did you mean 'mexico'?"),
    (["simulate", "--players", "us=bulli"], "did you mean 'bully'?"),
    (["simulate", "--players", "us=default(level=hart)"], "hart"),
    (["simulate", "--players", "us=hold,us=grim"], "'us' is given twice"),
    (["simulate", "--players", "us="], "country=NAME"),
    (["simulate", "--games", "0"], "--games: '0' will not do; give a whole number of at least 1"),
    (["simulate", "--games", "many"], "--games: 'many' will not do"),
    (["simulate", "--games"], "--games: a value is missing"),
    (["simulate", "--seed", "-1"], "--seed: '-1' will not do; give a whole number from 0 to 9223372036854775807"),
    (["table", "--seed", "1"], "--seed: there is no such option; use one of --load, "),
    (["simulate", "--sed", "1"], "--sed: there is no such option; did you mean '--seed'?"),
    (["simulate", "--set", "rules.KK=1"], "--set: rules.KK: "),
    (["simulate", "--set", "nonsense"], "write KEY=VALUE"),
    (["simulate", "a", "b"], "'b' is one too many"),
    (["simulate", "--out", "x.xlsx"], "x.xlsx: '.xlsx' is not a format for rows; use one of .csv, .jsonl, .parquet"),
    (["simulate", "--out", "none/x.csv"], "none/x.csv: cannot be written"),
    (["list", "movs"], "'movs' cannot be listed; did you mean 'moves'?"),
    (["list"], "is missing; see `negotiation list --help`"),
    (["new", "scenaro", "x"], "did you mean 'scenario'?"),
    (["verify", "none.nego"], "none.nego: there is no such file"),
    (["replay", "none.nego"], "none.nego: there is no such file"),
    (["play", "--load", "none.nego", "--text"], "none.nego: there is no such file"),
    (["economy", "none.yaml"], "none.yaml: there is no such file"),
    (["cases", "none.yaml"], "none.yaml: there is no such file"),
    (["--lang", "de", "list", "moves"], "--lang: 'de' is not a language here; there are en, es, fr"),
]


def typed(value: list[str] | str) -> str:
    return " ".join(value) if isinstance(value, list) else ""


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=typed)
def test_wrong_use_is_one_line_and_status_2(program, arguments: list[str], said: str):
    answer = program(*arguments)
    assert (answer.status, answer.out, len(answer.errors)) == (2, "", 1)
    assert said in answer.err and "Traceback" not in answer.err


@pytest.mark.parametrize("language", ["es", "fr"])
@pytest.mark.parametrize("arguments", [a for a, _ in WRONG if "--lang" not in a], ids=" ".join)
def test_wrong_use_is_told_in_the_language_of_the_user(program, arguments: list[str], language: str):
    answer = program(*arguments, "--lang", language)
    assert answer.status == 2 and len(answer.errors) == 1 and answer.err != program(*arguments).err


def test_all_problems_of_a_file_are_told_in_one_run(program, tmp_path: Path):
    (tmp_path / "bad.yaml").write_text("like: tutorial\nmonths: x\nluck: 7\nseatz: {}\n")
    answer = program("simulate", "bad.yaml")
    assert answer.status == 2 and [line.split(":")[:2] for line in answer.errors] == [
        ["bad.yaml", "2"], ["bad.yaml", "3"], ["bad.yaml", "4"]]


def test_a_fault_in_a_strategy_is_one_line_unless_debugging(program, tmp_path: Path, monkeypatch):
    (tmp_path / "mine.py").write_text("def talk(view):\n    return 1 / 0\n\n\ndef decide(view):\n    return None\n")
    arguments = ("simulate", "tutorial", "--players", "us=mine.py")
    answer = program(*arguments)
    assert answer.status == 2 and len(answer.errors) == 1
    assert "mine.py:2: " in answer.err and "ZeroDivisionError" in answer.err
    monkeypatch.setenv("NEGOTIATION_DEBUG", "1")
    with pytest.raises(Exception, match="ZeroDivisionError"):
        program(*arguments)


def test_a_bug_of_ours_is_one_line_too(program, monkeypatch):
    monkeypatch.setattr("negotiation.scenarios.names", lambda: 1 / 0)
    answer = program("list", "scenarios")
    assert answer.status == 2 and len(answer.errors) == 1
    assert "ZeroDivisionError" in answer.err and "NEGOTIATION_DEBUG=1" in answer.err


@pytest.mark.parametrize("arguments", [
    ["watch", "--text"], ["simulate", "--games", "99999"], ["cases"], ["play", "--text"], ["table"]], ids=" ".join)
def test_ctrl_c_is_status_130_and_one_line(program, monkeypatch, arguments: list[str]):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt
    for place in ("negotiation.batch.play_chunk", "negotiation.cli.told.whole", "negotiation.cases.run_files",
                  "negotiation.cli.keyboard.run", "negotiation.cli.table.table_lines"):
        monkeypatch.setattr(place, stop)
    answer = program(*arguments)
    assert answer.status == 130 and len([line for line in answer.errors if line]) == (arguments[0] != "play")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT between processes")
def test_ctrl_c_in_the_middle_of_a_told_game():
    process = subprocess.Popen([sys.executable, "-m", "negotiation", "watch", "--text"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, env=environment(), start_new_session=True)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130 and "negotiation watch kick-start-2025 --seed 0" in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows pipes end otherwise")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_who_leaves_ends_the_program_quietly(unbuffered: str):
    process = subprocess.Popen([sys.executable, "-m", "negotiation", "list", "moves"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True,
                               env={**environment(), "PYTHONUNBUFFERED": unbuffered})
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    with process.stderr:
        said = process.stderr.read()
    assert process.wait(timeout=60) in (0, 1) and said == ""


def test_commas_inside_parentheses_belong_to_the_strategy():
    assert split_commas("us=a(x=1,y=2),canada=b") == ["us=a(x=1,y=2)", "canada=b"]


def test_a_name_nobody_knows_brings_the_nearest_or_all():
    assert unknown("cli.wrong.country", "canda", ("us", "canada", "mexico")).endswith("did you mean 'canada'?")
    assert unknown("cli.wrong.country", "qqq", ("us", "canada", "mexico")).endswith("use one of us, canada, mexico")


def test_no_command_is_play():
    assert cli._with_command([]) == ["play"]
    assert cli._with_command(["--seed", "3"]) == ["play", "--seed", "3"]
    assert cli._with_command(["--lang", "fr"]) == ["--lang", "fr", "play"]
    assert cli._with_command(["--help"]) == ["--help"]
    assert cli._with_command(["list", "moves"]) == ["list", "moves"]

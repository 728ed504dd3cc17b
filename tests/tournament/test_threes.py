"""The games of a tournament: who meets whom, the same seeds for all, the same bytes again, going on after a stop."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from negotiation.batch import simulate
from negotiation.reading import FileError
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.strategies import StrategyError, names
from negotiation.tournament import Tournament, entrants
from negotiation.tournament.report import Report
from negotiation.tournament.store import NAME, Games
from negotiation.unfinished import WrongUse
from negotiation.writing import WriteError

FIELD = ("hold", "random", "tit_for_tat")


@pytest.fixture(scope="module")
def scenario():
    return load("tutorial", {"months": 1})


def tournament(scenario, field=FIELD, games=3, seed=5, **more) -> Tournament:
    return Tournament(scenario, entrants(field), games, seed, **more)


@pytest.fixture(scope="module")
def whole(scenario, tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    t = tournament(scenario)
    t.play(folder=folder)
    Report.of(t).write(folder)
    return t, folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_every_strategy_sits_in_every_chair_against_every_pair(whole):
    t, _ = whole
    assert len(t.results) == 27
    for chair in range(3):
        for s in t.core:
            assert len(t.met(chair, s)) == 9
            for pair in t.met(chair, s):
                assert t.three(chair, s, pair)[chair] == FIELD[s]


def test_the_games_are_those_of_a_batch_with_the_same_seeds(whole, scenario):
    t, _ = whole
    for three in (("hold", "random", "tit_for_tat"), ("random", "random", "hold")):
        rows = simulate(scenario, 3, 5, dict(zip(NAMES, three, strict=True)), keep=True).columns
        assert rows is not None
        for i, name in enumerate(NAMES):
            assert t.of(three)[:, i].tolist() == rows[f"payoff_{name}"]


def test_the_table_made_twice_has_the_same_bytes_from_one_process_or_two(whole, scenario, tmp_path):
    t = tournament(scenario)
    t.play(2, tmp_path)
    Report.of(t).write(tmp_path)
    assert bytes_of(tmp_path) == bytes_of(whole[1])


def test_two_at_once_in_one_folder_are_refused_in_one_line_and_the_first_is_not_disturbed(whole, scenario, tmp_path):
    refused = []

    def second(done: int, known: int) -> None:
        with pytest.raises(FileError) as caught:
            tournament(scenario).play(folder=tmp_path)
        refused.append(str(caught.value))
    t = tournament(scenario)
    t.play(folder=tmp_path, progress=second)
    line = f"{tmp_path}: another tournament is at work in this folder; wait until it has ended, or name another folder"
    assert refused and set(refused) == {line}
    assert (tmp_path / NAME).read_bytes() == (whole[1] / NAME).read_bytes()
    tournament(scenario).play(folder=tmp_path)


def test_a_tournament_of_another_process_keeps_its_folder(tmp_path):
    hold = ("import sys, pathlib; from negotiation.tournament.store import Games\n"
            "games = Games({}, pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()")
    line = [sys.executable, "-c", hold, str(tmp_path)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(FileError, match="at work"):
            Games({}, tmp_path)
        other.kill()
    with Games({}, tmp_path):
        pass


def test_a_tournament_that_was_stopped_goes_on_from_there(whole, scenario, tmp_path, stop=20):
    def halt(done: int, known: int) -> None:
        if done >= 3 * stop:
            raise KeyboardInterrupt
    t = tournament(scenario)
    with pytest.raises(KeyboardInterrupt):
        t.play(folder=tmp_path, progress=halt)
    assert len(t.results) == stop
    with (tmp_path / NAME).open("ab") as file:
        file.write(b'{"players": ["hol')                     # as a process that was killed leaves it
    again, told = tournament(scenario), []
    again.play(folder=tmp_path, progress=lambda done, known: told.append(done))
    assert told[0] == 3 * stop and told[-1] == 81 and len(told) == 28 - stop
    Report.of(again).write(tmp_path)
    assert bytes_of(tmp_path) == bytes_of(whole[1])


@pytest.mark.parametrize(("change", "key"), [
    ({"games": 4}, "games"), ({"seed": 6}, "seed"), ({"scenario": "tutorial"}, "hash")])
def test_the_folder_of_another_tournament_is_refused_and_left_alone(whole, scenario, change, key):
    before = bytes_of(whole[1])
    if "scenario" in change:
        t = tournament(load("tutorial"))
    else:
        t = tournament(scenario, **change)
    with pytest.raises(FileError) as error:
        t.play(folder=whole[1])
    (problem,) = error.value.problems
    assert (problem.line, problem.key, problem.problem.id) == (1, key, "tournament.other")
    assert bytes_of(whole[1]) == before


@pytest.mark.parametrize("line", ["nonsense", '{"players": ["hold"], "payoff": [], "illegal": 0}', "[]"])
def test_a_line_that_is_none_is_named(whole, scenario, tmp_path, line):
    lines = (whole[1] / NAME).read_text().splitlines()
    lines[3] = line
    (tmp_path / NAME).write_text("\n".join(lines) + "\n")
    with pytest.raises(FileError) as error:
        tournament(scenario).play(folder=tmp_path)
    assert [p.line for p in error.value.problems] == [4]


def test_a_folder_that_cannot_be_written_is_named(scenario, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="file"):
        tournament(scenario).play(folder=tmp_path / "file")


class Full:
    """A file on a disk without room."""

    name = "games.jsonl"

    def __init__(self, file) -> None:
        self.close = file.close

    def write(self, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_one_line_and_loses_nothing_finished(scenario, tmp_path):
    def full(done: int, known: int) -> None:
        if done == 6:
            t.results._file = Full(t.results._file)
    t = tournament(scenario, FIELD[:2], games=2)
    with pytest.raises(WriteError, match=r"games\.jsonl.*No space left.*free"):
        t.play(folder=tmp_path, progress=full)
    again, told = tournament(scenario, FIELD[:2], games=2), []
    again.play(folder=tmp_path, progress=lambda done, known: told.append(done))
    assert told[0] == 6 and told[-1] == 16


def test_a_field_may_grow_and_keeps_its_games(whole, scenario, tmp_path):
    (tmp_path / NAME).write_bytes((whole[1] / NAME).read_bytes())
    t, told = tournament(scenario, (*FIELD, "grim")), []
    t.play(folder=tmp_path, progress=lambda done, known: told.append((done, known)))
    assert told[0] == (81, 192) and told[-1] == (192, 192)


def test_the_rest_is_sampled_against_the_same_pairs_until_the_interval_is_narrow(whole, scenario, tmp_path):
    (tmp_path / NAME).write_bytes((whole[1] / NAME).read_bytes())
    field = (*FIELD, "grim", "bilateral")
    t = tournament(scenario, field, full=3, within=1e9)
    t.play(folder=tmp_path)
    assert [len(t.drawn[chair]) for chair in range(3)] == [8, 8, 8]
    assert t.met(0, 3) == t.met(0, 4) and set(t.met(0, 3)) < set(t.pairs)
    narrow = tournament(scenario, field, full=3, within=1e-9)
    narrow.play(folder=tmp_path)
    assert [len(narrow.drawn[chair]) for chair in range(3)] == [9, 9, 9]
    found = Report.of(narrow).document()["payoff"]["us"]["grim"]
    rows = [narrow.of(("grim", a, b))[:, 0].mean() for a in FIELD for b in FIELD]
    assert found["mean"] == pytest.approx(sum(rows) / 9, abs=1e-6) and found["rivals"] == found["of"] == 9


def test_a_strategy_file_that_changes_is_another_player(scenario, tmp_path):
    mine = tmp_path / "mine.py"
    text = "def talk(view): return view.choices()\n\ndef decide(view): return view.choices()\n"
    mine.write_text(text)
    t = tournament(scenario, ("hold", str(mine)))
    t.play(folder=tmp_path)
    mine.write_text(text + "# another\n")
    again, told = tournament(scenario, ("hold", str(mine))), []
    again.play(folder=tmp_path, progress=lambda done, known: told.append(done))
    assert told[0] == 3                                        # hold among itself, and nothing else
    assert "mine.py" in json.loads((tmp_path / NAME).read_text().splitlines()[2])["players"][2]


def test_a_strategy_that_fails_is_named(scenario, tmp_path):
    mine = tmp_path / "mine.py"
    mine.write_text("def talk(view): return 1 / 0\n\ndef decide(view): return view.choices()\n")
    with pytest.raises(StrategyError, match=r"mine\.py.*ZeroDivisionError"):
        tournament(scenario, ("hold", str(mine))).play()


def test_all_is_every_shipped_strategy():
    assert [name.split("(")[0] for name in entrants(["all"])] == list(names())


@pytest.mark.parametrize(("field", "id_"), [
    (["hold"], "tournament.too_few"), (["hold", "grim", "hold"], "tournament.twice"),
    (["normal", "default(level=normal)"], "tournament.twice"), (["all", "hold"], "tournament.twice")])
def test_a_field_that_cannot_be_says_why(field, id_):
    with pytest.raises(WrongUse) as error:
        entrants(field)
    assert error.value.id == id_


def test_numbers_that_cannot_be_say_why(scenario):
    for more, id_ in (({"games": 1}, "tournament.games"), ({"full": 1}, "tournament.full"),
                      ({"seed": -1}, "batch.seed")):
        with pytest.raises(WrongUse) as error:
            tournament(scenario, **more)
        assert error.value.id == id_

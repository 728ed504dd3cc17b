"""The balance tables: every one runs in small, the same whenever and on however many processes, and none is fooled."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.balance import (
    baselines,
    deviations,
    endgame,
    happenings,
    levels,
    replies,
    search,
    sensitivity,
    usage,
)
from benchmarks.balance.__main__ import PARTS, SLOW, main
from benchmarks.balance.bars import Asked, Gain, Paid, Report, Verdict, gain_of
from benchmarks.balance.counting import Used, things
from benchmarks.balance.departures import Always, Move, Once, capitals, moves
from benchmarks.balance.forks import ends, phases, taken
from benchmarks.balance.genes import GENES, USUAL, moved, plain, told, written
from benchmarks.balance.policy import Policy
from benchmarks.balance.schemes import Scheme, added, schemes
from benchmarks.validation.plays import Games, around, opening
from benchmarks.validation.scripts import Scripted
from negotiation.rules.names import NAMES

SHORT = (("months", 2),)
GENEROUS = (("rules.applause", 60), ("rules.rate", 5.0))       # a rise is cheered, and cheers are worth billions
SMALL = Asked(games=2, minutes=0.001, changes=SHORT)


@pytest.fixture
def few(monkeypatch):
    """A word, a measure, two plans, two strategies and a constant, in games of two months."""
    monkeypatch.setattr(deviations, "moves", lambda chair, phase, aims: [m for m in moves(chair, phase, aims)
                                                                       if m.text in ("slight", "wall 25 all")])
    names = ("bluffs", "farms notice: given and taken back in turn")
    monkeypatch.setattr(deviations, "schemes", lambda me: {name: schemes(me)[name] for name in names})
    monkeypatch.setattr(deviations, "AGAIN", 1)
    monkeypatch.setattr(Once, "moves", property(lambda self: list(self.only) or deviations.moves(
        self.chair, self.phase, capitals(self.chair))))
    monkeypatch.setattr(baselines, "_others", lambda: ["hold", "conciliator"])
    monkeypatch.setattr(usage, "_tempers", lambda: ["loyal"])
    monkeypatch.setattr(sensitivity, "_names", lambda: ["pass1"])
    monkeypatch.setattr(sensitivity, "_changes", sensitivity._changes.__wrapped__)
    for name, value in (("JUDGED", 1), ("RECKONED", 1), ("MONTHS", 1)):
        monkeypatch.setattr(endgame, name, value)
    for part in (replies, levels):
        monkeypatch.setattr(part, "N", 1)                      # one chair is enough to see that they run
    quick(monkeypatch)


def quick(monkeypatch):
    for name, value in (("TRAIN", 8), ("TRY", 4), ("FINAL", 2)):
        monkeypatch.setattr(search, name, value)


def made(name, asked) -> Report:
    part = PARTS[name]
    return part.report(asked.run(part.tasks(asked)), asked)


# Deviations have a test of their own below, the invariants in test_validation.
@pytest.mark.parametrize("name", [name for name in PARTS if name not in ("deviations", "teaching")])
def test_every_table_runs_in_small_and_gives_the_same_twice(few, name):
    first, second = (made(name, SMALL) for _ in range(2))
    assert first.tables and first.verdicts
    assert [t.text() for t in first.tables] == [t.text() for t in second.tables]
    assert [v.text() for v in first.verdicts] == [v.text() for v in second.verdicts]


def test_two_processes_find_what_one_finds(tmp_path, capsys):
    given = ["word", "--games", "2", "--set", "months=2"]
    out = []
    for workers in ("1", "2"):
        page = tmp_path / f"{workers}.md"
        assert main([*given, "--workers", workers, "--markdown", str(page)]) == 0
        out.append((capsys.readouterr().out, page.read_text(encoding="utf-8").replace(str(page), "")))
    assert out[0] == out[1] and "## Bars" in out[0][1] and "| verdict |" in out[0][1]


def test_what_is_asked_wrongly_is_refused(capsys):
    for given in (["nonsense"], ["word", "--games", "1"], ["word", "--set", "nothing"]):
        with pytest.raises(SystemExit) as caught:
            main(given)
        assert caught.value.code == 2
    assert "no such table" in capsys.readouterr().err and set(SLOW) < set(PARTS)


def test_a_deviation_that_changes_nothing_gains_exactly_nothing():
    last = Once(0, 12, "decide", 2, only=(Move("wall 25 all", "both"), Move("sector energy 0", "canada")))
    assert (last.run() == 0).all()
    base = Paid(Games(("default",) * 3, 2)).run()
    assert (Paid(Games(around(1, Policy(USUAL)), 2)).run() == base).all()
    assert (Paid(Games(around(2, Always(2, Move("rescind"))), 2)).run() == base).all()


def test_a_departure_taken_up_in_its_month_is_the_whole_game_played_anew():
    base = Games(("default",) * 3, 4).run().total
    whole = Games(around(1, Scripted("metals 50, month 7")), 4).run().total
    short = Once(1, 7, "decide", 4, only=(Move("sector metals 50", "both"),)).run()
    assert np.array_equal(short[0], (whole - base)[:, 1]) and (short != 0).any()


def test_games_taken_up_in_the_middle_end_as_they_did():
    scenario, states = opening(), phases(4)
    rows = np.array([3, 1])
    assert np.array_equal(ends(scenario, taken(states[15], rows)), Games(("default",) * 3, 4).run().total[rows])


def test_an_exploit_put_into_the_rules_is_found_by_the_search_and_flagged(monkeypatch):
    quick(monkeypatch)
    monkeypatch.setattr(search, "FINAL", 8)
    short = (("months", 3), ("rules.trust_on", 0))
    found = search.Search(0, "default", 60, 8, (*short, *GENEROUS)).run()
    assert found.fresh.mean > replies.BAR and ("wall" in told(found.row, 0) or "sector" in told(found.row, 0))
    honest = search.Search(0, "default", 10, 8, short).run()
    assert honest.fresh.mean < found.fresh.mean / 10


def test_what_an_earlier_search_found_is_tried_first(monkeypatch):
    quick(monkeypatch)
    short = (("months", 3), ("rules.trust_on", 0), *GENEROUS)
    found = search.Search(0, "default", 1, 8, short, (written(measure_1="wall 25 sparing"),)).run()
    assert "wall 25 sparing" in told(found.row, 0) and found.fresh.mean > 0
    assert all(set(replies.known(name)) - {USUAL} for name in NAMES)


def test_an_exploit_put_into_the_rules_is_flagged_by_the_deviations(few):
    insults = (("rules.sharp", 15), ("rules.rate", 5.0))
    report = made("deviations", Asked(games=4, changes=SHORT + insults))
    assert ["slight" in v.found and not v.holds for v in report.verdicts] == [True] * 3


def test_no_plan_and_no_row_of_genes_makes_an_illegal_list():
    draw, rows = np.random.default_rng(5), [USUAL]
    for _ in range(12):
        rows.append(moved(rows[-1], draw))
    seats = [*(Policy(r) for r in rows[10:]), *(Scheme(name) for name in added(0)[31:38])]
    for n, seat in enumerate(seats):
        sample = Games(around(n % 3, seat if n % 3 == 0 or isinstance(seat, Policy) else Scheme(added(1)[n])), 2,
                       changes=(("months", 4),)).run()
        assert sample.illegal.sum() == 0


def test_genes_that_mean_nothing_are_put_back_and_a_row_is_told_in_words():
    row = list(USUAL)
    place = [gene.name for gene in GENES].index("word 2 every")
    row[place] = 2
    assert plain(tuple(row)) == USUAL and told(USUAL, 0) == "the default player"
    text = told(written(open=0.6, word_1="warn", word_1_to="second", word_1_from_month=4, word_1_for_months=2), 1)
    assert text == "open: 0.6 (default 0.9); warn mexico in months 4 to 5"


def test_gaps_are_the_longest_run_of_months_without_anything():
    on = np.zeros((2, 1, 6, 3), bool)
    on[0, 0, 1], on[1, 0, 4, 0] = True, True
    assert happenings.longest_gap(on).tolist() == [[2, 4, 4]]


def test_what_is_used_is_counted():
    used = Used(("hold", "hold", "default"), 3).run()
    assert not used[:, :2, [n for n, name in enumerate(things()) if name.startswith(("word", "offered"))]].any()
    assert used[:, 2].any() and used.shape == (3, 3, len(things()))


def test_gains_and_verdicts_are_told():
    gain = gain_of("x", [1.0, 3.0])
    assert str(gain) == "x +2.0 (0.7)" and gain.errors == pytest.approx(2.83, abs=0.01)
    assert Gain("y", 1.0, 0.0).errors == np.inf and Gain("z", 0.0, 0.0).errors == 0
    assert Verdict("a bar", False, "-2").text() == "FAILS: a bar: -2"
    assert "**fails**" in Verdict("a bar", False, "").markdown()

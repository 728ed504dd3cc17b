"""Designs: every way of giving points, each with its values; what is wrong is told before a game is played."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from studies import short

from negotiation.reading import Item
from negotiation.rules.names import NAMES
from negotiation.scenarios import load, scenario_hash
from negotiation.study import DesignError, read_design, run
from negotiation.study import design as designs
from negotiation.study.design import TRIED, outermost
from negotiation.study.points import Block, Layout, Point, gaps, scenario_of
from negotiation.study.sampling import Draft

pytestmark = pytest.mark.needs("study")


def values(design, key: str) -> list[object]:
    return [p.set[key] for p in design.points]


def test_a_grid_is_every_combination_and_a_seat_not_named_keeps_its_player():
    design = read_design(short(players={"us": "hold"}))
    assert [(p.players[1], p.set["rules.K"]) for p in design.points] == [
        ("hold", 4), ("hold", 6), ("random", 4), ("random", 6)]
    assert {p.players[0] for p in design.points} == {"hold"}
    assert {p.players[2] for p in design.points} == {"default(level=normal)"}


def test_a_list_of_points_may_change_scenario_players_and_keys():
    design = read_design(short(grid=None, players="hold", set={"rules.K": 5}, points=[
        {}, {"scenario": "tutorial", "players": {"mexico": "grim"}}, {"set": {"rules.K": 7}}]))
    assert [p.scenario for p in design.points] == ["tiny", "tutorial", "tiny"]
    assert [p.players for p in design.points] == [("hold",) * 3, ("hold", "hold", "grim"), ("hold",) * 3]
    assert values(design, "rules.K") == [5, 5, 7]
    assert design.worlds["tutorial"].hash == scenario_hash(load("tutorial"))


def test_a_latin_sample_has_one_point_in_every_slice_of_every_range():
    design = read_design(short(grid=None, sample={"method": "latin", "points": 20, "ranges": {
        "rules.K": [4, 6], "state.trust.canada.us": [20, 60]}}))
    for key, (low, high) in {"rules.K": (4, 6), "state.trust.canada.us": (20, 60)}.items():
        slices = np.floor((np.array(values(design, key), float) - low) / (high - low) * 20)
        assert sorted(slices) == list(range(20))
    assert design.points == read_design(short(grid=None, sample={"method": "latin", "points": 20, "ranges": {
        "rules.K": [4, 6], "state.trust.canada.us": [20, 60]}})).points


def test_a_sobol_sample_fills_every_quarter_alike():
    ranges = {"rules.K": [4, 8], "state.trust.canada.us": [20, 60]}
    design = read_design(short(grid=None, sample={"method": "sobol", "points": 16, "ranges": ranges}))
    boxes = np.stack([np.floor((np.array(values(design, k), float) - low) / (high - low) * 4)
                      for k, (low, high) in ranges.items()], 1)
    assert {tuple(b) for b in boxes} == {(a, b) for a in range(4) for b in range(4)}


@pytest.mark.needs("sensitivity")
def test_a_saltelli_sample_has_a_row_for_each_key_beside_each_pair():
    sample = {"method": "saltelli", "points": 8, "ranges": {"rules.K": [4, 6], "rules.applause": [1, 2]}}
    design = read_design(short(grid=None, sample=sample))
    assert len(design.points) == 8 * (2 + 2)
    assert design.method["ranges"] == {"rules.K": [4.0, 6.0], "rules.applause": [1.0, 2.0]}


def test_whole_numbers_are_drawn_where_they_are_asked_for():
    sample = {"method": "latin", "points": 30, "ranges": {"months": {"low": 2, "high": 5, "whole": True}}}
    months = values(read_design(short(grid=None, sample=sample)), "months")
    assert set(months) == {2, 3, 4, 5} and all(isinstance(m, int) for m in months)


def test_a_table_gives_a_point_a_row_and_an_empty_cell_leaves_a_key_as_it_is(tmp_path: Path):
    (tmp_path / "points.csv").write_text("rules.K,players.us,scenario,set.news\n4.5,grim,,\n,,tutorial,[]\n\n")
    file = tmp_path / "design.yaml"
    file.write_text("scenario: tiny\nreplications: 1\ntable: points.csv\nplayers: {us: hold}\n")
    one, two = read_design(file).points
    assert (one.scenario, one.players[0], dict(one.set)) == ("tiny", "grim", {"rules.K": 4.5})
    assert (two.scenario, two.players[0], dict(two.set)) == ("tutorial", "hold", {"news": []})


@pytest.mark.parametrize(("text", "line"), [
    ("rules.K,rules.K\n4,5\n", "points.csv:1: rules.K: column 2"), ("rules.K\n4\n99\n", "points.csv:3: rules.K: 99 is"),
    ("rules.K,news\n4\n", "points.csv:2: there are 1 here; give 2"),
    ("players.us\nbulli\n", "points.csv:2: players.us: there is no strategy 'bulli'")])
def test_what_is_wrong_in_a_table_is_told_with_its_line(tmp_path: Path, text: str, line: str):
    (tmp_path / "points.csv").write_text(text)
    (tmp_path / "design.yaml").write_text("scenario: tiny\nreplications: 1\ntable: points.csv\n")
    with pytest.raises(DesignError) as caught:
        read_design(tmp_path / "design.yaml")
    assert str(caught.value).startswith(f"{tmp_path}/{line}")


def test_scenarios_and_strategies_lie_beside_their_design(tmp_path: Path, strategy, monkeypatch):
    strategy("pass")
    (tmp_path / "own.yaml").write_text("like: tiny\nname: own\nrules: {K: 5}\n")
    file = tmp_path / "design.yaml"
    file.write_text("scenario: own.yaml\nreplications: 1\npoints: [{players: {us: mine.py}}]\n")
    monkeypatch.chdir("/")
    design = read_design(file)
    (point,) = design.points
    assert point.players[0] == str(tmp_path / "mine.py") in design.strategies
    built = scenario_of(design.worlds[point.scenario], point.changes)
    assert built.rules.K == 5 and built.name == "own"


def test_a_problem_of_a_scenario_file_is_told_at_its_own_line(tmp_path: Path):
    (tmp_path / "own.yaml").write_text("like: tiny\nname: own\nmonths: 99\n")
    (tmp_path / "design.yaml").write_text("scenario: own.yaml\nreplications: 1\npoints: [{}]\n")
    with pytest.raises(DesignError, match=r"own\.yaml:3: months"):
        read_design(tmp_path / "design.yaml")


def test_nothing_is_begun_where_a_design_is_wrong(tmp_path: Path):
    with pytest.raises(DesignError):
        run(short(grid={"rules.K": [4, -400]}), tmp_path / "study", workers=0)
    assert not (tmp_path / "study" / "runs").exists() and not (tmp_path / "study" / "manifest.json").exists()


def test_of_very_many_points_the_outermost_values_are_tried():
    def entry(value: object) -> tuple[Item, str]:
        return Item(value, "design.yaml", 1), ""

    drafts = [Draft(set={"a": entry(n), "b": entry("x" if n % 2 else "y")}) for n in range(TRIED + 5)]
    assert sorted(outermost(drafts, range(len(drafts)))) == [0, 1, TRIED + 4]


def test_of_many_points_with_few_worlds_every_world_is_tried():
    rows = [{"set": {"months": months}} for months in (3, 4.5, 6)] * (TRIED // 2)      # the wrong one lies between
    with pytest.raises(DesignError, match=r"points\[1\]\.set\.months"):
        read_design(short(scenario="tiny", grid=None, points=rows))


def test_a_grid_of_many_points_asks_once_for_its_scenario_and_tries_its_corners(monkeypatch):
    asked = []
    monkeypatch.setattr(designs, "names", lambda: asked.append(1) or ["tiny"])
    grid = {"rules.K": [4, 5, 6, 7, 8], "rules.call": [2, 3, 4, 5, 6], "rules.visit": [3, 4, 5, 6, 7, 8],
            "rules.free": [1, 2, 3, -400]}
    with pytest.raises(DesignError, match=r"grid\.rules\.free\[3\]"):
        read_design(short(scenario="tiny", grid=grid))
    assert len(asked) == 1


def test_every_run_has_one_number_however_a_design_grew():
    layout = Layout((Block(0, 3, 0, 4),)).grown(3, 6).grown(5, 6)
    assert layout.total == 30 and (layout.points, layout.replications) == (5, 6)
    runs = [(p, r) for p, rs in layout.groups(0, 30) for r in rs]
    assert sorted(runs) == [(p, r) for p in range(5) for r in range(6)]
    assert runs[:12] == [(p, r) for p in range(3) for r in range(4)]
    for start in range(0, 30, 7):
        assert [(p, r) for p, rs in layout.groups(start, start + 5) for r in rs] == runs[start:start + 5]
    assert layout.cut(0, 30, 6) == 4 and layout.cut(1, 30, 2) == 3 and layout.cut(0, 30, 100) == 30
    assert gaps(10, [(6, 8), (0, 2)]) == [(2, 6), (8, 10)] and gaps(4, [(0, 4)]) == []


def test_the_key_of_a_point_is_the_same_everywhere():
    point = Point("tiny", ("hold", "random", "hold"), {"rules.K": 4, "a": "x"})
    # printf … | b2sum -l 64 says the same
    assert point.key == "f18697e2db360000" == Point("tiny", ("hold", "random", "hold"), {"a": "x", "rules.K": 4}).key
    assert point.command(3).endswith("--seed 3 --players us=hold,canada=random,mexico=hold --set rules.K=4 --set a=x")
    assert NAMES == ("us", "canada", "mexico")

"""What conditions change: pairs that differ in one alone, averages within a seed, the correction; the worked study."""

from __future__ import annotations

import importlib.util
import re
import sys

import numpy as np
import pytest
from documents import ROOT
from scipy.stats import ttest_rel
from studies import short

from negotiation.scenarios import load
from negotiation.study import Study, read_design, run
from negotiation.study.effects import conditions, differences, effects, holm
from negotiation.study.report import _change, page

pytestmark = pytest.mark.needs("study")


def test_a_condition_is_averaged_within_each_seed_over_pairs_that_differ_in_it_alone(peace: Study):
    found = effects(peace).set_index(["condition", "country"])
    assert list(conditions(peace).columns) == ["point", "player_canada", "rules.K"]
    pay = peace.runs().pivot(index="replication", columns="point", values="payoff_canada").to_numpy()
    k = found.loc[("rules.K", "canada")]                   # points: hold 4, hold 6, random 4, random 6
    by_seed = (pay[:, [1, 3]] - pay[:, [0, 2]]).mean(1)
    assert k["difference"] == pytest.approx(by_seed.mean()) and (k["pairs"], k["runs"]) == (2, 6)
    assert (k["level"], k["against"]) == ("6", "4") and k["low"] < k["difference"] < k["high"]
    interval = ttest_rel(pay[:, [1, 3]].mean(1), pay[:, [0, 2]].mean(1)).confidence_interval(0.95)
    assert (k["low"], k["high"]) == pytest.approx(tuple(interval))
    assert found.loc[("player_canada", "canada"), "level"] == "random"


def test_points_that_change_together_are_one_condition_and_without_pairs_there_is_no_row(tmp_path):
    seats = {"players": None, "measures": None, "replications": 2}
    alike = run(short(**seats, grid={"players": ["hold", "random"], "rules.K": [4, 6]}), tmp_path / "a", workers=0)
    assert list(conditions(alike).columns) == ["point", "players", "rules.K"]
    assert set(effects(alike)["condition"]) == {"players", "rules.K"}
    points = [{"set": {"rules.K": 4}}, {"set": {"rules.K": 6, "rules.reopen": 3}}, {"set": {"rules.K": 6}}]
    crossed = run(short(**seats, grid=None, points=points), tmp_path / "b", workers=0)
    assert set(zip(effects(crossed)["condition"], effects(crossed)["pairs"], strict=True)) == {
        ("rules.K", 1), ("rules.reopen", 1)}


def test_holm_is_the_published_correction():
    rows = [{"p": p} for p in (0.01, 0.04, 0.03, 0.005)]
    holm(rows)
    assert [r["p"] for r in rows] == pytest.approx([0.03, 0.06, 0.06, 0.02])        # Holm 1979: times 3, 1, 2 and 4


def test_differences_are_those_of_the_paired_test(peace: Study):
    rows = differences(peace.runs()).set_index(["point", "country"])
    pay = peace.runs().pivot(index="replication", columns="point", values="payoff_us")
    assert rows.loc[(2, "us"), "difference"] == pytest.approx(float((pay[2] - pay[0]).mean()))
    assert rows["p"].between(0, 1).all() and np.isfinite(rows["low"]).all()


def test_the_page_says_what_was_found_and_how_sure(peace: Study):
    text = page(peace)
    assert "What was found, and how sure" in text and text.count("<svg") == 2
    row = effects(peace).set_index(["condition", "country"]).loc[("player_canada", "canada")]
    assert f"{row['difference']:+.2f} ({row['low']:+.2f} to".replace("-", "−") in text
    assert "random instead of hold" in text and "instead of" in text
    assert _change({"difference": 0.00224, "low": 0.002, "high": 0.0024}) == "+0.0022 (+0.0020 to +0.0024)"
    assert _change({"difference": 0.0, "low": -0.1, "high": 0.1}) == "+0.00 (−0.10 to +0.10)"
    best = peace.means()["payoff_us"].idxmax()
    assert re.search(rf"United States</b>: highest at point {best} ", text)


# the worked study ----------------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def three():
    spec = importlib.util.spec_from_file_location("three_player", ROOT / "docs" / "studies" / "three_player.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_the_worked_study_can_be_played_and_holds_the_game_as_it_ships(three):
    design = read_design(three.DESIGN)
    assert len(design.points) == 120 and design.points[0].players == ("default(level=easy)",) * 3
    shipped, asked = load("kick-start-2025"), dict(three.SHIPPED)
    assert (asked.pop("players"), set(shipped.seats)) == ("normal", {"default"})
    for key, value in asked.items():
        assert getattr(shipped.rules, key.removeprefix("rules.")) == float(value)


def test_its_page_is_made_of_a_study_of_its_kind(three, tmp_path):
    grid = {"rules.convex_on": [1, 0], "menu.deals": [["all"], *(d.split(", ") for d in three.TABLES)]}
    design = {"scenario": "kick-start-2025", "seed": 3, "replications": 2, "grid": grid}
    found = three.Found(run(design, tmp_path / "study", workers=0))
    text = three.PAGE.read_text(encoding="utf-8")
    made = three.blocks(found)
    assert set(re.findall(r"<!-- made: (\S+) -->", text)) == set(made)
    assert len(made["three-every"].splitlines()) == 2 + len(found.settings)
    runs = found.study.runs().pivot(index="replication", columns="point", values="payoff_us")
    gap = found.single["us-mexico"][found.shipped(), "us"]
    start = [p for (s, d), p in found._points.items() if s == found.shipped() and d in ("all", "us-mexico")]
    assert gap.difference == pytest.approx(float((runs[start[0]] - runs[start[1]]).mean()))

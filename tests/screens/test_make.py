"""The form for a scenario of one's own: what it writes is valid and is what was asked for."""

from __future__ import annotations

import pytest
from alone import alone
from at_the_window import title

from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.scenario_form import Form, plain_name
from negotiation.scenarios import check_file, load
from negotiation.screens.board import Board
from negotiation.screens.make import Make, folder
from negotiation.words import languages


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


def form():
    p = title()
    p.on("scenario", "file")
    p.screen.changed()
    p.click("make")
    assert isinstance(p.screen, Make)
    return p


def test_a_teacher_writes_a_scenario_and_plays_it():
    p = form()
    assert not p.find("write").enabled
    p.on("title", "Été froid: \"deux\"")
    for name, value in (("months", 4.0), ("tariff.canada", 10.0), ("trust.canada-mexico", 20.0)):
        p.on(name, value)
    p.on("everything", True)
    p.screen.changed()
    p.click("write")
    path = folder() / "ete-froid-deux.yaml"
    assert check_file(path) == []
    scenario = load(path)
    state = scenario.start(0)
    assert scenario.months == 4 and scenario.text["title"]["fr"] == 'Été froid: "deux"'
    assert state.wall[US, CANADA] == 10 and state.spare[US, MEXICO] == 0
    assert state.trust[CANADA, MEXICO] == pytest.approx(20) and state.trust[MEXICO, CANADA] == pytest.approx(20)
    assert p.screen.path == str(path)
    p.click("start")
    assert isinstance(p.screen, Board) and p.screen.game.session.scenario.months == 4


def test_nothing_made_before_is_written_over():
    for _ in range(2):
        p = form()
        p.on("title", "Quick")
        p.screen.changed()
        p.click("write")
    assert sorted(path.stem for path in folder().glob("*.yaml")) == ["quick-2", "quick-3"]


@pytest.mark.parametrize("language", languages())
def test_whatever_the_form_says_the_file_is_valid(language, tmp_path):
    for number, made in enumerate((Form(), Form(title="{", months=1, on_canada=0, on_mexico=50, spare=False),
                                   Form(title="#", months=20, trust={"us-mexico": 100.0, "us-canada": 0}, luck=False))):
        path = tmp_path / f"{number}.yaml"
        path.write_text(made.text(f"n{number}", path.name, language), encoding="utf-8")
        assert check_file(path) == []


def test_a_title_becomes_a_plain_name():
    assert plain_name("¿Y si…? 2ª vuelta") == "y-si-2a-vuelta"
    assert plain_name("日本") == "my-scenario"

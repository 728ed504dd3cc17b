"""The lesson: from its first step to its last by mouse alone, by keys alone, and by looking on."""

from __future__ import annotations

import pytest
from alone import alone
from at_the_window import cuts, onward, page, session, text
from pilot import Pilot

from negotiation.screens import lesson
from negotiation.screens.learn import begin
from negotiation.screens.pages import Sitting
from negotiation.words import languages


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


def learning(language: str = "en") -> Pilot:
    return Pilot(begin(Sitting(language)))


def step(p: Pilot) -> str:
    return lesson.STEPS[p.screen.step].id


def on(p: Pilot, press) -> None:
    """One step further: what it asks for, or Next; sheets in between are closed."""
    if page(p) != "Learn":
        onward(p)
        return
    press(p, step(p))


def by_mouse(p: Pilot, name: str) -> None:
    wanted = {
        "gesture": "suggestion.1", "tariffs": "tab.tariffs", "lever": "step.-1.sector us metals", "deal": "tab.deal",
        "offer": "openly",
    }
    if name == "lever":
        wanted["lever"] = next(n for n in p.names() if n.startswith("step.") and p.find(n).enabled)
    if name == "vote":
        wanted["vote"] = next((part.name for each in p.placed() for part in each.item.parts()
                               if part.name.endswith(".vote renew")), "lesson_next")
    ends = ("end_talk", "decide", "talk_again", "end_month", "close_talk", "finish")
    p.click("end" if name in ends else wanted.get(name, "lesson_next"))


def by_keys(p: Pilot, name: str) -> None:
    keys = {"gesture": "2", "tariffs": "r", "deal": "d", "offer": "p"}
    ends = ("end_talk", "decide", "talk_again", "end_month", "close_talk", "finish")
    if name in ends:
        p.screen.take_focus("")
        p.key("enter")
    elif name in keys:
        p.key(keys[name])
    else:
        target = "lesson_show" if name in ("lever", "both", "vote") else "lesson_next"
        for _ in range(120):
            if p.screen.focus == target:
                break
            p.key("tab")
        p.key("enter")


@pytest.mark.parametrize("press", [by_mouse, by_keys, lambda p, name: p.click(
    "lesson_show" if p.find("lesson_show").enabled else "lesson_next")])
def test_the_whole_lesson_is_played(press):
    p, seen = learning(), []
    for _ in range(80):
        if page(p) == "Ending":
            break
        if page(p) == "Learn" and (not seen or seen[-1] != step(p)):
            seen.append(step(p))
        on(p, press)
    assert page(p) == "Ending" and session(p).over
    assert seen == [each.id for each in lesson.STEPS]


def test_each_step_points_at_something_that_is_there():
    p, missing = learning(), []
    while page(p) != "Ending":
        if page(p) != "Learn":
            onward(p)
            continue
        if lesson.STEPS[p.screen.step].at not in {part.name for each in p.placed() for part in each.item.parts()}:
            missing.append(step(p))
        p.click("lesson_show" if p.find("lesson_show").enabled else "lesson_next")
    assert missing == []


def test_it_can_be_left_repeated_and_played_ahead_of():
    p = learning().click("lesson_next").click("lesson_next").click("lesson_back")
    assert step(p) == "trust"
    p.key("2", "enter")
    assert step(p) == "decide"
    p.click("lesson_leave")
    assert "lesson" not in p.names() and session(p).month == 0
    assert step(learning()) == "welcome"


def test_the_next_step_waits_for_its_half_month_and_says_so():
    p = learning()
    while p.find("lesson_next").enabled:
        p.click("lesson_next")
    assert "half of the month is over" in p.hover("lesson_next").tip()


@pytest.mark.parametrize("language", languages())
def test_nothing_is_cut(language):
    p, wrong = learning(language), {}
    while page(p) != "Ending":
        if page(p) != "Learn":
            onward(p)
            continue
        for size, scale in (((1280, 720), 1.0), ((1024, 768), 1.0), ((960, 600), 1.0), ((1280, 720), 1.4)):
            found = cuts(p.screen, size, scale)
            if found:
                wrong[step(p), size, scale] = found
        p.screen.size = (1280.0, 720.0)
        p.click("lesson_show" if p.find("lesson_show").enabled else "lesson_next")
    assert wrong == {} and cuts(p.screen) == [] and text(p)

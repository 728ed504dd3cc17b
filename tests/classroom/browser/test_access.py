"""Every screen of the classroom in three languages, narrow and enlarged, by day and by night, in a room without a
clock: axe-core finds nothing. The cards of the debrief, whose words alone differ, in the language of the longest words;
in all of them with NEGOTIATION_AXE=all (`make screens`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from lesson import Room, code_of, lesson, press, shows

from negotiation.words import Words, languages, words

pytestmark = [pytest.mark.needs("classroom"), pytest.mark.needs("axe")]
CARDS = 10


def test_a_fault_is_found(tmp_path: Path):
    wrong = r"(?s)image-alt.*color-contrast.*2000 px wide"
    with pytest.raises(AssertionError, match=wrong), lesson(tmp_path) as room:
        page = room.teacher("en")
        page.evaluate("""() => { const p = document.createElement("p"), wrong = document.createElement("img");
          p.append("pale", wrong); Object.assign(p.style, {color: "#999", background: "#fff", width: "2000px"});
          document.body.append(p); }""")
        room.look(page, "wrong")


@pytest.mark.parametrize("language", languages())
def test_every_screen_is_for_everybody(language: str, tmp_path: Path):
    t = words(language)
    with lesson(tmp_path) as room:
        projector, teacher = room.projector(), room.teacher(language)
        projector.wait_for_selector("#main p")
        looks(room, "nothing open", projector, teacher)
        teacher.select_option("#plan", "civics")
        teacher.wait_for_selector(".note.good a")
        looks(room, "a plan", teacher, *papers(teacher))
        for field, choice in {"months": "2", "talks": "free", "treatment": "", "timer": "off"}.items():
            teacher.select_option(f"#{field}", choice)
        teacher.select_option("#language", language)
        press(teacher, t("console.open_room"))
        phone = door(room, language, code_of(teacher))
        projector.wait_for_selector(".roomcode")
        press(teacher, t("console.seat_all", n=1))
        teacher.click(".tile .chair >> nth=0")
        for summary in teacher.locator("summary").all():
            summary.click()
        looks(room, "lobby", phone, projector, teacher)
        press(teacher, t("console.begin"))
        first_month(room, t, phone, teacher, projector)
        to_the_end(room, t, phone, teacher)
        looks(room, "end", phone, projector, teacher, absent(teacher, language, tmp_path))
        press(teacher, t("console.close"))
        press(teacher, t("console.close"))
        shows(projector, "p", t("page.over"))
        looks(room, "over", projector, teacher)
        room.server.kill()
        phone.wait_for_selector("#head .lost")
        teacher.wait_for_selector(".note.bad")
        projector.wait_for_selector(".note")
        looks(room, "line lost", phone, projector, teacher)


@pytest.mark.parametrize("language", languages() if os.environ.get("NEGOTIATION_AXE") == "all" else ["fr"])
def test_every_card_and_the_quiz_are_for_everybody(language: str, tmp_path: Path):
    t = words(language)
    with lesson(tmp_path) as room:
        projector, teacher = room.projector(), room.teacher(language)
        for field, choice in {"months": "2", "timer": "off", "language": language, "ideas": "on"}.items():
            teacher.select_option(f"#{field}", choice)
        press(teacher, t("console.open_room"))
        phone = room.phone(language, code_of(teacher))
        phone.click("form button.main")
        phone.wait_for_selector(".alias")
        press(teacher, t("console.seat_all", n=1))
        press(teacher, t("console.begin"))
        room.stand("brief")
        to_the_end(room, t, phone, teacher)
        press(teacher, t("console.after.begin"))
        press(teacher, t("console.after.begin.sure"))
        for n in range(1, CARDS + 1):
            for page in (phone, projector, teacher):
                shows(page, ".place", f"{n}/{CARDS}")
            # A card is drawn alike on all three; what stands around it is looked at once.
            looks(room, f"card {n}", *((phone, projector, teacher) if n in (1, 8) else (phone,)))
            if n == 8:
                press(teacher, t("console.after.poll"))
                phone.click("section .choices button >> nth=0")
                teacher.wait_for_selector("button.main:not([disabled])")
                looks(room, "vote", phone, projector, teacher)
                press(teacher, t("console.after.poll.end"))
            if n < CARDS:
                press(teacher, f"{t('console.after.next')} ▶")
        press(teacher, t("console.after.quiz"))
        phone.wait_for_selector("section .choices button")
        looks(room, "quiz", phone, projector, teacher)
        for _ in range(phone.locator(".choices").count()):
            phone.click(".choices button >> nth=0")
            phone.wait_for_timeout(250)
        phone.wait_for_selector(".note b")
        looks(room, "quiz answered", phone, teacher)


def papers(teacher: Any) -> list[Any]:
    """Slides and printed pack of the plan, each in a tab of its own."""
    pages = []
    for link in teacher.locator(".note.good a").all():
        with teacher.context.expect_page() as opened:
            link.click()
        opened.value.wait_for_selector("h1")
        pages.append(opened.value)
    assert [p.url.partition("?")[0].rpartition("/")[2] for p in pages] == ["slides", "pack"]
    return pages


def absent(teacher: Any, language: str, folder: Path) -> Any:
    """The page for who was absent, as it is taken home."""
    with teacher.expect_download() as taken:
        teacher.click(f"a[href='/absent.html?lang={language}']")
    taken.value.save_as(folder / "absent.html")
    page = teacher.context.new_page()
    page.goto((folder / "absent.html").as_uri())
    return page


def looks(room: Room, name: str, *pages: Any) -> None:
    for page in pages:
        room.look(page, name)


def door(room: Room, language: str, code: str) -> Any:
    """At the door, wrongly and rightly."""
    phone = room.phone(language, code)
    room.look(phone, "door")
    phone.click("form ~ button")
    phone.fill("#resume", "WRONGONE")
    phone.click("form button.main")
    phone.wait_for_selector("[role=alert]")
    room.look(phone, "refused")
    phone.click("form ~ button")
    phone.click("form button.main")
    phone.wait_for_selector(".alias")
    return phone


def first_month(room: Room, t: Words, phone: Any, teacher: Any, projector: Any) -> None:
    """Each screen of a month, with something on it."""
    room.stand("brief")
    for question in (0, 1):
        phone.click(f".choices.two >> nth={question} >> button >> nth=0")
    phone.wait_for_selector("p[role=status] >> nth=1")
    looks(room, "brief", phone, projector)
    phone.click("#tabs button.main")
    room.stand("predict")
    phone.click(".choices.three button >> nth=1")
    room.look(phone, "predict")
    phone.click("#tabs button.main")
    room.stand("talk")
    phone.fill("#say", "<b>¿Firmarían los tres?</b>")
    phone.keyboard.press("Enter")
    phone.wait_for_selector(".said .mine")
    phone.click("summary")
    room.look(phone, "talk")
    replaced(room, t, phone)
    press(teacher, t("console.end_phase"))
    room.stand("offer")
    phone.click(".choices.three button >> nth=2")
    phone.click(".stepper >> nth=0 >> button >> nth=1")
    phone.wait_for_selector(".worth")
    for summary in phone.locator("summary").all():
        summary.click()
    room.look(phone, "offer")
    phone.click("#tabs button.main")
    phone.wait_for_selector(".planned li")
    room.look(phone, "offer planned")
    paper(room, t, teacher)
    phone.click("#tabs button.main")
    room.stand("decide")
    phone.click(".inset button >> nth=0")
    phone.click("summary >> nth=0")
    room.look(phone, "decide")
    teacher.fill(".orders input", "Snow on the bridge at Detroit")
    press(teacher, t("console.headline.send"))
    press(teacher, t("console.pause"))
    phone.wait_for_selector(".note >> text=Detroit")
    looks(room, "paused", phone, projector)
    press(teacher, t("console.resume"))
    teacher.click(".tile .title")
    teacher.wait_for_selector("section.card table")
    room.look(teacher, "one game")
    phone.click("#tabs button.main")
    room.stand("result")
    room.look(phone, "result")
    for tab in (1, 2, 3):
        phone.click(f"#tabs .tabs button >> nth={tab}")
        for summary in phone.locator("summary").all():
            summary.click()
        room.look(phone, f"tab {tab}")
    page = terms(phone)
    room.look(page, "terms")
    page.close()


def paper(room: Room, t: Words, teacher: Any) -> None:
    """The slips of a game that stands still, an offer in the making among them."""
    press(teacher, t("console.pause"))
    teacher.click(".tile .title")
    press(teacher, t("console.paper.enter"))
    teacher.wait_for_selector("fieldset")
    teacher.select_option("fieldset div > select >> nth=0", index=1)
    teacher.wait_for_selector("fieldset .inset")
    room.look(teacher, "paper")
    press(teacher, t("console.back"))
    press(teacher, t("console.resume"))


def terms(phone: Any) -> Any:
    """The terms of the game, in a tab of their own."""
    with phone.context.expect_page() as opened:
        phone.click("a[href^='/terms/']")
    opened.value.wait_for_selector("section h2")
    return opened.value


def replaced(room: Room, t: Words, phone: Any) -> None:
    """The same seat in a second tab: the first one says so, and takes it back."""
    with phone.context.expect_page() as opened:
        phone.evaluate("void window.open('/')")
    opened.value.wait_for_selector("#tabs .tabs")
    shows(phone, "h1", t("page.replaced"))
    room.look(phone, "replaced")
    phone.click("button.main")
    phone.wait_for_selector("#tabs .tabs")
    opened.value.close()


def to_the_end(room: Room, t: Words, phone: Any, teacher: Any) -> None:
    """What is left of the game, ended phase by phase; then a sentence."""
    while phone.inner_text("#head .at b") != t("page.phase.reflect"):
        before = phone.inner_text("#head .at")
        press(teacher, t("console.end_phase"))
        while phone.inner_text("#head .at") == before:
            phone.wait_for_timeout(50)
    phone.fill("#reflect", "I signed because the others did.")
    room.look(phone, "look back")
    phone.click("#tabs button.main")
    phone.wait_for_selector(".card table")

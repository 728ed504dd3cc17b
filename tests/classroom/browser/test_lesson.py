"""A lesson as a class has it: three phones in three languages, the teacher, the projector, a short clock, a server that
is killed in the middle, a page that is refreshed. What each browser was sent is read afterwards.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lesson import LOCALES, PHONE, Room, code_of, lesson, press, shows, written

from negotiation.classroom.room_file import events_of, records_of, room_of
from negotiation.classroom.settings import MONTHLY
from negotiation.record import verify
from negotiation.rules.names import NAMES
from negotiation.words import words

pytestmark = [pytest.mark.needs("classroom"), pytest.mark.needs("browser")]
MONTHS = 2


def test_a_lesson_of_three_phones_from_the_door_to_the_page_of_ones_own(tmp_path: Path):
    with lesson(tmp_path) as room:
        teacher, projector = room.teacher("en"), room.projector()
        open_room(teacher)
        code = code_of(teacher)
        shows(projector, "p", code)
        come_in(room, code)
        resume = {language: phone.inner_text("p.code") for language, phone in room.phones.items()}
        press(teacher, words("en")("console.seat_all", n=3))
        press(teacher, words("en")("console.begin"))
        room.stand("brief")
        country = {language: country_of(phone) for language, phone in room.phones.items()}
        assert sorted(country.values()) == sorted(NAMES)
        room.everybody()
        room.stand("predict")
        predict(room.phones["en"])
        room.everybody()
        room.stand("offer")                # the talks ended by the clock
        whisper(room, country)
        refreshed(room.phones["es"])
        offer(room)
        killed(room, teacher, projector)
        to_the_end(room)
        shows(projector, "h1", words("en")("page.phase.ended"))
        own_pages(room)
        press(teacher, words("en")("console.close"))
        press(teacher, words("en")("console.close"))
        shows(projector, "p", words("en")("page.over"))
        nothing_leaked(room, projector, country, resume)
        finals = {language: phone.inner_text("#main table") for language, phone in room.phones.items()}
    (file,) = tmp_path.glob("*.negroom")
    kept(file, country, finals)


def open_room(teacher: Any) -> None:
    """The plan of civics, two of its months; talk and result end by the clock, after five seconds."""
    teacher.select_option("#plan", "civics")
    teacher.wait_for_selector(".note.good a")
    for field, choice in {"months": str(MONTHS), "talks": "free", "treatment": ""}.items():
        teacher.select_option(f"#{field}", choice)
    teacher.click("summary")
    for phase in ("brief", "predict", "talk", "offer", "decide", "result", "reflect"):
        teacher.fill(f"#s-{phase}", "5" if phase in ("talk", "result") else "3600")
        teacher.press(f"#s-{phase}", "Tab")
    press(teacher, words("en")("console.open_room"))


def come_in(room: Room, code: str) -> None:
    """One by the link, two by the code they type."""
    for language in LOCALES:
        phone = room.phone(language, code if language == "en" else "")
        if language != "en":
            phone.fill("#code", f" {code.lower()}")
        phone.click("form button.main")
        phone.wait_for_selector(".alias")


def country_of(phone: Any) -> str:
    """The country of a phone, by its flag."""
    return re.search(r"flag/(\w+)\.png", phone.get_attribute("#head .flag", "src"))[1]  # type: ignore[index]


def predict(phone: Any) -> None:
    phone.click(".choices.three >> nth=0 >> button >> nth=2")


def whisper(room: Room, country: dict[str, str]) -> None:
    """A word from each to one of the others, in markup that must stay text."""
    for language, phone in room.phones.items():
        phone.click("#tabs .tabs button >> nth=1")
        phone.click(".choices.three button >> nth=0")
        phone.fill("#say", f"<img src=x onerror=fail()> secret of {country[language]}")
        phone.keyboard.press("Enter")
        phone.wait_for_selector(".said .mine >> text=<img src=x onerror=fail()>")


def refreshed(phone: Any) -> None:
    """A page that is loaded anew: the same seat, and what was not sent is still there."""
    phone.fill("#say", "half a sent")
    before = phone.inner_text("#head .who")
    phone.reload()
    phone.wait_for_selector("#tabs .tabs")
    assert phone.inner_text("#head .who") == before
    phone.click("#tabs .tabs button >> nth=1")
    assert phone.input_value("#say") == "half a sent"


def offer(room: Room) -> None:
    """One offers both others the plainest three-way deal with one clause more; the others say nothing."""
    for phone in room.phones.values():
        phone.click("#tabs .tabs button >> nth=0")
    phone = room.phones["en"]
    phone.click(".choices.three button >> nth=2")
    phone.click(".stepper >> nth=1 >> button >> nth=1")
    phone.wait_for_selector(".worth")
    phone.click("#tabs button.main")
    phone.wait_for_selector(".planned li")
    room.everybody()
    room.stand("decide")


def killed(room: Room, teacher: Any, projector: Any) -> None:
    """The server dies; one signs meanwhile. It starts again: all are back, and what was pressed counts once."""
    room.server.kill()
    for phone in room.phones.values():
        phone.wait_for_selector("#head .lost")
    signing = room.phones["fr"]
    signing.click(".inset button >> nth=0")
    signing.click("#tabs button.main")
    assert signing.inner_text("#head .state") == words("fr")("page.lost")
    room.server.again()
    for phone in room.phones.values():
        phone.wait_for_selector("#head .state:not(.lost)")
    signing.wait_for_selector("#tabs p.small")
    room.frames[teacher], room.frames[projector] = [], []
    teacher.goto(room.server.console)
    projector.goto(room.server.screen)
    for language in ("en", "es"):
        room.phones[language].click("#tabs button.main")


def to_the_end(room: Room) -> None:
    """The second month, and a sentence from everybody."""
    for phase in ("predict", "offer", "decide"):
        room.stand(phase)
        room.everybody()
    room.stand("reflect")
    for language, phone in room.phones.items():
        phone.fill("#reflect", f"sentence of {language}")
    room.everybody()


def own_pages(room: Room) -> None:
    """At the end everybody has a page that prints without buttons."""
    for language, phone in room.phones.items():
        phone.wait_for_selector("table.tight")
        assert f"sentence of {language}" in phone.inner_text("#main")
        phone.emulate_media(media="print")
        assert not phone.locator("button >> visible=true").count()
        phone.emulate_media(media="screen")
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def nothing_leaked(room: Room, projector: Any, country: dict[str, str], resume: dict[str, str]) -> None:
    """No browser was sent what is another's: words of a pair, sentences, codes to come back with, tokens."""
    sent = {language: written(room.frames[phone]) for language, phone in room.phones.items()}
    sent["projector"] = written(room.frames[projector])
    for language, own in country.items():
        others = {name: text for name, text in sent.items() if name != language}
        assert f"secret of {own}" in sent[language]
        assert sum(f"secret of {own}" in text for text in others.values()) == 1, "a pair is two"
        assert f"secret of {own}" not in sent["projector"]
        tokens = re.findall(r'"token": "([^"]+)"', sent[language])
        assert tokens
        for name, text in others.items():
            for secret in (f"sentence of {language}", resume[language], *tokens):
                assert secret not in text, f"{name} was sent what is {language}'s"


def kept(file: Path, country: dict[str, str], finals: dict[str, str]) -> None:
    """The file tells the same lesson: it replays equal, everything counted once, the figures are those of the pages."""
    (record,) = records_of(file).values()
    assert verify(record).equal
    (table,) = room_of(file).tables.values()
    assert table.session.month == MONTHS
    marks = [(e.who, e.cid) for e in events_of(file) if e.cid]
    assert len(marks) == len(set(marks))
    phases = [e.body["phase"] for e in events_of(file) if e.kind == "phase"]
    assert phases == ["brief", *MONTHLY * MONTHS, "reflect", "ended"]
    said = [e.body for e in events_of(file) if e.kind == "say"]
    assert sorted(s["text"][-len("secret of us"):].split()[-1] for s in said) == sorted(NAMES)
    signer = NAMES.index(country["fr"])
    sender = country["en"]
    assert f"accept {sender} three" in table.session.past[1].lines[signer]
    payoff = table.session.payoff()
    for language, text in finals.items():
        for name in NAMES:
            assert words(language).number(payoff[name].total, "+,.1f") in text

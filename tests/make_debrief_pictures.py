"""Pictures of the debrief and the quiz in docs/pictures, from a lesson in a real browser: run by hand, after
`make_classroom_pictures.py`, whose room it is built like. Needs the same; fails for the same reasons.

The class is eight games: three people in three languages in one, computer players in the rest, some of them hard.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from typing import Any

from make_classroom_pictures import PEOPLE, PHONE, ROOT, Class

CARDS = ("vent", "happened", "foreseen", "road", "trust", "power", "arms", "what_if", "article", "one_rule")



def played(room: Class) -> None:
    """A lesson from the door to the last month."""
    teacher, phones = room.teacher, room.phones
    teacher.wait_for_selector("text=Open the room")
    teacher.select_option("#treatment", "talks")
    teacher.select_option("#luck", "on")
    teacher.click("text=Open the room")
    teacher.wait_for_selector("text=/Room [A-Z0-9]{6}/")
    code = re.search(r"Room (\w{6})", teacher.inner_text("#head"))[1]        # type: ignore[index]
    for language in PEOPLE:
        phones.append(room.page(PHONE, language, f"http://127.0.0.1:{room.port}/?c={code}"))
        phones[-1].click("form button.main")
        phones[-1].wait_for_selector(".alias")
    teacher.click("text=/Seat all/")
    for n in range(7):
        teacher.click("text=Add a game of computer players")
        teacher.wait_for_selector(f".tile:nth-child({n + 2})")
    teacher.click("text=Begin the games")
    for phone in phones:
        phone.wait_for_selector("#tabs button.main")
    room.everybody()
    for phone in phones:
        for row in phone.locator(".choices.three").all():
            row.locator("button").nth(1).click()
    room.everybody()
    while not phones[2].locator("text=Imprimer").count():
        teacher.click("text=End the phase")
        teacher.wait_for_timeout(300)


def card(room: Class, name: str) -> None:
    """One card, on the projector, on the console and on a phone."""
    room.teacher.select_option("nav select", name)
    room.projector.wait_for_timeout(500)
    room.shoot(room.projector, f"card-{name}")
    if name in ("happened", "road", "trust"):
        room.shoot(room.phones[CARDS.index(name) % 3], f"phone-card-{name}")


def lesson(room: Class) -> None:
    """The debrief, card by card; then the quiz."""
    teacher, phones = room.teacher, room.phones
    teacher.click("#head >> text=Debrief")
    teacher.click("text=End all games and begin the debrief")
    teacher.wait_for_selector("nav.orders")
    for n, phone in enumerate(phones):
        phone.locator(".words button").nth(3 * n + 2).click()
    room.shoot(phones[1], "phone-vent")
    for name in CARDS:
        if name == "what_if":
            teacher.select_option("nav select", name)
            teacher.wait_for_selector("#d-act")
            teacher.select_option("#d-game", "2")
            teacher.wait_for_timeout(400)
            teacher.select_option("#d-act", index=1)
            teacher.click("text=Play it a hundred times")
            teacher.wait_for_selector(".debrief .chart")
            room.shoot(teacher, "debrief-console")
        if name == "one_rule":
            teacher.select_option("nav select", name)
            teacher.select_option("#d-rule", "low")
            teacher.click("text=Play all games under this rule")
            teacher.wait_for_selector(".debrief .chart")
        card(room, name)
    teacher.click("nav >> text=Quiz")
    for phone in phones:
        phone.wait_for_selector("text=/4/")
        for n in range(3):
            phone.locator(".choices[role=group]").nth(n).locator("button").nth(n).click()
            phone.wait_for_timeout(200)
    phones[2].evaluate("scrollTo(0, 0)")
    room.shoot(phones[2], "phone-quiz")
    room.shoot(teacher, "quiz-console")
    room.shoot(room.projector, "quiz-projector")


def main() -> None:
    """Run the lesson; leave with an error if a page did anything wrong."""
    from playwright.sync_api import sync_playwright

    folder = tempfile.mkdtemp()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    server: Any = subprocess.Popen(
        [sys.executable, "-m", "negotiation", "classroom", "--port", "0", "--data", "lessons", "--no-browser",
         "--lang", "en"],
        stdout=subprocess.PIPE, text=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        console, screen = (server.stdout.readline().split()[-1] for _ in range(2))
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            room = Class(browser, console, screen)
            played(room)
            lesson(room)
            browser.close()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        shutil.rmtree(folder)
    if room.faults:
        sys.exit("\n".join(room.faults))


if __name__ == "__main__":
    main()

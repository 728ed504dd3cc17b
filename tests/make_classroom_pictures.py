"""Pictures of the classroom in docs/pictures, from a lesson in a real browser: run by hand, as `make pictures` is.

Needs the system's Chromium and `pip install playwright`; the server is one of its own, in a folder that goes.
Fails if a page asks any other host for anything, raises an error, or is wider than its window.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "pictures"
PHONE, DESK, WALL = (360, 640), (1280, 800), (1280, 720)
PEOPLE = ("en-CA", "es-MX", "fr-CA")


class Class:
    """Browsers of a lesson: teacher, projector, three phones."""

    def __init__(self, browser: Any, console: str, screen: str) -> None:
        self.browser, self.screen_url = browser, screen
        self.port = re.search(r":(\d+)/screen", screen)[1]           # type: ignore[index]
        self.faults: list[str] = []
        self.teacher = self.page(DESK, "en-CA", console)
        self.projector = self.page(WALL, "en-CA", screen)
        self.phones: list[Any] = []

    def page(self, size: tuple[int, int], language: str, address: str) -> Any:
        """A page in a browser of its own; what it does wrong is noted."""
        found = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=language).new_page()
        found.set_default_timeout(120_000)                     # a busy computer is not a wrong page
        found.on("pageerror", lambda error: self.faults.append(str(error)))
        found.on("request", lambda r: None if re.match(r"(http|ws)://127\.0\.0\.1:|data:", r.url) else
                 self.faults.append(f"asked {r.url}"))
        found.goto(address)
        return found

    def shoot(self, page: Any, name: str, whole: bool = False) -> None:
        """One picture, once the page stands still."""
        page.wait_for_timeout(400)
        wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if wide > window:
            self.faults.append(f"{name}: {wide} wide in a window of {window}")
        size = page.viewport_size
        if whole:  # a window as high as the page, so that what sticks to its foot covers nothing
            page.set_viewport_size({**size, "height": page.evaluate("document.documentElement.scrollHeight")})
        page.screenshot(path=DOCS / f"classroom-{name}.png", full_page=whole)
        page.set_viewport_size(size)

    def everybody(self) -> None:
        """The button at the foot, on every phone."""
        for phone in self.phones:
            phone.click("#tabs button.main")
            phone.wait_for_timeout(150)
        self.teacher.wait_for_timeout(700)


def lesson(room: Class) -> None:
    """Door to end, a picture of each screen."""
    teacher, phones = room.teacher, room.phones
    teacher.wait_for_selector("text=Open the room")
    room.shoot(teacher, "start")
    teacher.click("text=Open the room")
    teacher.wait_for_selector("text=/Room [A-Z0-9]{6}/")
    code = re.search(r"Room (\w{6})", teacher.inner_text("#head"))[1]        # type: ignore[index]
    for n, language in enumerate(PEOPLE):
        phones.append(room.page(PHONE, language, f"http://127.0.0.1:{room.port}/?c={code}"))
        if n == 0:
            room.shoot(phones[0], "join")
        phones[n].click("form button.main")
        phones[n].wait_for_selector(".alias")
    room.shoot(phones[1], "waiting")
    room.shoot(room.projector, "projector-door")
    teacher.click("text=/Seat all/")
    room.shoot(teacher, "lobby")
    teacher.click("text=Begin the games")
    for phone in phones:
        phone.wait_for_selector("#tabs button.main")
    room.shoot(phones[2], "brief")
    room.everybody()
    room.shoot(phones[1], "predict")
    room.everybody()
    phones[0].fill("#say", "What would you need to sign with all three of us?")
    phones[0].keyboard.press("Enter")
    room.shoot(phones[0], "talk")
    room.shoot(room.projector, "projector-clock")
    teacher.click("text=End the phase")
    offer(room)
    room.everybody()
    room.shoot(phones[1], "decide")
    room.shoot(teacher, "grid")
    room.everybody()
    room.shoot(phones[2], "result")
    phones[0].click("#tabs .tabs button:nth-child(3)")
    room.shoot(phones[0], "table")
    teacher.locator(".tile .title").first.click()
    room.shoot(teacher, "game")
    while not phones[2].locator("text=Imprimer").count():
        teacher.click("text=End the phase")
        teacher.wait_for_timeout(300)
    room.shoot(phones[2], "own-page", whole=True)


def offer(room: Class) -> None:
    """One of the three builds an offer for all."""
    phone = room.phones[0]
    phone.wait_for_selector(".stepper")
    phone.locator(".choices.three button").nth(2).click()
    for row in (0, 1, 2):
        phone.locator(".stepper").nth(row).locator("button").nth(1).click()
        phone.wait_for_timeout(200)
    phone.locator(".stepper").nth(0).scroll_into_view_if_needed()
    phone.mouse.wheel(0, 260)
    room.shoot(phone, "offer")
    phone.click("text=Add this offer")


def main() -> None:
    """Run the lesson; leave with an error if a page did anything wrong."""
    from playwright.sync_api import sync_playwright

    folder = tempfile.mkdtemp()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    server = subprocess.Popen(
        [sys.executable, "-m", "negotiation", "classroom", "--port", "0", "--data", "lessons", "--no-browser",
         "--lang", "en"],
        stdout=subprocess.PIPE, text=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        assert server.stdout is not None
        console, screen = (server.stdout.readline().split()[-1] for _ in range(2))
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            room = Class(browser, console, screen)
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

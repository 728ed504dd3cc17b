"""Pictures of lesson plans in docs/pictures: the choice, slides, printed pack, paper slips, page for the absent.

Run by hand beside `make_classroom_pictures.py`, which it takes its browser from; it fails as that does.
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

from make_classroom_pictures import PHONE, ROOT, WALL, Class

PAGE = (816, 1056)                         # a sheet of letter paper at 96 dots an inch


def lesson(room: Class) -> None:
    """From the choice of a plan to the page for who was absent."""
    teacher = room.teacher
    home = teacher.url.partition("?")[0].rstrip("/")
    teacher.wait_for_selector("#plan")
    teacher.select_option("#plan", "civics")
    room.shoot(teacher, "plan", whole=True)
    slides(room, home)
    printed(room, home)
    teacher.click("text=Open the room")
    teacher.wait_for_selector("text=/Room [A-Z0-9]{6}/")
    room.shoot(teacher, "minute-plan")
    first_questions(room)
    teacher.click("summary:has-text('Games on paper')")
    teacher.click("text=Begin these games on paper")
    on_paper(room)
    with teacher.expect_download() as found:
        teacher.click("text=Page for the absent (Spanish)")
    file = found.value.path().with_suffix(".html")  # a browser keeps it under a name without one
    found.value.save_as(file)
    page = room.page(PHONE, "es-MX", file.as_uri())
    page.wait_for_selector("h1")
    room.shoot(page, "absent", whole=True)


def first_questions(room: Class) -> None:
    """What a student meets while the class waits."""
    code = re.search(r"[A-Z0-9]{6}", room.teacher.inner_text("#head h1"))[0]         # type: ignore[index]
    phone = room.page(PHONE, "fr-CA", f"http://127.0.0.1:{room.port}/?c={code}")
    phone.click("form button.main")
    phone.wait_for_selector(".alias")
    phone.locator(".card h2").first.scroll_into_view_if_needed()
    phone.evaluate("document.querySelectorAll('section.card')[1].scrollIntoView()")
    room.shoot(phone, "first-questions")
    phone.context.close()


def slides(room: Class, home: str) -> None:
    """One slide, as the big screen shows it."""
    page = room.teacher.context.new_page()
    page.set_viewport_size({"width": WALL[0], "height": WALL[1]})
    page.goto(f"{home}/slides?plan=civics&lang=fr#4")
    page.wait_for_selector(".slide:not([hidden]) h1")
    room.shoot(page, "slide")
    page.close()


def printed(room: Class, home: str) -> None:
    """Sheets of the pack as they are printed."""
    page = room.teacher.context.new_page()
    page.set_viewport_size({"width": PAGE[0], "height": PAGE[1]})
    page.goto(f"{home}/pack?plan=civics&lang=es")
    page.wait_for_selector(".slip")
    page.emulate_media(media="print")
    for name, sheet in (("pack-brief", 2), ("pack-slip", 5)):
        box = page.locator(".sheet").nth(sheet).bounding_box()
        page.screenshot(path=ROOT / "docs" / "pictures" / f"classroom-{name}.png", full_page=True, clip=box)
    page.close()


def on_paper(room: Class) -> None:
    """A game typed from its slips."""
    teacher = room.teacher
    teacher.wait_for_selector(".tile .title")
    teacher.locator(".tile .title").first.click()
    teacher.click("text=Enter paper results")
    seats = teacher.locator("fieldset")
    seats.nth(0).locator("select").first.select_option("all")
    for n in (0, 1):
        seats.nth(0).locator(".field select").nth(n).select_option("2")
    seats.nth(0).locator("text=Add this offer").click()
    seats.nth(1).locator("select").last.select_option("call mexico")
    teacher.wait_for_selector("fieldset .planned >> nth=1")
    seats.nth(0).scroll_into_view_if_needed()
    teacher.mouse.wheel(0, -300)
    room.shoot(teacher, "paper")
    for n in range(8):
        teacher.click("text=Enter these three slips")
        teacher.wait_for_timeout(500)
        if n == 0:
            for seat in (1, 2):
                answer = seats.nth(seat).locator(".field select").first
                answer.select_option(next(o for o in answer.locator("option").all() if o.inner_text() == "Accept")
                                     .get_attribute("value"))
    teacher.click("text=Back to all")
    assert "three" in teacher.inner_text(".tile .small"), "what two accepted was signed"
    room.shoot(teacher, "over")


def main() -> None:
    """Run it; leave with an error if a page did anything wrong."""
    from playwright.sync_api import sync_playwright

    folder = tempfile.mkdtemp()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    server = subprocess.Popen(
        [sys.executable, "-m", "negotiation", "classroom", "--port", "0", "--data", "lessons", "--no-browser",
         "--lang", "en"], stdout=subprocess.PIPE, text=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        assert server.stdout is not None
        console, screen = (server.stdout.readline().split()[-1] for _ in range(2))
        with sync_playwright() as play:
            browser: Any = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            room = Class(browser, console, screen)
            lesson(room)
            browser.close()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        shutil.rmtree(folder)
    faults = [f for f in room.faults if not f.startswith("asked file:")]
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()

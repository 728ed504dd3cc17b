"""A lesson in real browsers: the server in a process of its own, a browser for everybody in the room, and what they may
not do: ask another host, raise an error, be wider than their window, or break a rule of accessibility.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from negotiation.words import words

ROOT = Path(__file__).parents[3]
AXE = (Path(__file__).with_name("axe") / "axe.min.js").read_text(encoding="utf-8")
LOCALES = {"en": "en-CA", "es": "es-MX", "fr": "fr-CA"}
PHONE, DESK, WALL = (360, 640), (1280, 800), (1280, 720)
NARROW, ZOOMED = (320, 640), (640, 400)    # CSS pixels: a small phone; a window of 1280 × 800 at 200 %
PATIENCE = 30_000                          # milliseconds; a busy computer is not a wrong page
CODE = "[2-9A-HJ-NP-Z]{6}"
CHROMIUM = "chromium"
# What a browser says of a server that was killed: of its line, or of a picture that was on its way at that moment.
GONE = r"^WebSocket connection to|net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)$"
FRUGAL = ["--disable-gpu", "--in-process-gpu", "--renderer-process-limit=1"]      # less to do; the pages are the same

# What is wrong, in a line each: every rule of axe, advice on good practice too, or those that turn on size and color.
_AXE = """async only => (await axe.run(document, {resultTypes: ["violations"], ...(only && {runOnly: only})}))
  .violations.flatMap(v => v.nodes.map(n =>
    `${v.id}: ${n.target} ${n.any.concat(n.all, n.none)[0]?.message ?? v.help}`))"""
LAID_OUT = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]


def free_port() -> int:
    """A port that is free, with the next one."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            with contextlib.suppress(OSError):
                two.bind(("127.0.0.1", port + 1))
                return int(port)


class Server:
    """`negotiation classroom` on free ports, its rooms in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.died = False                  # whether it was ever killed
        self.students = f"http://127.0.0.1:{self.port}"
        self.again()

    def again(self) -> None:
        """Start it, or start it again where it was."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "negotiation", "classroom", "--port", str(self.port), "--data", str(self.folder),
             "--no-browser", "--lang", "en"],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        assert self.process.stdout is not None
        self.console, self.screen = (self.process.stdout.readline().split()[-1] for _ in range(2))

    def kill(self) -> None:
        """As a power switch does it, as far as a process can tell."""
        self.died = True
        self.process.kill()
        self.process.wait(30)
        self.process.stdout.close()  # type: ignore[union-attr]

    def stop(self) -> None:
        """As Ctrl-C does it."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        self.process.stdout.close()  # type: ignore[union-attr]


class Room:
    """Browsers of a lesson, and everything wrong they did."""

    def __init__(self, browser: Any, server: Server) -> None:
        self.browser, self.server = browser, server
        self.faults: list[str] = []
        self.frames: dict[Any, list[str]] = {}         # what each page was sent
        self.phones: dict[str, Any] = {}               # by language

    def page(self, size: tuple[int, int], language: str, address: str) -> Any:
        """A page in a browser of its own; what it does wrong is noted, what it is sent is kept."""
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=LOCALES[language],
                                           reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        heard = self.frames[page] = []
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda m: self._complained(page.url, m.text) if m.type == "error" else None)
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda line: self._connected(line, heard))
        page.goto(address)
        return page

    def _complained(self, url: str, text: str) -> None:
        if not (self.server.died and re.search(GONE, text)):
            self.faults.append(f"{url}: {text}")

    def _connected(self, line: Any, heard: list[str]) -> None:
        self._asked(line.url)
        line.on("framereceived", lambda frame: heard.append(str(frame)))

    def _asked(self, url: str) -> None:
        if not re.match(r"(http|ws)://127\.0\.0\.1:\d+/|data:,", url):
            self.faults.append(f"asked {url}")

    def teacher(self, language: str) -> Any:
        """A console."""
        page = self.page(DESK, language, self.server.console)
        page.wait_for_selector("#main .card")
        return page

    def projector(self) -> Any:
        """The big screen."""
        return self.page(WALL, "en", self.server.screen)

    def phone(self, language: str, code: str = "", size: tuple[int, int] = PHONE) -> Any:
        """A student's page at the door, with the room's code in its link or without."""
        page = self.page(size, language, f"{self.server.students}/" + (f"?c={code}" if code else ""))
        self.phones[language] = page
        page.wait_for_selector("form button.main")
        return page

    def look(self, page: Any, name: str) -> None:
        """One screen, narrow by day and enlarged by night: nothing sticks out, and axe finds nothing."""
        before = page.viewport_size
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        for (width, height), scheme, rules in ((NARROW, "light", None), (ZOOMED, "dark", LAID_OUT)):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            where = f"{name}, {page.evaluate('document.documentElement.lang')}, {width} px, {scheme}"
            self.faults += [f"{where}: {x}" for x in page.evaluate(_AXE, rules)]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.faults.append(f"{where}: {wide} px wide")
        page.set_viewport_size(before)
        page.emulate_media(color_scheme="light")


    def everybody(self) -> None:
        """The button at the foot, on every phone."""
        for phone in self.phones.values():
            phone.click("#tabs button.main")

    def stand(self, phase: str) -> None:
        """Wait until every phone is in a phase."""
        for language, phone in self.phones.items():
            shows(phone, "h1", words(language)(f"page.phase.{phase}"))


def shows(page: Any, tag: str, text: str) -> Any:
    """Wait for an element with this very text."""
    found = page.locator(tag).filter(has_text=re.compile(f"^{re.escape(text)}$")).first
    found.wait_for()
    return found


def press(page: Any, text: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=text, exact=True).first.click()


def code_of(teacher: Any) -> str:
    """The code of the room that is open."""
    text = teacher.locator("#head h1").filter(has_text=re.compile(CODE)).inner_text()
    return re.search(CODE, text)[0]  # type: ignore[index]


def written(heard: list[str], kind: str = "") -> str:
    """All that a page was sent, as one text with its letters as they are."""
    frames = [json.loads(text) for text in heard]
    return "\n".join(json.dumps(f, ensure_ascii=False) for f in frames if not kind or f["type"] == kind)


@contextlib.contextmanager
def lesson(folder: Path) -> Iterator[Room]:
    """A server and a browser for one lesson; what went wrong in it is raised at its end."""
    from playwright.sync_api import sync_playwright

    # Each wait of a lesson has a limit of its own; on a busy computer the whole may outlast that of a usual test.
    faulthandler.cancel_dump_traceback_later()
    server = Server(folder)
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which(CHROMIUM), args=FRUGAL)
            room = Room(browser, server)
            yield room
            browser.close()
    finally:
        server.stop()
    assert not room.faults, "\n".join(dict.fromkeys(room.faults))

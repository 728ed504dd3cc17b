"""The files a browser is sent, read once at the start: a fixed table from path to page, and no other path."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from starlette.responses import Response

from ..paths import shipped
from ..screens.tokens import CONTRAST, NIGHT, PAPER
from ..words import languages, words
from . import terms

HERE = Path(__file__).with_name("page")
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
         ".png": "image/png"}


@dataclass(frozen=True)
class Page:
    """One file: its bytes and what they are."""

    body: bytes
    kind: str

    @cached_property
    def mark(self) -> str:
        """A mark by which a browser knows that it has this very file."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    def answer(self, known: str = "", status: int = 200, keep_as: str = "") -> Response:
        """The file, or word that the browser has it already; `keep_as`: a name under which it is to be kept."""
        headers = {"cache-control": "no-cache", "etag": self.mark}
        if known == self.mark:
            return Response(status_code=304, headers=headers)
        if keep_as:
            headers["content-disposition"] = f'attachment; filename="{keep_as}"'
        return Response(self.body, status, media_type=self.kind, headers=headers)


def _file(name: str) -> Page:
    return Page((HERE / name).read_bytes(), TYPES[Path(name).suffix])


def _words(language: str, prefixes: tuple[str, ...]) -> Page:
    text = json.dumps(words(language).starting(*prefixes), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Page(text.encode(), TYPES[".json"])


def tokens_css() -> str:
    """The colors of the window as properties of the pages: one table for both."""
    def rules(table: Mapping[str, str]) -> str:
        return "".join(f"--{name.replace('.', '-')}:{value};" for name, value in table.items())

    night = {name: value for name, value in NIGHT.items() if value != PAPER[name]}
    strong = {name: value for name, value in CONTRAST.items() if value != PAPER[name]}
    return (f":root{{color-scheme:light dark;{rules(PAPER)}}}"
            f"@media (prefers-color-scheme:dark){{:root{{{rules(night)}}}}}"
            f"@media (prefers-contrast:more){{:root{{{rules(PAPER | strong)}}}}}\n")


def _routes(first: str, names: tuple[str, ...], prefixes: tuple[str, ...]) -> dict[str, Page]:
    drawn = sorted((shipped("assets") / "flags").glob("*.png"))
    flags = {f"/flag/{p.name}": Page(p.read_bytes(), TYPES[".png"]) for p in drawn}
    return {"/": _file(first), **{f"/{name}": _file(name) for name in names}, **flags,
            "/tokens.css": Page(tokens_css().encode(), TYPES[".css"]),
            **{f"/words/{language}.json": _words(language, prefixes) for language in languages()}}


COMMON = ("page.css", "card.css", "dom.js", "wire.js", "parts.js", "card.js")
STUDENT = {**_routes("student.html", (*COMMON, "student.js", "join.js", "tasks.js", "plan.js", "deal.js", "talk.js",
                                      "own.js", "after.js", "ideas.js", "screen.css", "screen.js"),
                     ("page.", "screen.")),
           "/screen": _file("screen.html"),
           **{f"/terms/{language}": Page(terms.page(language).encode(), TYPES[".html"]) for language in languages()}}
TEACHER = _routes("console.html", (*COMMON, "console.css", "console.js", "seats.js", "lesson.js", "paper.js",
                                    "pack.css", "pack.js", "slides.css", "slides.js", "debrief.js"),
                  ("page.", "console.", "pack.")) | {
    "/pack": _file("pack.html"), "/slides": _file("slides.html")}

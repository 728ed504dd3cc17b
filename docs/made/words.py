"""The codex as pages, and the messages that were translated back."""

from __future__ import annotations

import re
from functools import lru_cache

import yaml
from babel.messages.pofile import read_po

from negotiation.codex import entries, search

from .pages import ROOT, table

LANGUAGES = ("en", "es", "fr")


def anchor(heading: str) -> str:
    """The anchor of a heading, as the code server and the site make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def page(language: str) -> str:
    """Every entry in the order of its term."""
    known = entries(language)
    lines = []
    for entry in search(language, ""):
        text = "".join(f"[{p.text}](#{anchor(known[p.link].term)})" if p.link else p.text for p in entry.pieces)
        lines += [f"## {entry.term}", "", text, ""]
    return "\n".join(lines)


@lru_cache
def messages(language: str) -> dict[str, str]:
    """The first form of every message of a catalogue."""
    with (ROOT / "assets" / "text" / f"{language}.po").open("rb") as file:
        found = [m for m in read_po(file) if m.id]
    return {m.id[0] if isinstance(m.id, tuple) else m.id: m.string[0] if isinstance(m.id, tuple) else m.string
            for m in found}


def back() -> str:
    """The drawn messages: English, and the other two each with its way back."""
    drawn = yaml.safe_load((ROOT / "docs" / "words" / "back.yaml").read_text(encoding="utf-8"))

    def cell(text: str) -> str:
        return text.replace("<", "&lt;").replace("*", "\\*")

    rows = [(n, cell(messages("en")[id_]), *(f"{cell(messages(language)[id_])}<br>→ *{cell(row[language])}*"
                                           for language in ("es", "fr")))
            for n, (id_, row) in enumerate(((i, r) for i, r in drawn.items() if i in messages("en")), 1)]
    return table(("no.", "English", "Español → English", "Français → English"), rows)


BLOCKS = {**{f"codex-{language}": (lambda language=language: page(language)) for language in LANGUAGES}, "back": back}

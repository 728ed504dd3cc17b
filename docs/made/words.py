"""The codex as pages: every term with its text and the way to the next."""

from __future__ import annotations

import re

from negotiation.codex import entries, search


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


BLOCKS = {f"codex-{language}": (lambda language=language: page(language)) for language in ("en", "es", "fr")}

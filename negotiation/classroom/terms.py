"""The terms of the game as a page: the codex in one language, opened from the student's page and loaded only then."""

from __future__ import annotations

from html import escape

from ..codex import Entry, search
from ..words import words


def page(language: str) -> str:
    """The whole file: a list of terms, then each with its text and links to others."""
    title, found = words(language)("codex.title"), search(language, "")
    known = {entry.id for entry in found}
    ways = "".join(f'<li><a href="#{entry.id}">{escape(entry.term)}</a></li>' for entry in found)
    return (f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n'
            '<link rel="stylesheet" href="/tokens.css">\n<link rel="stylesheet" href="/page.css">\n</head>\n'
            f'<body>\n<main id="main" tabindex="-1">\n<h1>{escape(title)}</h1>\n<ul class="lines">{ways}</ul>\n'
            + "\n".join(_entry(entry, known) for entry in found) + "\n</main>\n</body>\n</html>\n")


def _entry(entry: Entry, known: set[str]) -> str:
    text = "".join(f'<a href="#{piece.link}">{escape(piece.text)}</a>' if piece.link in known else escape(piece.text)
                   for piece in entry.pieces)
    return f'<section class="card" id="{entry.id}"><h2>{escape(entry.term)}</h2><p>{text}</p></section>'

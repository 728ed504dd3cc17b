"""The codex: what the words of the game mean, one file a language in `assets/codex`, found by the folder."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import yaml

from .paths import shipped

_LINK = re.compile(r"\[\[([a-z_]+)(?:\|([^\]]+))?\]\]")


@dataclass(frozen=True)
class Piece:
    """A stretch of an entry's text; `link` is the id of the entry it leads to, or an empty text."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class Entry:
    """A term of the game: its id, its name in the language, and its text with links."""

    id: str
    term: str
    source: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text in stretches, links apart."""
        out, at = [], 0
        for found in _LINK.finditer(self.source):
            if found.start() > at:
                out.append(Piece(self.source[at : found.start()]))
            out.append(Piece(found[2] or found[1].replace("_", " "), found[1]))
            at = found.end()
        if at < len(self.source):
            out.append(Piece(self.source[at:]))
        return tuple(out)

    @property
    def text(self) -> str:
        """The text without links."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def links(self) -> tuple[str, ...]:
        """The ids of the entries it leads to, each once."""
        return tuple(dict.fromkeys(piece.link for piece in self.pieces if piece.link))


@lru_cache(maxsize=8)
def entries(language: str) -> dict[str, Entry]:
    """Every entry by its id, in the order of the file; English where a language has no codex."""
    folder = shipped("assets") / "codex"
    file = folder / f"{language}.yaml"
    found = yaml.safe_load((file if file.is_file() else folder / "en.yaml").read_text(encoding="utf-8"))
    return {id_: Entry(id_, str(one["term"]), str(one["text"])) for id_, one in found.items()}


def plain(text: str) -> str:
    """A text without accents and capitals, to compare."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def search(language: str, wanted: str) -> list[Entry]:
    """The entries that have the words, those whose term begins with them first; all, by term, for no words."""
    found = sorted(entries(language).values(), key=lambda e: plain(e.term))
    key = plain(wanted.strip())
    if not key:
        return found
    return sorted((e for e in found if _rank(e, key) < 3), key=lambda e: _rank(e, key))


def _rank(entry: Entry, key: str) -> int:
    """0 where the term begins with the words, 1 where it has them, 2 where the text does, 3 where nothing does."""
    term = plain(entry.term)
    return 0 if term.startswith(key) else 1 if key in term else 2 if key in plain(entry.text) else 3

"""A language nobody speaks: English with accents and a third more letters, to find texts that have no room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from negotiation import words as module
from negotiation.screens import pages, title
from negotiation.words import Words

NAME = "pseudo"
ACCENTS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")
LONGER = 0.35
PLACE = re.compile(r"(\{[^}]*\})")


def longer(text: str) -> str:
    """Each word with its accents, its last letter said again until the whole is a third longer; places stay."""
    return "".join(part if PLACE.fullmatch(part) else re.sub(r"\w+", _word, part) for part in PLACE.split(text))


def _word(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(ACCENTS) + word[-1] * round(len(word) * LONGER) if word.isalpha() else word


class Pseudo(Words):
    """English made longer."""

    def _find(self, id_: str, n: object) -> str | None:
        text = super()._find(id_, n)
        return text if text is None else longer(text)


@contextmanager
def spoken() -> Iterator[None]:
    """Every page speaks it until the block ends, whatever language it was opened in."""
    english = module.catalogue_of("en")
    whole = Pseudo("en", english, english)
    with (patch.object(pages, "words_of", lambda scenario, language: whole),
          patch.object(title, "words", lambda language: whole)):
        yield

"""The words a person reads, in English, Spanish and French: one message an id, one catalogue a language.

Messages have named places. `{partner}` is filled with a country's name when the value is "us",
"canada" or "mexico";
`{partner!t}` with its article (the United States, les États-Unis), `{partner!T}` the same at the head
of a sentence,
`{partner!a}` toward it (to the United States, aux États-Unis), `{partner!d}` of it (of the United
States, des États-Unis),
`{partner!c}` its capital; `{name:s}` keeps the id.
Numbers follow the language: 1 234,5 in French.
"""

from __future__ import annotations

import gettext
import locale
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter
from typing import Any

from .paths import shipped
from .rules.names import NAMES
from .rules.reasons import Reason

NO_BREAK = "\u00a0"
MINUS = "\u2212"
_FORMS = {"t": "the", "T": "The", "a": "to", "d": "of", "c": "capital"}
# French counts from two: 1,9 milliard, 2,0 milliards.
_FRENCH_ONE = re.compile(rf"((?<![\d,{NO_BREAK}])[01](?:,\d+)?[ {NO_BREAK}](?:milliard|point))s\b")
# Before a capital that begins with a vowel: d'Ottawa, qu'Ottawa.
_FRENCH_SHORT = re.compile(r"\b([dD]|[qQ]u)e \{(\w+)!c\}")
_VOWELS = tuple("AEIOUÉÈÊÀÂÎÔ")
_SEPARATORS = {"en": (",", "."), "es": (",", "."), "fr": (NO_BREAK, ",")}


class MissingWords(KeyError):
    """A message id that no catalogue has."""


def languages() -> list[str]:
    """The languages there are: one compiled catalogue each in assets/text."""
    return sorted(p.stem for p in (shipped("assets") / "text").glob("*.mo"))


def system_language() -> str:
    """The language of the system if there is a catalogue for it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return value[:2].lower() if value[:2].lower() in languages() else "en"
    value = locale.getlocale()[0] or ""
    return value[:2].lower() if value[:2].lower() in languages() else "en"


@lru_cache(maxsize=16)
def words(language: str = "en") -> Words:
    """The words of one language. Raises LookupError for a language that has no catalogue."""
    if language not in languages():
        raise LookupError(f"{language}: no such language; there are {', '.join(languages())}")
    return Words(language, catalogue_of(language), catalogue_of("en"))


def catalogue_of(language: str) -> gettext.GNUTranslations:
    """The compiled catalogue of a language."""
    with open(shipped("assets") / "text" / f"{language}.mo", "rb") as file:
        return gettext.GNUTranslations(file)


def places(text: str) -> set[str]:
    """The names of the places in a message; one that is not well formed has the place "?"."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"?"}


REMEMBERED = 5000  # sentences kept in memory; a screen asks for the same ones again and again


class Words(Formatter):
    """One language: `t("id", place=value)` gives the sentence."""

    def __init__(self, language: str, own: gettext.GNUTranslations, english: gettext.GNUTranslations) -> None:
        self.language, self._own, self._english = language, own, english
        self._said: dict[object, str] = {}

    def raw(self, id_: str) -> str | None:
        """The message of an id with its places unfilled (of several plurals the first); None if there is none."""
        return self._find(id_, None)

    def has(self, id_: str) -> bool:
        """Whether there is a message of this id."""
        return self._find(id_, None) is not None

    def _find(self, id_: str, n: object) -> str | None:
        # Always by a number: the Python of Debian 12 finds no message of several plurals by its id alone.
        number = round(abs(n)) if isinstance(n, (int, float)) else 1
        for catalogue in (self._own, self._english):
            text = catalogue.ngettext(id_, id_ + ".many", number)
            if text not in (id_, id_ + ".many"):
                return text
            text = catalogue.gettext(id_)
            if text != id_:
                return text
        return None

    def __call__(self, id_: str, **places: Any) -> str:
        """The message with its places filled. A place called `n` chooses the plural. Raises MissingWords."""
        try:
            # The type belongs to the key: 1, 1.0 and True are equal and are not written alike.
            key = (id_, *((name, type(value), value) for name, value in places.items()))
            said = self._said.get(key)
        except TypeError:
            return self._say(id_, places)
        if said is None:
            if len(self._said) >= REMEMBERED:
                self._said.clear()
            said = self._said[key] = self._say(id_, places)
        return said

    def _say(self, id_: str, places: Mapping[str, Any]) -> str:
        text = self._find(id_, places.get("n"))
        if text is None:
            raise MissingWords(id_)
        if self.language != "fr":
            return self.vformat(text, (), places) if places or "{" in text else text
        text = _FRENCH_SHORT.sub(lambda found: self._shortened(found, places), text)
        return _FRENCH_ONE.sub(r"\1", self.vformat(text, (), places) if places or "{" in text else text)

    def _shortened(self, found: re.Match[str], places: Mapping[str, Any]) -> str:
        """The `de` or `que` before a capital, without its e where the capital begins with a vowel."""
        capital = str(self.convert_field(places.get(found[2]), "c"))
        return f"{found[1]}'{{{found[2]}!c}}" if capital.startswith(_VOWELS) else found[0]

    def told(self, text: str) -> str:
        """A text from elsewhere, such as a lesson plan's, in the words of this game."""
        return text

    def starting(self, *prefixes: str) -> dict[str, str]:
        """Every message whose id begins so, with its places unfilled: what a page that fills them itself is sent."""
        both = {**self._english._catalog, **self._own._catalog}  # type: ignore[attr-defined]
        return {id_: text for id_, text in both.items() if isinstance(id_, str) and id_.startswith(prefixes)}

    def reason(self, reason: Reason) -> str:
        """A Reason as a sentence."""
        return self(reason.id, **dict(reason.places))

    # places ----------------------------------------------------------------------------------------------------

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        """A place by name."""
        return kwargs[key] if isinstance(key, str) else args[key]

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Countries in the form asked for; everything else as Python does."""
        if conversion in _FORMS:
            form = _FORMS[conversion]
            if value not in NAMES:
                return value
            if form == "The":
                text = self(f"country.{value}.the")
                return text[0].upper() + text[1:]
            return self(f"capital.{value}") if form == "capital" else self(f"country.{value}.{form}")
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, spec: str) -> str:
        """Countries by name, reasons and other messages as text, numbers as the language writes them."""
        if isinstance(value, Reason):
            return self.reason(value)
        if isinstance(value, str):
            return self(f"country.{value}") if value in NAMES and not spec else format(value, spec)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return format(value, spec)
        return self.number(value, spec or (",d" if isinstance(value, int) else ",.1f"))

    def number(self, value: float, spec: str = ",.1f") -> str:
        """A number as the language writes it, with a true minus sign and never "-0"."""
        text = format(value, spec)
        if text.lstrip("+-").strip("0.,%") == "" and text.startswith("-"):
            text = text[1:]
        thousands, point = _SEPARATORS.get(self.language, (",", "."))
        return text.translate({ord(","): thousands, ord("."): point, ord("-"): MINUS})

    def percent(self, value: float, digits: int = 0) -> str:
        """A share in percent: 25%, and with a no-break space in Spanish and French."""
        space = "" if self.language == "en" else NO_BREAK
        return f"{self.number(value, f',.{digits}f')}{space}%"

    def money(self, value: float, sign: bool = False) -> str:
        """US$ billion, as the language writes it: US$4.2 billion; 4.2 mil millones de dólares; 4,2 milliards de
        dollars américains. A sign stands before everything: −US$4.2 billion.
        """
        amount = self.number(value, "+,.1f" if sign else ",.1f")
        plain = amount.lstrip("+" + MINUS)
        return amount.removesuffix(plain) + self("money.bn", amount=plain)

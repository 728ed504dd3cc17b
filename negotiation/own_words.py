"""The words of a game whose scenario names its countries itself, or words some sentences its own way.

A scenario's `words:` block holds `countries` (name, capital, code and adjective of each) and `messages` (texts by
message id). The catalogues stay as they are: every sentence is dressed as it is looked up, so that no door shows a
name the scenario has replaced. Moves are written with us, canada and mexico all the same: notation is one for all.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from .rules.names import NAMES
from .words import Words, catalogue_of, words

if TYPE_CHECKING:
    from .rules.scenario import Scenario

# What speaks of the article and of this world, whatever is being played.
WORLD = ("cli.", "credits.", "quiz.article", "history.", "chronicle.", "list.")
PARTS = ("name", "capital", "code", "adjective")
# What stands for a country in the catalogues, by language: pattern, then which form replaces it. Longest first.
_REAL: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "en": ((r"[Tt]he United States|United States", "us", "name"), (r"US\$", "", "$"),
           (r"\bUS(?= (?:tariff|household))|\bAmerican\b", "us", "adjective"), (r"\bUS\b(?! \$)", "us", "name"),
           (r"Mexico City", "mexico", "capital"), (r"Mexico", "mexico", "name"), (r"Canada", "canada", "name")),
    "es": ((r"(?:los )?Estados Unidos|\bEUA\b", "us", "name"), (r"\bestadounidenses?\b", "us", "of"),
           (r"(?:\b[Ll]a )?Ciudad de México", "mexico", "capital"), (r"México", "mexico", "name"),
           (r"Canadá", "canada", "name")),
    "fr": ((r"dollars américains", "", "dollars"), (r"\$ US\b", "", "$"), (r"\bÉ\.-U\.", "us", "name"),
           (r"\bdes États-Unis", "us", "of"),
           (r"\baux États-Unis", "us", "to"), (r"(?:\b[Ll]es )?États-Unis", "us", "name"),
           (r"\baméricaine?s?\b", "us", "of"),
           (r"\bdu Canada\b", "canada", "of"), (r"\bau Canada\b", "canada", "to"),
           (r"(?:\b[Ll]e )?Canada\b", "canada", "name"),
           (r"\bdu Mexique", "mexico", "of"), (r"\bau Mexique", "mexico", "to"),
           (r"(?:\b[Ll]e )?Mexique", "mexico", "name"), (r"\bMexico\b", "mexico", "capital"))}
_CAPITALS = ((r"\bWashington\b", "us", "capital"), (r"\bOttawa\b", "canada", "capital"))
_TO = {"en": "to ", "es": "a ", "fr": "à "}


class OwnWords(Words):
    """The words of one language, dressed for one scenario."""

    def __init__(self, language: str, own: gettext.GNUTranslations, english: gettext.GNUTranslations,
                 countries: Mapping[str, Mapping[str, str]], messages: Mapping[str, str]) -> None:
        super().__init__(language, own, english)
        self._messages = {**_forms(language, countries), **messages}
        self._dress = _patterns(language, countries) if countries else ()

    def _find(self, id_: str, n: object) -> str | None:
        return self.dressed(id_, super()._find(id_, n))

    def dressed(self, id_: str, text: str | None) -> str | None:
        """A message of the catalogue as this scenario has it."""
        if id_ in self._messages or text is None or id_.startswith(WORLD):
            return self._messages.get(id_, text)
        for pattern, instead in self._dress:
            text = pattern.sub(instead, text)
        return text

    def told(self, text: str) -> str:
        """A text from elsewhere, dressed."""
        return self.dressed("", text) or text

    def starting(self, *prefixes: str) -> dict[str, str]:
        """Every message whose id begins so, dressed."""
        return {id_: self.dressed(id_, text) or "" for id_, text in super().starting(*prefixes).items()}


def _of(language: str, name: str) -> str:
    if language == "en":
        return f"of {name}"
    vowel = language == "fr" and name[0].lower() in "aeiouyâàéèêëîïôûh"
    return f"d'{name}" if vowel else f"de {name}"


def _form(language: str, country: Mapping[str, str], form: str) -> str:
    if form == "of":
        return _of(language, country["name"])
    return _TO[language] + country["name"] if form == "to" else country[form]


def _forms(language: str, countries: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The messages that name a country, by id."""
    out = {}
    for name, country in countries.items():
        own = country["name"]
        out |= {f"country.{name}": own, f"country.{name}.the": own, f"page.country.{name}": own,
                f"country.{name}.to": _TO[language] + own, f"country.{name}.of": _of(language, own),
                f"capital.{name}": country["capital"], f"code.{name}": country["code"]}
    return out


def _patterns(language: str, countries: Mapping[str, Mapping[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    # Plain $ of a replacement needs no escape; names hold no backslash (checked where the file is read).
    return tuple((re.compile(pattern), _form(language, countries[name], form) if name else form)
                 for pattern, name, form in (*_REAL.get(language, ()), *_CAPITALS))


class Worded(Protocol):
    """A scenario, or the head of one: what has texts, and among them perhaps words of its own."""

    @property
    def text(self) -> Mapping[str, Any]:
        """Texts by what they are for."""


def words_of(scenario: Worded | None, language: str) -> Words:
    """The words of a language for a game of this scenario; the usual ones where it has none of its own."""
    block: Mapping[str, Any] = scenario.text.get("words", {}) if scenario is not None else {}
    return _made(language, _frozen(language, block)) if block else words(language)


def fictional(scenario: Worded) -> bool:
    """Whether a scenario is played in countries of its own."""
    return "countries" in scenario.text.get("words", {})


def replaced(scenario: Scenario | None, language: str, *prefixes: str) -> Mapping[str, str]:
    """The messages whose id begins so that this scenario words its own way: what is laid over the usual ones."""
    block: Mapping[str, Any] = scenario.text.get("words", {}) if scenario is not None else {}
    return _replaced(language, _frozen(language, block), prefixes) if block else {}


@lru_cache(maxsize=32)
def _replaced(language: str, frozen: tuple[Any, ...], prefixes: tuple[str, ...]) -> Mapping[str, str]:
    usual = words(language).starting(*prefixes)
    return {id_: text for id_, text in _made(language, frozen).starting(*prefixes).items() if text != usual[id_]}


def _frozen(language: str, block: Mapping[str, Any]) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, str], ...]]:
    def own(texts: Mapping[str, str]) -> str:
        return texts.get(language) or texts["en"]

    countries = tuple((name, *(own(block["countries"][name][part]) for part in PARTS))
                      for name in NAMES if name in block.get("countries", {}))
    return countries, tuple((id_, own(texts)) for id_, texts in block.get("messages", {}).items())


@lru_cache(maxsize=32)
def _made(language: str, frozen: tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, str], ...]]) -> Words:
    countries = {name: dict(zip(PARTS, parts, strict=True)) for name, *parts in frozen[0]}
    return OwnWords(language, catalogue_of(language), catalogue_of("en"), countries, dict(frozen[1]))

"""A card of the debrief: what it tells about a lesson, in words and as a chart. A card is a file of `deck`."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import Any

from ...own_words import fictional
from ...rules.scenario import Scenario
from ...words import Words
from .drawing import Mark
from .facts import Game, Lesson

SMALL = 10                                 # games of a side under which a comparison is called small


@dataclass(frozen=True)
class Choice:
    """What the teacher chose to show. Event bodies hold the same; 0, "" and None leave the choice to the card."""

    card: str = "vent"
    hide: bool = True                      # which game is whose stays unsaid
    game: int = 0                          # of the cards about one game
    month: int = 0                         # from 1
    kind: int = -1                         # of deal: three pairs, all three
    rule: str = ""
    asked: Mapping[str, Any] | None = None     # the act that is changed, and what came of it


@dataclass(frozen=True)
class Sheet:
    """A table beside a chart: its head, its rows; a long one is folded on the projector."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""
    long: bool = False


@dataclass(frozen=True)
class Told:
    """What a card says: one sentence, a chart, the same as tables; which games its marks stand for, in their order."""

    finding: str
    chart: Mark | None = None
    sheets: Sequence[Sheet] = ()
    warning: str = ""
    about: str = ""                        # which game a card about one game shows
    places: Sequence[int] = ()             # [place on the chart] number of the game
    signs: Sequence[tuple[str, str]] = ()  # class of a mark and its meaning


@dataclass(frozen=True)
class Talk:
    """What a card is made from: the games, what the teacher chose, what else the room knows, the reader's words."""

    lesson: Lesson
    choice: Choice
    t: Words
    spoken: Mapping[str, int] = field(default_factory=dict)        # word: how many chose it
    rules: Mapping[str, Any] = field(default_factory=dict)         # rule: what came of changing it
    poll: Mapping[str, Any] = field(default_factory=dict)          # the acts the class votes for, and their game
    who: Callable[[Game, Words], str] = lambda game, t: ""         # the aliases of a game, if names are shown

    @property
    def game(self) -> Game:
        """The game of a card about one game: the one chosen, else the one in the middle of the class."""
        return self.lesson.game(self.choice.game) or self.lesson.median

    def name(self, game: Game) -> str:
        """What a game is called: its number and its people, or just a game."""
        if self.choice.hide:
            return self.t("card.a_game")
        return self.t("card.game", n=game.number, who=self.who(game, self.t)).strip(" ()")

    def axis(self, value: float) -> str:
        """A number at an axis."""
        digits = 0 if value == round(value) else 1
        return self.t.number(value, f"{'+' if value else ''},.{digits}f")

    def money(self, value: float) -> str:
        """US$ billion in a sentence, with its sign."""
        return self.t.money(float(value), sign=bool(round(float(value), 1)))

    def bn(self, value: float, sign: bool = True) -> str:
        """A number of US$ billion in a table."""
        return self.t.number(float(value), "+,.1f" if sign and round(float(value), 1) else ",.1f")


@dataclass(frozen=True)
class Card:
    """One card: its place in the deck, its id, how it is told."""

    order: int
    id: str
    tell: Callable[[Talk], Told]
    one_game: bool = False                 # whether the teacher chooses a game for it
    of_article: bool = False               # it looks back on the article: not where countries are of no article


@lru_cache(maxsize=1)
def every_card() -> tuple[Card, ...]:
    """Every card of the folder, in order."""
    from . import deck as folder

    found = [import_module(f"{folder.__name__}.{m.name}").CARD for m in pkgutil.iter_modules(folder.__path__)]
    return tuple(sorted(found, key=lambda card: card.order))


def deck(scenario: Scenario | None = None) -> tuple[Card, ...]:
    """The cards there are for games of a scenario, in order."""
    apart = scenario is not None and fictional(scenario)
    return tuple(card for card in every_card() if not (apart and card.of_article))


def find(id_: str) -> Card:
    """A card by its id. Raises KeyError."""
    for card in every_card():
        if card.id == id_:
            return card
    raise KeyError(id_)


def shown(talk: Talk) -> dict[str, Any]:
    """A card as a page is sent it."""
    card, t, games = find(talk.choice.card), talk.t, talk.lesson.games
    cards = deck(games[0].scenario if games else None)
    told = card.tell(talk) if games or card.id == "vent" else Told(t("card.no_games"))
    return {
        "id": card.id, "number": cards.index(card) + 1, "of": len(cards), "title": t(f"card.{card.id}"),
        "finding": told.finding, "warning": told.warning, "about": told.about, "chart": told.chart,
        "signs": [{"class": c, "text": text} for c, text in told.signs],
        "sheets": [{"title": s.title, "head": list(s.head), "rows": [list(r) for r in s.rows], "long": s.long}
                   for s in told.sheets if s.rows],
        "places": list(told.places), "questions": [t(f"card.{card.id}.ask.{n}") for n in (1, 2)],
    }

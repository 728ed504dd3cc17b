"""The article: what it reports, and what it says that somebody claims."""

from __future__ import annotations

from ....own_words import fictional
from ..item import ANSWERS, ARTICLE, Ask, Item, Kind, Option

FACTS = ("reprieve", "ministers", "expires", "summit")
CLAIMS = ("behind", "insisted", "three_player", "alone")


def make(ask: Ask) -> Item | None:
    """One thing reported among three claims; nothing where the countries are of no article."""
    if fictional(ask.game.scenario):
        return None
    lot = ask.lot
    options = [Option("text", f"quiz.article.{lot.choice(FACTS)}"),
               *(Option("text", f"quiz.article.{c}", "claim") for c in lot.sample(CLAIMS, ANSWERS - 1))]
    lot.shuffle(options)
    return ask.item("article", options, {}, {}, source=ARTICLE)


KIND = Kind("article", make)

"""The cards of the strategies, from the strategies themselves."""

from __future__ import annotations

from negotiation.strategies import SHORT, WHOLE_GAME, Strategy, find, names
from negotiation.strategies.card import GROUPS, Card

from .pages import number, table

_PARTS = ("offers", "pledges", "answers", "tariffs", "vote")
_TITLES = {"constants": "Constants", "tit for tat": "Tit for tat", "three players": "Three players",
           "negotiators": "Negotiators", "thinkers": "Thinkers", "oracle": "The oracle", "house": "Of the house"}


def _of(group: str) -> list[tuple[Strategy, Card]]:
    found = [(strategy, strategy.card) for strategy in map(find, names())]
    return [(strategy, card) for strategy, card in found if card is not None and card.group == group]


def overview() -> str:
    """One line for each strategy, by group."""
    rows = [(_TITLES[group], f"[`{s.name}`](#{s.name})", s.summary, card.source)
            for group in GROUPS for s, card in _of(group)]
    short = ", ".join(f"`{name}` is `{long}`" for name, long in SHORT.items())
    return table(("group", "name", "what it does", "source"), rows) + f"\n\nShort names: {short}."


def classifier() -> str:
    """What each strategy needs and reads."""
    def yes(flag: bool) -> str:
        return "yes" if flag else "-"

    rows = [(f"`{s.name}`", yes(not card.luck), _memory(card), yes(card.trust), yes(card.third), yes(card.deadline),
             f"{card.cost:g}") for group in GROUPS for s, card in _of(group)]
    return table(("name", "deterministic", "memory", "trust", "third country", "months left", "work, at most"), rows)


def _memory(card: Card) -> str:
    if card.memory >= WHOLE_GAME:
        return "the whole game"
    return f"{card.memory} months" if card.memory else "the state"


def cards() -> str:
    """Every card in full."""
    parts = []
    for group in GROUPS:
        parts.append(f"## {_TITLES[group]}")
        parts += [_card(strategy, card) for strategy, card in _of(group)]
    return "\n\n".join(parts)


def _card(strategy: Strategy, card: Card) -> str:
    lines = [f"### {strategy.name}", "", strategy.summary, "", "* Rule: `{}`".format(card.formula.replace("`", ""))]
    lines += [f"* {part.capitalize()}: {getattr(card, part)}." for part in _PARTS]
    lines += [f"* Source: {card.source}.", f"* Known weakness: {card.weakness}."]
    for p in strategy.parameters:
        allowed = card.parameters.get(p.name)
        if allowed is not None:
            told = f"{number(allowed.low)} to {number(allowed.high)}, usually {number(p.usual)}: {allowed.meaning}"
        elif p.values:
            told = f"{' or '.join(p.values)}, usually {p.usual}"
        elif isinstance(p.usual, bool):
            told = f"true or false, usually {str(p.usual).lower()}"
        else:
            told = f"usually {p.usual}"
        lines.append(f"* `{p.name}`: {told}.")
    lines.append(f"* [What it does against five fixed partners](../tests/strategies/golden/{strategy.name}.txt).")
    return "\n".join(lines)


BLOCKS = {"library": overview, "classifier": classifier, "cards": cards}

"""The card of a strategy: what it does in every part of a month, where it comes from, and where it is weak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

WHOLE_GAME = 99                # months of the record: all of them, however long the game
GROUPS = ("constants", "tit for tat", "three players", "negotiators", "thinkers", "oracle", "house")


@dataclass(frozen=True)
class Range:
    """What a number that one may set means, and its least and greatest value."""

    low: float
    high: float
    meaning: str


@dataclass(frozen=True)
class Card:
    """One strategy, for readers. What it says in one sentence is the first line of its file.

    group: one of GROUPS. formula: its rule as an equation or in pseudo-code. offers, pledges, answers, tariffs, vote:
    what it does in each part of a month. source: (author, year), or "ours". weakness: how it is beaten or fails.
    memory: finished months of the public record that it reads, beside the state; its view holds no more. luck: whether
    it draws numbers. trust, third, deadline: whether its acts follow from trust, from what others do to each other,
    from the months left. cost: at most this many times the work of the default player. parameters: by name.
    """

    group: str
    formula: str
    offers: str
    pledges: str
    answers: str
    tariffs: str
    vote: str
    source: str
    weakness: str
    memory: int = 0
    luck: bool = False
    trust: bool = False
    third: bool = False
    deadline: bool = False
    cost: float = 2.0
    parameters: Mapping[str, Range] = field(default_factory=lambda: MappingProxyType({}))

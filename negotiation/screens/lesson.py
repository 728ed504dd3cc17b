"""The steps of the first lesson: what each points at, when it is done, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .draft import BOTH

if TYPE_CHECKING:
    from .learn import Learn

NAME = "tutorial"  # the scenario it is played in
LINE = "sector us metals 0"


@dataclass(frozen=True)
class Step:
    """One idea: its message, the control or card it points at, and the half month it belongs to (0 is the first).

    `done` says that the person has done it; `show` does it for them. A step with neither is read and left.
    """

    id: str
    at: str
    half: int
    done: Callable[[Learn], bool] | None = None
    show: Callable[[Learn], object] | None = None


def _planned(*words: str) -> Callable[[Learn], bool]:
    return lambda page: any(line.split()[0] in words for line in page.game.session.planned())


def _half(number: int) -> Callable[[Learn], bool]:
    return lambda page: page.half() > number


def _tab(name: str) -> Callable[[Learn], bool]:
    return lambda page: page.tab == name


def _end(page: Learn) -> object:
    return page.on("end")


def _offer(page: Learn) -> object:
    page.on("tab", "deal")
    page.on("with", BOTH)
    return page.on("openly")


# In which card each thing lies, where the board has room for one at a time.
CARDS = {"map": "map", "meter": "trust", "reasons": "trust", "payoffs": "payoffs"}
GESTURES = ("call", "visit", "amends", "pledge", "appeal")
STEPS = (
    Step("welcome", "map", 0),
    Step("trust", "meter", 0),
    Step("why", "reasons", 0),
    Step("gesture", "suggestions", 0, _planned(*GESTURES), lambda page: page.plan("call mexico")),
    Step("end_talk", "end", 0, _half(0), _end),
    Step("decide", "end", 1, _half(1), _end),
    Step("moved", "meter", 2),
    Step("news", "news", 2),
    Step("payoff", "payoffs", 2),
    Step("talk_again", "end", 2, _half(2), _end),
    Step("tariffs", "tab.tariffs", 3, _tab("tariffs"), lambda page: page.on("tab", "tariffs")),
    Step("lever", "duties", 3, _planned("sector", "wall"), lambda page: page.plan(LINE)),
    Step("end_month", "end", 3, _half(3), _end),
    Step("deal", "tab.deal", 4, _tab("deal"), lambda page: page.on("tab", "deal")),
    Step("both", "with", 4, show=lambda page: (page.on("tab", "deal"), page.on("with", BOTH))),
    Step("forecast", "forecast.us", 4),
    Step("offer", "openly", 4, _planned("offer"), _offer),
    Step("close_talk", "end", 4, _half(4), _end),
    Step("vote", "table", 5, _planned("vote"), lambda page: page.plan("vote renew")),
    Step("finish", "end", 5, lambda page: page.game.session.over, _end),
)

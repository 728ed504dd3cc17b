"""What a teacher chooses for a room before it opens. A lesson plan fills in the same form."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from typing import Any

from ..rules.names import NAMES
from ..rules.scenario import Scenario
from .event import Refused
from .treatments import TREATMENTS, Arm, arms_of

BRIEF, PREDICT, TALK, OFFER, DECIDE, RESULT, REFLECT = (
    "brief", "predict", "talk", "offer", "decide", "result", "reflect")
MONTHLY = (PREDICT, TALK, OFFER, DECIDE, RESULT)
LOBBY, PLAY, DEBRIEF, QUIZ, CLOSED, ENDED = "lobby", "play", "debrief", "quiz", "closed", "ended"
AFTER = (DEBRIEF, QUIZ, CLOSED)            # stages of a room in which its games are over
PHASES = (BRIEF, *MONTHLY, REFLECT, ENDED)
TALKS = ("off", "phrases", "free")         # how people may talk on the page: not at all, ready phrases, free text
NO_TIMER = 0                               # seconds of a phase that ends only when all are done
LONGEST = 3600
USUAL = {BRIEF: 300, PREDICT: 45, TALK: 120, OFFER: 90, DECIDE: 75, RESULT: 45, REFLECT: 120}
REHEARSED = dict.fromkeys(USUAL, 2)        # a whole lesson of computer players in about a minute
SHORTEST_GAME, LONGEST_GAME = 1, 24


@dataclass(frozen=True)
class Settings:
    """Scenario, months of play (0: the scenario's own), clock, talks, treatment, language of the projector."""

    scenario: str = "tutorial"
    months: int = 0
    seconds: Mapping[str, int] = field(default_factory=lambda: dict(USUAL))
    without: tuple[str, ...] = ()          # phases left out: predict and talk may be
    talks: str = "free"
    treatment: str = ""
    language: str = "en"
    player: str = "default"                # who sits in for a missing person
    luck: bool = False                     # whether the scenario's luck counts; off, all games meet the same months
    rehearsal: bool = False
    plan: str = ""                         # the lesson plan the form was filled in from
    quiz: tuple[str, ...] = ("walk_away", "trust", "shadow", "article")    # kinds of question, in their order
    ideas: tuple[str, ...] = ()            # asked about before the games and after the lesson; none: no pre-test

    def body(self) -> dict[str, Any]:
        """As an event holds it."""
        return {**asdict(self), "seconds": dict(self.seconds), "without": list(self.without), "quiz": list(self.quiz),
                "ideas": list(self.ideas)}


def settings_of(body: Mapping[str, Any], languages: tuple[str, ...]) -> Settings:
    """Checked settings from what a page sent or a log holds. Raises Refused, which names what is wrong."""
    from .quiz.before_after import ideas
    from .quiz.item import kinds

    known = {f.name for f in fields(Settings)}
    for name in body:
        if name not in known:
            raise Refused("room.refused.setting", name=str(name)[:30])
    given = {**Settings().body(), **body}
    seconds = {**USUAL, **_table(given["seconds"])}
    if set(seconds) != set(USUAL) or not all(_whole(v, 0, LONGEST) for v in seconds.values()):
        raise Refused("room.refused.setting", name="seconds")
    checks = {
        "scenario": isinstance(given["scenario"], str) and 0 < len(given["scenario"]) <= 200,
        "months": given["months"] == 0 or _whole(given["months"], SHORTEST_GAME, LONGEST_GAME),
        "without": isinstance(given["without"], (list, tuple)) and set(given["without"]) <= {PREDICT, TALK},
        "talks": given["talks"] in TALKS,
        "treatment": given["treatment"] in ("", *TREATMENTS),
        "language": given["language"] in languages,
        "player": isinstance(given["player"], str) and 0 < len(given["player"]) <= 60,
        "luck": isinstance(given["luck"], bool),
        "rehearsal": isinstance(given["rehearsal"], bool),
        "plan": isinstance(given["plan"], str) and len(given["plan"]) <= 60,
        "quiz": isinstance(given["quiz"], (list, tuple)) and set(given["quiz"]) <= set(kinds()),
        "ideas": isinstance(given["ideas"], (list, tuple)) and set(given["ideas"]) <= set(ideas())
        and len(set(given["ideas"])) == len(given["ideas"]),
    }
    for name, good in checks.items():
        if not good:
            raise Refused("room.refused.setting", name=name)
    return Settings(**{**given, "seconds": seconds, "without": tuple(given["without"]),
                       "quiz": tuple(given["quiz"]), "ideas": tuple(given["ideas"])})


def arm_set(settings: Settings, arm: Arm, plain: Scenario) -> dict[str, object]:
    """The keys of the scenario a room changes: those of the arm, its luck, and the length of the game.

    A shorter game begins later: the joint review stays in its month.
    """
    out = dict(arm.set)
    if not settings.luck and plain.rules.luck > 0:
        out["luck"] = 0
    if settings.months and settings.months != plain.months:
        year, month = (int(x) for x in plain.first_month.split("-"))
        first = year * 12 + month - 1 + plain.months - settings.months
        out |= {"months": settings.months, "first_month": f"{first // 12:04d}-{first % 12 + 1:02d}"}
    return out


def scenario_texts(settings: Settings) -> dict[str, str]:
    """The whole text of the scenario of each arm: a room carries what it plays. Raises ScenarioError."""
    from ..scenarios import load

    plain = load(settings.scenario)
    return {arm.name: _text(settings.scenario, arm_set(settings, arm, plain)) for arm in arms_of(settings.treatment)}


def _text(name: str, changes: Mapping[str, object]) -> str:
    """A scenario with changes, and with a par of its own where one game tells it: that of the file fits no more.

    With luck par is a median of hundreds of games; such a room plays without a score.
    """
    from ..scenarios import ScenarioError, load, scenario_text

    changed = load(name, changes)
    if changed.par is None and not changed.rules.luck:
        with contextlib.suppress(ScenarioError):       # par and hold too near each other: no score either
            changed = load(name, {**changes, **_pars(scenario_text(changed))})
    return scenario_text(changed)


@lru_cache(maxsize=32)
def _pars(text: str) -> dict[str, dict[str, float]]:
    """Par and hold of a scenario without luck, $bn by country; two games, played once for rooms of one kind."""
    from ..par import SEATS, measured
    from ..scenarios import loads

    scenario = loads(text)
    return {what: dict(zip(NAMES, measured(scenario, what), strict=True)) for what in SEATS}


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Refused("room.refused.setting", name="seconds")
    return value


def _whole(value: Any, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high

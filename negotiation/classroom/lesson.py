"""Lesson plans: data files that fill in the form of a room and hold everything a lesson needs beside the game.

A plan is found by its folder, `assets/lessons`: one new file there is one new plan. Every text in it stands in all
languages, and what is missing or wrong is told at once, with its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ..checking import Checker
from ..paths import shipped
from ..reading import FileError, Item, Problem, joined, listed, read_file
from ..rules.names import NAMES
from ..rules.reasons import Reason
from ..rules.scenario import Scenario
from ..scenarios import load
from ..scenarios import names as scenario_names
from ..words import languages
from .event import Refused
from .settings import MONTHLY, REFLECT, Settings, settings_of

LOBBY, BRIEF, MONTHS, DEBRIEF, QUIZ, CLOSE = "lobby", "brief", "months", "debrief", "quiz", "close"
STEPS = (LOBBY, BRIEF, MONTHS, REFLECT, DEBRIEF, QUIZ, CLOSE)      # in this order; one may have several rows
VARIANTS = ("minutes_30", "people_9", "people_100", "no_devices")
LEVELS = ("full", "part", "little")        # of a row of the rubric

Text = Mapping[str, str]                   # by language
# What a plan fills in of the form of a room; the rest is the plan itself or the teacher's.
_ROOM = tuple(f.name for f in fields(Settings) if f.name not in ("scenario", "language", "rehearsal", "plan"))


@dataclass(frozen=True)
class Step:
    """One row of the minute plan: up to which minute, in which part of the lesson, who does what."""

    until: int
    step: str
    teacher: Text
    students: Text


@dataclass(frozen=True)
class Slide:
    """One slide: a title and a few lines."""

    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Ask:
    """A question on the brief; `right` counts from 0 and is never sent before the answer is in."""

    ask: Text
    options: tuple[Text, ...]
    right: int
    why: Text


@dataclass(frozen=True)
class Talking:
    """A question for the talk afterwards, and what a good answer holds."""

    ask: Text
    look_for: Text


@dataclass(frozen=True)
class Row:
    """One row of the rubric."""

    name: Text
    full: Text
    part: Text
    little: Text


@dataclass(frozen=True)
class Lesson:
    """A plan. `room` fills in the form of a new room; the texts are for teacher, slides and printed pack."""

    name: str
    minutes: int
    scenario: str
    room: Mapping[str, Any]
    title: Text
    summary: Text
    level: Text
    goals: tuple[Text, ...]
    before: tuple[Text, ...]
    steps: tuple[Step, ...]
    slides: tuple[Slide, ...]
    briefs: Mapping[str, tuple[Text, ...]]             # by country
    questions: tuple[Ask, ...]
    discussion: tuple[Talking, ...]
    rubric: tuple[Row, ...]
    task: Text                                         # homework
    variants: Mapping[str, Text]

    def settings(self, language: str) -> Settings:
        """The form of a room as the plan fills it in."""
        return settings_of({**self.room, "scenario": self.scenario, "plan": self.name, "language": language},
                           tuple(languages()))

    def begins(self, step: str) -> int:
        """The minute in which a part of the lesson begins."""
        before = 0
        for row in self.steps:
            if row.step == step:
                return before
            before = row.until
        return before

    def ends(self, step: str) -> int:
        """The minute in which a part of the lesson ends."""
        return max(row.until for row in self.steps if row.step == step)

    def fits(self, scenario: Scenario) -> bool:
        """Whether the briefs hold in a game: it begins as the plan's own does, whatever its countries are called."""
        own, other = load(self.scenario).start(0), scenario.start(0)
        return all(np.array_equal(getattr(own, name), getattr(other, name)) for name in ("wall", "sector", "pact"))

    def carried(self, scenario: Scenario | None = None) -> dict[str, Any]:
        """What a room keeps of its plan, so that its file is whole: the briefs, the questions, when to debrief.

        Briefs and questions are of the plan's own game: a room that plays another has none of them.
        """
        mine = scenario is None or self.fits(scenario)
        return {"name": self.name, "title": dict(self.title), "minutes": self.minutes,
                "play": self.ends(REFLECT) - self.begins(BRIEF),
                "briefs": {c: [dict(p) for p in told] for c, told in self.briefs.items() if mine},
                "questions": [{"ask": dict(q.ask), "options": [dict(o) for o in q.options], "right": q.right}
                              for q in self.questions if mine]}


def names() -> list[str]:
    """The plans there are, the shortest lesson first."""
    found = [p.stem for p in (shipped("assets") / "lessons").glob("*.yaml")]
    return sorted(found, key=lambda n: (lesson(n).minutes, n))


@lru_cache(maxsize=64)
def lesson(name: str) -> Lesson:
    """A plan by its name. Raises FileError for a wrong file and Refused for a name nobody knows."""
    path = shipped("assets") / "lessons" / f"{name}.yaml"
    if "/" in name or not path.is_file():
        raise Refused("room.refused.setting", name="plan")
    return read(path)


def read(path: Path) -> Lesson:
    """A plan from its file. Raises FileError with everything that is wrong."""
    item, problems = read_file(path)
    check = Checker(problems)
    if item is None:
        raise FileError(problems)
    found = _Reader(check).lesson(item)
    if found.name and found.name != path.stem:
        check.fault(item.value["lesson"], "lesson", Reason("lesson.file.name", {"name": f"'{found.name}'"}),
                    Reason("lesson.file.name.mend", {"name": f"'{path.stem}'"}))
    check.done()
    return found


def problems_of(path: Path) -> list[Problem]:
    """Everything that is wrong in a plan's file."""
    try:
        read(path)
    except FileError as error:
        return list(error.problems)
    return []


class _Reader:
    """A plan out of the items of its file; each part notes what is wrong and goes on."""

    def __init__(self, check: Checker) -> None:
        self.check = check

    def part(self, item: Item, key: str, known: tuple[str, ...]) -> dict[str, Item]:
        """The entries of a table that must all be there."""
        found = self.check.table(item, key, known)
        missing = [name for name in known if name not in found]
        if missing:
            self.check.fault(item, key, Reason("file.missing_keys", {"names": listed(missing)}),
                             Reason("lesson.file.add"))
        return found

    def text(self, item: Item | None, key: str) -> Text:
        """A text that must stand in every language."""
        if item is None:
            return dict.fromkeys(languages(), "")
        found = self.part(item, key, tuple(languages()))
        out = {name: self.check.text(entry, joined(key, name)).strip() for name, entry in found.items()}
        for name, value in out.items():
            if not value:
                self.check.fault(found[name], joined(key, name), Reason("lesson.file.empty"), Reason("lesson.file.add"))
        return dict.fromkeys(languages(), "") | out

    def rows(self, item: Item | None, key: str, least: int = 1) -> list[tuple[Item, str]]:
        """The rows of a list, which must be so many."""
        if item is None:
            return []
        found = self.check.rows(item, key)
        if len(found) < least:
            self.check.fault(item, key, Reason("file.wrong_count", {"count": str(len(found))}),
                             Reason("lesson.file.at_least", {"n": str(least)}))
        return [(row, f"{key}[{n}]") for n, row in enumerate(found)]

    def texts(self, item: Item | None, key: str, least: int = 1) -> tuple[Text, ...]:
        """A list of texts."""
        return tuple(self.text(row, at) for row, at in self.rows(item, key, least))

    def lesson(self, item: Item) -> Lesson:
        """The whole plan."""
        known = ("lesson", *(f.name for f in fields(Lesson) if f.name != "name"))
        top, check = self.part(item, "", known), self.check
        get = top.get
        minutes = int(check.number(top["minutes"], "minutes", 10, 300, whole=True)) if "minutes" in top else 0
        briefs = self.part(top["briefs"], "briefs", NAMES) if "briefs" in top else {}
        variants = self.part(top["variants"], "variants", VARIANTS) if "variants" in top else {}
        return Lesson(
            name=check.text(top["lesson"], "lesson") if "lesson" in top else "", minutes=minutes,
            scenario=self.scenario(get("scenario")), room=self.room(get("room")),
            title=self.text(get("title"), "title"), summary=self.text(get("summary"), "summary"),
            level=self.text(get("level"), "level"), goals=self.texts(get("goals"), "goals"),
            before=self.texts(get("before"), "before"), steps=self.steps(get("steps"), minutes),
            slides=tuple(self.slide(*row) for row in self.rows(get("slides"), "slides", 3)),
            briefs={c: self.texts(entry, f"briefs.{c}") for c, entry in briefs.items()},
            questions=tuple(self.ask(*row) for row in self.rows(get("questions"), "questions")),
            discussion=tuple(self.talking(*row) for row in self.rows(get("discussion"), "discussion", 3)),
            rubric=tuple(self.row(*row) for row in self.rows(get("rubric"), "rubric", 3)),
            task=self.text(get("task"), "task"),
            variants={v: self.text(entry, f"variants.{v}") for v, entry in variants.items()})

    def scenario(self, item: Item | None) -> str:
        """The name of a shipped scenario."""
        if item is None:
            return ""
        return self.check.choice(item, "scenario", list(scenario_names()))

    def room(self, item: Item | None) -> Mapping[str, Any]:
        """The settings of a room that the plan fills in."""
        found = self.check.table(item, "room", _ROOM) if item is not None else {}
        plain = {name: entry.plain for name, entry in found.items()}
        try:
            settings_of(plain, tuple(languages()))
        except Refused as error:
            name = str(error.reason.places.get("name", ""))
            at = found.get(name, item)
            if at is not None:
                self.check.fault(at, joined("room", name), error.reason, Reason("lesson.file.room"))
        return plain

    def steps(self, item: Item | None, minutes: int) -> tuple[Step, ...]:
        """The minute plan: later and later, part after part, to the last minute."""
        out: list[Step] = []
        rows = self.rows(item, "steps", len(STEPS))
        for row, at in rows:
            part = self.part(row, at, ("until", "step", "teacher", "students"))
            if len(part) < 4:
                continue
            until = int(self.check.number(part["until"], f"{at}.until", 1, 300, whole=True))
            step = self.check.choice(part["step"], f"{at}.step", STEPS)
            late = out[-1].until if out else 0
            again = out and (out[-1].step, step) == (REFLECT, BRIEF)        # a second game
            if until <= late or (out and not again and STEPS.index(step) < STEPS.index(out[-1].step)):
                self.check.fault(row, at, Reason("lesson.file.order"), Reason("lesson.file.order.mend", {
                    "steps": ", ".join(STEPS), "minute": str(late)}))
            out.append(Step(until, step, self.text(part["teacher"], f"{at}.teacher"),
                            self.text(part["students"], f"{at}.students")))
        missing = [s for s in STEPS if s not in {row.step for row in out}]
        if item is not None and out and (missing or out[-1].until != minutes):
            self.check.fault(item, "steps", Reason("lesson.file.steps", {"minute": str(out[-1].until)}),
                             Reason("lesson.file.steps.mend", {"minutes": str(minutes), "steps": ", ".join(STEPS)}))
        return tuple(out)

    def slide(self, item: Item, key: str) -> Slide:
        """A slide."""
        part = self.part(item, key, ("title", "lines"))
        return Slide(self.text(part.get("title"), f"{key}.title"), self.texts(part.get("lines"), f"{key}.lines"))

    def ask(self, item: Item, key: str) -> Ask:
        """A question with its answers."""
        part = self.part(item, key, ("ask", "options", "right", "why"))
        options = self.texts(part.get("options"), f"{key}.options", 2)
        right = int(self.check.number(part["right"], f"{key}.right", 1, max(1, len(options)), whole=True)) \
            if "right" in part else 1
        return Ask(self.text(part.get("ask"), f"{key}.ask"), options, right - 1,
                   self.text(part.get("why"), f"{key}.why"))

    def talking(self, item: Item, key: str) -> Talking:
        """A question for the talk."""
        part = self.part(item, key, ("ask", "look_for"))
        return Talking(self.text(part.get("ask"), f"{key}.ask"), self.text(part.get("look_for"), f"{key}.look_for"))

    def row(self, item: Item, key: str) -> Row:
        """A row of the rubric."""
        part = self.part(item, key, ("name", *LEVELS))
        return Row(*(self.text(part.get(n), f"{key}.{n}") for n in ("name", *LEVELS)))


def months_seconds(settings: Settings) -> int:
    """Seconds of one month of play, all phases."""
    return sum(settings.seconds[p] for p in MONTHLY if p not in settings.without)

"""What a plan shows outside the game: the choice at the console, the minute plan beside the running lesson, slides,
and the printed pack with which the same lesson can be played on paper. Numbers come from the scenario, not the plan.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from ..own_words import replaced, words_of
from ..rules.names import NAMES, N
from ..rules.notation import DECIDE, TALK, line
from ..session import Session
from ..words import Words
from . import brief, lesson, pace
from .lesson import VARIANTS, Lesson, Text
from .room import Room
from .settings import Settings, scenario_texts
from .table import Table
from .tasks import builder, grouped
from .treatments import arms_of


def choices(language: str) -> list[dict[str, Any]]:
    """The plans as the console offers them, each with the form it fills in."""
    return [_choice(name, language) for name in lesson.names()]


@lru_cache(maxsize=64)
def _choice(name: str, language: str) -> dict[str, Any]:
    plan = lesson.lesson(name)
    return {"name": name, "title": plan.title[language], "minutes": plan.minutes, "level": plan.level[language],
            "summary": plan.summary[language], "settings": plan.settings(language).body()}


def beside(room: Room, now: float, language: str) -> dict[str, Any] | None:
    """The plan beside a running lesson: its steps, and when the debrief begins at the latest."""
    if not room.settings.plan or room.settings.plan not in lesson.names():
        return None
    plan = lesson.lesson(room.settings.plan)
    latest = pace.latest(room)
    t = room.words(language)
    return {"title": t.told(plan.title[language]), "name": plan.name, "steps": _steps(plan, t), "left": None,
            "ends": latest, "late": pace.late(room, now)}


def _steps(plan: Lesson, t: Words) -> list[dict[str, Any]]:
    out, before = [], 0
    for row in plan.steps:
        out.append({"from": before, "until": row.until, "step": row.step, "teacher": t.told(row.teacher[t.language]),
                    "students": t.told(row.students[t.language])})
        before = row.until
    return out


def told(plan: Lesson, settings: Settings, language: str, arm: str = "") -> dict[str, Any]:
    """Everything pages and slides of a plan show, in one language, for games of one arm ("": the first).

    Raises ScenarioError.
    """
    arms = [a.name for a in arms_of(settings.treatment)]
    arm = arm if arm in arms else arms[0]
    table = _opening(plan.name, json.dumps(settings.body(), sort_keys=True), arm)
    t = words_of(table.opening.scenario, language)
    asked = [_asked(table, seat, language) for seat in range(N)]

    def say(text: Text) -> str:
        return t.told(text[language])

    return {
        "words": replaced(table.opening.scenario, language, "page.", "console.", "pack."),
        "name": plan.name, "title": say(plan.title), "summary": say(plan.summary),
        "level": say(plan.level),
        "arm": arm, "arms": [{"id": a, "text": t(f"room.arm.{a}")} for a in arms] if len(arms) > 1 else [],
        "minutes": plan.minutes, "months": table.opening.scenario.months, "goals": [say(x) for x in plan.goals],
        "before": [say(x) for x in plan.before], "steps": _steps(plan, t),
        "slides": [{"title": say(s.title), "lines": [say(x) for x in s.lines]} for s in plan.slides],
        "seats": [{"country": NAMES[seat], "told": brief.told(table, seat, t), "asked": asked[seat],
                   "line": t.money(brief.walk_away(table.opening, seat)), "sheet": brief.sheet(table.opening, seat, t),
                   **_slips(table.opening, seat, language)} for seat in range(N)],
        "why": [{"ask": say(q.ask), "right": say(q.options[q.right]), "why": say(q.why)}
                for q in plan.questions if table.carried["questions"]],
        "discussion": [{"ask": say(d.ask), "look_for": say(d.look_for)} for d in plan.discussion],
        "rubric": [[say(r.name), say(r.full), say(r.part), say(r.little)] for r in plan.rubric],
        "task": say(plan.task), "variants": [{"id": v, "text": say(plan.variants[v])} for v in VARIANTS]}


@lru_cache(maxsize=8)
def _opening(name: str, body: str, arm: str) -> Table:
    """A game of the lesson before its first month; nobody plays it, so every language may share it."""
    from ..scenarios import loads

    settings = Settings(**json.loads(body))
    found = next(a for a in arms_of(settings.treatment) if a.name == arm)
    scenario = loads(scenario_texts(settings)[arm])
    return Table(1, found, scenario, 0, [None] * N, lesson.lesson(name).carried(scenario))


def _asked(table: Table, seat: int, language: str) -> list[dict[str, Any]]:
    """The questions on the brief, each with its right answer for the teacher's key."""
    shown = brief.asked(table, seat, words_of(table.opening.scenario, language))
    return [{**row, "right": row["options"][q.right]}
            for row, q in zip(shown, brief.questions(table, seat), strict=True)]


def _slips(session: Session, seat: int, language: str) -> dict[str, Any]:
    """What a decision slip lets a country say and do, whether or not it is legal in the first month."""
    t, menu = words_of(session.scenario, language), session.scenario.menu
    deciding = session.fork()
    deciding.next()
    say, do = menu.say[seat], menu.do[seat]
    said = [line(menu, seat, TALK, c) for c in range(1, len(say.deal)) if say.deal[c] < 0]
    done = [line(menu, seat, DECIDE, c) for c in range(1, len(do.target))]
    measures = [x for x in done if not x.startswith(("accept ", "refuse ", "vote "))]
    return {"words": grouped(session, seat, t, said), "measures": grouped(deciding, seat, t, measures),
            "offers": builder(session, seat, t), "most": [menu.slots, menu.do_slots]}

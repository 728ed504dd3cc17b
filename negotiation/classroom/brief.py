"""A seat's confidential brief, worked out from the game at hand: what it faces, what each clause is worth to it, and
two questions that show whether it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..rules import clauses
from ..rules.countries import ALL, CANADA, KIND_NAMES, MEXICO, NAMES, OTHERS, US, N
from ..rules.values import MEMBERS
from ..session import Session
from ..words import Words
from .board import tariffs
from .table import Table

STEP = 10.0                                # $bn between wrong answers that would else look alike


@dataclass(frozen=True)
class Question:
    """A question with its answers; `right` is never sent before the answer is in.

    Its words are those of a message, or, from a lesson plan, a text in each language.
    """

    id: str | Mapping[str, str]
    places: Mapping[str, object]
    options: tuple[float, ...] | tuple[Mapping[str, str], ...]
    right: int


def walk_away(session: Session, seat: int) -> float:
    """What a country has without any deal, US$ billion over the game and the years after: its walk-away line."""
    return float(session.appraisal().outside[seat])


def questions(table: Table, seat: int) -> tuple[Question, ...]:
    """What is your walk-away line? Which general tariff stands between you and Washington? Then those of the plan."""
    session = table.opening
    lines = [round(walk_away(session, i), 1) for i in range(N)]
    right = lines[seat]
    # Wrong answers have names: the lines of the others, and the sign turned around.
    options = [right]
    for wrong in (*(lines[i] for i in OTHERS[seat]), -right):
        while any(abs(wrong - known) < 0.2 for known in options):
            wrong = round(wrong + STEP, 1)
        options.append(wrong)
    options.sort()
    partner = seat if seat != US else CANADA
    rate = float(session.state.wall[US, partner])
    rates = sorted({0.0, rate, *(float(r) for r in session.scenario.menu.limits.ladder if r >= 10)})
    tariff = Question("brief.ask.tariff", {"partner": NAMES[partner]}, tuple(rates), rates.index(rate))
    line = Question("brief.ask.line", {}, tuple(options), options.index(right))
    planned = [Question(q["ask"], {}, tuple(q["options"]), q["right"]) for q in table.carried.get("questions", ())]
    return line, tariff, *planned


def asked(table: Table, seat: int, t: Words) -> list[dict[str, Any]]:
    """The questions as the page shows them; whether an answer was right once it is in."""
    out = []
    for n, question in enumerate(questions(table, seat)):
        given = table.checks.get(seat, {}).get(str(n))
        options = [t.told(v[t.language]) if isinstance(v, Mapping) else t.money(v) if n == 0 else t.percent(v)
                   for v in question.options]
        text = t(question.id, **question.places) if isinstance(question.id, str) else \
            t.told(question.id[t.language])
        row: dict[str, Any] = {"text": text, "options": options}
        if given is not None:
            row |= {"answer": given["answer"], "right": given["right"], "solution": question.right}
        out.append(row)
    return out


def told(table: Table, seat: int, t: Words) -> list[str]:
    """The brief in sentences."""
    session = table.opening
    state = session.state
    out = [t("brief.you", country=NAMES[seat])]
    out += [t.told(text[t.language]) for text in table.carried.get("briefs", {}).get(NAMES[seat], ())]
    for j in OTHERS[seat]:
        out.append(t("brief.trust", partner=NAMES[j], trust=f"{float(state.trust[j, seat]):.0f}",
                     own=f"{float(state.trust[seat, j]):.0f}"))
    if seat == US and state.wall[US].any():
        out.append(t("brief.tariff_us", canada=t.percent(float(state.wall[US, CANADA])),
                     mexico=t.percent(float(state.wall[US, MEXICO]))))
    elif state.wall[US, seat]:
        out.append(t("brief.tariff", rate=t.percent(float(state.wall[US, seat]))))
    mine = [row for row in tariffs(t, session) if NAMES[seat] in (row["of"], row["on"])]
    out += [t("brief.tariffs", of=row["of"], on=row["on"], parts=", ".join(row["parts"])) for row in mine]
    if not mine:
        out.append(t("brief.no_tariffs"))
    out.append(t("brief.line", amount=t.money(walk_away(session, seat))))
    if table.arm.history and state.ledger.any():         # a game without a past remembers nothing
        out.append(t(f"brief.history.{NAMES[seat]}"))
    out.append(t("brief.secret"))
    return out


def sheet(session: Session, seat: int, t: Words) -> list[dict[str, Any]]:
    """The points sheet: what each clause would bring this seat, US$ billion, beside the plainest deal of its kind."""
    cat, out = session.scenario.catalogue, []
    for kind, members in enumerate(MEMBERS):
        if seat not in members or not len(cat.of_kind[kind]):
            continue
        worth = session.appraisal().own(kind)[:, members.index(seat)]     # [deal of the kind], as `Session.value`
        first, plain = int(cat.first[kind]), cat.number(kind, {})
        base, rows = float(worth[plain - first]) if plain >= 0 else 0.0, []
        for clause in clauses.FREE[kind]:
            lowest = clauses.floor_levels(kind)[clause]
            for level in range(lowest + 1, clauses.CLAUSES[clause].levels):
                deal = cat.number(kind, {clause: level})
                if deal >= 0:
                    rows.append({"clause": clause_words(t, clause, level, kind),
                                 "worth": t.number(float(worth[deal - first]) - base, "+,.1f")})
        if rows:
            out.append({"kind": kind_words(t, kind, seat), "plain": t.number(base, "+,.1f"), "rows": rows})
    return out


def kind_words(t: Words, kind: int, seat: int) -> str:
    """With whom a deal is, from a seat."""
    if kind == ALL:
        return t("room.deal.all")
    name = next(n for n in KIND_NAMES[kind].split("-") if n != NAMES[seat])
    return t("room.deal.with", partner=name)


def clause_words(t: Words, clause: int, level: int, kind: int) -> str:
    """One clause at one level."""
    country = NAMES[MEXICO if clause in (clauses.US_ON_MEXICO, clauses.ACCESS_MEXICO) else CANADA]
    if clause in (clauses.US_ON_CANADA, clauses.US_ON_MEXICO):
        return t(f"clause.ceiling.{level}", country=country)
    if clause in (clauses.ACCESS_CANADA, clauses.ACCESS_MEXICO):
        return t("clause.access", country=country, level=level)
    if clause == clauses.DROP and kind == 2:
        return t("clause.no_tariffs")
    return t(f"clause.{clauses.CLAUSES[clause].name}")

"""What stands on the table of every seat alike: trust, tariffs, results so far; and what a month has brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import explain
from ..rules.countries import NAMES, OFF, N
from ..rules.kinds.sector import SECTORS
from ..rules.notation import TALK, parse
from ..rules.reasons import Reason
from ..session import Played, Session
from ..words import Words

MOST_REASONS = 3                           # told for one link in a month
LEAST_CHANGE = 0.5                         # trust points a month worth telling


def month_name(t: Words, session: Session, month: int | None = None) -> str:
    """ "August 2025" for a month of the game."""
    year, number = session.date(month)
    return t("month.year", month=t(f"month.{number}"), year=str(year))


def deal_words(t: Words, session: Session, reason: Reason) -> str:
    """A message that may hold a deal by its number."""
    places = dict(reason.places)
    if "deal" in places:
        places["deal"] = explain.deal_words(t, session.scenario.catalogue, int(str(places["deal"])))
    return t(reason.id, **places)


def board(t: Words, session: Session) -> dict[str, Any]:
    """Trust of each capital in each other, tariffs in force, every country's result as if the game ended now."""
    s = session.state
    trust = [{"of": NAMES[i], "in": NAMES[j], "points": round(float(s.trust[i, j])),
              "band": explain.band(float(s.trust[i, j])), "word": t(f"band.{explain.band(float(s.trust[i, j]))}")}
             for i in range(N) for j in range(N) if i != j]
    results = [{"country": name, "total": t.number(p.total, "+,.1f"), "nothing": t.number(p.nothing, "+,.1f"),
                "better": round(p.total - p.nothing, 1)} for name, p in session.payoff().items()]
    return {"trust": trust, "tariffs": tariffs(t, session), "results": results}


def tariffs(t: Words, session: Session) -> list[dict[str, Any]]:
    """Tariffs in force: whose, on whom, and the words for each."""
    s, out = session.state, []
    for i in range(N):
        for j in range(N):
            if not OFF[i, j]:
                continue
            parts = []
            if s.wall[i, j] > 0:
                parts.append(t("text.wall_sparing" if s.spare[i, j] > 0 else "text.wall_all", rate=float(s.wall[i, j])))
            parts += [t("text.sector_rate", sector=Reason(f"sector.{name}"), rate=float(s.sector[i, j, k]))
                      for k, name in enumerate(SECTORS) if s.sector[i, j, k] > 0]
            if parts:
                out.append({"of": NAMES[i], "on": NAMES[j], "parts": parts})
    return out


def phase_lines(t: Words, session: Session, played: Played, sight: Sequence[int] | None) -> list[dict[str, Any]]:
    """What was said or done in a half month, with the reasons given; quiet offers of others stay unseen."""
    menu, out = session.scenario.menu, list[dict[str, Any]]()
    before = played.transition.before
    card = explain.news_words(t, session.scenario, before) if before.phase == TALK else ""
    if card:
        out.append({"text": t("text.news", text=card)})
    for i in range(N):
        for n, text in enumerate(played.lines[i]):
            if explain.hidden(played.transition.after, menu, text, i, sight):
                continue
            row: dict[str, Any] = {"who": NAMES[i], "text": explain.move_words(t, menu, parse(menu, text, i))}
            if n < len(played.reasons[i]):
                row["reason"] = t.reason(played.reasons[i][n])
            out.append(row)
    for event in explain.events(played.transition):
        out.append({"text": deal_words(t, session, event), "event": True})
    clock = explain.clock_reason(session.scenario, played.transition)
    if clock is not None:
        out.append({"text": t.reason(clock), "event": True})
    return out


def month_told(t: Words, session: Session, month: int, sight: Sequence[int] | None) -> dict[str, Any]:
    """A month that was played: its lines, how trust moved and why; months count from 0."""
    past = session.past[2 * month:2 * month + 2]
    lines = [line for played in past for line in phase_lines(t, session, played, sight)]
    return {"month": month_name(t, session, month), "lines": lines, "trust": _moved(t, past)}


def _moved(t: Words, past: Sequence[Played]) -> list[dict[str, Any]]:
    if not past:
        return []
    transitions = [p.transition for p in past]
    start, end = transitions[0].before.trust, transitions[-1].after.trust
    out = []
    for i in range(N):
        for j in range(N):
            old, new = float(start[i, j]), float(end[i, j])
            if i == j or abs(new - old) < LEAST_CHANGE:
                continue
            reasons = [t("text.points", points=w.points, why=t(w.id))
                       for w in explain.month_changes(transitions, i, j)[:MOST_REASONS]]
            out.append({"of": NAMES[i], "in": NAMES[j], "old": round(old), "new": round(new), "up": new > old,
                        "reasons": reasons})
    return out


def ending(t: Words, session: Session) -> dict[str, Any]:
    """How a game ended, and what it was worth to each beside doing nothing and its same-role score."""
    scores = session.standing()
    rows = []
    for name, p in session.payoff().items():
        score = scores[name]
        rows.append({"country": name, "total": t.number(p.total, "+,.1f"), "nothing": t.number(p.nothing, "+,.1f"),
                     "economy": t.number(p.economy, "+,.1f"), "politics": t.number(p.politics, "+,.1f"),
                     "future": t.number(p.future, "+,.1f"),
                     "score": None if score is None else t.number(score, ",.2f")})
    return {"title": t(f"ending.{session.ending}"), "text": t(f"ending.{session.ending}.text"), "rows": rows}

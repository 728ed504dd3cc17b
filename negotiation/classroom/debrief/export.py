"""A lesson as tables to take away: CSV files and a codebook. Aliases and games, no names, no tokens, no addresses.

What the cards of the debrief show can be counted again from these tables; a test does.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ...analysis.tables import as_csv, months
from ...rules.countries import KIND_NAMES, NAMES, N
from ...rules.notation import deal_text
from ...words import Words
from ..event import Event
from ..quiz import before_after
from ..room import Room
from ..views import alias
from .columns import (
    DEALS,
    EVENTS,
    GAINS,
    GAMES,
    GRADEBOOK,
    GRADES_END,
    IDEAS,
    MOVES,
    PREDICTIONS,
    QUIZ,
    ROUNDS,
    SEATS,
    TOLD,
)
from .facts import Game, members

PLACES = 6                                 # of figures
Rows = list[list[object]]


def _of(value: float | None) -> object:
    return "" if value is None or not np.isfinite(value) else round(float(value), PLACES)


def events(room: Room, log: Sequence[Event], t: Words) -> Rows:
    """Every event that says something, without what is secret."""
    out: Rows = []
    first = log[0].t if log else 0.0
    for event in log:
        if event.kind not in TOLD:
            continue
        body = event.body
        member = room.members.get(event.who or str(body.get("member", "")))
        seated = member is not None and event.kind in ("word", "answer", "idea", "vote")
        seat = body.get("seat", member.seat if member is not None and seated else -1)
        what = {key: body[key] for key in TOLD[event.kind] if key in body}
        out.append([event.seq, round(event.t - first, 1), event.game, alias(t, member) if member else "",
                    NAMES[seat] if isinstance(seat, int) and 0 <= seat < N else "", event.kind,
                    json.dumps(what, ensure_ascii=False)])
    return out


def rounds(room: Room) -> Rows:
    """The rows of ROUNDS: one a game and month, the start being month 0."""
    out: Rows = []
    for game in room.lesson().games:
        for month, row in enumerate(months(game.session)[:game.months + 1]):
            state = game.states[month]
            marks = [int(state.signed[i] > 0) if month else 0 for i in range(N)]
            rises = [int((state.raised[i] > 0).sum()) if month else 0 for i in range(N)]
            out.append([game.number, game.arm, *row, *marks, *rises])
    return out


def moves(room: Room) -> Rows:
    """The rows of MOVES."""
    return [[game.number, deed.month + 1, NAMES[deed.seat], deed.line, deed.toward, deed.sign,
             game.closed[_half(game, deed.month, deed.seat, deed.line)]]
            for game in room.lesson().games for deed in game.deeds]


def _half(game: Game, month: int, seat: int, line: str) -> int:
    """The half month a line stands in."""
    return 2 * month if line in game.session.past[2 * month].lines[seat] else 2 * month + 1


def predictions(room: Room) -> Rows:
    """The rows of PREDICTIONS."""
    return [[game.number, f.month, NAMES[f.seat], NAMES[f.about], f.what, f.chance, int(f.came)]
            for game in room.lesson().games for f in game.foreseen]


def seats(room: Room, t: Words) -> Rows:
    """The rows of SEATS."""
    lesson, out = room.lesson(), list[list[object]]()
    score = lesson.score
    for row, game in enumerate(lesson.games):
        for i in range(N):
            rank, of = ranked(room, row, i)
            out.append([game.number, game.arm, NAMES[i], "; ".join(alias(t, m) for m in room.at(game.number, i)),
                        game.session.seats[i] or "", game.ending, game.months, _of(lesson.payoff[row, i]),
                        _of(lesson.nothing[row, i]), _of(lesson.line[row, i]),
                        _of(float(lesson.worths[game.arm].shapley[i])), "" if score is None else _of(score[row, i]),
                        rank, of])
    return out


def ranked(room: Room, row: int, seat: int) -> tuple[int, int]:
    """The rank of a seat among those of its country in its arm, and how many those are; equal payoffs share one."""
    lesson = room.lesson()
    rows = lesson.arms[lesson.games[row].arm]
    own = round(float(lesson.payoff[row, seat]), PLACES)
    return 1 + sum(round(float(lesson.payoff[n, seat]), PLACES) > own for n in rows), len(rows)


def games(room: Room) -> Rows:
    """The rows of GAMES."""
    lesson, out = room.lesson(), list[list[object]]()
    for game in lesson.games:
        signed = "\n".join(f"{s.month}:{KIND_NAMES[s.kind]}:{deal_text(game.scenario.catalogue, s.deal)}"
                           for s in game.signed)
        given = game.words_given
        out.append([game.number, game.arm, game.session.seed, game.ending, game.months, signed, given["given"],
                    given["kept"], given["broken"], *(_of(float(v)) for v in lesson.worths[game.arm].alone)])
    return out


def deals(room: Room) -> Rows:
    """The rows of DEALS: what there was to agree on when a game first signed something."""
    out: Rows = []
    for game in room.lesson().games:
        if not game.signed:
            continue
        first = game.signed[0]
        zone = game.zone(first.month, first.kind)
        for row, deal in enumerate(zone.deals):
            worth: list[object] = [""] * N
            for column, i in enumerate(members(first.kind)):
                worth[i] = _of(float(zone.worth[row, column]))
            out.append([game.number, first.month, KIND_NAMES[first.kind], deal_text(game.scenario.catalogue, int(deal)),
                        *worth, int(zone.ok[row]), int(zone.edge[row]), int(int(deal) == first.deal)])
    return out


def quiz(room: Room, t: Words) -> Rows:
    """The rows of QUIZ: every answer with its whole item."""
    out: Rows = []
    for member in room.members.values():
        for place, given in sorted(room.answers.get(member.name, {}).items()):
            options = given["options"]
            out.append([alias(t, member), member.game, NAMES[given["seat"]], place + 1, given["kind"], given["source"],
                        given["game"], " ".join(map(str, given["events"])), json.dumps(given["inputs"]),
                        json.dumps([o["value"] for o in options]), " ".join(o["mistake"] or "-" for o in options),
                        given["key"] + 1, given["answer"] + 1, int(given["right"])])
    return out


def ideas(room: Room, t: Words) -> Rows:
    """The rows of IDEAS: every answer about an idea, with its whole item."""
    return [[alias(t, member), when, place + 1, given["kind"], json.dumps(given["places"]),
             json.dumps([o["value"] for o in given["options"]]),
             " ".join(o["mistake"] or "-" for o in given["options"]), given["key"] + 1, given["answer"] + 1,
             int(given["right"])]
            for member in room.here() for when in (before_after.BEFORE, before_after.AFTER)
            for place, given in sorted(room.ideas.get(member.name, {}).get(when, {}).items())]


def gains(room: Room) -> Rows:
    """The rows of GAINS."""
    return [[g.idea or "all", g.people, _of(g.before), _of(g.after), _of(g.gain)] for g in before_after.gains(room)]


def grade_columns(room: Room) -> dict[str, str]:
    """The columns of the gradebook: one a place of the quiz, whatever kind each person was asked there."""
    items = {f"item.{n}": f"1 if right, 0 if wrong, empty if not answered; {kind}, or what stood in for it (quiz.csv)"
             for n, kind in enumerate(room.settings.quiz, 1)}
    return {**GRADEBOOK, **items, **GRADES_END}


def gradebook(room: Room, log: Sequence[Event], t: Words) -> Rows:
    """One row a person: quiz, reflection, taking part; the same-role score beside them, for those who want it."""
    lesson, out = room.lesson(), list[list[object]]()
    score, rows = lesson.score, {g.number: n for n, g in enumerate(lesson.games)}
    took = _took_part(room, log)
    for member in room.here():
        row = rows.get(member.game)
        answers = room.answers.get(member.name, {})
        marks: list[object] = [int(answers[n]["right"]) if n in answers else "" for n in range(len(room.settings.quiz))]
        place: list[object] = ["", "", ""]
        if row is not None:
            rank, of = ranked(room, row, member.seat)
            place = ["" if score is None else _of(score[row, member.seat]), rank, of]
        wrote = member.game in room.tables and member.seat in room.tables[member.game].reflections
        known = [before_after.right(room, member, when) for when in (before_after.BEFORE, before_after.AFTER)]
        out.append([alias(t, member), member.game, NAMES[member.seat] if member.game else "", *marks,
                    *("" if k is None else k for k in known), len(room.settings.ideas),
                    sum(m == 1 for m in marks), len(marks), int(wrote), len(took.get(member.name, ())),
                    lesson.games[row].months if row is not None else 0, *place])
    return out


def _took_part(room: Room, log: Sequence[Event]) -> dict[str, set[int]]:
    """By member: the months in which it did or said anything."""
    at: dict[int, int] = {}
    out: dict[str, set[int]] = {}
    for event in log:
        if event.kind == "phase":
            at[event.game] = int(event.body["round"])
        elif event.game and event.who and at.get(event.game):
            out.setdefault(event.who, set()).add(at[event.game])
    return out


def tables(room: Room, log: Sequence[Event], t: Words) -> dict[str, tuple[Mapping[str, str], Rows]]:
    """Every table by its file: what its columns mean, and its rows."""
    return {
        "events.csv": (EVENTS, events(room, log, t)), "rounds.csv": (ROUNDS, rounds(room)),
        "moves.csv": (MOVES, moves(room)), "predictions.csv": (PREDICTIONS, predictions(room)),
        "games.csv": (GAMES, games(room)), "seats.csv": (SEATS, seats(room, t)), "deals.csv": (DEALS, deals(room)),
        "ideas.csv": (IDEAS, ideas(room, t)), "gains.csv": (GAINS, gains(room)),
        "quiz.csv": (QUIZ, quiz(room, t)), "gradebook.csv": (grade_columns(room), gradebook(room, log, t)),
    }


def files(room: Room, log: Sequence[Event], t: Words) -> dict[str, str]:
    """Every file by its name, the codebook among them."""
    found = tables(room, log, t)
    book: Rows = [[name, column, meaning] for name, (columns, _) in found.items()
                  for column, meaning in columns.items()]
    return {**{name: as_csv(columns, rows) for name, (columns, rows) in found.items()},
            "codebook.csv": as_csv(("file", "column", "meaning"), book)}


def packed(room: Room, log: Sequence[Event], t: Words) -> bytes:
    """All files as one zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in files(room, log, t).items():
            pack.writestr(name, text)
    return out.getvalue()


def grades(room: Room, log: Sequence[Event], t: Words) -> bytes:
    """The gradebook alone."""
    return as_csv(grade_columns(room), gradebook(room, log, t)).encode()


Export = Callable[[Room, Sequence[Event], Words], bytes]

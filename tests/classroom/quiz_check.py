"""Every item that a class's games give, worked out a second time: `make quizzes` for 1,000 games, a few in the suite.

The games are played again from the lines that the tables of the room hold (moves.csv), and each answer is judged on
what comes of that, not on what the item says of itself.
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))

from classes import at_random

from negotiation.classroom.debrief import export
from negotiation.classroom.debrief.facts import Game, Lesson
from negotiation.classroom.quiz.item import OWN, Ask, Item, kinds
from negotiation.classroom.room import Room
from negotiation.rules.names import NAMES, N
from negotiation.rules.values import MEMBERS, appraise
from negotiation.session import Session
from negotiation.words import words

CLOSE = 0.051                              # half a shown digit, and the rounding of what is kept
Rows = list[dict[str, str]]


def rows_of(room: Room) -> dict[str, Rows]:
    """The tables of a room, read back from their CSV."""
    found = export.files(room, room.fresh, words("en"))
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in found.items()}


def again(game: Game, moves: Rows) -> Session:
    """A game played again from its rows of moves.csv and nothing else."""
    session = Session(game.scenario, game.session.seed, dict.fromkeys(NAMES))
    own = [row for row in moves if row["game"] == str(game.number)]
    for half, event in enumerate(game.closed):
        lines = [[r["line"] for r in own if r["event"] == str(event) and r["country"] == name] for name in NAMES]
        assert session.month == half // 2
        session.play_lines(lines, [()] * N)
    assert session.state.digest() == game.session.state.digest()
    return session


def worth(value: Any) -> float:
    return float(value)


def right_ones(item: Item, session: Session, lesson: Lesson, tables: dict[str, Rows]) -> list[bool]:
    """[option] whether it is right, by a reckoning of this file's own."""
    own, values = NAMES[item.seat], [o.value for o in item.options]
    if item.kind == "article":
        return [str(v).rpartition(".")[2] in ("reprieve", "ministers", "expires", "summit") for v in values]
    if item.kind == "shadow":
        t, r, p = (item.places[k] for k in "trp")
        return [abs(v * (t - p) - (t - r)) < 0.006 * (t - p) for v in values]
    if item.kind == "trust":
        return _trust(item, session, values)
    if item.kind == "promises":
        broken = sum(int((p.transition.notes["broken_word"] > 0).sum()) for p in session.past[1::2])
        return [v == broken for v in values]
    if item.kind == "class_mean":
        mine = [float(r["payoff"]) for r in tables["seats.csv"] if r["country"] == own]
        return [abs(v - sum(mine) / len(mine)) <= CLOSE for v in values]
    if item.kind == "coalition":
        return [abs(v - _shapley(next(r for r in tables["games.csv"]), own)) <= CLOSE for v in values]
    before = session.past[2 * int(item.places["month"]) - 1].transition.before
    view = appraise(session.scenario, before)
    if item.kind == "walk_away":
        line = float(before.econ[item.seat] + before.polit[item.seat] + view.outside[item.seat])
        return [abs(v - line) <= CLOSE for v in values]
    cat = session.scenario.catalogue
    if item.kind == "zone":
        out = []
        for v in values:
            deal = cat.number(v["kind"], {int(c): n for c, n in v["levels"].items()})
            out.append(bool((view.own(v["kind"])[deal - int(cat.first[v["kind"]])] > 0).all()))
        return out
    signed = session.past[2 * int(item.places["month"]) - 1].transition.notes["signed_deal"]
    found = []
    for kind in range(N + 1):
        if signed[kind] < 0:
            continue
        row = int(signed[kind]) - int(cat.first[kind])
        if item.kind == "outsider" and kind < N:
            out_ = next(i for i in range(N) if i not in MEMBERS[kind])
            if NAMES[out_] == item.places["third"]:
                found.append(float(view.gain(kind)[row, out_]))
        if item.kind == "left" and item.seat in MEMBERS[kind]:
            found.append(_left(session, before, view, kind, row, MEMBERS[kind].index(item.seat)))
    return [any(abs(v - x) <= CLOSE for x in found[:1]) for v in values]


def _trust(item: Item, session: Session, values: Sequence[Any]) -> list[bool]:
    """By the month's lines themselves: points felt, added up by reason."""
    i, j = NAMES.index(item.places["of"]), NAMES.index(item.places["to"])
    felt: dict[tuple[int, str], float] = {}
    for half, played in enumerate(session.past):
        for line in played.transition.lines:
            points = float(np.sum(line.points[i, j]))
            key = (half // 2 + 1, f"why.{line.reason}")
            felt[key] = felt.get(key, 0.0) + points
    lowest = min(felt.values())
    return [felt.get((v["month"], v["why"]), 0.0) <= lowest + 1e-9 for v in values]


def _shapley(game: dict[str, str], own: str) -> float:
    """By its definition: over the six orders, what one adds to those who came before."""
    total = 0.0
    for order in itertools.permutations(NAMES):
        before = [n for n in NAMES if n in order[:order.index(own)]]
        with_own = [n for n in NAMES if n in (*before, own)]
        total += float(game["v." + "+".join(with_own)]) - (float(game["v." + "+".join(before)]) if before else 0.0)
    return total / 6


def _left(session: Session, before: Any, view: Any, kind: int, row: int, mine: int) -> float:
    """Of the deals that may be signed, lose nobody and give each as much, the one with the largest sum."""
    from negotiation.rules.legality import legal_kind

    x = view.own(kind)
    best, most = 0.0, -1.0
    for n in np.flatnonzero(legal_kind(session.scenario, before, kind)):
        more = x[n] - x[row]
        if (x[n] >= 0).all() and (more >= 0).all() and more.sum() > most:
            best, most = float(more[mine]), float(more.sum())
    return best


def checked(room: Room, seats: Sequence[int]) -> Counter[str]:
    """Every kind of item of every game, for these seats in turn; how many there were of each. Raises AssertionError."""
    tables, lesson, found = rows_of(room), room.lesson(), Counter[str]()
    for game, seat in zip(lesson.games, itertools.cycle(seats)):
        session = again(game, tables["moves.csv"])
        for name, kind in kinds().items():
            item = kind.make(Ask(lesson, game, seat, random.Random(f"{game.number}{name}"), OWN))
            if item is None:
                continue
            found[name] += 1
            right = right_ones(item, session, lesson, tables)
            assert len(item.options) == 4 and sum(right) == 1 and right[item.key], (name, item, right)
            assert [not o.mistake for o in item.options] == right, (name, item)
            numbers = sorted(float(o.value) for o in item.options if o.form in ("money", "count", "share"))
            least = {"money": 0.2, "count": 1, "share": 0.02}.get(item.options[0].form, 0)
            assert all(b - a >= least for a, b in itertools.pairwise(numbers)), (name, item)
    return found


def main() -> None:
    """Check many games, fifty to a room."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=1000)
    games, found = parser.parse_args().games, Counter[str]()
    for n in range(0, games, 50):
        found += checked(at_random(min(50, games - n), seed=1000 + n), (0, 1, 2))
        print(f"{min(n + 50, games)} games: {found.total()} items, each with one right answer", flush=True)
    for name, count in sorted(found.items()):
        print(f"{count:6d} {name}")


if __name__ == "__main__":
    main()

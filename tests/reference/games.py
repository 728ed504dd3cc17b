"""`python tests/reference/games.py --games 2000`: whole games played by the engine and by the reference, compared.

A game follows from its number: where it begins (a scenario's start, or a position of any sort), under which constants
(those of the rules, or others near them), and who chooses (players of any kind, or lists of any lines, some of them
not legal). Every half month starts where the engine stands, so a difference is told where it arises.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[n]) for n in (1, 2)]
sys.path.insert(1, str(Path(__file__).parents[1] / "rules"))

import numpy as np
from scattered_states import scattered

from negotiation.match import months
from negotiation.rules.cards import ALL_NAMES
from negotiation.rules.causes import CAP_DOWN, CAP_UP
from negotiation.rules.constants import Constants
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State, stacked
from negotiation.rules.step import Decide, Talk, Transition, step
from negotiation.rules.written import choices_of
from negotiation.scenarios import load
from negotiation.scenarios import names as shipped_names
from negotiation.strategies import names
from reference.any_lists import any_lists
from reference.beside import Reference, half_month, masks_differ

SCENARIOS = tuple(shipped_names())
SWITCHES = ("trust_on", "convex_on", "predict_on", "thicket_on", "answers_on", "luck")
WHOLE = ("pledge_months", "reprieve_months", "warn_months", "relief_months", "notice_months", "dry_pair", "dry_all",
         "quarter")
SLOW = {"mcts", "oracle", "best_reply", "quantal"}  # they look ahead, which is not what is compared here
MASK_EVERY = 4


@cache
def usual(name: str) -> Reference:
    return Reference(load(name))


def near(scenario: Scenario, draw: np.random.Generator) -> Scenario:
    """The same scenario under other constants: numbers moved by up to 30 %, switches thrown, a month more or less."""
    other: dict[str, Any] = {}
    for f in fields(Constants):
        value = getattr(scenario.rules, f.name)
        if f.name in SWITCHES:
            other[f.name] = float(draw.random() < 0.7)
        elif f.name in WHOLE:
            other[f.name] = type(value)(max(value + draw.integers(-1, 2), 1))
        elif f.name == "trust_grid":
            other[f.name] = float(draw.choice([0, 0, 0.5]))
        elif f.name == "tariff_cap":  # the cause holds no more than 30
            other[f.name] = float(value) * draw.uniform(0.7, 1.0)
        elif isinstance(value, tuple):
            other[f.name] = _moved(value, draw)
        else:
            other[f.name] = float(value) * draw.uniform(0.7, 1.3)
    news = ALL_NAMES if draw.random() < 0.7 else scenario.news
    return replace(scenario, rules=replace(scenario.rules, **other), news=news)


def _moved(value: Any, draw: np.random.Generator) -> Any:
    return tuple(_moved(x, draw) for x in value) if isinstance(value, tuple) else value * draw.uniform(0.7, 1.3)


def anywhere(scenario: Scenario, seed: int) -> State:
    """A position of any sort that fits together."""
    state = scattered(scenario, 1, seed)
    off = ~np.eye(3, dtype=bool)
    return state.changed(
        ledger=np.clip(state.ledger, CAP_DOWN, CAP_UP), known=1.0 * (state.offer >= 0),
        spare=np.where((state.wall == 0) | ~off, 1.0, state.spare)).game(0)


def wrong_in(reference: Reference, happened: Transition, tally: Counter[str]) -> list[str]:
    """What differs in a half month of one game; counts what was seen."""
    tally["half months"] += 1
    tally["lists refused"] += int(happened.wrong.sum())
    for name in ("signed_deal", "breach", "broken_word", "leaked", "photographed", "held", "bluffed"):
        if name in happened.notes:
            tally[name] += int((happened.notes[name] > (-1 if name == "signed_deal" else 0)).sum())
    found = half_month(reference, happened, 0)
    return [f"{name}: {value}" for name, value in found.items()]


def play(number: int, tally: Counter[str]) -> list[str]:
    """One game by both; what differs, each with the place."""
    draw = np.random.default_rng(number)
    sort, place = (number + number // len(SCENARIOS)) % 3, number % len(SCENARIOS)
    reference, wrong = usual(SCENARIOS[place]), []
    tally["games"] += 1
    if sort == 0:
        players = [p for p in names() if p not in SLOW]
        seats = [str(draw.choice(players)) for _ in range(3)]
        for happened in months(reference.scenario, seats, np.array([number])):
            wrong += _told(number, happened, wrong_in(reference, happened, tally))
        return wrong
    if sort == 1:
        reference = Reference(near(reference.scenario, draw))
    scenario = reference.scenario
    state = anywhere(scenario, number) if number % 2 else scenario.start(number)
    while not state.over:
        choices = choices_of(scenario, state.phase, any_lists(scenario, state, draw))
        happened = step(scenario, stacked([state]), one_game(choices))
        wrong += _told(number, happened, wrong_in(reference, happened, tally))
        if tally["half months"] % MASK_EVERY == 0:
            tally["menus"] += 3
            wrong += _told(number, happened, masks_differ(reference, state))
        state = happened.after.game(0)
    return wrong


def one_game(choices: Talk | Decide) -> Talk | Decide:
    """Choices of a lone game as those of a batch of one: a list that is not legal is passed, not raised."""
    return type(choices)(**{f.name: getattr(choices, f.name)[None] for f in fields(choices)})


def _told(number: int, happened: Transition, found: list[str]) -> list[str]:
    before = happened.before
    return [f"game {number}, month {int(before.month.flat[0])}, {before.phase}: {text}" for text in found]


def main() -> int:
    """Play, tell, and fail if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    tally: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(asked.first, asked.first + asked.games):
        wrong += play(number, tally)
    for line in wrong[:40]:
        print(line)
    print("; ".join(f"{name} {count:,}" for name, count in tally.items()))
    print(f"{len(wrong)} differences")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())

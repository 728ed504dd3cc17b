"""`python -m benchmarks.coverage [--games N]`: whether everything the rules know is ever reached, and how often.

Random players try every code; other strategies go where random ones seldom get. A line is a thing of the rules: a
word, a measure, an answer, a vote, a clause at a level (offered, signed), a cause of trust, a reason for a change of
it, a news card, an ending, an event. The number is how often it was seen; 0 means that the rules carry something nobody
can meet.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from negotiation.match import months
from negotiation.paths import shipped
from negotiation.rules.arrays import Ints
from negotiation.rules.causes import CAUSES
from negotiation.rules.clauses import CLAUSES
from negotiation.rules.countries import KIND_NAMES, US, N
from negotiation.rules.future import ENDINGS, ending
from negotiation.rules.kinds import AIMED, HOME
from negotiation.rules.menu import ANSWERS, HOME_MEASURE, MEASURE, VOTES
from negotiation.rules.news import NAMES as CARDS
from negotiation.rules.news import news
from negotiation.rules.payoffs import LAPSED
from negotiation.rules.scenario import Scenario
from negotiation.rules.step import Decide, Talk, Transition
from negotiation.scenarios import load, names

DEFAULT = "kick-start-2025"
GAMES = 300
TABLES = (("random",) * 3, ("default",) * 3, ("hard",) * 3, ("bilateral",) * 3, ("bully", "default", "default"),
          ("default", "random", "random"))
Flags = NDArray[np.bool_]
Seen = Counter[tuple[str, str]]


def _fell(name: str, to: float) -> Callable[[Transition], Flags]:
    def happened(t: Transition) -> Flags:
        before, after = getattr(t.before, name), getattr(t.after, name)
        now = (before > to) & (after == to)
        return now.reshape(*t.before.games, -1).any(-1)
    return happened


def _noted(name: str) -> Callable[[Transition], Flags]:
    def happened(t: Transition) -> Flags:
        marks = t.notes.get(name, np.zeros((*t.before.games, 1)))
        return (marks > 0).reshape(*t.before.games, -1).any(-1)
    return happened


def _signed(kind: int) -> Callable[[Transition], Flags]:
    return lambda t: t.notes["signed_deal"][..., kind] >= 0 if _decided(t) else _never(t)


def _decided(t: Transition) -> bool:
    return isinstance(t.choices, Decide)


def _reviewed(t: Transition) -> Flags:
    return np.asarray((t.after.over > 0) & (t.after.status != LAPSED))


def _never(t: Transition) -> Flags:
    return np.zeros(t.before.games, bool)


EVENTS: Mapping[str, Callable[[Transition], Flags]] = {
    "a whispered offer leaks": _noted("leaked"), "a visit is photographed": _noted("photographed"),
    **{f"a deal is signed: {name}": _signed(k) for k, name in enumerate(KIND_NAMES)},
    "a known separate offer is refused": _noted("refused_separate"),
    "a rise is held back by a signature": _noted("held"), "a breach": _noted("breach"),
    "a wall stops sparing": _noted("unspared"), "a promise is broken": _noted("broken_word"),
    "a promise runs out unbroken": _noted("run_out"), "a bluff is called": _noted("bluffed"),
    "a warning is carried out": lambda t: (t.after.nerve > t.before.nerve).any(-1),
    "a separate pact": lambda t: ((t.before.pact == 2) & (t.after.pact == 1)).any(-1),
    "a separate pact is mended": lambda t: ((t.before.pact == 1) & (t.after.pact == 2)).any(-1),
    "a pair lapses": _fell("pact", 0), "the renewal is torn up": lambda t: t.after.torn > t.before.torn,
    "a renewal": lambda t: t.after.renewed > t.before.renewed, "a renewal is lost": _fell("renewed", 0),
    "a parliament says no": lambda t: _reviewed(t) & (t.notes["passed"] == 0).any(-1) if _decided(t) else _never(t),
    "notice is given": lambda t: (t.after.notice > t.before.notice).any(-1),
    "relief money is paid": lambda t: (t.after.aid > t.before.aid).any(-1),
    "a cabinet is too weak": lambda t: (t.before.approval < 40).any(-1),
    "a line is shut": lambda t: (t.after.frozen > t.before.frozen).any((-1, -2)),
    "the talks end early": lambda t: (t.after.status == LAPSED) & (t.after.over > 0) & (t.before.over == 0),
    "a list is refused": lambda t: t.wrong.any(-1)}


def everything(scenario: Scenario) -> dict[str, list[str]]:
    """All that there is to reach, by group."""
    levels = scenario.catalogue.level
    clauses = [f"{c.name}={n}" for k, c in enumerate(CLAUSES) for n in np.unique(levels[:, k]).tolist()]
    po = (shipped("assets") / "text" / "en.po").read_text(encoding="utf-8")
    return {
        "word": [w.name for w in AIMED], "word at home": [w.name for w in HOME],
        "measure": [*_measures(scenario), *scenario.menu.home_options.text],
        "answer": [f"{a} {which}" for which in ("pair", "all") for a in ANSWERS], "vote": list(VOTES),
        "clause offered": clauses, "clause signed": clauses, "cause": list(CAUSES),
        "reason": re.findall(r'^msgid "why\.(\w+)"', po, re.MULTILINE), "card": list(CARDS[1:]),
        "ending": list(ENDINGS), "event": list(EVENTS)}


def _measures(scenario: Scenario) -> list[str]:
    return [text.replace(" {target}", "") for text in scenario.menu.options.text]


def count(scenario: Scenario, transitions: Iterable[Transition], seen: Seen) -> None:
    """Add what happened in games (any number at once) to what was seen; games that are over are left out."""
    last = None
    for last in transitions:
        live = np.asarray(last.before.over == 0)
        if isinstance(last.choices, Talk):
            _talk(scenario, last, last.choices, live, seen)
            card = news(scenario, last.before).card
            for k, name in enumerate(CARDS[1:], 1):
                seen["card", name] += int((live & (card == k)).sum())
        else:
            _decide(scenario, last, last.choices, live, seen)
        _trust(last, live, seen)
        for name, happened in EVENTS.items():
            seen["event", name] += int((live & happened(last)).sum())
    if last is not None:
        for k, name in enumerate(ENDINGS):
            seen["ending", name] += int((np.asarray(ending(last.after)) == k).sum())


def _talk(scenario: Scenario, t: Transition, talk: Talk, live: Flags, seen: Seen) -> None:
    for i in range(N):
        table, codes = scenario.menu.say[i], _legal(talk.say[..., i, :], live & ~t.wrong[..., i])
        for own, group, words in ((False, "word", AIMED), (True, "word at home", HOME)):
            numbers = np.where((table.target[codes] == i) == own, table.word[codes], 0)
            for k, word in enumerate(words, 1):
                seen[group, word.name] += int((numbers == k).sum())
        _clauses(scenario, table.deal[codes], "clause offered", seen)


def _decide(scenario: Scenario, t: Transition, decide: Decide, live: Flags, seen: Seen) -> None:
    options, home = _measures(scenario), scenario.menu.home_options.text
    for i in range(N):
        heard = live & ~t.wrong[..., i]
        table, codes = scenario.menu.do[i], _legal(decide.do[..., i, :], heard)
        for sort, texts in ((MEASURE, options), (HOME_MEASURE, home)):
            numbers = np.where(table.sort[codes] == sort, table.value[codes], -1)
            for k, name in enumerate(texts):
                seen["measure", name] += int((numbers == k).sum())
        for name, reply in ANSWERS.items():
            for three, which in enumerate(("pair", "all")):
                said = (decide.answer[..., i, :, three] == reply) & heard[..., None]
                seen["answer", f"{name} {which}"] += int(said.sum())
        for name, ballot in VOTES.items():
            seen["vote", name] += int((heard & (decide.vote[..., i] == ballot)).sum())
    signed = t.notes["signed_deal"].astype(np.int64)
    _clauses(scenario, np.where(live[..., None], signed, -1), "clause signed", seen)


def _legal(codes: Ints, where: Flags) -> Ints:
    return np.where(where[..., None], codes, 0)


def _clauses(scenario: Scenario, deals: Ints, group: str, seen: Seen) -> None:
    found = scenario.catalogue.level[deals[deals >= 0]]
    for k, clause in enumerate(CLAUSES):
        for level, times in zip(*np.unique(found[:, k], return_counts=True), strict=True):
            seen[group, f"{clause.name}={level}"] += int(times)


def _trust(t: Transition, live: Flags, seen: Seen) -> None:
    for line in t.lines:
        here = (np.abs(line.points) > 0).reshape(*t.before.games, -1).any(-1) & live
        seen["reason", line.reason] += int(here.sum())
        if line.cause is not None:
            seen["cause", CAUSES[line.cause]] += int(here.sum())


def never(scenario: Scenario, seen: Seen) -> list[str]:
    """What there is and was never reached."""
    return [f"{group}: {name}" for group, names in everything(scenario).items() for name in names
            if not seen[group, name]]


def full_deck() -> Scenario:
    """The default scenario with every news card there is in its deck."""
    return load(DEFAULT, {"news": list(CARDS[1:])})


def dated(seen: Seen) -> None:
    """Add games of every shipped scenario that turns cards, where nobody moves: some cards have a date."""
    for name in names():
        scenario = load(name)
        if scenario.news and scenario.rules.luck:
            count(scenario, months(scenario, ("hold",) * 3, np.arange(10)), seen)


def wrong_list(scenario: Scenario) -> Transition:
    """A batch of one in which a list is refused, for strategies never hand in one: Washington says one word twice."""
    from negotiation.rules.step import step
    state = scenario.start([0])
    say = np.zeros((1, N, scenario.menu.slots), np.int64)
    say[0, US] = scenario.menu.say_code(US, 1, 1)
    return step(scenario, state, Talk(say))


def main(given: Sequence[str]) -> int:
    """Play and print; the exit status is 1 if something was never reached."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage", description="Is everything ever reached?")
    parser.add_argument("--games", type=int, default=GAMES, help=f"games of each of {len(TABLES)} tables ({GAMES})")
    games, scenario, seen = parser.parse_args(given).games, full_deck(), Counter()
    count(scenario, [wrong_list(scenario)], seen)
    for seats in TABLES:
        count(scenario, months(scenario, seats, np.arange(games)), seen)
    dated(seen)
    for group, whole in everything(scenario).items():
        print(f"{group}\n" + "\n".join(f"  {name:40s} {seen[group, name]:8,d}" for name in whole))
    missing = never(scenario, seen)
    print("Everything was reached." if not missing else "Never reached: " + "; ".join(missing))
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

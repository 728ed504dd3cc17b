"""A game in words: moves and deals as sentences, and a Transition as short reasons that add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .rules import clauses
from .rules.bargaining import clock_ends
from .rules.cards import BY_NAME
from .rules.causes import CAUSES
from .rules.clauses import Catalogue
from .rules.countries import NAMES, N
from .rules.kinds import AIMED, HOME, MEASURES
from .rules.kinds.sector import SECTORS
from .rules.menu import ACCEPT, ANSWER, HOME_MEASURE, MEASURE, PASS, RENEW, VOTE, Menu
from .rules.news import NAMES as CARDS
from .rules.news import news
from .rules.notation import DECIDE, TALK, Move, parse
from .rules.reasons import Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.step import Transition
from .words import NO_BREAK, Words

BANDS = ((20, "broken"), (40, "wary"), (60, "working"), (80, "warm"), (101, "close"))
SHOWN = 0.05  # trust points under which a change is not told


def band(trust: float) -> str:
    """The word for a level of trust: broken, wary, working, warm, close."""
    return next(name for top, name in BANDS if trust < top)


def deal_reasons(cat: Catalogue, deal: int) -> list[Reason]:
    """The clauses of a deal, one Reason each, in the order of the clause table."""
    kind = int(cat.kind[deal])
    out = []
    for c, clause in enumerate(clauses.CLAUSES):
        level = int(cat.level[deal, c])
        if not level:
            continue
        if c in (clauses.US_ON_CANADA, clauses.US_ON_MEXICO):
            out.append(
                Reason(f"clause.ceiling.{level}", {"country": NAMES[1 if c == clauses.US_ON_CANADA else 2]})
            )
        elif c in (clauses.ACCESS_CANADA, clauses.ACCESS_MEXICO):
            out.append(
                Reason(
                    "clause.access",
                    {"country": NAMES[1 if c == clauses.ACCESS_CANADA else 2], "level": level},
                )
            )
        elif c == clauses.DROP:
            out.append(Reason("clause.drop" if kind != 2 else "clause.no_tariffs"))
        else:
            out.append(Reason(f"clause.{clause.name}"))
    return out


def deal_words(t: Words, cat: Catalogue, deal: int) -> str:
    """A deal in one line of words."""
    parts = [t.reason(r) for r in deal_reasons(cat, deal)]
    return t("list.separator").join(parts) if parts else t("clause.none")


def move_reason(menu: Menu, move: Move) -> Reason:
    """What a move is, as a message with places (a deal is given as the place `deal`, for deal_words)."""
    if move.phase == TALK:
        table = menu.say[move.seat]
        target, word, deal = (
            int(table.target[move.code]),
            int(table.word[move.code]),
            int(table.deal[move.code]),
        )
        if word == 0:
            return Reason("move.pass")
        name = HOME[word - 1].name if target == move.seat else AIMED[word - 1].name
        places: dict[str, object] = {"target": NAMES[target]}
        if deal >= 0:
            places["deal"] = deal
        return Reason(f"move.{name}", places)
    table_ = menu.do[move.seat]
    sort, target, value = (
        int(table_.sort[move.code]),
        int(table_.target[move.code]),
        int(table_.value[move.code]),
    )
    places = {"target": NAMES[target]}
    if sort == PASS:
        return Reason("move.pass")
    if sort == ANSWER:
        verb = "accept" if value == ACCEPT else "refuse"
        return Reason(f"move.{verb}_all" if table_.three[move.code] else f"move.{verb}", places)
    if sort == VOTE:
        return Reason("move.vote_renew" if value == RENEW else "move.vote_not")
    if sort == HOME_MEASURE:
        return Reason(f"move.{menu.home_options.text[value]}")
    assert sort == MEASURE
    kind, rate = MEASURES[int(menu.option_kind[value])].name, float(menu.options.rate[value])
    if kind == "wall":
        which = "wall_zero" if rate == 0 else "wall_sparing" if menu.options.spare[value] > 0 else "wall_all"
        return Reason(f"move.{which}", {**places, "rate": rate})
    if kind == "sector":
        sector = Reason(f"sector.{SECTORS[menu.options.sector[value]]}")
        return Reason(
            "move.exempt" if rate == 0 else "move.sector", {**places, "rate": rate, "sector": sector}
        )
    return Reason(f"move.{kind}", places)


def move_words(t: Words, menu: Menu, move: Move | str, seat: int | None = None) -> str:
    """A move as a person reads it: "Call Mexico City"."""
    found = parse(menu, move, seat) if isinstance(move, str) else move
    reason = move_reason(menu, found)
    places = dict(reason.places)
    if "deal" in places:
        places["deal"] = deal_words(t, menu.catalogue, int(str(places["deal"])))
    return t(reason.id, **places)


@dataclass(frozen=True)
class Why:
    """One line of a trust: a message id (`cause.*` or `why.*`) and its points."""

    id: str
    points: float


def trust_lines(state: State, i: int, j: int) -> list[Why]:
    """In one game, i's trust in j as lines that add up exactly: temperament, every cause that is not nil,
    the limit.
    """
    base = float(state.base[i, j])
    lines = [Why("cause.base", base)]
    lines += [
        Why(f"cause.{name}", float(state.ledger[i, j, c]))
        for c, name in enumerate(CAUSES)
        if state.ledger[i, j, c] != 0
    ]
    rest = float(state.trust[i, j]) - sum(line.points for line in lines)
    if abs(rest) > 1e-6:
        lines.append(Why("cause.limit", rest))
    return lines


def changes(transition: Transition, i: int, j: int) -> list[Why]:
    """In one game, why i's trust in j moved in a phase: points by reason, largest first; they add up to
    the ledger's change.
    """
    found: dict[str, float] = {}
    for line in transition.lines:
        points = line.points[i, j]
        value = float(points) if line.cause is not None else float(np.sum(points))
        found[line.reason] = found.get(line.reason, 0.0) + value
    ordered = sorted(found.items(), key=lambda item: -abs(item[1]))
    return [Why(f"why.{reason}", value) for reason, value in ordered if value != 0]


def month_changes(transitions: list[Transition], i: int, j: int) -> list[Why]:
    """The same over several phases."""
    found: dict[str, float] = {}
    for transition in transitions:
        for why in changes(transition, i, j):
            found[why.id] = found.get(why.id, 0.0) + why.points
    return [Why(k, v) for k, v in sorted(found.items(), key=lambda item: -abs(item[1])) if abs(v) >= SHOWN]


def clock_months(months: int) -> list[int]:
    """The months, from 0, in which the clocks of a game of that length run out; the last is the review's."""
    return [end - 1 for end in clock_ends(months)]


def clock_name(scenario: Scenario, number: int) -> str:
    """What a clock is called in the ids of messages: its number, or "reprieve" where the first is the end of one."""
    ends = clock_ends(scenario.months)[number]
    return "reprieve" if number == 0 and (scenario.opening["reprieve"] == ends).any() else str(number)


def clock_reason(scenario: Scenario, transition: Transition) -> Reason | None:
    """The clock before the review that runs out with this half of a month, as a message; None for most."""
    before = transition.before
    early = clock_months(scenario.months)[:-1]
    if before.phase != DECIDE or int(before.month) not in early:
        return None
    return Reason(f"event.clock_{clock_name(scenario, early.index(int(before.month)))}", {})


def events(transition: Transition) -> list[Reason]:
    """What happened in a phase of one game besides the moves themselves, as messages: leaks, signatures,
    breaches, the review.
    """
    notes, out = transition.notes, []
    for name in ("leaked", "photographed", "breach", "unspared", "held"):
        marks = notes.get(name)
        if marks is not None:
            out += [
                Reason(f"event.{name}", {"actor": NAMES[i], "target": NAMES[j]})
                for i in range(N)
                for j in range(N)
                if marks[i, j] > 0
            ]
    signed = notes.get("signed_deal")
    if signed is not None:
        out += [Reason(f"event.signed.{k}", {"deal": int(signed[k])}) for k in range(4) if signed[k] >= 0]
    bluffed = notes.get("bluffed")
    if bluffed is not None:
        out += [Reason("event.bluffed", {"actor": NAMES[i]}) for i in range(N) if bluffed[i] > 0]
    before, after = transition.before, transition.after
    out += [
        Reason("event.lapsed", {"pair": k}) for k in range(2) if before.pact[k] > 0 and after.pact[k] == 0
    ]
    if before.renewed == 0 and after.renewed > 0:
        out.append(Reason("event.renewed"))
    if before.renewed > 0 and after.renewed == 0:
        out.append(Reason("event.renewal_lost"))
    return out


def hidden(played_after: State, menu: Menu, text: str, seat: int, sight: Sequence[int] | None) -> bool:
    """Whether a line of a phase stays unseen by the seats of `sight` (None sees all): a quiet offer of others
    that did not leak. `played_after` is the state the phase led to.
    """
    move = parse(menu, text, seat)
    if sight is None or move.phase != TALK or not text.endswith(" quietly"):
        return False
    target = int(menu.say[seat].target[move.code])
    return seat not in sight and target not in sight and not played_after.known[seat, target] > 0


def news_reason(scenario: Scenario, state: State) -> Reason | None:
    """The news card of a state's month as a message, in one game; None where the month has none."""
    found = news(scenario, state)
    number = int(found.card)
    if not number:
        return None
    sign = "" if CARDS[number] != "poll" else ".up" if float(found.mood.max()) > 0 else ".down"
    country, other, third = (NAMES[int(n)] for n in found.role)
    return Reason(f"news.{CARDS[number]}{sign}", {"country": country, "other": other, "third": third})


def news_words(t: Words, scenario: Scenario, state: State) -> str:
    """The news card of a month in words: what happened, who cares and by how much, what can be done. Else ""."""
    told = news_reason(scenario, state)
    if told is None:
        return ""
    found = news(scenario, state)
    card, places = BY_NAME[CARDS[int(found.card)]], {**told.places}
    parts = []
    for _, felt, link in found.felt(scenario):
        (doer, feeler), = np.argwhere(link)
        parts.append(t("news.felt.trust", doer=NAMES[doer], feeler=NAMES[feeler], points=t.number(felt.points, "+.1f")))
    for i, name in enumerate(NAMES):
        if found.mood[i]:
            parts.append(t("news.felt.mood", country=name, points=t.number(float(found.mood[i]), "+.1f")))
        if found.econ[i]:
            share = f"{t.number(float(found.econ[i]), '+.2f')}{'' if t.language == 'en' else NO_BREAK}%"
            parts.append(t("news.felt.econ", country=name, points=share))
    if card.answers:
        parts.append(t("news.answer.word", **places))
    if card.relief:
        parts.append(t("news.answer.relief", **places))
    return t("news.told", news=t.reason(told), parts=t("list.separator").join(parts))

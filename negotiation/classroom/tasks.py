"""What a seat has to do in a phase, as its page shows it. Only what this seat may see goes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .. import explain
from ..promises import breaks_words
from ..rules import clauses
from ..rules.countries import ALL, NAMES, OTHERS, PAIR_OF
from ..rules.legality import mask
from ..rules.notation import TALK, NotationError, deal_text, line
from ..rules.reasons import IllegalChoice, Reason
from ..session import Session
from ..words import Words
from . import brief
from .board import ending, month_told
from .event import Refused
from .settings import BRIEF, DECIDE, ENDED, OFFER, PREDICT, REFLECT, RESULT
from .table import Table

BOTH = "all"


def task(table: Table, seat: int, t: Words) -> dict[str, Any]:
    """The task of the phase; {} where there is nothing to do but talk."""
    return TASKS[table.phase](table, seat, t) if table.phase in TASKS else {}


def _brief(table: Table, seat: int, t: Words) -> dict[str, Any]:
    return {"told": brief.told(table, seat, t), "asked": brief.asked(table, seat, t)}


def _predict(table: Table, seat: int, t: Words) -> dict[str, Any]:
    asked = [{"country": NAMES[j], "signs": t("room.predict.signs", partner=NAMES[j]),
              "raises": t("room.predict.raises", partner=NAMES[j])} for j in OTHERS[seat]]
    return {"asked": asked, "given": table.predictions.get(table.round, {}).get(seat)}


def _offer(table: Table, seat: int, t: Words) -> dict[str, Any]:
    session = table.seen_from(seat)
    return {"groups": grouped(session, seat, t, _plain_moves(session, seat)),
            "builder": builder(session, seat, t), "planned": _planned(session, seat, t),
            "most": session.scenario.menu.slots, "lying": _lying(session, seat, t),
            "breaks": _breaking(session, seat, t, session.planned(seat))}


def _decide(table: Table, seat: int, t: Words) -> dict[str, Any]:
    session = table.seen_from(seat)
    legal = _plain_moves(session, seat)
    votes = [m for m in legal if m.startswith("vote ")]
    moves = [m for m in legal if not m.startswith(("accept ", "refuse ", "vote "))]
    return {"offers": _lying(session, seat, t), "groups": grouped(session, seat, t, moves),
            "breaks": _breaking(session, seat, t, legal),
            "votes": [{"line": v, "text": explain.move_words(t, session.scenario.menu, v, seat)} for v in votes],
            "planned": _planned(session, seat, t), "most": session.scenario.menu.do_slots}


def _breaking(session: Session, seat: int, t: Words, lines: list[str]) -> dict[str, list[str]]:
    """The lines that break a promise of this seat or a deal in force, and which, in words."""
    told = {text: breaks_words(t, session.scenario, session.state, session.parse(text, seat)) for text in lines}
    return {text: words for text, words in told.items() if words}


def _plain_moves(session: Session, seat: int) -> list[str]:
    """Every legal line but the offers: those are many, and built clause by clause."""
    menu = session.scenario.menu
    codes = np.flatnonzero(mask(session.scenario, session.state, seat))
    return [line(menu, seat, session.phase, int(c)) for c in codes
            if c and (session.phase != TALK or menu.say[seat].deal[c] < 0)]


def _may_offer(session: Session, seat: int) -> list[str]:
    """To whom any offer may be made now: a partner's name, or both."""
    table = session.scenario.menu.say[seat]
    legal = mask(session.scenario, session.state, seat) & (table.deal >= 0)
    found = set(table.target[legal].tolist())
    return [*(NAMES[j] for j in OTHERS[seat] if j in found), *([BOTH] if seat in found else [])]


def _planned(session: Session, seat: int, t: Words) -> list[dict[str, str]]:
    return [{"line": text, "text": explain.move_words(t, session.scenario.menu, text, seat)}
            for text in session.planned(seat)]


def _lying(session: Session, seat: int, t: Words) -> list[dict[str, Any]]:
    """The offers on a seat's table, each with what it is worth to that seat beside its walk-away line."""
    bottom, out = brief.walk_away(session, seat), []
    for offer in session.offers(seat):
        sender, three = NAMES[offer.sender], " three" if offer.three else ""
        out.append({
            "from": sender, "three": offer.three, "quiet": offer.quiet,
            "clauses": [t.reason(r) for r in explain.deal_reasons(session.scenario.catalogue, offer.deal)]
            or [t("clause.none")],
            **worth(t, offer.value, bottom),
            "unsigned": None if offer.unsigned is None else t.reason(offer.unsigned),
            "accept": f"accept {sender}{three}", "refuse": f"refuse {sender}{three}"})
    return out


def worth(t: Words, value: float, bottom: float) -> dict[str, Any]:
    """What a deal is to a seat: with it, without it, and the difference, US$ billion."""
    return {"with": t.number(bottom + value, "+,.1f"), "without": t.number(bottom, "+,.1f"),
            "gain": t.number(value, "+,.1f"), "sign": int(np.sign(round(value, 1)))}


def grouped(session: Session, seat: int, t: Words, moves: list[str]) -> list[dict[str, Any]]:
    """Legal lines under headings short enough for a thumb: by capital; tariffs as a list for each thing they hit."""
    menu = session.scenario.menu
    groups: dict[str, dict[str, Any]] = {}
    for text in moves:
        words = text.split()
        target = next((w for w in words if w in NAMES), "")
        tariff = words[0] in ("wall", "sector")
        if tariff:
            key, title = f"tariffs {target}", t("room.group.tariffs", partner=target)
        elif target:
            key = target
            title = t("room.group.words" if session.phase == TALK else "room.group.other", partner=target)
        else:
            key, title = "home", t("room.group.home")
        group = groups.setdefault(key, {"key": key, "title": title, "moves": [], "lists": {}})
        move = {"line": text, "text": explain.move_words(t, menu, text, seat)}
        if tariff:
            move["short"] = _rate_words(t, words)
            label = t("room.group.general") if words[0] == "wall" else t(f"sector.{words[2]}").capitalize()
            group["lists"].setdefault(label, []).append(move)
        else:
            group["moves"].append(move)
    order = ["tariffs", *NAMES, "home"]
    rows = sorted(groups.values(), key=lambda g: order.index(g["key"].split()[0]))
    return [{**g, "lists": [{"label": label, "moves": found} for label, found in g["lists"].items()]} for g in rows]


def _rate_words(t: Words, words: list[str]) -> str:
    """What a tariff would be, where its name stands beside it: `wall canada 25 all`, `sector us metals 0`."""
    rate = float(words[2] if words[0] == "wall" else words[3])
    if not rate:
        return t("room.rate.none")
    return t.percent(rate) if words[0] == "sector" else \
        t("text.wall_all" if words[3:] == ["all"] else "text.wall_sparing", rate=rate)


def builder(session: Session, seat: int, t: Words) -> list[dict[str, Any]]:
    """For each partner, or both: the clauses of a deal with their levels, from which the page builds an offer."""
    cat, out = session.scenario.catalogue, []
    for partner in _may_offer(session, seat):
        kind = _kind(seat, partner)
        deals, rows = cat.of_kind[kind], []
        for clause in clauses.FREE[kind]:
            levels = sorted({int(n) for n in cat.level[deals, clause]})
            if len(levels) < 2:
                continue
            name = clauses.CLAUSES[clause].name
            rows.append({"clause": name, "label": _label(t, clause), "lowest": levels[0],
                         "levels": [{"level": n, "text": _level(t, clause, n)} for n in levels]})
        title = t("room.deal.all") if partner == BOTH else t("room.deal.with", partner=partner)
        out.append({"partner": partner, "title": title, "clauses": rows})
    return out


def _label(t: Words, clause: int) -> str:
    name = clauses.CLAUSES[clause].name
    if clause in (clauses.US_ON_CANADA, clauses.US_ON_MEXICO):
        return t("room.clause.ceiling", country="canada" if clause == clauses.US_ON_CANADA else "mexico")
    if clause in (clauses.ACCESS_CANADA, clauses.ACCESS_MEXICO):
        return t("room.clause.access", country="canada" if clause == clauses.ACCESS_CANADA else "mexico")
    text = t(f"deal.{name}")
    return text[0].upper() + text[1:]


def _level(t: Words, clause: int, level: int) -> str:
    if clause in (clauses.US_ON_CANADA, clauses.US_ON_MEXICO):
        return t(f"deal.ceiling.{level}")
    if clause in (clauses.ACCESS_CANADA, clauses.ACCESS_MEXICO):
        return t(f"deal.access.{level}")
    return t("room.clause.in" if level else "room.clause.out")


def _kind(seat: int, partner: str) -> int:
    return ALL if partner == BOTH else int(PAIR_OF[seat, NAMES.index(partner)])


def appraised(table: Table, seat: int, t: Words, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What an offer in the making is: its line, its words, its worth to this seat, and whether it may be made.

    Raises Refused for a partner or a clause nobody knows.
    """
    session, partner, levels = table.seen_from(seat), asked.get("partner"), asked.get("levels")
    if partner not in (*(NAMES[j] for j in OTHERS[seat]), BOTH) or not isinstance(levels, Mapping):
        raise Refused("room.refused.kind")
    cat, kind = session.scenario.catalogue, _kind(seat, str(partner))
    given = {clauses.NAMES.index(name): level for name, level in levels.items() if name in clauses.NAMES}
    if len(given) != len(levels) or not all(isinstance(v, int) for v in given.values()):
        raise Refused("room.refused.kind")
    deal = cat.number(kind, {c: v for c, v in given.items() if c in clauses.FREE[kind]})
    if deal < 0:
        return {"why_not": t("deal.needs_a_clause")}
    quietly = asked.get("quietly") is True and bool(cat.separate[deal])
    text = f"offer {partner} {deal_text(cat, deal)}".strip() + (" quietly" if quietly else "")
    why_not = _why_not(session, seat, text)
    broken = [] if why_not is not None else breaks_words(t, session.scenario, session.state, session.parse(text, seat))
    return {"line": text, "breaks": broken,
            "words": [t.reason(r) for r in explain.deal_reasons(cat, deal)] or [t("clause.none")],
            "separate": bool(cat.separate[deal]), **worth(t, session.value(deal, seat), brief.walk_away(session, seat)),
            "why_not": None if why_not is None else t.reason(why_not)}


def _why_not(session: Session, seat: int, text: str) -> Reason | None:
    """Why an offer cannot be made at all in this phase, whatever else is planned."""
    alone = session.fork()
    while alone.unplan(seat=seat) is not None:
        pass
    try:
        alone.plan(text, seat=seat)
    except (IllegalChoice, NotationError) as error:
        return error.reason
    return None


def _result(table: Table, seat: int, t: Words) -> dict[str, Any]:
    month = table.session.month - 1
    return {**month_told(t, table.session, month, [seat]), "foreseen": foreseen(table, month + 1, seat, t),
            "over": table.session.over}


def foreseen(table: Table, round_: int, seat: int, t: Words) -> list[dict[str, Any]]:
    """What this seat predicted for a month beside what happened."""
    given = table.predictions.get(round_, {}).get(seat)
    if given is None or len(table.session.past) < 2 * round_:
        return []
    after = table.session.past[2 * round_ - 1].transition.after
    out = []
    for what in ("signs", "raises"):
        for name, chance in given[what].items():
            j = NAMES.index(name)
            came = bool(after.signed[j] > 0) if what == "signs" else bool((after.raised[j] > 0).any())
            out.append({"text": t(f"room.predict.{what}", partner=name), "chance": chance, "came": came})
    return out


def _reflect(table: Table, seat: int, t: Words) -> dict[str, Any]:
    return {"text": table.reflections.get(seat)}


def _ended(table: Table, seat: int, t: Words) -> dict[str, Any]:
    """One's own page: the brief's line, every month as this seat saw it, the end, what one wrote."""
    months = [{**month_told(t, table.session, m, [seat]), "foreseen": foreseen(table, m + 1, seat, t)}
              for m in range(table.session.month)]
    return {"ending": ending(t, table.session) if table.session.over else None, "months": months,
            "line": t.money(brief.walk_away(table.opening, seat)), "wrote": table.reflections.get(seat)}


TASKS: Mapping[str, Callable[[Table, int, Words], dict[str, Any]]] = {
    BRIEF: _brief, PREDICT: _predict, OFFER: _offer, DECIDE: _decide, RESULT: _result, REFLECT: _reflect,
    ENDED: _ended,
}

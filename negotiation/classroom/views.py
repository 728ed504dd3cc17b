"""What goes to a browser, in sections; each socket is sent those that changed. A seat's view holds nothing that is
private to another seat, the projector's nothing that is private to anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from .. import explain
from ..own_words import replaced
from ..rules.names import NAMES, N
from ..words import Words, languages, words
from . import after, brief, pack
from .acts import PHRASES
from .board import board, month_name, month_told
from .kept import Kept
from .orders import HEADLINES
from .phases import seats_done
from .quiz import before_after
from .room import Member, Room
from .settings import ENDED, LOBBY, MONTHLY, PHASES
from .table import ALL_EARS, Table
from .tasks import task
from .treatments import TREATMENTS

MOST_TALK = 60                             # lines of talk a page is sent
MOST_NEWS = 3

Sections = dict[str, Any]


def alias(t: Words, member: Member) -> str:
    """A member's alias in a language."""
    return t("room.alias", animal=t(f"room.animal.{member.animal}"), number=str(member.number))


def student(room: Room, member: Member, kept: Kept) -> Sections:
    """All sections of a member's page."""
    t = room.words(member.language)
    table = room.tables.get(member.game)
    out: Sections = {"words": own(room, member.language, "page."),
                     "room": _room(room, t, table, member), "me": _me(room, t, member),
                     "ideas": before_after.told(room, member, t) if room.stage == LOBBY else [],
                     **after.student(room, member, kept)}
    if table is None or not (room.running or table.phase == ENDED):
        return {**out, "phase": None, "board": None, "sheet": None, "task": None, "talk": []}
    seat, session = member.seat, table.session
    state = (id(session.state), len(session.past), len(table.branches))
    key = (table.number, seat, member.language)
    out["phase"] = phase(room, t, table, seat)
    # What all see alike is worded once for a game and a language, from whichever seat asks first.
    out["board"] = kept.get(("board", table.number, member.language), state, lambda: board(t, table.seen_from(seat)))
    out["sheet"] = kept.get(("sheet", *key), state, lambda: _sheet(table, seat, t))
    mine = (state, table.phase, table.round, tuple(session.planned(seat)) if seat in session.people else (),
            len(table.checks.get(seat, {})), table.predictions.get(table.round, {}).get(seat),
            table.reflections.get(seat))
    out["task"] = kept.get(("task", *key), mine, lambda: task(table, seat, t))
    out["talk"] = [_said(room, t, row, member) for row in table.talk if table.hears(seat, row["to"])][-MOST_TALK:]
    return out


def own(room: Room, language: str, *prefixes: str) -> Mapping[str, str]:
    """What a page lays over its words: the scenario's own countries."""
    return replaced(room.scenario, language, *prefixes)


def _sheet(table: Table, seat: int, t: Words) -> dict[str, Any]:
    """The confidential sheet: the brief, the walk-away line today, what each clause is worth."""
    session = table.seen_from(seat)
    return {"told": brief.told(table, seat, t), "line": t.number(brief.walk_away(session, seat), "+,.1f"),
            "kinds": brief.sheet(session, seat, t)}


def _room(room: Room, t: Words, table: Table | None, member: Member) -> dict[str, Any]:
    talks = room.settings.talks
    news = [{"seq": h["seq"], "text": headline(t, h)} for h in room.headlines if h["game"] in (0, member.game)]
    channels = [] if table is None or talks == "off" else [
        {"id": c, "label": t("room.channel.all") if c == ALL_EARS else
         t("room.channel.pair", partner=next(n for n in c.split("-") if n != NAMES[member.seat]))}
        for c in table.channels(member.seat)]
    return {"code": room.code, "stage": room.stage, "talks": talks, "channels": channels, "news": news[-MOST_NEWS:],
            "phrases": [{"id": p, "text": t(f"room.phrase.{p}")} for p in PHRASES] if talks != "off" else [],
            "open": table is not None and table.arm.open_talks}


def headline(t: Words, row: Mapping[str, Any]) -> str:
    """A headline, ready or as the teacher typed it."""
    return t(f"room.headline.{row['ready']}") if "ready" in row else str(row["text"])


def _me(room: Room, t: Words, member: Member) -> dict[str, Any]:
    partners = [{"name": m.name, "alias": alias(t, m), "pen": m.pen} for m in room.at(member.game, member.seat)
                if m is not member] if member.game else []
    table = room.tables.get(member.game)
    return {"name": member.name, "alias": alias(t, member), "reroll": (member.name, "alias") not in room.seen,
            "language": member.language, "pen": member.pen, "muted": member.muted, "game": member.game,
            "times": None if member.times == 1 else t.number(member.times, ",.1f"),
            "country": NAMES[member.seat] if member.game else None, "partners": partners, "notes": member.notes[-3:],
            "computer": table is not None and table.players[member.seat] is not None}


def phase(room: Room, t: Words, table: Table, seat: int) -> dict[str, Any]:
    """Where the game is, `seat` -1 being the teacher. `ends` is the server's time, for this seat; the socket turns it
    into seconds left as it sends.
    """
    ready = seats_done(room, table)
    more = table.more[seat] if seat >= 0 else max(table.more)
    return {"name": table.phase, "round": table.round, "rounds": table.session.scenario.months,
            "month": month_name(t, table.session, max(table.round - 1, 0)),
            "ends": None if table.ends is None else table.ends + more,
            "left": None if table.left is None else max(0.0, table.left + more),
            "waits": more < max(table.more), "paused": table.paused, "done": seat in table.done,
            "ready": sum(ready), "of": N}


def _said(room: Room, t: Words, row: Mapping[str, Any], member: Member | None) -> dict[str, Any]:
    who = room.members[row["who"]]
    text = t(f"room.phrase.{row['phrase']}") if "phrase" in row else row["text"]
    return {"seq": row["seq"], "to": row["to"], "country": NAMES[row["seat"]], "who": alias(t, who), "text": text,
            "mine": member is who}


# the projector ---------------------------------------------------------------------------------------------------


def projector(room: Room) -> Sections:
    """Only what everybody may know: the door, the clock, and totals of the class."""
    t = room.words(room.settings.language)
    groups: dict[tuple[int, str], dict[str, Any]] = {}
    for table in room.tables.values():
        row = groups.setdefault((table.round, table.phase), {
            "round": table.round, "phase": table.phase, "rounds": table.session.scenario.months, "games": 0,
            "month": month_name(t, table.session, max(table.round - 1, 0)), "ends": table.ends,
            "left": None if table.left is None else max(0.0, table.left), "paused": table.paused, "ready": 0,
            "seats": 0})
        row["games"] += 1
        row["ready"] += sum(seats_done(room, table))
        row["seats"] += N
    endings: dict[str, int] = {}
    signed = 0
    for table in room.tables.values():
        for played in table.session.past:
            deals = played.transition.notes.get("signed_deal")
            signed += 0 if deals is None else int((deals >= 0).sum())
        if table.session.over:
            title = t(f"ending.{table.session.ending}")
            endings[title] = endings.get(title, 0) + 1
    news = [headline(t, h) for h in room.headlines if h["game"] == 0]
    here = room.here()
    return {"words": own(room, t.language, "page.", "screen."),
            "room": {"code": room.code, "stage": room.stage, "locked": not room.open_door, "language": t.language,
                     "people": len(here), "seated": sum(bool(m.game) for m in here), "games": len(room.tables)},
            "names": [alias(t, m) for m in here] if room.stage == "lobby" else [],
            "clock": sorted(groups.values(), key=lambda g: (g["round"], PHASES.index(g["phase"]))),
            "totals": {"signed": signed, "endings": sorted(endings.items())}, "news": news[-1:]}


# the teacher ------------------------------------------------------------------------------------------------------


def teacher(room: Room, away: Mapping[str, int], language: str, opened: int, copied: Collection[str]) -> Sections:
    """The whole room for the console. `away`: seconds for which members' sockets have been shut; `copied`: whose
    seat was opened on a second device.
    """
    t = room.words(language)
    members = [{"name": m.name, "alias": alias(t, m), "game": m.game, "seat": m.seat, "pen": m.pen, "muted": m.muted,
                "times": m.times, "language": m.language, "away": away.get(m.name), "copied": m.name in copied}
               for m in room.here()]
    tiles = [_tile(room, t, table) for table in room.tables.values()]
    return {"words": own(room, language, "page.", "console.", "pack."),
            "room": {"code": room.code, "stage": room.stage, "locked": room.locked, "settings": room.settings.body(),
                     "headlines": [{"id": h, "text": t(f"room.headline.{h}")} for h in HEADLINES],
                     "news": [headline(t, h) for h in room.headlines][-5:],
                     "first": before_after.answered(room, before_after.BEFORE)},
            "members": members, "tiles": tiles,
            "game": _game(room, t, room.tables[opened]) if opened in room.tables else None}


def _tile(room: Room, t: Words, table: Table) -> dict[str, Any]:
    """One game of the grid."""
    signed = [int(d) for played in table.session.past
              for d in played.transition.notes.get("signed_deal", ())]
    kinds = sorted({n % 4 for n, deal in enumerate(signed) if deal >= 0})
    lying = table.session.state.offer
    return {"game": table.number, "arm": "" if table.arm.name == "none" else t(f"room.arm.{table.arm.name}"),
            **phase(room, t, table, -1),
            "seats": [{"player": table.players[i], "members": [m.name for m in room.at(table.number, i)],
                       "ready": seats_done(room, table)[i]} for i in range(N)],
            "offers": int((lying >= 0).sum()), "signed": kinds, "over": table.session.over,
            "missed": sum(not a["right"] for checks in table.checks.values() for a in checks.values())}


def _game(room: Room, t: Words, table: Table) -> dict[str, Any]:
    """One game in full: every month, all talk, what each seat wrote."""
    session = table.session
    return {"game": table.number, "board": board(t, session),
            "months": [month_told(t, session, m, None) for m in range((len(session.past) + 1) // 2)],
            "talk": [_said(room, t, row, None) for row in table.talk],
            "planned": [_planned_words(t, table, i) for i in range(N)],
            "wrote": [table.reflections.get(i) for i in range(N)],
            "checks": [[a["right"] for _, a in sorted(table.checks.get(i, {}).items())] for i in range(N)]}


def _planned_words(t: Words, table: Table, seat: int) -> list[str]:
    session = table.session
    return [explain.move_words(t, session.scenario.menu, text, seat) for text in session.planned(seat)]


def choices(language: str) -> dict[str, Any]:
    """What the console's first page offers: scenarios, treatments, languages."""
    from ..scenarios import heading, names

    t = words(language)

    def title(name: str) -> str:
        found = heading(name).text.get("title", {})
        return str(found.get(language) or found.get("en") or name)

    return {"scenarios": [{"name": n, "title": title(n), "months": heading(n).months} for n in names()],
            "treatments": [{"id": n, "text": t(f"room.treatment.{n}")} for n in TREATMENTS],
            "languages": languages(), "plans": pack.choices(language),
            "ideas": [*before_after.ideas()],
            "phases": [*PHASES[:-1]], "monthly": list(MONTHLY)}

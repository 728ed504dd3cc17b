"""What a member may do, checked one by one: who one is follows from the token, never from the message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..rules.names import NAMES
from ..rules.notation import NotationError
from ..rules.reasons import IllegalChoice
from ..words import languages
from . import codes
from .brief import questions
from .debrief.deck.vent import WORDS
from .event import Event, Refused, Told
from .room import Member, Room
from .settings import BRIEF, DEBRIEF, DECIDE, LOBBY, OFFER, PREDICT, QUIZ, REFLECT, RESULT
from .table import Table

LONGEST_TALK, LONGEST_REFLECTION = 280, 500
PHRASES = ("hello", "what_matters", "your_offer", "too_far", "closer", "all_three", "only_us", "trust", "not_us",
           "no_tariffs", "think", "thanks")
CHANCES = (0.1, 0.5, 0.9)                  # would not, might, would
DONE_IN = (BRIEF, PREDICT, OFFER, DECIDE, RESULT, REFLECT)
MOST_LINES = 8                             # answers, measures and a vote are fewer

Body = Mapping[str, Any]


def act(room: Room, member: Member, kind: str, body: Body, cid: str) -> int:
    """Do what a member asks; the number of the event. What was sent before is not done again. Raises Refused."""
    before = room.seen.get((member.name, cid))
    if before is not None:
        return before
    if member.gone:
        raise Refused("room.refused.gone")
    if kind in ANYWHERE:
        return ANYWHERE[kind](room, member, body, cid).seq
    if kind not in AT_TABLE:
        raise Refused("room.refused.kind")
    table = room.tables.get(member.game)
    if table is None or not room.running:
        raise Refused("room.refused.not_playing")
    if table.paused:
        raise Refused("room.refused.paused")
    if kind != "say" and not member.pen:
        raise Refused("room.refused.pen")
    if table.players[member.seat] is not None:
        raise Refused("room.refused.computer")
    if table.late(member.seat, room.now):
        raise Refused("room.refused.time")
    return AT_TABLE[kind](room, table, member, body, cid).seq


# before and beside the game ------------------------------------------------------------------------------------------


def _alias(room: Room, member: Member, body: Body, cid: str) -> Event:
    """One other alias, once, while the room waits."""
    if room.stage != LOBBY or (member.name, "alias") in room.seen:
        raise Refused("room.refused.alias")
    animal, number = codes.alias({(m.animal, m.number) for m in room.members.values()})
    return room.record("alias", {"member": member.name, "animal": animal, "number": number}, who=member.name,
                       cid="alias")


def _language(room: Room, member: Member, body: Body, cid: str) -> Event:
    if body.get("language") not in languages():
        raise Refused("room.refused.setting", name="language")
    return room.record("language", {"member": member.name, "language": body["language"]}, who=member.name, cid=cid)


def _pen(room: Room, member: Member, body: Body, cid: str) -> Event:
    """Whoever holds the pen passes it to a partner."""
    other = room.members.get(_text(body, "to", 10))
    if not member.pen:
        raise Refused("room.refused.pen")
    if other is None or other is member or other.gone or (other.game, other.seat) != (member.game, member.seat):
        raise Refused("room.refused.no_member")
    return room.record("pen", {"member": other.name}, who=member.name, cid=cid)


def _word(room: Room, member: Member, body: Body, cid: str) -> Event:
    """One word of those there are; another takes its place."""
    if room.stage != DEBRIEF:
        raise Refused("room.refused.phase")
    if body.get("word") not in WORDS:
        raise Refused("room.refused.kind")
    return room.record("word", {"member": member.name, "word": body["word"]}, who=member.name, cid=cid)


def _vote(room: Room, member: Member, body: Body, cid: str) -> Event:
    """For one of the acts the class may change; another vote takes its place."""
    choice = body.get("choice")
    if room.stage != DEBRIEF or not room.poll:
        raise Refused("room.refused.phase")
    if not isinstance(choice, int) or isinstance(choice, bool) or choice not in range(len(room.poll["acts"])):
        raise Refused("room.refused.kind")
    return room.record("vote", {"member": member.name, "choice": choice}, who=member.name, cid=cid)


def _answer(room: Room, member: Member, body: Body, cid: str) -> Event:
    """An answer to an item of the quiz; the first one counts, and the log keeps the item beside it."""
    from .quiz.sheet import items_of

    if room.stage != QUIZ:
        raise Refused("room.refused.phase")
    items, place, answer = items_of(room, member), body.get("place"), body.get("answer")
    if not isinstance(place, int) or isinstance(place, bool) or place not in range(len(items)):
        raise Refused("room.refused.kind")
    item = items[place]
    if not isinstance(answer, int) or isinstance(answer, bool) or answer not in range(len(item.options)):
        raise Refused("room.refused.kind")
    if place in room.answers.get(member.name, {}):
        raise Refused("room.refused.answered")
    return room.record("answer", {"member": member.name, "place": place, "answer": answer,
                                  "right": answer == item.key, **item.body()}, who=member.name, cid=cid)


def _idea(room: Room, member: Member, body: Body, cid: str) -> Event:
    """An answer about an idea, before the games or after the lesson; the first one of each time counts."""
    from .quiz.before_after import items, time_of

    when = time_of(room)
    asked = items(room, member, when) if when else ()
    if not asked:
        raise Refused("room.refused.phase")
    place, answer = body.get("place"), body.get("answer")
    if not isinstance(place, int) or isinstance(place, bool) or place not in range(len(asked)):
        raise Refused("room.refused.kind")
    item = asked[place]
    if not isinstance(answer, int) or isinstance(answer, bool) or answer not in range(len(item.options)):
        raise Refused("room.refused.kind")
    if place in room.ideas.get(member.name, {}).get(when, {}):
        raise Refused("room.refused.answered")
    return room.record("idea", {"member": member.name, "when": when, "place": place, "answer": answer,
                                "right": answer == item.key, **item.body()}, who=member.name, cid=cid)


# at the table --------------------------------------------------------------------------------------------------------


def _say(room: Room, table: Table, member: Member, body: Body, cid: str) -> Event:
    """A phrase, or free text where the teacher allows it, in a channel one is in."""
    talks = room.settings.talks
    if member.muted:
        raise Refused("room.refused.muted")
    if not table.month_open or talks == "off":
        raise Refused("room.refused.no_talk")
    channel = _text(body, "to", 20)
    if channel not in table.channels(member.seat):
        raise Refused("room.refused.channel")
    said: dict[str, Any] = {"seat": member.seat, "to": channel}
    if body.get("phrase") is not None:
        if body["phrase"] not in PHRASES:
            raise Refused("room.refused.kind")
        said["phrase"] = body["phrase"]
    elif talks == "free":
        said["text"] = _text(body, "text", LONGEST_TALK)
    else:
        raise Refused("room.refused.phrases_only")
    return room.record("say", said, table.number, member.name, cid)


def _check(room: Room, table: Table, member: Member, body: Body, cid: str) -> Event:
    """An answer to a question on the brief; the first one counts."""
    _in(table, BRIEF)
    item, answer = body.get("item"), body.get("answer")
    there = questions(table, member.seat)
    if not isinstance(item, int) or isinstance(item, bool) or item not in range(len(there)):
        raise Refused("room.refused.kind")
    asked = there[item]
    if answer not in range(len(asked.options)) or isinstance(answer, bool):
        raise Refused("room.refused.kind")
    if str(item) in table.checks.get(member.seat, {}):
        raise Refused("room.refused.answered")
    return room.record("check", {"seat": member.seat, "item": item, "answer": answer, "right": answer == asked.right},
                       table.number, member.name, cid)


def _predict(room: Room, table: Table, member: Member, body: Body, cid: str) -> Event:
    """What one expects of each of the others this month: that it signs, that it raises a tariff on somebody."""
    _in(table, PREDICT)
    others = {n for i, n in enumerate(NAMES) if i != member.seat}
    seen = {}
    for what in ("signs", "raises"):
        given = body.get(what)
        if not isinstance(given, Mapping) or not set(given) <= others or not all(v in CHANCES for v in given.values()):
            raise Refused("room.refused.kind")
        seen[what] = {name: float(given[name]) for name in NAMES if name in given}
    event = room.record("predict", {"seat": member.seat, "seen": seen}, table.number, member.name, cid)
    room.record("done", {"seat": member.seat, "on": True}, table.number, member.name)
    return event


def _plan(room: Room, table: Table, member: Member, body: Body, cid: str) -> Event:
    """The whole list of lines for this half month; it takes the place of what was planned before."""
    if table.phase not in (OFFER, DECIDE):
        raise Refused("room.refused.phase")
    lines = body.get("lines")
    if not isinstance(lines, list) or len(lines) > MOST_LINES or not all(isinstance(x, str) for x in lines):
        raise Refused("room.refused.kind")
    trial = table.session.fork()
    while trial.unplan(seat=member.seat) is not None:
        pass
    try:
        for text in lines:
            if trial.parse(text, member.seat).seat != member.seat:
                raise Refused("room.refused.not_yours")
        planned = trial.plan(*lines, seat=member.seat)
    except (IllegalChoice, NotationError) as error:
        raise Told(error.reason) from error
    event = room.record("plan", {"seat": member.seat, "lines": [m.text for m in planned]}, table.number, member.name,
                        cid)
    room.record("done", {"seat": member.seat, "on": True}, table.number, member.name)
    return event


def _done(room: Room, table: Table, member: Member, body: Body, cid: str) -> Event:
    """One is done with the phase, or takes that back."""
    if table.phase not in DONE_IN or not isinstance(body.get("on"), bool):
        raise Refused("room.refused.phase")
    return room.record("done", {"seat": member.seat, "on": body["on"]}, table.number, member.name, cid)


def _reflect(room: Room, table: Table, member: Member, body: Body, cid: str) -> Event:
    """One sentence, before anything is ranked."""
    _in(table, REFLECT)
    text = _text(body, "text", LONGEST_REFLECTION)
    event = room.record("reflect", {"seat": member.seat, "text": text}, table.number, member.name, cid)
    room.record("done", {"seat": member.seat, "on": True}, table.number, member.name)
    return event


def _in(table: Table, phase: str) -> None:
    if table.phase != phase:
        raise Refused("room.refused.phase")


def _text(body: Body, name: str, longest: int) -> str:
    """A text of a message: some, not too long, without control signs."""
    text = body.get(name)
    if not isinstance(text, str):
        raise Refused("room.refused.kind")
    text = "".join(c if c.isprintable() else " " for c in text).strip()
    if not text:
        raise Refused("room.refused.empty")
    if len(text) > longest:
        raise Refused("room.refused.long", n=longest)
    return text


ANYWHERE: Mapping[str, Callable[[Room, Member, Body, str], Event]] = {
    "alias": _alias, "language": _language, "pen": _pen, "word": _word, "answer": _answer,
    "idea": _idea, "vote": _vote,
}
AT_TABLE: Mapping[str, Callable[[Room, Table, Member, Body, str], Event]] = {
    "say": _say, "check": _check, "predict": _predict, "plan": _plan, "done": _done, "reflect": _reflect,
}

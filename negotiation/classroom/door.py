"""How people get in: with the room's code, with the token their browser keeps, or with their own code to come back."""

from __future__ import annotations

from dataclasses import dataclass

from ..words import languages
from . import codes
from .event import Refused
from .room import MOST_MEMBERS, Member, Room
from .settings import LOBBY


@dataclass(frozen=True)
class Pass:
    """Who came in, the token for its browser from now on, and (once) its code to come back with."""

    member: Member
    token: str
    resume: str = ""


class Copied(Refused):
    """A token that was good once: another browser has used the one that took its place. `member`: whose it was."""

    def __init__(self, member: str) -> None:
        super().__init__("room.refused.copied")
        self.member = member


def join(room: Room, code: str, language: str, way_back: tuple[str, str] | None = None) -> Pass:
    """A new member. `way_back`: a code to come back with and its hash, if they were made beforehand. Raises Refused."""
    if not codes.same(codes.typed(code), room.code):
        raise Refused("room.refused.code")
    if language not in languages():
        raise Refused("room.refused.setting", name="language")
    if len(room.here()) >= MOST_MEMBERS:
        raise Refused("room.refused.full")
    if room.stage != LOBBY or room.locked:
        raise Refused("room.refused.locked")
    name = f"m{len(room.members) + 1}"
    animal, number = codes.alias({(m.animal, m.number) for m in room.members.values()})
    token, (resume_code, hashed) = codes.token(), way_back or codes.way_back(room.salt)
    room.record("join", {"member": name, "animal": animal, "number": number, "language": language,
                         "token": codes.token_hash(token), "resume": hashed})
    return Pass(room.members[name], token, resume_code)


def back(room: Room, token: str) -> Pass:
    """A member whose browser has its token; it gets a new one.

    The one before stays good until the new one has been used, for the answer may be lost on its way. Raises Refused.
    """
    hashed = codes.token_hash(token)
    for member in room.members.values():
        if member.token and codes.same(member.token, hashed):
            return _renewed(room, member, before=hashed)
        if member.before and codes.same(member.before, hashed):
            return _renewed(room, member, before=hashed)
    if hashed in room.spent:
        raise Copied(room.spent[hashed])
    raise Refused("room.refused.token")


def resume(room: Room, code: str, resume_code: str, hashed: str = "") -> Pass:
    """A member on another device, by its own code (`hashed` beforehand); the old device is shut out. Raises Refused."""
    if not codes.same(codes.typed(code), room.code):
        raise Refused("room.refused.code")
    hashed = hashed or codes.resume_hash(resume_code, room.salt)
    for member in room.members.values():
        if member.resume and codes.same(member.resume, hashed):
            return _renewed(room, member, before="")
    raise Refused("room.refused.resume")


def _renewed(room: Room, member: Member, before: str) -> Pass:
    token = codes.token()
    room.record("token", {"member": member.name, "token": codes.token_hash(token), "before": before})
    return Pass(member, token)

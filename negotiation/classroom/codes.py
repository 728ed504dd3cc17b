"""Codes and tokens: short ones for people to type, long ones for browsers; only their hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31 signs nobody mistakes for another: no 0 O, 1 I L
ROOM_SIGNS, RESUME_SIGNS = 6, 8
WORK = 2 ** 10                             # of scrypt for a code to come back with: some 3 ms, 60 years for all codes
# Animals all three countries know; an alias is one of them and a number, so it reads well in every language.
ANIMALS = ("bear", "beaver", "bee", "bison", "coyote", "crane", "deer", "dolphin", "eagle", "falcon", "fox", "goose",
           "heron", "hummingbird", "jaguar", "lynx", "monarch", "orca", "otter", "owl", "pelican", "puma", "quail",
           "raven", "salmon", "seal", "turtle", "whale", "wolf", "woodpecker")
NUMBERS = 9


def short_code(signs: int) -> str:
    """A new code for people to type."""
    return "".join(secrets.choice(SIGNS) for _ in range(signs))


def typed(text: str) -> str:
    """A code as it was meant: capitals, without spaces and dashes."""
    return "".join(c for c in text.upper() if c in SIGNS)


def token() -> str:
    """A new token of 128 bits for a browser."""
    return secrets.token_urlsafe(16)


def token_hash(text: str) -> str:
    """What is kept of a token: it is too long to be guessed, so one plain hash will do."""
    return hashlib.sha256(text.encode()).hexdigest()


def resume_hash(text: str, salt: str) -> str:
    """What is kept of a code to come back with: 31^8 can be searched, so each trial is made to cost some work."""
    return hashlib.scrypt(typed(text).encode(), salt=salt.encode(), n=WORK, r=8, p=1, dklen=24).hex()


def way_back(salt: str) -> tuple[str, str]:
    """A new code to come back with, and what is kept of it."""
    code = short_code(RESUME_SIGNS)
    return code, resume_hash(code, salt)


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def alias(taken: set[tuple[str, int]]) -> tuple[str, int]:
    """An animal and a number that nobody in the room has."""
    free = [(a, n) for a in ANIMALS for n in range(1, NUMBERS + 1) if (a, n) not in taken]
    if not free:                           # never with a room's cap; a number more rather than a name twice
        free = [(a, NUMBERS + 1 + len(taken)) for a in ANIMALS]
    return secrets.choice(free)

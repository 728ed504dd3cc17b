"""One text for every move: `canada: visit mexico`. Every line has a round trip; every code of the menu
has one line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from . import clauses
from .countries import ALL, KIND_NAMES, NAMES, PAIR_OF
from .kinds import AIMED, HOME, HOME_WORD, WORD
from .menu import ACCEPT, ANSWER, HOME_MEASURE, MEASURE, NOT, PASS, REFUSE, RENEW, Menu
from .reasons import Reason

if TYPE_CHECKING:
    from .clauses import Catalogue

TALK, DECIDE = "talk", "decide"
# Words whose line is more than their name and the capital.
_SHAPE = {
    "drop_in": "visit {target} unannounced",
    "pledge_three": "pledge {target} three",
    "pledge_calm": "pledge {target} calm",
    "pledge_together": "pledge {target} together",
}
_VOTES = {RENEW: "vote renew", NOT: "vote not"}
_ANSWERS = {ACCEPT: "accept", REFUSE: "refuse"}
_ALIASES = {"vote no": "vote not", "keep talking": "pass"}


class NotationError(ValueError):
    """A line that says nothing the game knows; `reason` names what is wrong and what would be right."""

    def __init__(self, text: str, reason: Reason) -> None:
        super().__init__(f"{text!r}: {reason.id} {dict(reason.places)}")
        self.text, self.reason = text, reason


@dataclass(frozen=True)
class Move:
    """One move of one seat in one phase, as its code; `str` gives its line."""

    seat: int
    phase: str
    code: int
    text: str

    def __str__(self) -> str:
        return f"{NAMES[self.seat]}: {self.text}"


def deal_text(cat: Catalogue, deal: int) -> str:
    """The clauses of a deal in notation, in the order of the table; what is implied is left out."""
    kind = int(cat.kind[deal])
    parts = []
    for c, clause in enumerate(clauses.CLAUSES):
        level = int(cat.level[deal, c])
        if not level or (c == clauses.DROP and kind >= 2):
            continue
        name = "access" if kind < 2 and c in (clauses.ACCESS_CANADA, clauses.ACCESS_MEXICO) else clause.name
        parts.append(f"{name}={level}" if clause.levels > 2 else name)
    return " ".join(parts)


def parse_deal(cat: Catalogue, kind: int, words: list[str], text: str = "") -> int:
    """The number of a deal from its clauses in notation. NotationError if a clause or level is unknown."""
    levels: dict[int, int] = {}
    access = clauses.ACCESS_CANADA if kind == 0 else clauses.ACCESS_MEXICO
    for word in words:
        name, _, level = word.partition("=")
        c = (
            access
            if name == "access" and kind < 2
            else clauses.NAMES.index(name)
            if name in clauses.NAMES
            else -1
        )
        if c < 0 or c not in (*clauses.FREE[kind], clauses.DROP):
            known = [clauses.NAMES[k] for k in clauses.FREE[kind]]
            raise NotationError(
                text,
                Reason(
                    "notation.clause", {"clause": name, "known": ", ".join(known), "near": _near(name, known)}
                ),
            )
        top = clauses.CLAUSES[c].levels - 1
        if (level and not (level.isdigit() and int(level) <= top)) or (top > 1 and not level):
            raise NotationError(text, Reason("notation.level", {"clause": name, "top": top}))
        levels[c] = int(level) if level else 1
    deal = cat.number(kind, levels)
    if deal < 0:
        raise NotationError(text, Reason("notation.no_deal", {"kind": KIND_NAMES[kind]}))
    return deal


def line(menu: Menu, seat: int, phase: str, code: int) -> str:
    """The line of a code, without the seat's name."""
    return _talk_line(menu, seat, code) if phase == TALK else _decide_line(menu, seat, code)


def move(menu: Menu, seat: int, phase: str, code: int) -> Move:
    """A code as a Move."""
    return Move(seat, phase, code, line(menu, seat, phase, code))


def _talk_line(menu: Menu, seat: int, code: int) -> str:
    table = menu.say[seat]
    target, word, deal = int(table.target[code]), int(table.word[code]), int(table.deal[code])
    if word == 0:
        return "pass"
    if target == seat:
        name = HOME[word - 1].name
        return f"offer all {deal_text(menu.catalogue, deal)}".strip() if deal >= 0 else name
    name = AIMED[word - 1].name
    if deal >= 0:
        quietly = " quietly" if name == "quiet" else ""
        return f"offer {NAMES[target]} {deal_text(menu.catalogue, deal)}".strip() + quietly
    return _SHAPE.get(name, f"{name} {{target}}").format(target=NAMES[target])


def _decide_line(menu: Menu, seat: int, code: int) -> str:
    table = menu.do[seat]
    sort, target, value = int(table.sort[code]), int(table.target[code]), int(table.value[code])
    if sort == PASS:
        return "pass"
    if sort == ANSWER:
        return f"{_ANSWERS[value]} {NAMES[target]}" + (" three" if table.three[code] else "")
    if sort == MEASURE:
        return menu.options.text[value].format(target=NAMES[target])
    if sort == HOME_MEASURE:
        return menu.home_options.text[value]
    return _VOTES[value]


def parse(menu: Menu, text: str, seat: int | None = None) -> Move:
    """A line as a Move; the seat may stand in front (`us: call canada`) or be given. NotationError if it
    says nothing known.
    """
    body = " ".join(text.strip().lower().split())
    head, colon, rest = body.partition(":")
    if colon:
        if head.strip() not in NAMES:
            raise NotationError(
                text,
                Reason("notation.country", {"name": head.strip(), "near": _near(head.strip(), list(NAMES))}),
            )
        seat, body = NAMES.index(head.strip()), rest.strip()
    if seat is None:
        raise NotationError(text, Reason("notation.seat"))
    body = _ALIASES.get(body, body)
    words = body.split()
    if not words:
        raise NotationError(text, Reason("notation.empty"))
    if words[0] == "pass" and len(words) == 1:
        return Move(seat, TALK, 0, "pass")
    if words[0] == "offer":
        return _parse_offer(menu, seat, words, text)
    found = _lines(menu, seat).get(_plain(body))
    if found is None:
        raise NotationError(text, _unknown(menu, seat, words))
    phase, code = found
    return move(menu, seat, phase, code)


def _parse_offer(menu: Menu, seat: int, words: list[str], text: str) -> Move:
    if len(words) < 2 or (words[1] != "all" and (words[1] not in NAMES or words[1] == NAMES[seat])):
        raise NotationError(text, Reason("notation.offer_to", {"name": words[1] if len(words) > 1 else ""}))
    quiet = words[-1] == "quietly"
    chosen = words[2:-1] if quiet else words[2:]
    if words[1] == "all":
        deal = parse_deal(menu.catalogue, ALL, chosen, text)
        if quiet:
            raise NotationError(text, Reason("refuse.only_separate_quiet"))
        code = menu.say_code(seat, seat, HOME_WORD["offer_all"], deal)
    else:
        j = NAMES.index(words[1])
        deal = parse_deal(menu.catalogue, int(PAIR_OF[seat, j]), chosen, text)
        code = menu.say_code(seat, j, WORD["quiet" if quiet else "offer"], deal)
        if code < 0 and quiet:
            raise NotationError(text, Reason("refuse.only_separate_quiet"))
    if code < 0:
        raise NotationError(text, Reason("notation.not_here", {"line": " ".join(words)}))
    return move(menu, seat, TALK, code)


def _plain(body: str) -> str:
    """Numbers without a percent sign or a trailing .0, so that `wall canada 25% all` is understood."""
    return " ".join(w.rstrip("%") if w.rstrip("%").replace(".", "").isdigit() else w for w in body.split())


@lru_cache(maxsize=96)
def _lines(menu: Menu, seat: int) -> dict[str, tuple[str, int]]:
    """All lines of a seat that carry no deal, by text."""
    talk, decide = menu.say[seat], menu.do[seat]
    book = {_talk_line(menu, seat, c): (TALK, c) for c in range(len(talk)) if talk.deal[c] < 0}
    book.update({_decide_line(menu, seat, c): (DECIDE, c) for c in range(1, len(decide))})
    return book


def _unknown(menu: Menu, seat: int, words: list[str]) -> Reason:
    """The most helpful reason for a line nobody knows: its verb, its capital, or its whole text."""
    book = _lines(menu, seat)
    verbs = sorted({t.split()[0] for t in book} | {"offer"})
    if words[0] not in verbs:
        return Reason(
            "notation.verb", {"word": words[0], "near": _near_verb(words[0], verbs, book), "known": ", ".join(verbs)}
        )
    same = [t for t in book if t.split()[0] == words[0]]
    takes_country = any(w in NAMES for t in same for w in t.split())
    if takes_country and len(words) > 1 and words[1] not in NAMES:
        return Reason("notation.country", {"name": words[1], "near": _near(words[1], list(NAMES))})
    if takes_country and len(words) > 1 and words[1] == NAMES[seat]:
        return Reason("notation.self", {"name": words[1]})
    return Reason("notation.form", {"line": " ".join(words), "near": _near(" ".join(words), same) or same[0]})


def _near_verb(word: str, verbs: list[str], book: Iterable[str]) -> str:
    """A line of two words whose second was written alone (`renew` for `vote renew`), or the verb most like it."""
    whole = [t for t in book if t.split()[1:] == [word]]
    return whole[0] if len(whole) == 1 else _near(word, verbs)


def _near(word: str, known: list[str]) -> str:
    hits = get_close_matches(word, known, 1, 0.5)
    return hits[0] if hits else ""


def deal_notation(cat: Catalogue, deal: int) -> str:
    """A deal with its parties, for records and screens: `us-mexico us_on_mexico=2 separate`."""
    return f"{KIND_NAMES[int(cat.kind[deal])]} {deal_text(cat, deal)}".strip()


def parse_deal_notation(cat: Catalogue, text: str) -> int:
    """The number of a deal written by `deal_notation`."""
    words = text.split()
    if not words or words[0] not in KIND_NAMES:
        near = _near(words[0] if words else "", list(KIND_NAMES))
        raise NotationError(text, Reason("notation.kind", {"name": words[0] if words else "", "near": near}))
    return parse_deal(cat, KIND_NAMES.index(words[0]), words[1:], text)

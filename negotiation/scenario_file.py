"""What the keys of a scenario file may hold (doors 5): every key checked, nothing built yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from .checking import Checker
from .data_files import month
from .own_words import PARTS
from .reading import Item, joined, listed
from .rules import clauses, countries
from .rules.cards import ALL_NAMES, USUAL
from .rules.constants import Constants
from .rules.kinds import AIMED, HOME, HOME_MEASURES, MEASURES
from .rules.kinds.sector import SECTORS
from .rules.reasons import Reason
from .rules.scenario import LADDER, MenuLimits
from .words import places, words

KEYS = ("name", "title", "summary", "about", "like", "first_month", "months", "seats", "state", "rules", "menu", "luck",
        "news", "lesson", "words", "par", "hold", "sources", "carve_out", "content_credit", "economy")
ABOUT = ("stake", "differs", "ways")       # what is at stake, what differs from other scenarios, ways to do well
LESSON = ("question", "goals", "months", "questions", "brief", "minutes")
Found = TypeVar("Found")
LONGEST, TALLEST = 60, 100.0               # months of a game; percent of a tariff
WORDS = tuple(w.name for w in (*AIMED, *HOME))
MEASURE_NAMES = tuple(m.name for m in (*MEASURES, *HOME_MEASURES))
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_PROPER = re.compile(r"[^\W\d_][^\\{}]{0,39}")
_SEAT = re.compile(r"[\w./-]+(\([^()]*\))?")
_SIZES: Mapping[str, int] = {"h": 4, "T": 4}
# Bounds that the unit and the sign of a constant do not give.
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "r": (0.001, 1), "tariff_half": (0.1, 200), "rest": (1, 2), "nerve": (0, 1), "bluff": (0, 1), "tired": (0, 1),
    "trust_grid": (0, 10), "pass0": (-1, 1), "K": (0, 50), "charge": (0, 5), "keep1": (0, 1), "pass1": (0, 1),
    "record": (0, 1),
    "pain_speed": (0, 1), "worse": (0, 1), "better": (0, 1), "delta_labor": (0, 1), "delta_claim": (0, 1)}
LEAST_APART = 2.0              # $bn between par and hold under which a score would mean nothing
_SHARES = ("share", "probability", "switch")


@dataclass
class Sheet:
    """A scenario file's values, checked; the state and the data files still as items."""

    name: str = ""
    months: int = 12
    first_month: str = ""
    constants: dict[str, Any] = field(default_factory=dict)
    limits: MenuLimits = field(default_factory=MenuLimits)
    news: tuple[str, ...] = USUAL
    seats: list[str] = field(default_factory=lambda: ["default"] * 3)
    par: tuple[float, float, float] | None = None
    hold: tuple[float, float, float] | None = None
    text: dict[str, Any] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)


def read_sheet(check: Checker, item: Item, default_name: str) -> Sheet:
    """The sheet of a whole scenario; problems go to the checker."""
    given = check.table(item, "", KEYS)
    sheet = Sheet(name=default_name, items=given)
    for name in ("title", "first_month", "months", "state"):
        if name not in given:
            check.fault(item, name, Reason("file.missing"), Reason("file.add_key_or_like"))
    if "name" in given:
        sheet.name = check.text(given["name"], "name")
        if not _NAME.fullmatch(sheet.name):
            check.wrong(given["name"], "name", "file.needs_plain_name")
    if "first_month" in given:
        month(check, given["first_month"], "first_month")
        sheet.first_month = str(given["first_month"].value)
    if "months" in given:
        sheet.months = int(check.number(given["months"], "months", 1, LONGEST, "months", whole=True))
    _texts(check, given, sheet)
    _seats(check, given, sheet)
    if "luck" in given:
        sheet.constants["luck"] = check.number(given["luck"], "luck", 0, 1, "switch")
    if "rules" in given:
        sheet.constants |= read_constants(check, given["rules"], "rules")
    if "menu" in given:
        sheet.limits = _sound(check, lambda: read_menu(check, given["menu"], "menu"), MenuLimits())
    if "news" in given:
        sheet.news = check.names(given["news"], "news", ALL_NAMES, "file.unknown_card")
    for name in ("par", "hold"):
        if name in given:
            entry = given[name]
            setattr(sheet, name, _sound(check, partial(check.triple, entry, name, -10_000, 10_000, "$bn"), None))
    if sheet.par and sheet.hold:
        _apart(check, given["par"], sheet.par, sheet.hold)
    return sheet


def _sound(check: Checker, read: Callable[[], Found], instead: Found) -> Found:
    """What is read, or something harmless where a part of it is wrong: one mistake is told once."""
    count = len(check.problems)
    found = read()
    return found if len(check.problems) == count else instead


def _apart(check: Checker, item: Item, par: Sequence[float], hold: Sequence[float]) -> None:
    """A score divides by par less hold: too small a difference would make it mean nothing."""
    for name, high, low in zip(countries.NAMES, par, hold, strict=True):
        if abs(high - low) < LEAST_APART:
            check.fault(item, f"par.{name}", Reason("file.par_near_hold", {"par": high, "hold": low}),
                        Reason("file.needs_par", {"least": LEAST_APART}))


def _texts(check: Checker, given: Mapping[str, Item], sheet: Sheet) -> None:
    for name in ("title", "summary"):
        if name in given:
            sheet.text[name] = check.texts(given[name], name)
    if "about" in given:
        rows = check.table(given["about"], "about", ABOUT)
        sheet.text["about"] = {name: _many(check, entry, f"about.{name}") if name == "ways"
                               else check.texts(entry, f"about.{name}") for name, entry in rows.items()}
    if "sources" in given:
        sources = check.table(given["sources"], "sources")
        sheet.text["sources"] = {name: check.text(entry, f"sources.{name}") for name, entry in sources.items()}
    if "lesson" in given:
        sheet.text["lesson"] = _lesson(check, given["lesson"])
    if "words" in given:
        sheet.text["words"] = read_words(check, given["words"], "words")


def _many(check: Checker, item: Item, key: str) -> list[Mapping[str, str]]:
    """A list of texts."""
    return [check.texts(row, f"{key}[{n}]") for n, row in enumerate(check.rows(item, key))]


def _lesson(check: Checker, item: Item) -> dict[str, Any]:
    """A question; or a table: question, goals, one step a month, questions, briefs by country, minutes."""
    if not isinstance(item.value, dict):
        return {"question": check.texts(item, "lesson")}
    given = check.table(item, "lesson", LESSON)
    out: dict[str, Any] = {}
    for name, entry in given.items():
        at = f"lesson.{name}"
        if name == "minutes":
            out[name] = check.number(entry, at, 1, 600, "minutes")
        elif name == "question":
            out[name] = check.texts(entry, at)
        elif name == "brief":
            out[name] = {countries.NAMES[i]: check.texts(text, k) for i, text, k in check.by_country(entry, at)}
        elif name == "months":
            out[name] = [{k: check.texts(text, f"{at}[{n}].{k}")
                          for k, text in check.table(row, f"{at}[{n}]", ("title", "text", "try")).items()}
                         for n, row in enumerate(check.rows(entry, at))]
        else:
            out[name] = _many(check, entry, at)
    return out


def _seats(check: Checker, given: Mapping[str, Item], sheet: Sheet) -> None:
    if "seats" not in given:
        return
    for i, entry, at in check.by_country(given["seats"], "seats"):
        sheet.seats[i] = check.text(entry, at)
        if sheet.seats[i] and not _SEAT.fullmatch(sheet.seats[i]):
            check.wrong(entry, at, "file.needs_strategy")


def read_constants(check: Checker, item: Item, key: str) -> dict[str, Any]:
    """Overrides of the constants by name, in the types of `Constants`."""
    known = {f.name: f for f in fields(Constants)}
    given = check.table(item, key, tuple(known), "file.unknown_constant")
    return {name: _constant(check, entry, joined(key, name), known[name]) for name, entry in given.items()}


def _constant(check: Checker, item: Item, key: str, known: Field[Any]) -> Any:
    unit = known.metadata["unit"]
    default: Any = known.default
    low, high = bounds(known)
    if known.name == "lottery":
        rows = check.rows(item, key)
        if isinstance(item.value, list) and len(rows) != len(default):
            check.fault(item, key, Reason("file.wrong_count", {"count": str(len(rows))}),
                        Reason("file.needs_count", {"count": str(len(default))}))
        return tuple(check.triple(row, f"{key}[{n}]", low, high, unit) for n, row in enumerate(rows))
    if known.name in _SIZES:
        return check.numbers(item, key, _SIZES[known.name], low, high, unit)
    if isinstance(default, tuple):
        if not isinstance(item.value, (dict, list)):
            return (check.number(item, key, low, high, unit),) * 3
        if not isinstance(item.value, dict):
            return check.numbers(item, key, 3, low, high, unit)
        given = {i: check.number(entry, at, low, high, unit) for i, entry, at in check.by_country(item, key)}
        return tuple(given.get(i, usual) for i, usual in enumerate(default))
    value = check.number(item, key, low, high, unit, whole=isinstance(default, int))
    return int(value) if isinstance(default, int) else value


def bounds(known: Field[Any]) -> tuple[float, float]:
    """The range a constant may lie in: by name, by unit, or on its own side of zero."""
    if known.name in _BOUNDS:
        return _BOUNDS[known.name]
    if known.metadata["unit"] in _SHARES:
        return 0, 1
    if isinstance(known.default, int):
        return 0, LONGEST
    default: Any = known.default
    first = default[0] if isinstance(default, tuple) else default
    return (-1000, 0) if first < 0 else (0, 1000)


def read_menu(check: Checker, item: Item, key: str) -> MenuLimits:
    """The limits of a `menu:` block."""
    given = check.table(item, key, tuple(f.name for f in fields(MenuLimits)))
    out: dict[str, Any] = {}
    for name, entry in given.items():
        at = f"{key}.{name}"
        if name in ("words_a_month", "measures_a_month"):
            out[name] = int(check.number(entry, at, 1, 6, "", whole=True))
        elif name == "ladder":
            out[name] = _ladder(check, entry, at)
        elif name == "clauses":
            out[name] = _clauses(check, entry, at)
        else:
            known = {"words": WORDS, "measures": MEASURE_NAMES, "deals": countries.KIND_NAMES, "sectors": SECTORS,
                     "answers": MenuLimits.answers, "votes": MenuLimits.votes}[name]
            nouns = {"deals": "file.unknown_deal_kind", "sectors": "file.unknown_sector"}
            out[name] = check.names(entry, at, known, nouns.get(name, "file.unknown_name"))
    return MenuLimits(**out)


def _ladder(check: Checker, item: Item, key: str) -> tuple[float, ...]:
    count = len(check.problems)
    rates = [check.number(row, f"{key}[{n}]", 0, TALLEST, "percent") for n, row in enumerate(check.rows(item, key))]
    rising = all(a < b for a, b in pairwise(rates))
    if len(check.problems) == count and (not rates or rates[0] != 0 or not rising):
        check.wrong(item, key, "file.needs_rising_ladder")
    return tuple(rates) if len(check.problems) == count else LADDER


def _clauses(check: Checker, item: Item, key: str) -> dict[str, tuple[int, ...]]:
    out = {}
    for name, entry in check.table(item, key, clauses.NAMES, "file.unknown_clause").items():
        top = clauses.CLAUSES[clauses.NAMES.index(name)].levels - 1
        at = f"{key}.{name}"
        out[name] = tuple(int(check.number(row, f"{at}[{n}]", 0, top, "", whole=True))
                          for n, row in enumerate(check.rows(entry, at)))
    return out


def read_words(check: Checker, item: Item, key: str) -> dict[str, Any]:
    """A `words:` block: names of the three countries, and sentences of the catalogues worded anew."""
    given = check.table(item, key, ("countries", "messages"))
    out: dict[str, Any] = {}
    if "countries" in given:
        at = f"{key}.countries"
        out["countries"] = {countries.NAMES[i]: _names(check, entry, k)
                            for i, entry, k in check.by_country(given["countries"], at)}
        _all(check, given["countries"], at, countries.NAMES)
    if "messages" in given:
        rows = check.table(given["messages"], f"{key}.messages")
        out["messages"] = {name: _worded(check, entry, name, f"{key}.messages.{name}") for name, entry in rows.items()}
    return out


def _names(check: Checker, item: Item, key: str) -> dict[str, Mapping[str, str]]:
    given = check.table(item, key, PARTS)
    _all(check, item, key, PARTS)
    for name, entry in given.items():
        for text in (entry.value.values() if isinstance(entry.value, dict) else [entry]):
            if not isinstance(text.value, str) or not _PROPER.fullmatch(text.value):
                check.wrong(text, f"{key}.{name}", "file.needs_proper_name")
    return {name: check.texts(entry, f"{key}.{name}") for name, entry in given.items()}


def _all(check: Checker, item: Item, key: str, needed: Sequence[str]) -> None:
    missing = [name for name in needed if isinstance(item.value, dict) and name not in item.value]
    if missing:
        check.fault(item, key, Reason("file.missing_keys", {"names": listed(missing)}), Reason("file.add_them"))


def _worded(check: Checker, item: Item, id_: str, key: str) -> Mapping[str, str]:
    """A sentence of the catalogues in a scenario's own words: with no place that the catalogue's has not."""
    text = words("en").raw(id_)
    if text is None:
        check.fault(item, key, Reason("file.unknown_message", {"name": f"'{id_}'"}), Reason("file.see_catalogue"))
        return {}
    found = check.texts(item, key)
    for own in found.values():
        if not places(own) <= places(text):
            wanted = listed(sorted(f"{{{name}}}" for name in places(text))) if places(text) else "-"
            check.fault(item, key, Reason("file.wrong_places"), Reason("file.use_places", {"names": wanted}))
            break
    return found

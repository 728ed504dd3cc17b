"""The `state:` block of a scenario: where tariffs, pact, promises and trust stand when the game begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .checking import Checker
from .data_files import Tariffs, find, month, read_history
from .economy.trade import TradeModel
from .keys import DERIVED, Key, KeyProblem
from .keys import parse as parse_key
from .keys import write as write_keys
from .reading import Item, joined
from .rules import countries
from .rules.arrays import Array, total
from .rules.clauses import Catalogue
from .rules.constants import Constants
from .rules.fields import FIELDS
from .rules.history import Effect, History, replay
from .rules.kinds.pledge import NAMES as PLEDGES
from .rules.kinds.warn import LEAST_RATE, next_step
from .rules.menu import Menu
from .rules.notation import TALK, NotationError, parse, parse_deal
from .rules.payoffs import status_of
from .rules.reasons import Reason
from .rules.scenario import LADDER, MenuLimits

KEYS = ("tariffs", "pact", "renewed", "origin", "trust", "frozen", "reprieves", "pledges", "warnings", "nerve",
        "approval", "offers", "deals", "since", "notice", "claims", "labour", "fields")
PACTS = ("lapsed", "separate", "three-way")                # by their number in the state
TRUST = ("base", "history", "until", "without", "bitter", *countries.NAMES)
NO_HISTORY = "none"
BASE = 36.0
_BEGUN = ("month", "seed", "claim", "labour")              # fields that a start works out itself


@dataclass(eq=False)
class Opening:
    """The checked block: arrays of the fields it sets, and how trust is to be reached."""

    arrays: dict[str, np.ndarray[Any, Any]]
    wanted: Array                          # [3, 3] trust given outright, nan where it follows from the history
    history: History = field(default_factory=lambda: History(()))
    until: int | None = None
    single: dict[Key, Item] = field(default_factory=dict)      # single fields, by key
    claims: float = 0.9
    labour: float = 0.35
    effects: tuple[Effect, ...] = ()       # what the history did to trust, once `closed`

    def closed(self, check: Checker, rules: Constants, trade: TradeModel, catalogue: Catalogue
               ) -> dict[str, np.ndarray[Any, Any]]:
        """The arrays with history replayed, trust reached and single fields set (faults go to `check`)."""
        a = self.arrays
        if self.until is not None:
            played = replay(rules, trade, self.history, self.until, a["bitter"])
            a["ledger"][:], self.effects = played.ledger, played.effects
        known = ~np.isnan(self.wanted)
        a["base"][:] = np.where(known, self.wanted - total(a["ledger"]), a["base"])
        for key in sorted(self.single, key=lambda k: k.name in DERIVED):
            try:
                write_keys(a, catalogue, {key: self.single[key].value})
            except KeyProblem as error:
                check.fault(self.single[key], f"state.fields.{key}", error.problem, error.remedy)
        a["status"][...] = status_of(a["pact"], a["renewed"])
        return {name: x for name, x in a.items() if name not in _BEGUN}


def read_state(check: Checker, item: Item, key: str, limits: MenuLimits, menu: Menu) -> Opening:
    """Every entry of the block, checked; problems go to the checker."""
    arrays = {f.name: np.array(np.broadcast_to(np.float64(f.start), f.shape)) for f in FIELDS}
    arrays["base"][:] = BASE
    out = Opening(arrays, np.full((3, 3), np.nan))
    given = check.table(item, key, KEYS)
    ladder = tuple(sorted({*LADDER, *limits.ladder}))
    if "tariffs" in given:
        Tariffs(arrays["wall"], arrays["spare"], arrays["sector"]).read(
            check, given["tariffs"], joined(key, "tariffs"), ladder)
    readers: dict[str, Callable[[Checker, Item, str, Opening, Menu], None]] = {
        "pact": _pact, "renewed": _renewed, "origin": _origin, "frozen": _frozen, "reprieves": _reprieves,
        "pledges": _pledges, "warnings": _warnings, "nerve": _nerve, "approval": _approval, "offers": _offers,
        "deals": _deals, "since": _since, "notice": _notice, "claims": _reached, "labour": _reached,
        "trust": _trust, "fields": _fields}
    for name, read in readers.items():
        if name in given:
            read(check, given[name], joined(key, name), out, menu)
    return out


def _by_pair(check: Checker, item: Item, key: str) -> list[tuple[int, Item, str]]:
    rows = check.table(item, key, countries.PAIR_NAMES, "file.unknown_pair")
    return [(countries.PAIR_NAMES.index(name), entry, joined(key, name)) for name, entry in rows.items()]


def _by_kind(check: Checker, item: Item, key: str) -> list[tuple[int, Item, str]]:
    rows = check.table(item, key, countries.KIND_NAMES, "file.unknown_deal_kind")
    return [(countries.KIND_NAMES.index(name), entry, joined(key, name)) for name, entry in rows.items()]


def _pact(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for n, entry, at in _by_pair(check, item, key):
        out.arrays["pact"][n] = PACTS.index(check.choice(entry, at, PACTS, "file.unknown_pact"))


def _renewed(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    out.arrays["renewed"][...] = check.flag(item, key)


def _origin(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for n, entry, at in _by_pair(check, item, key):
        out.arrays["content"][n] = check.flag(entry, at)


def _frozen(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for i, j, entry, at in check.by_link(item, key):
        out.arrays["frozen"][i, j] = check.flag(entry, at)


def _reprieves(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for i, j, entry, at in check.by_link(item, key):
        out.arrays["reprieve"][i, j] = check.number(entry, at, 0, 12, "months", whole=True)


def _pledges(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for i, j, row, at in check.by_link(item, key):
        for name, entry in check.table(row, at, PLEDGES, "file.unknown_pledge").items():
            months = check.number(entry, f"{at}.{name}", 0, 13, "months", whole=True)
            out.arrays["pledge"][i, j, PLEDGES.index(name)] = months


def _warnings(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    """Months left, or {months, rate}; the rate threatened is else the next step of the ladder, 25 % at least."""
    ladder = menu.limits.ladder
    for i, j, row, at in check.by_link(item, key):
        given = check.table(row, at, ("months", "rate")) if isinstance(row.value, dict) else {"months": row}
        if "months" in given:
            place = f"{at}.months" if given["months"] is not row else at
            out.arrays["warned"][i, j] = check.number(given["months"], place, 0, 12, "months", whole=True)
        step = max(LEAST_RATE, float(next_step(out.arrays["wall"][i, j], ladder)))
        rate = check.number(given["rate"], f"{at}.rate", 0, 100, "percent") if "rate" in given else step
        out.arrays["warnrate"][i, j] = rate if out.arrays["warned"][i, j] > 0 else 0.0


def _nerve(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for i, entry, at in check.by_country(item, key):
        out.arrays["nerve"][i] = check.number(entry, at, 0, 1, "share")


def _approval(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for i, entry, at in check.by_country(item, key):
        value = check.number(entry, at, 20, 80, "points")
        write_keys(out.arrays, menu.catalogue, {parse_key(f"approval.{countries.NAMES[i]}"): value})


def _offers(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    """Offers on the table, as the lines that laid them there."""
    a = out.arrays
    for n, row in enumerate(check.rows(item, key)):
        text, at = check.text(row, f"{key}[{n}]"), f"{key}[{n}]"
        if not text:
            continue
        try:
            move = parse(menu, text)
        except NotationError as error:
            check.fault(row, at, error.reason, Reason("file.needs_offer_line"))
            continue
        table = menu.say[move.seat]
        if move.phase != TALK or table.deal[move.code] < 0:
            check.wrong(row, at, "file.needs_offer_line")
            continue
        i, j = move.seat, int(table.target[move.code])
        whispered = text.split()[-1] == "quietly"
        a["offer"][i, j] = a["last"][i, j] = table.deal[move.code]
        a["quiet"][i, j], a["known"][i, j] = float(whispered), float(not whispered)


def _deals(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for kind, entry, at in _by_kind(check, item, key):
        try:
            number = parse_deal(menu.catalogue, kind, check.text(entry, at).split(), str(entry.value))
        except NotationError as error:
            check.fault(entry, at, error.reason, Reason("file.needs_deal"))
            continue
        out.arrays["deal"][kind] = number


def _since(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for kind, entry, at in _by_kind(check, item, key):
        out.arrays["since"][kind] = check.number(entry, at, 0, 999, "months", whole=True)


def _notice(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    for i, entry, at in check.by_country(item, key):
        out.arrays["notice"][i] = check.number(entry, at, 0, 12, "months", whole=True)


def _reached(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    given = check.table(item, key, ("reached",))
    if "reached" in given:
        share = check.number(given["reached"], f"{key}.reached", 0, 1, "share")
        setattr(out, key.rpartition(".")[2], share)


def _trust(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    """A base and a history played up to a month, and trust given outright where the scenario says so."""
    given = check.table(item, key, TRUST)
    if "base" in given:
        if isinstance(given["base"].value, dict):
            for i, j, entry, at in check.by_link(given["base"], f"{key}.base"):
                out.arrays["base"][i, j] = check.number(entry, at, -100, 200, "points")
        else:
            out.arrays["base"][:] = check.number(given["base"], f"{key}.base", -100, 200, "points")
    for i, j, entry, at in check.by_link(given["bitter"], f"{key}.bitter") if "bitter" in given else ():
        out.arrays["bitter"][i, j] = check.number(entry, at, 0, 1, "share")
    for i, name in enumerate(countries.NAMES):
        for j, entry, at in check.partners(given[name], f"{key}.{name}", i) if name in given else ():
            out.wanted[i, j] = check.number(entry, at, 0, 100, "points")
    _past(check, item, given, key, out)


def _past(check: Checker, item: Item, given: dict[str, Item], key: str, out: Opening) -> None:
    """The history that trust comes from, the month it stops at, and the events left out."""
    if "history" not in given or given["history"].value == NO_HISTORY:
        return
    found = find(check, given["history"], f"{key}.history", "file.unknown_data")
    if found is None:
        return
    out.history = read_history(check, found, "" if found is not given["history"] else f"{key}.history", LADDER)
    if "until" not in given:
        check.fault(item, f"{key}.until", Reason("file.missing"), Reason("file.needs_month"))
        return
    out.until = month(check, given["until"], f"{key}.until")
    if "without" in given:
        events = [e.name for e in out.history.events]
        out.history = out.history.without(
            check.names(given["without"], f"{key}.without", events, "file.unknown_event"))


def _fields(check: Checker, item: Item, key: str, out: Opening, menu: Menu) -> None:
    """Single fields by dotted key, for what no other entry can say."""
    for text, entry in _flat(item, ""):
        try:
            out.single[parse_key(text)] = entry
        except KeyProblem as error:
            check.fault(entry, joined(key, text), error.problem, error.remedy)


def _flat(item: Item, key: str) -> list[tuple[str, Item]]:
    if not isinstance(item.value, dict):
        return [(key, item)]
    return [row for name, entry in item.value.items() if name != "source"
            for row in _flat(entry, joined(key, name))]

"""Reads the figures of a trade-data mapping: every key, length and range is checked, and all faults are
told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np

from negotiation.economy.errors import EconomyError, Problem
from negotiation.economy.portable import Floats

REGIONS = ("us", "canada", "mexico", "row")
PLAYERS = REGIONS[:3]
SECTORS = ("autos", "metals", "energy", "agrifood", "mach_elec", "other", "services")
GOODS = SECTORS[:6]
HIGHEST_DUTY = 200.0  # percent; the solver is tested up to here

Check = Callable[[float], str]
_ABSENT = object()


@dataclass(frozen=True)
class Figures:
    """The figures of one file as arrays, before the accounts are closed; duties are fractions, policy
    duties percent.
    """

    gdp: Floats
    elasticity: Floats
    flows: Floats
    duty: Floats
    inputs: Floats
    final: Floats
    domestic_floor: float
    claims: Floats
    claims_ceiling: Floats
    most_favored_nation: Floats
    content_credit: Floats
    carve_out: Floats
    claim_response: float
    cumulation_loss: float
    tight_origin_loss: float
    burden_claims: float


def flow(buyer: str, seller: str) -> str:
    """The key of a directed flow, `us<-canada`."""
    return f"{buyer}<-{seller}"


FLOWS = {flow(b, s): (n, i) for n, b in enumerate(REGIONS) for i, s in enumerate(REGIONS) if n != i}
PLAYER_FLOWS = {key: (n, i) for key, (n, i) in FLOWS.items() if n < 3 and i < 3}


def positive(x: float) -> str:
    """The fault of a number that must be above zero, or nothing."""
    return "" if x > 0 else "must be above 0"


def not_negative(x: float) -> str:
    """The fault of a number that must not be below zero, or nothing."""
    return "" if x >= 0 else "must not be negative"


def share(x: float) -> str:
    """The fault of a number that must lie between 0 and 1, or nothing."""
    return "" if 0 <= x <= 1 else "must lie between 0 and 1"


def percent_duty(x: float) -> str:
    """The fault of a duty in percent, or nothing."""
    return "" if 0 <= x <= HIGHEST_DUTY else "must lie between 0 and 200 percent"


def fraction_duty(x: float) -> str:
    """The fault of a duty given as a fraction, or nothing."""
    return "" if 0 <= x <= HIGHEST_DUTY / 100 else "must lie between 0 and 2.0 (0 and 200 percent)"


class Reader:
    """Takes values out of nested mappings and lists every fault under its dotted key; asks for nothing
    twice.
    """

    def __init__(self) -> None:
        """Nothing found yet."""
        self.problems: list[Problem] = []

    def fault(self, key: str, fault: str, remedy: str) -> None:
        """Note one fault."""
        self.problems.append(Problem(key, fault, remedy))

    def done(self) -> None:
        """Raise EconomyError if anything was wrong."""
        if self.problems:
            raise EconomyError(self.problems)

    def table(self, value: Any, key: str, names: Sequence[str], sparse: bool = False) -> dict[str, Any]:
        """The entries of a mapping that must hold the given names (all of them unless sparse) and no
        others.
        """
        if not isinstance(value, Mapping):
            keys = ", ".join(names)
            self.fault(key or "the file", f"must be a table with the keys {keys}", "Write one line a key")
            return {}
        at = f"{key}." if key else ""
        for name in value:
            if name not in names:
                self.fault(f"{at}{name}", "unknown key", f"Use one of {', '.join(names)}")
        for name in names:
            if name not in value and not sparse:
                self.fault(f"{at}{name}", "missing", "Add it")
        return {name: value[name] for name in names if name in value}

    def inside(self, value: Any, key: str, unit: str) -> Any:
        """The value itself, out of `{value, unit, source}` in that unit."""
        if not isinstance(value, Mapping) or "value" not in value:
            return value
        for name in value:
            if name not in ("value", "unit", "source"):
                self.fault(f"{key}.{name}", "unknown key", "Use one of value, unit, source")
        if value.get("unit", unit) != unit:
            self.fault(key, f"is given in {value['unit']!r}", f"Give it in {unit}")
        return value["value"]

    def number(self, value: Any, key: str, unit: str, check: Check) -> float:
        """One finite number in the unit that passes the check; nan where it does not."""
        value = self.inside(value, key, unit)
        if isinstance(value, bool) or not isinstance(value, Real) or not np.isfinite(float(value)):
            self.fault(key, f"{value!r} is not a number", f"Give one number ({unit})")
            return float("nan")
        fault = check(float(value))
        if fault:
            self.fault(key, f"{value} {fault}", f"The unit is: {unit}")
        return float(value)

    def row(self, value: Any, key: str, names: Sequence[str], unit: str, check: Check) -> Floats:
        """One number a name, given as a list in that order or as a table."""
        value = self.inside(value, key, unit)
        if isinstance(value, Mapping):
            entries = self.table(value, key, names)
            value = [entries.get(name, _ABSENT) for name in names]
        remedy = f"Give {len(names)} numbers in the order {', '.join(names)}"
        if not isinstance(value, Sequence) or isinstance(value, str):
            self.fault(key, "is not a list of numbers", remedy)
        elif len(value) != len(names):
            self.fault(key, f"has {len(value)} numbers", remedy)
        else:
            given = zip(names, value, strict=True)
            return np.array([np.nan if x is _ABSENT else self.number(x, f"{key}.{n}", unit, check)
                             for n, x in given])
        return np.full(len(names), np.nan)

    def border(
        self, value: Any, key: str, pairs: Mapping[str, tuple[int, int]], unit: str, check: Check
    ) -> Floats:
        """`[buyer, seller, good]` of a table of directed flows; zero where there is no flow."""
        size = 1 + max(n for n, _ in pairs.values())
        out = np.zeros((size, size, len(GOODS)))
        for name, row in self.table(value, key, list(pairs)).items():
            out[pairs[name]] = self.row(row, f"{key}.{name}", GOODS, unit, check)
        return out

    def exceptions(self, value: Any, key: str, usual: float, unit: str, check: Check) -> Floats:
        """`[3, 3, 6]` of a table buyer > seller > good that names exceptions from the usual number."""
        out = np.full((len(PLAYERS), len(PLAYERS), len(GOODS)), usual)
        for buyer, sellers in self.table(value, key, PLAYERS, sparse=True).items():
            others = [name for name in PLAYERS if name != buyer]
            for seller, goods in self.table(sellers, f"{key}.{buyer}", others, sparse=True).items():
                at = f"{key}.{buyer}.{seller}"
                for good, number in self.table(goods, at, GOODS, sparse=True).items():
                    place = PLAYERS.index(buyer), PLAYERS.index(seller), GOODS.index(good)
                    out[place] = self.number(number, f"{at}.{good}", unit, check)
        return out


def carve_outs(reader: Reader, value: Any, key: str = "carve_out") -> Floats:
    """Where a general tariff stops, percent `[3, 3, 6]`; infinity where it does not."""
    return reader.exceptions(value, key, np.inf, "percent", percent_duty)


def content_credits(reader: Reader, value: Any, key: str = "content_credit") -> Floats:
    """Share of a sector duty that goods claiming the pact pay, `[3, 3, 6]`; 1 where nothing is credited."""
    return reader.exceptions(value, key, 1.0, "share", share)


KEYS = (
    "title", "gdp", "elasticities", "flows", "duties",
    "input_shares", "final_shares", "domestic_floor", "pact",
)
PACT_KEYS = (
    "claims", "claims_ceiling", "most_favored_nation", "content_credit", "carve_out",
    "claim_response", "cumulation_loss", "tight_origin_loss", "burden_claims",
)


def _wide(goods: Floats) -> Floats:
    """The same border with a column of zeros for services."""
    return np.concatenate([goods, np.zeros((*goods.shape[:2], 1))], axis=2)


def read(mapping: Mapping[str, Any]) -> Figures:
    """The figures of a mapping; raises EconomyError with every fault."""
    reader = Reader()
    top = dict.fromkeys(KEYS) | reader.table(mapping, "", KEYS)
    reader.done()  # without the main keys nothing more can be said
    pact = dict.fromkeys(PACT_KEYS) | reader.table(top["pact"], "pact", PACT_KEYS)
    reader.done()
    directions = (PLAYER_FLOWS, "share", share)
    figures = Figures(
        gdp=reader.row(top["gdp"], "gdp", REGIONS, "US$ billion", positive),
        elasticity=reader.row(top["elasticities"], "elasticities", SECTORS, "ratio", positive),
        flows=_wide(reader.border(top["flows"], "flows", FLOWS, "US$ billion", not_negative)),
        duty=_wide(reader.border(top["duties"], "duties", FLOWS, "percent", percent_duty) / 100),
        inputs=_by_region(reader, top["input_shares"], "input_shares", _inputs, (7, 7)),
        final=_by_region(reader, top["final_shares"], "final_shares", _sector_shares, (7,)),
        domestic_floor=reader.number(top["domestic_floor"], "domestic_floor", "share", share),
        claims=reader.border(pact["claims"], "pact.claims", *directions),
        claims_ceiling=reader.border(pact["claims_ceiling"], "pact.claims_ceiling", *directions),
        most_favored_nation=reader.border(
            pact["most_favored_nation"], "pact.most_favored_nation", PLAYER_FLOWS, "percent", percent_duty),
        content_credit=content_credits(reader, pact["content_credit"], "pact.content_credit"),
        carve_out=carve_outs(reader, pact["carve_out"], "pact.carve_out"),
        claim_response=reader.number(pact["claim_response"], "pact.claim_response", "fraction", positive),
        cumulation_loss=reader.number(pact["cumulation_loss"], "pact.cumulation_loss", "share", share),
        tight_origin_loss=reader.number(pact["tight_origin_loss"], "pact.tight_origin_loss", "share", share),
        burden_claims=reader.number(pact["burden_claims"], "pact.burden_claims", "share", share),
    )
    _sums(reader, figures)
    reader.done()
    return figures


def _by_region(
    reader: Reader, value: Any, key: str, one: Callable[[Reader, Any, str], Floats], shape: tuple[int, ...]
) -> Floats:
    """The arrays of the regions, in order."""
    given = reader.table(value, key, REGIONS)
    return np.stack([one(reader, given[name], f"{key}.{name}") if name in given else np.full(shape, np.nan)
                     for name in REGIONS])


def _sector_shares(reader: Reader, value: Any, key: str) -> Floats:
    """A share for each of the 7 sectors."""
    return reader.row(value, key, SECTORS, "share", share)


def _inputs(reader: Reader, value: Any, key: str) -> Floats:
    """`[input 7, user 7]` of one region."""
    value = reader.inside(value, key, "share")
    if not isinstance(value, (list, tuple)) or len(value) != len(SECTORS):
        reader.fault(key, "must have 7 rows of 7 numbers", f"Give a row for each of {', '.join(SECTORS)}")
        return np.full((7, 7), np.nan)
    return np.stack([_sector_shares(reader, row, f"{key}.{name}")
                     for name, row in zip(SECTORS, value, strict=True)])


def _sums(reader: Reader, figures: Figures) -> None:
    """Faults of shares that can never balance."""
    for n, region in enumerate(REGIONS):
        spent = float(sum(figures.final[n].tolist()))
        if abs(spent - 1) > 0.002:
            reader.fault(f"final_shares.{region}", f"the shares sum to {spent:.4f}", "Make them sum to 1")
        for j, sector in enumerate(SECTORS):
            used = float(sum(figures.inputs[n, :, j].tolist()))
            if used >= 1:
                fault = f"{sector} would use inputs worth {used:.4f} of its output"
                remedy = "Lower that column below 1: the rest is value added"
                reader.fault(f"input_shares.{region}", fault, remedy)
    low, high = figures.claims, figures.claims_ceiling
    for name, place in PLAYER_FLOWS.items():
        if (low[place] > high[place]).any():
            reader.fault(f"pact.claims_ceiling.{name}", "lies below the claims of the base year",
                         "Raise it to the claims or above")

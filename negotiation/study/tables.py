"""The tables of a study: their columns with type, unit and meaning, and the codebook made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..outcome import COLUMNS, LINKS, PARTS
from ..rules.names import NAMES

if TYPE_CHECKING:
    import pyarrow as pa

WHOLE, NUMBER, TEXT, NAME, FLAG = "whole number", "number", "text", "name", "true or false"
MEASURES = ("runs", "months", "acts")
DONE, FAILED = "done", "failed"


@dataclass(frozen=True)
class Column:
    """One column: its name, kind of value, unit ("" for none) and what it means."""

    name: str
    kind: str
    unit: str
    meaning: str


def _keys() -> tuple[Column, ...]:
    return (Column("point", WHOLE, "", "number of the point in the design, from 0; see the table points"),
            Column("replication", WHOLE, "", "number of the run within its point, from 0"),
            Column("seed", WHOLE, "", "the game's luck: the design's seed plus the replication, alike at every point"))


def _made_by() -> tuple[Column, ...]:
    return (Column("rules", NAME, "", "version of the rules that played it"),
            Column("scenario_hash", NAME, "", "sha256 of what play depends on in the scenario as changed by the point"),
            Column("versions", NAME, "", "versions of the packages that played it"))


def _told() -> tuple[Column, ...]:
    """The published columns of a batch, with units."""
    found = {"ending": Column("ending", NAME, "", "how the game ends; as it would end now where it goes on"),
             "months": Column("months", WHOLE, "months", "months played"),
             "signed": Column("signed", TEXT, "", "deals signed so far, in notation, in the order signed"),
             "digest": Column("digest", TEXT, "", "sha256 of the state: equal digests are equal games")}
    for name in NAMES:
        found[f"payoff_{name}"] = Column(f"payoff_{name}", NUMBER, "US$ billion, 2024 prices",
                                         f"payoff of {name}: economy, politics and future together")
        for part in PARTS:
            found[f"payoff_{name}_{part}"] = Column(f"payoff_{name}_{part}", NUMBER, "US$ billion, 2024 prices",
                                                    f"the part of {name}'s payoff that is {part}")
        found[f"score_{name}"] = Column(f"score_{name}", NUMBER, "",
                                        f"{name} on the scale where doing nothing is 0 and par is 1; empty without par")
    for i, j in LINKS:
        a, b = NAMES[i], NAMES[j]
        found[f"trust_{a}_{b}"] = Column(f"trust_{a}_{b}", NUMBER, "points, 0 to 100", f"trust of {a} in {b}")
        found[f"tariff_{a}_{b}"] = Column(f"tariff_{a}_{b}", NUMBER, "percent of base-year trade",
                                          f"extra tariff of {a} on {b}, weighted by trade")
    return tuple(found[name] for name in COLUMNS if name != "seed")


TABLES: Mapping[str, tuple[Column, ...]] = {
    "runs": (*_keys(), Column("status", NAME, "", f"{DONE}; or {FAILED}: the game could not be played to its end"),
             *_told(), Column("illegal", WHOLE, "lists", "lists of choices that were not legal and passed"),
             Column("error", TEXT, "", f"what went wrong in a run that {FAILED}"),
             Column("command", TEXT, "", f"the command line that plays a run that {FAILED} again"), *_made_by()),
    "months": (*_keys(), Column("month", WHOLE, "months", "months played so far; 0 is the start"),
               *(c for c in _told() if c.name != "months"), *_made_by()),
    "acts": (*_keys(), Column("act", WHOLE, "", "number of the act within its run, from 1, in the order played"),
             Column("month", WHOLE, "months", "month of the game, from 1"),
             Column("phase", NAME, "", "talk or decide"), Column("country", NAME, "", "who acts"),
             Column("line", TEXT, "", "what is said or done, in notation"),
             Column("legal", FLAG, "", "false where the list it stands in was not legal and passed"), *_made_by()),
    "points": (Column("point", WHOLE, "", "number of the point in the design, from 0"),
               Column("key", TEXT, "", "a name of the point's conditions, alike on every machine"),
               Column("scenario", TEXT, "", "the scenario as the design names it"),
               *(Column(f"player_{n}", TEXT, "", f"the strategy of {n}, with its parameters") for n in NAMES),
               Column("set", TEXT, "", "the scenario's keys that the point changes, as JSON"),
               Column("rules", NAME, "", "version of the rules that the study was begun with"),
               Column("scenario_hash", NAME, "", "sha256 of what play depends on in the scenario, before its changes"),
               Column("versions", NAME, "", "versions of the packages that the points were written with"))}
# The order of rows that does not depend on how a study was cut up.
ORDER: Mapping[str, tuple[str, ...]] = {"runs": ("point", "replication"), "months": ("point", "replication", "month"),
                                        "acts": ("point", "replication", "act"), "points": ("point",)}


def schema(table: str) -> pa.Schema:
    """The Arrow types of a table, with the unit beside each column."""
    import pyarrow as pa
    kinds = {WHOLE: pa.int64(), NUMBER: pa.float64(), TEXT: pa.string(), NAME: pa.string(), FLAG: pa.bool_()}
    return pa.schema([pa.field(c.name, kinds[c.kind], metadata={"unit": c.unit} if c.unit else None)
                      for c in TABLES[table]])


def units(table: str) -> dict[str, str]:
    """The unit of every column that has one."""
    return {c.name: c.unit for c in TABLES[table] if c.unit}


def codebook(name: str, measures: tuple[str, ...]) -> str:
    """What every column of a study means, as a page of Markdown."""
    lines = [f"# Codebook of the study {name}", "",
             "Countries are us, canada and mexico, in that order. A run is one game. Every row tells what made it: the "
             "version of the rules, the hash of the scenario, the versions of the packages.", ""]
    for table in ("points", *measures):
        lines += [f"## {table}", "", "| column | kind | unit | meaning |", "|---|---|---|---|"]
        lines += [f"| `{c.name}` | {c.kind} | {c.unit} | {c.meaning} |" for c in TABLES[table]]
        lines.append("")
    return "\n".join(lines)

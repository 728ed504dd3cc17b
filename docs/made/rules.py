"""The tables of the rules page."""

from __future__ import annotations

import ast
import math
from dataclasses import fields
from functools import lru_cache

import numpy as np

from negotiation.rules import cards, clauses
from negotiation.rules.arrays import total
from negotiation.rules.causes import CAP_DOWN, CAP_UP, CAUSES, FADE
from negotiation.rules.constants import Constants
from negotiation.rules.countries import ALL, KIND_NAMES, NAMES, OTHERS, N
from negotiation.rules.fields import FIELD, FIELDS, REPORT
from negotiation.rules.future import ENDINGS
from negotiation.rules.history import ACCOUNT, History, month_number, month_text, replay
from negotiation.scenarios import load, names
from negotiation.strategies import SHORT, find
from negotiation.strategies import names as strategy_names
from negotiation.words import words

from .pages import ROOT, default, number, table

SEES = {"all": "everybody", "parties": "its two parties", "own": "the country itself", "nobody": "nobody"}
t = words("en")


def state() -> str:
    """Every field of the state."""
    rows = []
    for f in FIELDS:
        shape = "g" + "".join(f",{n}" for n in f.shape)
        meaning = f.meaning + (" (report)" if f.name in REPORT else "")
        rows.append((f"`{f.name}`", shape, f.range, f.unit, SEES[f.sees], meaning))
    return table(("name", "shape", "range", "unit", "sees", "meaning"), rows)


def constants() -> str:
    """Every constant with unit and source."""
    mine = Constants()
    return table(
        ("name", "value", "unit", "source or reason"),
        [
            (f"`{f.name}`", number(getattr(mine, f.name)), f.metadata["unit"], f.metadata["source"])
            for f in fields(mine)
        ],
    )


# causes ----------------------------------------------------------------------------------------------


@lru_cache
def fed_by() -> dict[str, list[str]]:
    """What feeds each cause, read from the code: the reasons given where something is felt, noted or leaves a scar."""
    out: dict[str, list[str]] = {name: [] for name in CAUSES}
    for path in sorted((ROOT / "negotiation" / "rules").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            reasons = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            named = [a.id.lower() for a in node.args if isinstance(a, ast.Name) and a.id.lower() in CAUSES]
            if name in ("felt", "noted", "set_ledger", "hurt_the_third"):
                found = named
            else:
                found = ["history"] if name in ("scar", "scarred") else []
            for cause in found:
                out[cause] += [reason for reason in reasons if reason not in out[cause]]
    for cause in ("slight", "side_deal", "broken"):  # amends shrink these three in one loop
        out[cause].append("amends")
    return out


def causes() -> str:
    """The twelve causes: caps, fading, and what feeds them."""
    rows = []
    for k, name in enumerate(CAUSES):
        fade = float(FADE[k])
        half = "never" if fade == 0 else f"{math.log(0.5) / math.log(1 - fade):.0f} months"
        how = {"tariffs": "none of its own", "channel": f"{fade:.0%} (0 while frozen)"}.get(name, f"{fade:.0%}")
        fed = "; ".join(t(f"why.{reason}") for reason in fed_by()[name])
        rows.append(
            (
                k,
                f"`{name}`",
                t(f"cause.{name}"),
                f"{number(float(CAP_DOWN[k]))} to {number(float(CAP_UP[k]))}",
                how,
                "-" if name == "tariffs" else half,
                fed,
            )
        )
    return table(("no.", "cause", "shown as", "points", "fades a month", "half-life", "fed by"), rows)


# deals and payoffs -----------------------------------------------------------------------------------

LEVELS = {
    "us_on_canada": "0 as it is; 1 pact goods spared, sectors at most 25%; 2 at most 10%, sparing; 3 zero",
    "us_on_mexico": "the same for Mexico",
    "access_canada": "0 to 3",
    "access_mexico": "0 to 3",
}


def clause_table() -> str:
    """The clauses and where they may stand."""
    rows = []
    for c, clause in enumerate(clauses.CLAUSES):
        where = [KIND_NAMES[k] for k in range(4) if c in clauses.FREE[k]]
        implied = " (always in the other kinds)" if c == clauses.DROP else ""
        text = f"clause.{clause.name}"
        shown = {
            "us_on_canada": "US tariff ceiling on Canada",
            "us_on_mexico": "US tariff ceiling on Mexico",
            "access_canada": "Canada's market opening",
            "access_mexico": "Mexico's market opening",
        }.get(clause.name)
        rows.append(
            (
                f"`{clause.name}`",
                shown or t(text),
                LEVELS.get(clause.name, "no, yes"),
                ", ".join(where) + implied,
                clause.source,
            )
        )
    note = "In a deal of two a market opening is written `access=2`. A clause without levels is named or left out."
    return table(("notation", "clause", "levels", "in deals of", "source"), rows) + "\n\n" + note


def lottery() -> str:
    """The chances of a lapse by status, and what a lapse is worth."""
    status = FIELD["status"].meaning.split(": ")[1].split(", ")
    chances = table(
        ("where the pact stands at the end", "all", "Canada's", "Mexico's"),
        [(name, *map(number, row)) for name, row in zip(status, Constants().lottery, strict=True)],
    )
    value, earnings = default().lapse
    worth = table(
        ("a lapse of", *(f"{t(f'country.{c}')}, $bn a year" for c in NAMES)),
        [
            (name, *(number(round(float(x), 1)) for x in row))
            for name, row in zip(("all", "Canada's", "Mexico's"), value, strict=True)
        ],
    )
    lost = ", ".join(number(round(float(x), 2)) for x in earnings)
    return f"{chances}\n\n{worth}\n\nEarnings under the first, in % of GDP: {lost}."


def endings() -> str:
    """The endings, the one that is looked at first on top."""
    return table(
        ("id", "name", "what happened"),
        [(f"`{e}`", t(f"ending.{e}"), t(f"ending.{e}.text")) for e in reversed(ENDINGS)],
    )


WHERE = {
    "plant-closes": "other has a tariff on the cars of who",
    "farmers-march": "other has a tariff on the farm goods of who",
    "prices-rise": "who has a tariff on other",
    "border-queues": "who has a tariff on other",
    "wrong-bill": "who has a general tariff on other that spares pact goods",
    "governors-plead": "who has a tariff on other",
    "court-upholds": "who has a tariff on other",
    "savers-wait": "all three are in the three-way pact and it is not renewed",
    "premiers-meet": "the United States has tariffs on both",
    "factory-opens": "neither has a tariff on the other",
    "thanks": "a reprieve of who for other runs",
    "deal-doubted": "a deal of the two or of all three is in force",
    "draft-shown": "the two have a separate pact",
    "old-notes": "one of the two is bitter about the other",
}


def news_cards() -> str:
    """The news cards: whom they are about, when they come, what they do."""
    rows = []
    for card in cards.CARDS:
        felt = [f"trust of {f.feeler} in {f.doer} {number(f.points)} (`{CAUSES[f.cause]}`)" for f in card.felt]
        coin = "±" if card.either_way else ""
        mood = [f"approval of {role} {coin}{number(size)}" for role, size in card.mood.items()]
        econ = [f"income of {role} {number(size)}% of GDP" for role, size in card.econ.items()]
        about = [f"{role}: {' or '.join(NAMES[i] for i in some)}"
                 for role, some in (("who", card.about), ("other", card.other)) if some]
        comes = [*card.dates, *([f"months {', '.join(map(str, card.seasons))}"] if card.seasons else []),
                 *([f"where {WHERE[card.name]}"] if card.where else [])]
        eased = [*(["a call, a visit or amends"] if card.answers else []), *(["relief money"] if card.relief else [])]
        rows.append((f"`{card.name}`", t(f"list.card.{card.name}"), "; ".join(about) or "any",
                     "; ".join(comes) or "any month", "; ".join((*felt, *mood, *econ)), ", ".join(eased) or "-"))
    return table(("card", "what", "about", "comes", "effect", "halved by"), rows)


# players, scenarios, history -------------------------------------------------------------------------


def strategies() -> str:
    """Every strategy with what it does."""
    rows = []
    for name in strategy_names():
        found = find(name)
        given = ", ".join(f"{p.name}={'|'.join(p.values) or number(p.usual)}" for p in found.parameters)
        rows.append((f"`{name}`", found.summary, f"`{given}`" if given else ""))
    rows += [(f"`{short}`", f"short for `{full}`", "") for short, full in SHORT.items()]
    return table(("strategy", "what it does", "parameters"), rows)


def scenarios() -> str:
    """Every shipped scenario."""
    rows = []
    for name in names():
        s = load(name)
        last = month_text(month_number(s.first_month) + s.months - 1)
        par = (
            "; ".join(f"{number(round(p))} (hold {number(round(h))})" for p, h in zip(s.par, s.hold, strict=True))
            if s.par and s.hold
            else "none"
        )
        rows.append(
            (
                f"`{name}`",
                s.text["title"]["en"],
                f"{s.months}: {s.first_month} to {last}",
                s.text["summary"]["en"],
                par,
            )
        )
    return table(("scenario", "title", "months", "summary", "par of the three"), rows)


def history() -> str:
    """The article's events through the ledger."""
    scenario, told = default(), _history()
    bitter = np.asarray(scenario.opening["bitter"])
    done = replay(scenario.rules, scenario.trade, told, month_number(scenario.first_month), bitter)
    rows = []
    for effect in done.effects:
        e = effect.event
        account = e.kind == ACCOUNT
        rows.append(
            (
                month_text(e.month),
                t(f"country.{NAMES[e.who]}"),
                t(f"country.{NAMES[e.toward]}"),
                f"`{e.kind}`",
                "-" if account else f"{effect.points:+.3g}".replace("-", "−"),
                "-" if account else f"{effect.change:+.3g}".replace("-", "−"),
                e.text.get("en", ""),
                e.source,
            )
        )
    return table(("month", "who", "felt by", "kind", "points", "change", "what happened", "source"), rows)


def _history() -> History:
    from negotiation.checking import Checker
    from negotiation.data_files import HISTORY, find, read_history
    from negotiation.reading import Item

    check = Checker()
    item = find(check, Item(HISTORY, "", 0), "", "file.unknown_data")
    assert item is not None
    told = read_history(check, item, "", default().limits.ladder)
    check.done()
    return told


def trust() -> str:
    """Trust at the start of the default scenario, cause by cause."""
    start = default().start(0)
    rows = []
    for i in range(N):
        for j in OTHERS[i]:
            cells = [number(round(float(x), 1)) for x in start.ledger[i, j]]
            rows.append(
                (
                    f"{t(f'country.{NAMES[i]}')} in {t(f'country.{NAMES[j]}')}",
                    number(float(start.base[i, j])),
                    *cells,
                    f"**{float(start.trust[i, j]):.1f}**",
                )
            )
    assert np.allclose(start.trust, np.clip(start.base + total(start.ledger), 0, 100) * ~np.eye(N, dtype=bool))
    return table(("trust of", "base", *CAUSES, "="), rows)


BLOCKS = {
    "state": state,
    "constants": constants,
    "causes": causes,
    "clauses": clause_table,
    "lottery": lottery,
    "endings": endings,
    "news": news_cards,
    "strategies": strategies,
    "scenarios": scenarios,
    "history": history,
    "trust": trust,
}
assert ALL == 3

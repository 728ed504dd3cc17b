"""`negotiation table`: what is on the negotiating table now, and what each capital has without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import options, speech
from .command import OK, Wrong, command
from .kept import game
from .speech import t

if TYPE_CHECKING:
    from ..analysis.bargain import Zone
    from ..analysis.worths import Worths
    from ..rules.arrays import Array
    from ..rules.scenario import Scenario
    from ..rules.state import State
    from ..words import Words

POINTS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
STILL, REPLY = "still", "reply"            # as in analysis.worths


@command("table", options.scenario(), options.path("--load", "cli.option.load"),
         options.number("--month", "cli.option.table_month", low=0),
         options.choice("--outsiders", "cli.option.outsiders", (STILL, REPLY)), options.as_json(),
         examples=("negotiation table", "negotiation table --outsiders reply",
                   "negotiation table --load game.nego --month 3 --json"))
def command_(scenario: str, load: Path | None, month: int | None, outsiders: str, as_json: bool) -> int:
    """Reckon the table of the first month, or of a saved game."""
    from ..scenarios import load as load_scenario
    if load is not None:
        from ..record import session_of
        session = session_of(game(load))
        if month is not None:
            if 2 * month > len(session.past):
                raise Wrong(f"--month: {t('cli.replay.too_far', file=str(load), n=session.month)}")
            session = session.at(2 * month)
        played, state, sight = session.scenario, session.state, session.people or None
    elif month is not None:
        raise Wrong(f"--month: {t('cli.table.needs_load')}")
    else:
        played, sight = load_scenario(scenario), None
        state = played.start(0)
    if as_json:
        speech.answer({"scenario": played.name, **document(played, state, sight, outsiders)})
    else:
        for line in table_lines(speech.words(played), played, state, sight, outsiders):
            print(line)
    return OK


def document(scenario: Scenario, state: State, sight: Sequence[int] | None = None,
             outsiders: str = STILL) -> dict[str, Any]:
    """No-deal values, offers, deals all would gain by, fair points and coalitions of one game; US$ billion.

    `sight`: the seats whose eyes we look through: a whispered offer between others stays hidden. None sees all.
    """
    from ..analysis.bargain import no_deal, zones
    from ..analysis.worths import worths
    from ..rules.countries import KIND_NAMES, NAMES, N
    from ..rules.notation import deal_notation

    cat, found = scenario.catalogue, zones(scenario, state)

    def told(zone: Zone, row: int) -> dict[str, Any] | None:
        if row < 0:
            return None
        return {"deal": deal_notation(cat, int(zone.deals[row])), "gain": _by_country(zone.gain[row])}

    kinds = {}
    for zone, name in zip(found, KIND_NAMES, strict=True):
        best = dict(zip((NAMES[m] for m in zone.members), (round(float(b), 6) for b in zone.best), strict=True))
        kinds[name] = {"deals": len(zone.deals), "zopa": int(zone.ok.sum()), "edge": int(zone.edge.sum()), "best": best,
                       **{point: told(zone, zone.points[point]) for point in POINTS}}
    offers = []
    for i in range(N):
        for j in range(N):
            number = int(state.offer[i, j])
            whispered = bool(state.quiet[i, j] > 0 and state.known[i, j] == 0)
            if number < 0 or (whispered and sight is not None and i not in sight and j not in sight):
                continue
            to = [n for n in NAMES if n != NAMES[i]] if i == j else [NAMES[j]]
            offers.append({"from": NAMES[i], "to": to, "quiet": whispered,
                           **(told(zone := found[int(cat.kind[number])], zone.row(number)) or {})})
    return {"month": int(state.month) + 1, "no_deal": _by_country(no_deal(scenario, state)), "offers": offers,
            "kinds": kinds, "coalitions": _coalitions(scenario, worths(scenario, state, outsiders))}


def _by_country(values: Array) -> dict[str, float]:
    from ..rules.names import NAMES
    return {name: round(v, 6) + 0.0 for name, v in zip(NAMES, values.tolist(), strict=True)}


def _coalitions(scenario: Scenario, found: Worths) -> dict[str, Any]:
    """What coalitions can make and how it may be split; `partitions`: who acts together, and each one's worth."""
    from ..rules.countries import KIND_NAMES, NAMES, N
    from ..rules.notation import deal_notation

    alone = found.alone
    partitions = [{
        "blocks": [[NAMES[i] for i in block] for block in each.blocks],
        "worth": {name: round(w, 6) for name, w in zip(NAMES, each.worth, strict=True)},
        "deal": deal_notation(scenario.catalogue, each.deal) if each.deal >= 0 else None,
        "tariffs": [f"{NAMES[w.who]}: wall {NAMES[w.toward]} {w.rate:g} {'sparing' if w.spare else 'all'}"
                    for w in each.walls],
        "settled": each.settled} for each in found.structures]
    return {**{name: round(float(w), 6) for name, w in zip(KIND_NAMES, alone[N:], strict=True)},
            "shapley": _by_country(found.shapley), "core": found.core, "outsiders": found.outsiders,
            "alone": _by_country(alone[:N]), "spillover": _by_country(found.spillover),
            "nucleolus": _by_country(found.nucleolus), "least_core": round(found.least_core, 6),
            "partitions": partitions}


def table_lines(words: Words, scenario: Scenario, state: State, sight: Sequence[int] | None = None,
                outsiders: str = STILL) -> Iterator[str]:
    """The same in words, a few lines."""
    from ..explain import deal_words
    from ..rules.notation import parse_deal_notation

    found = document(scenario, state, sight, outsiders)

    def told(point: dict[str, Any]) -> str:
        return deal_words(words, scenario.catalogue, parse_deal_notation(scenario.catalogue, point["deal"]))

    def gains(values: dict[str, float]) -> str:
        return words("list.separator").join(words("table.gain", country=n, value=v) for n, v in values.items())

    yield words("table.no_deal", values=gains(found["no_deal"]))
    if not found["offers"]:
        yield words("table.no_offer")
    for offer in found["offers"]:
        places = {"actor": offer["from"], "deal": told(offer), "values": gains(offer["gain"])}
        yield words("table.offer", partner=offer["to"][0], **places) if len(offer["to"]) == 1 else \
            words("table.offer_all", **places)
    for kind, table in found["kinds"].items():
        if not table["deals"]:
            continue
        yield words(f"table.kind.{kind.replace('-', '_')}", zopa=table["zopa"], n=table["deals"])
        if table["edge"]:
            yield "  " + words("table.edge", n=table["edge"])
        for point in POINTS:
            if table[point] is not None:
                yield "  " + words(f"table.{point}", deal=told(table[point]), values=gains(table[point]["gain"]))
    together = found["coalitions"]
    yield words("table.coalitions", us_canada=together["us-canada"], us_mexico=together["us-mexico"],
                canada_mexico=together["canada-mexico"], all=together["all"])
    yield words("table.spillover", values=gains(together["spillover"]))
    if outsiders == REPLY:
        yield words("table.alone", values=gains(together["alone"]))
        circles = sum(not each["settled"] for each in together["partitions"])
        if circles:
            yield words("table.circles", n=circles)
    yield words("table.shapley", values=gains(together["shapley"]))
    yield words("table.nucleolus", values=gains(together["nucleolus"]))
    yield words("table.core") if together["core"] else words("table.no_core")

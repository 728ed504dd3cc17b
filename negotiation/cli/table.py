"""`negotiation table`: what is on the negotiating table now, and what each capital has without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import options, speech
from .command import OK, command
from .kept import game

if TYPE_CHECKING:
    from ..rules.arrays import Array
    from ..rules.scenario import Scenario
    from ..rules.state import State
    from ..words import Words

POINTS = ("nash", "kalai_smorodinsky", "egalitarian")


@command("table", options.scenario(), options.path("--load", "cli.option.load"), options.as_json(),
         examples=("negotiation table", "negotiation table --load game.nego --json"))
def command_(scenario: str, load: Path | None, as_json: bool) -> int:
    """Reckon the table of the first month, or of a saved game."""
    from ..scenarios import load as load_scenario
    if load is not None:
        from ..record import session_of
        session = session_of(game(load))
        played, state, sight = session.scenario, session.state, session.people or None
    else:
        played, sight = load_scenario(scenario), None
        state = played.start(0)
    if as_json:
        speech.answer({"scenario": played.name, **document(played, state, sight)})
    else:
        for line in table_lines(speech.words(), played, state, sight):
            print(line)
    return OK


def document(scenario: Scenario, state: State, sight: Sequence[int] | None = None) -> dict[str, Any]:
    """No-deal values, offers, deals all would gain by, fair points and coalitions of one game; US$ billion.

    `sight`: the seats whose eyes we look through: a whispered offer between others stays hidden. None sees all.
    """
    from ..rules.bargaining import table_of
    from ..rules.coalitions import coalitions
    from ..rules.countries import KIND_NAMES, NAMES, N
    from ..rules.notation import deal_notation
    from ..rules.values import appraise

    view, cat = appraise(scenario, state), scenario.catalogue
    together = coalitions(view)

    def by_country(values: Array) -> dict[str, float]:
        return {name: round(v, 6) for name, v in zip(NAMES, values.tolist(), strict=True)}

    def deal(kind: int, number: int) -> dict[str, Any] | None:
        if number < 0:
            return None
        return {"deal": deal_notation(cat, number), "gain": by_country(view.gain(kind)[number - int(cat.first[kind])])}

    kinds = {}
    for kind, name in enumerate(KIND_NAMES):
        table = table_of(view, kind)
        members = [NAMES[m] for m in table.members]
        kinds[name] = {"deals": len(cat.of_kind[kind]), "zopa": int(table.ok.sum()),
                       "best": dict(zip(members, (round(float(b), 6) for b in table.best), strict=True)),
                       **{point: deal(kind, int(getattr(table, point))) for point in POINTS}}
    offers = []
    for i in range(N):
        for j in range(N):
            number = int(state.offer[i, j])
            whispered = bool(state.quiet[i, j] > 0 and state.known[i, j] == 0)
            if number < 0 or (whispered and sight is not None and i not in sight and j not in sight):
                continue
            to = [n for n in NAMES if n != NAMES[i]] if i == j else [NAMES[j]]
            offers.append({"from": NAMES[i], "to": to, "quiet": whispered,
                           **(deal(int(cat.kind[number]), number) or {})})
    return {"month": int(state.month) + 1, "no_deal": by_country(view.outside), "offers": offers, "kinds": kinds,
            "coalitions": {**{n: round(float(w), 6) for n, w in zip(KIND_NAMES, together.worth, strict=True)},
                           "shapley": by_country(together.shapley), "core": bool(together.core)}}


def table_lines(words: Words, scenario: Scenario, state: State, sight: Sequence[int] | None = None) -> Iterator[str]:
    """The same in words, a few lines."""
    from ..explain import deal_words
    from ..rules.notation import parse_deal_notation

    found = document(scenario, state, sight)

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
        for point in POINTS:
            if table[point] is not None:
                yield "  " + words(f"table.{point}", deal=told(table[point]), values=gains(table[point]["gain"]))
    together = found["coalitions"]
    yield words("table.coalitions", us_canada=together["us-canada"], us_mexico=together["us-mexico"],
                canada_mexico=together["canada-mexico"], all=together["all"])
    yield words("table.shapley", values=gains(together["shapley"]))
    yield words("table.core") if together["core"] else words("table.no_core")

"""`negotiation solve`: exact best replies, exploitability, equilibrium on small rules; bounds on larger ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..rules.names import NAMES
from . import options, speech
from .command import OK, Option, command
from .speech import t

if TYPE_CHECKING:
    from ..rules.arrays import Array
    from ..rules.scenario import Scenario
    from ..solving.equilibrium import Found
    from ..solving.policies import Policy
    from ..strategies import Strategy

GAMES = 200
NOTED = 12                                 # of the search, every so many tries are told


@command("solve", options.scenario(),
         Option(["--seat"], type=options.Country(), default=None, metavar="us|canada|mexico", help="cli.option.seat"),
         options.players("--against", "cli.option.against"),
         options.number("--games", "cli.option.bound_games", default=GAMES), options.seed("cli.option.first_seed"),
         options.as_json(),
         examples=("negotiation solve tiny", "negotiation solve tiny --seat canada --against us=bully,mexico=default",
                   "negotiation solve --seat mexico --games 400 --json"))
def command_(scenario: str, seat: str | None, against: Mapping[str, str] | None, games: int, seed: int | None,
             as_json: bool) -> int:
    """Solve what can be solved, bound the rest."""
    from ..batch import seated
    from ..scenarios import load
    from ..solving.options import TooLarge, exact

    asked = load(scenario)
    if against and seat in against:
        from .command import Wrong
        raise Wrong(f"--against: {t('cli.solve.own_seat', country=seat)}")
    players = seated(asked, against)
    for player in players.values():
        if player.memory:
            from .command import Wrong
            raise Wrong(t("cli.solve.looks_back", name=str(player)))
    try:
        exact(asked)
    except TooLarge as error:
        speech.note(t("cli.solve.too_large", scenario=asked.name, why=t(f"cli.solve.why.{error.why}", n=error.n)))
        found = _bounds(asked, players, [seat] if seat else list(NAMES), games, seed or 0)
    else:
        found = _reply(asked, players, seat) if seat or against else whole(asked)
    if as_json:
        speech.answer(found)
    else:
        for line in _lines(found):
            print(line)
    return OK


def _by_country(values: Array) -> dict[str, float]:
    return {name: round(float(v), 6) + 0.0 for name, v in zip(NAMES, values, strict=True)}


def _reply(scenario: Scenario, players: Mapping[str, Strategy], seat: str | None) -> dict[str, Any]:
    """The best reply of each seat asked for to the players in the other two."""
    from ..solving.exploit import course, pure, regrets
    profile = pure([str(p) for p in players.values()])
    seats = [NAMES.index(seat)] if seat else list(range(len(NAMES)))
    found = regrets(scenario, profile, seats=seats)

    def told(seat: int, reply: Policy) -> list[str]:
        return course(scenario, [reply if j == seat else own[0][1] for j, own in enumerate(profile)])
    replies = {NAMES[i]: {"own": str(players[NAMES[i]]), "payoff": round(float(found.payoff[i]), 6),
                          "best": round(float(found.best[i]), 6), "gain": round(float(found.gain[i]), 6),
                          "states": reply.states,
                          "lines": told(i, reply.policy)}
               for i, reply in zip(seats, found.replies, strict=True)}
    return {"scenario": scenario.name, "exact": True, "players": {n: str(p) for n, p in players.items()},
            "games": found.seeds, "replies": replies}


def whole(scenario: Scenario) -> dict[str, Any]:
    """Every strategy among its likes, and the search for an equilibrium."""
    from ..solving.equilibrium import search, told_profile
    from ..solving.exploit import pure, regrets
    from ..solving.policies import of_the_state
    from ..strategies import names
    rows = []
    for name in of_the_state():
        speech.note(t("cli.solve.working", what=name))
        found = regrets(scenario, pure([name] * len(NAMES)))
        rows.append({"name": name, "payoff": _by_country(found.payoff), "best": _by_country(found.best),
                     "gain": _by_country(found.gain), "total": round(found.total, 6), "games": found.seeds,
                     "states": [reply.states for reply in found.replies]})
    best: Found = search(scenario, told=lambda n, regret: speech.note(t("cli.solve.round", n=n, regret=regret)))
    left_out = [name for name in names() if name not in of_the_state()]
    return {"scenario": scenario.name, "exact": True, "strategies": rows, "left_out": left_out,
            "equilibrium": {"profile": dict(zip(NAMES, told_profile(best), strict=True)), "pure": best.pure,
                            "payoff": _by_country(best.regrets.payoff), "gain": _by_country(best.regrets.gain),
                            "regret": round(best.regrets.total, 6),
                            "rounds": [round(x, 6) for x in best.history]}}


def _bounds(scenario: Scenario, players: Mapping[str, Strategy], seats: list[str], games: int, seed: int,
            ) -> dict[str, Any]:
    """A reply found by search for every seat asked for, judged on fresh games."""
    from ..env.menus import FlatMenu
    from ..solving.bounds import TRIED, lower_bound
    menu, sitting = FlatMenu(scenario), list(players.values())
    rows = {}
    for name in seats:
        def tried(done: int, all_: int, name: str = name) -> None:
            if done % NOTED == 0:
                speech.note(t("cli.solve.working", what=f"{t(f'country.{name}')} {done}/{all_}"))
        tried(0, TRIED)
        found = lower_bound(scenario, NAMES.index(name), sitting, games, seed, told=tried)
        rows[name] = {"own": str(players[name]), "payoff": round(found.own, 6), "gain": round(found.gain, 6),
                      "low": round(found.low, 6), "high": round(found.high, 6),
                      "reply": found.reply.lines(menu, NAMES.index(name))}
    return {"scenario": scenario.name, "exact": False, "players": {n: str(p) for n, p in players.items()},
            "games": games, "seed": seed, "bounds": rows}


def _lines(found: dict[str, Any]) -> list[str]:
    """The same in words."""
    out = []
    for row in found.get("strategies", ()):
        gains = t("list.separator").join(t("table.gain", country=n, value=v) for n, v in row["gain"].items())
        out.append(t("cli.solve.strategy", name=row["name"], total=row["total"], gains=gains))
    if found.get("left_out"):
        out.append(t("cli.solve.left_out", names=t("list.separator").join(found["left_out"])))
    if "equilibrium" in found:
        best = found["equilibrium"]
        out.append(t("cli.solve.equilibrium", regret=best["regret"], n=len(best["rounds"])))
        for name, own in best["profile"].items():
            mixed = t("list.separator").join(t("cli.solve.weight", name=k, share=100 * w) for k, w in own.items())
            out.append("  " + t("cli.solve.seat", country=name, policies=mixed, payoff=best["payoff"][name]))
    for name, row in found.get("replies", {}).items():
        out.append(t("cli.solve.reply", country=name, best=row["best"], own=row["own"], payoff=row["payoff"],
                     gain=row["gain"]))
        out += [f"  {line}" for line in row["lines"]]
    for name, row in found.get("bounds", {}).items():
        out.append(t("cli.solve.bound", country=name, gain=row["gain"], low=row["low"], high=row["high"],
                     games=found["games"], own=row["own"]))
        out += [f"  {line}" for line in row["reply"]]
    return out

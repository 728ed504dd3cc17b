"""The golden games of `tests/games`, made anew: `make games`. The diff shows what a change of the rules does to play.

Three games: a person in Canada among default players, with the whole game told; neighbors that deal with Washington
alone; a Washington that leaves the pact.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from negotiation.cli import run
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session

GAMES = Path(__file__).parent / "games"
PERSON = None
TOLD = "three-way-deal"


@dataclass(frozen=True)
class Script:
    """A game's seed and seats, and what its person plans, by month. A line that is not legal then is left out."""

    seed: int
    seats: tuple[str | None, str | None, str | None]
    plans: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


SCRIPTS = {
    TOLD: Script(3, ("default", PERSON, "default"), {
        1: ("amends mexico", "pledge mexico three", "sector us metals 10"),
        2: ("visit us", "offer mexico together three_way ports"),
        3: ("offer all us_on_canada=2 us_on_mexico=2 access_canada=1 access_mexico=1 security renew", "call mexico",
            "accept us three", "relief"),
        4: ("appeal", "call us", "accept us three", "accept mexico three", "accept mexico"),
        5: ("call mexico", "call us", "accept us three", "accept mexico three"),
        6: ("offer all us_on_canada=2 us_on_mexico=2 access_canada=2 access_mexico=1 security origin renew",
            "visit mexico", "accept us three", "accept mexico three", "accept us"),
        8: ("pledge us calm", "call mexico", "sector us agrifood 0"),
        10: ("visit us", "visit mexico", "sector us other 0"),
        11: ("amends us", "call mexico"),
        12: ("call us", "call mexico", "accept us three", "accept mexico three", "vote renew")}),
    "each-for-itself": Script(15, ("default", "bilateral", "bilateral")),
    "lapse": Script(2, (PERSON, "default", "default"), {
        1: ("notice", "slight canada", "refuse canada three", "refuse mexico three"),
        2: ("warn canada", "warn mexico", "refuse canada three", "refuse mexico three"),
        3: ("freeze canada", "wall canada 50 sparing", "wall mexico 35 sparing"),
        5: ("offer mexico us_on_mexico=3 separate quietly", "wall canada 25 all"),
        6: ("reprieve mexico", "refuse mexico", "refuse canada")}),
}


def played(name: str) -> Session:
    """A game played to its end."""
    script = SCRIPTS[name]
    game = Session(load("kick-start-2025"), script.seed, dict(zip(NAMES, script.seats, strict=True)))
    while not game.over:
        for line in script.plans.get(game.month + 1, ()):
            if game.parse(line).phase == game.phase and game.why_not(line) is None:
                game.plan(line)
        game.next()
    return game


def told(path: Path) -> str:
    """A saved game as `negotiation replay` tells it."""
    out = io.StringIO()
    with redirect_stdout(out):
        status = run(["--lang", "en", "replay", str(path)])
    assert status == 0, path
    return out.getvalue()


def main() -> int:
    """Write them, and say which changed."""
    for name in SCRIPTS:
        path, game = GAMES / f"{name}.nego", played(name)
        old, new = path.read_text(encoding="utf-8") if path.exists() else "", game.record().text()
        path.write_text(new, encoding="utf-8", newline="\n")
        print(f"{name}: {game.ending}, {game.month} months{'' if new == old else ', changed'}")
    (GAMES / f"{TOLD}.txt").write_text(told(GAMES / f"{TOLD}.nego"), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

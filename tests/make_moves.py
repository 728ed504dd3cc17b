"""The golden moves of `tests/strategies/golden`: what every strategy does against five fixed partners, made anew by
`make games`. The diff shows what a change does to each.

Canada plays the strategy, the United States and Mexico both play the partner, for six months of the default scenario
without luck. The five games are one batch.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import MappingProxyType

import numpy as np

from negotiation.match import choose
from negotiation.rules.countries import CANADA, N
from negotiation.rules.scenario import Scenario
from negotiation.rules.step import Decide, Talk, step
from negotiation.rules.written import written
from negotiation.scenarios import load
from negotiation.strategies import Choices, Past, Strategy, View, find, names

GOLDEN = Path(__file__).parent / "strategies" / "golden"
PARTNERS = ("hold", "always_open", "always_protect", "tit_for_tat", "bully")
# With fewer games in thought the searcher does the same things sooner.
QUICK = {"mcts": "mcts(iterations=6)"}


def setting() -> Scenario:
    """Six months of the default scenario without luck."""
    return load("kick-start-2025", {"months": 6, "luck": 0})


def each_its_own(players: tuple[Strategy, ...]) -> Strategy:
    """One player a game of a batch, as one strategy."""

    def play(view: View) -> Choices:
        out = view.choices()
        for game, player in enumerate(players):
            mine = player(view)
            for name in ("codes", "replies", "ballot"):
                getattr(out, name)[game] = getattr(mine, name)[game]
        return out

    return Strategy("each its own", "", (), MappingProxyType({}), play, play)


def moves(name: str, scenario: Scenario) -> list[list[str]]:
    """[partner] one line a month in which anything was chosen, in notation: what was said, then what was decided."""
    partner = each_its_own(tuple(find(p) for p in PARTNERS))
    seats = [partner] * N
    seats[CANADA] = find(QUICK.get(name, name))
    state, past = scenario.start(np.zeros(len(PARTNERS), np.uint64)), Past()
    told: list[list[str]] = [[] for _ in PARTNERS]
    while not bool((state.over > 0).all()):
        chosen = choose(scenario, state, seats, past=past).choices
        for game, lines in enumerate(told):
            if not state.over[game] > 0:
                lines.append("; ".join(written(scenario, _alone(chosen, game))[CANADA]))
        after = step(scenario, state, chosen).after
        state, past = after, past.then(state, after)
    return [_by_month(lines) for lines in told]


def _by_month(lines: list[str]) -> list[str]:
    pairs = enumerate(zip(lines[::2], lines[1::2], strict=True), 1)
    return [f"{month}: {said or '-'} | {done or '-'}" for month, (said, done) in pairs if said or done]


def _alone(choices: Talk | Decide, game: int) -> Talk | Decide:
    if isinstance(choices, Talk):
        return Talk(choices.say[game])
    return Decide(choices.answer[game], choices.do[game], choices.vote[game])


def text(name: str, scenario: Scenario) -> str:
    """The golden file of a strategy."""
    blocks = ["\n".join((f"against {partner}", *(f"  {line}" for line in lines)))
              for partner, lines in zip(PARTNERS, moves(name, scenario), strict=True)]
    head = f"# {QUICK.get(name, name)} in Canada, six months of kick-start-2025 without luck"
    return "\n".join((head, *blocks)) + "\n"


def main() -> int:
    """Write them, and say which changed."""
    GOLDEN.mkdir(exist_ok=True)
    scenario = setting()
    for name in names():
        path, new = GOLDEN / f"{name}.txt", text(name, scenario)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(new, encoding="utf-8", newline="\n")
        if new != old:
            print(f"{name}: changed")
    for path in GOLDEN.glob("*.txt"):
        if path.stem not in names():
            path.unlink()
            print(f"{path.stem}: gone")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A game of an environment as plain lines: the last phase in notation, trust and tariffs as they stand."""

from __future__ import annotations

from ..rules.names import NAMES, N
from .games import Games


def told(games: Games) -> str:
    """A lone game as it stands, for `render`: all of it, whispers too, as a spectator sees it and no seat does."""
    state = games.state().game(0)
    month = int(state.month)
    lines = [f"month {month} of {games.scenario.months}" + (f": {games.ending()}" if games.over[0] else "")]
    if games.past:
        last = games.past[-1]
        lines += [f"{NAMES[i]}: {text}" for i in range(N) for text in last.lines[i] or ("pass",)]
    burden = games.scenario.trade.burden(state.policy)
    for i in range(N):
        trust = ", ".join(f"{NAMES[j]} {state.trust[i, j]:.1f}" for j in range(N) if j != i)
        tariff = ", ".join(f"{NAMES[j]} {burden[j, i]:.1f} %" for j in range(N) if j != i)
        lines.append(f"{NAMES[i]}: trusts {trust}; taxes {tariff}; paid {games.paid[0, i]:.2f} US$ bn")
    return "\n".join(lines)

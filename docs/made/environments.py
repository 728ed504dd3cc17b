"""Tables of the page on environments: the observation field by field, exact figures, learning, speed."""

from __future__ import annotations

import json
from typing import Any

from negotiation.env.observation import FAR, Sight
from negotiation.rules.names import NAMES

from .pages import ROOT, Blocks, default, number, table

SOLVED, LEARNED = ROOT / "benchmarks" / "solved" / "tiny.json", ROOT / "docs" / "examples" / "learned.json"
SPEED = ROOT / "benchmarks" / "environments.json"


def _read(path: Any) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def observation() -> str:
    """Every field with place, shape, unit, bounds, who sees it."""
    def bound(value: float) -> str:
        return "none" if abs(value) >= FAR else number(value)
    rows = [(f"`{r.name}`", r.first, "×".join(map(str, r.shape)) or "1", r.unit, bound(r.low), bound(r.high), r.sees,
             r.meaning) for r in Sight(default()).rows]
    return table(("field", "from", "shape", "unit", "least", "most", "seen by", "meaning"), rows)


def solved() -> str:
    """What each strategy among its likes leaves to be gained on `tiny`, and the profile the search ends at."""
    found = _read(SOLVED)
    head = ("strategy in all seats", *(f"gain of {name}" for name in NAMES), "sum", "games")
    rows = [(f"`{row['name']}`", *(f"{row['gain'][name]:.3f}" for name in NAMES), f"{row['total']:.3f}", row["games"])
            for row in found["strategies"]]
    best = found["equilibrium"]
    seats = {name: ", ".join(f"`{k}` {w:.0%}" for k, w in best["profile"][name].items()) for name in NAMES}
    profile = "; ".join(f"{name}: {own}" for name, own in seats.items())
    rounds = ", ".join(f"{x:.3f}" for x in best["rounds"])
    payoff = ", ".join(f"{name} {best['payoff'][name]:.2f}".replace("-", "−") for name in NAMES)
    return (f"{table(head, rows)}\n\nThe search: regret of all seats by round {rounds}. Its best profile is {profile}; "
            f"it pays {payoff} and leaves {best['regret']:.6f} to be gained.")


def learning() -> str:
    """The learning curve and how the learned policy fares in fresh games."""
    found = _read(LEARNED)
    curve = table(("generation", "mean of all candidates", "mean of the best"),
                  [(row["generation"], number(row["mean"]), number(row["elite"])) for row in found["curve"]])

    def told(row: dict[str, float]) -> str:
        return f"{number(row['mean'])} ({number(row['low'])} to {number(row['high'])})"
    rows = [(f"`{name}`", told(row), told(row["learned_ahead"]) if "learned_ahead" in row else "")
            for name, row in found["judged"].items()]
    return f"{curve}\n\n{table(('who plays Canada', 'payoff', 'learned ahead by'), rows)}"


def speed() -> str:
    """Choices a second and ratios of one run."""
    rows = _read(SPEED)["rows"]
    alone = {row["name"]: row["seconds"] for row in rows if not row["ratio_to"]}
    times = {(row["name"], row["ratio_to"]): row["ratio"] for row in rows if row["ratio_to"]}
    others = ("PettingZoo loop", "Gymnasium sync vector, 64 games")
    return table(("what", "choices a second", *(f"times {name}" for name in others)),
                 [(name, f"{1 / seconds:.0f}", *(f"{times[name, o]:.1f}" if (name, o) in times else "" for o in others))
                  for name, seconds in alone.items()])


BLOCKS: Blocks = {"env-observation": observation, "env-solved": solved, "env-learning": learning, "env-speed": speed}

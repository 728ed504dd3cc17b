"""The golden playthroughs of `tests/env/playthroughs`, made anew: `make playthroughs`.

OpenSpiel writes down everything it can ask of a game at every node of one random course. What reads well is kept; the
long rest of a node (tensors, lists of actions) is kept as one hash.
"""

from __future__ import annotations

import hashlib
import re
import sys
import warnings
from pathlib import Path

FOLDER = Path(__file__).parent / "playthroughs"
GAMES = {
    "kick-start-2025": ("python_negotiation(seeds=2)", 11),
    "kick-start-2025-terminal": ("python_negotiation_terminal(seeds=2)", 12),
    "tiny": ("python_negotiation(scenario=tiny,seeds=1)", 13),
}
KEPT = re.compile(r"# State|Is[A-Z]|CurrentPlayer|Rewards|Returns|# Apply|actions?:")


def folded(text: str) -> str:
    """A playthrough with the long rest of every node as one hash."""
    nodes = re.split(r"(?m)^(?=# State \d)", text)
    return nodes[0].rstrip() + "\n\n" + "\n".join(_folded(node) for node in nodes[1:])


def _folded(node: str) -> str:
    lines = node.rstrip().splitlines()
    kept = [line for line in lines if KEPT.match(line)]
    rest = [line for line in lines if not KEPT.match(line)]
    mark = hashlib.sha256("\n".join(rest).encode()).hexdigest()[:16]
    return "\n".join([*kept, f"the rest: {len(rest)} lines, {mark}", ""])


def made(spec: str, seed: int) -> str:
    """One course of a game as OpenSpiel writes it, folded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")            # of OpenSpiel's own imports
        from absl import flags
        from open_spiel.python.algorithms import generate_playthrough

        import negotiation.env.openspiel  # noqa: F401
        if not flags.FLAGS.is_parsed():
            flags.FLAGS.mark_as_parsed()
        return folded(generate_playthrough.playthrough(spec, action_sequence=None, seed=seed))


def main() -> int:
    """Write them, and say which changed."""
    for name, (spec, seed) in GAMES.items():
        path, new = FOLDER / f"{name}.txt", made(spec, seed)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(new, encoding="utf-8", newline="\n")
        print(f"{name}: {new.count('# State')} nodes{'' if new == old else ', changed'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Solve `tiny` and store the figures beside this file; say how long it took and how much memory.

With --openspiel nothing is stored: best replies over two months are held against OpenSpiel's (some minutes).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from negotiation.cli.solve import whole
from negotiation.scenarios import load

STORED = Path(__file__).with_name("tiny.json")


PROFILES = ((0, ("conciliator", "conciliator"), 1), (1, ("bilateral", "hold"), 1), (2, ("random", "random"), 2))


def held_against_openspiel() -> int:
    """Three best replies over two months, ours and OpenSpiel's: 1 if one differs by more than 1e-6."""
    from negotiation.rules.countries import OTHERS
    from negotiation.solving.policies import Policy
    from negotiation.solving.reply import Kind, best_reply
    from negotiation.strategies import find

    from .openspiel import best_response
    scenario, differ = load("tiny", {"months": 2}), False
    for seat, rivals, seeds in PROFILES:
        policies = [Policy(name, j, find(name)) for name, j in zip(rivals, OTHERS[seat], strict=True)]
        kinds = [Kind(1 / seeds, (policies[0], policies[1]), seed) for seed in range(seeds)]
        ours = best_reply(scenario, seat, kinds, find("hold")).value
        theirs = best_response("tiny", 2, seat, rivals, seeds)
        print(f"seat {seat} against {rivals}, {seeds} seeds: {ours:.9f}, OpenSpiel {theirs:.9f}", flush=True)
        differ |= abs(ours - theirs) > 1e-6
    return int(differ)


def main() -> int:
    """Write them; the bounds are 60 seconds of one core and 2 GB."""
    if "--openspiel" in sys.argv[1:]:
        return held_against_openspiel()
    began = time.process_time()
    found = whole(load("tiny"))
    seconds = time.process_time() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    STORED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    print(f"{STORED.name}: {seconds:.0f} s of one core, {megabytes:.0f} MB")
    return int(seconds > 60 or megabytes > 2048)


if __name__ == "__main__":
    sys.exit(main())

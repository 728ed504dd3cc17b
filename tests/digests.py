"""As a program: prints the digest of some games, numpy's version, and the processor's features that it uses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

import numpy as np

from negotiation.match import months
from negotiation.scenarios import load

TABLES = (("default", "default", "default"), ("random", "random", "random"), ("bully", "ally", "bilateral"),
          ("tit_for_tat", "zeuthen", "pivot"))
GAMES, MONTHS = 3, 4


def states() -> Iterator[str]:
    """The digest of the state after every phase, report and all."""
    scenario = load("kick-start-2025", {"months": str(MONTHS)})
    for seats in TABLES:
        for happened in months(scenario, seats, np.arange(GAMES) + 11):
            after = happened.after
            yield after.digest() + sha256((after.parts + 0.0).tobytes()).hexdigest()


if __name__ == "__main__":
    from numpy._core._multiarray_umath import __cpu_features__

    on = sorted(name for name, there in __cpu_features__.items() if there)
    whole = sha256("".join(states()).encode()).hexdigest()[:16]
    print(json.dumps({"digest": whole, "numpy": np.__version__, "on": on}))

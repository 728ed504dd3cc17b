"""`python tests/fuzz/run.py --inputs 1000000` (`make fuzz`): inputs of any sort at every door, counted.

Only errors that have a name may come, each input has a few seconds of the processor, and memory stays bounded. An
input is named by its door and number: `--door save --first 1234 --inputs 1` reads it again.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[n]) for n in (1, 2)]

from fuzz.targets import DOORS

SECONDS = 10.0             # of the processor, for one input
MEMORY = 4 * 2**30         # bytes of the whole run


@contextmanager
def capped() -> Iterator[None]:
    """An input that takes too long is stopped, and counts as a fault."""
    if os.name != "posix":
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise TimeoutError(f"more than {SECONDS:g} seconds of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def faults(door: str, numbers: range) -> Iterator[str]:
    """The inputs of a door that raised something nobody thought of."""
    read, _ = DOORS[door]
    for number in numbers:
        try:
            with capped():
                read(random.Random(f"{door} {number}"))
        except Exception as error:
            at = traceback.extract_tb(error.__traceback__)[-1]
            yield f"{door} {number}: {type(error).__name__}: {str(error)[:300]} ({Path(at.filename).name}:{at.lineno})"


def shares(inputs: int) -> dict[str, int]:
    """How many inputs each door gets."""
    return {door: max(inputs * share // 1000, 1) for door, (_, share) in DOORS.items()}


def main() -> int:
    """Read, count, and fail if anything unnamed was raised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--door", choices=[*DOORS], default=None)
    asked = parser.parse_args()
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    many = shares(asked.inputs) if asked.door is None else {asked.door: asked.inputs}
    found: Counter[str] = Counter()
    for door, count in many.items():
        for fault in faults(door, range(asked.first, asked.first + count)):
            found[fault.split(": ", 1)[1]] += 1
            if found[fault.split(": ", 1)[1]] == 1:
                print(fault, flush=True)
        print(f"{door}: {count:,} inputs", flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{sum(many.values()):,} inputs, {sum(found.values())} faults, at most {most} MB")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())

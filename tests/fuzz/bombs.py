"""As a program: files and paths made to hurt, at every door that takes one, under caps of memory and processor time.

Prints how many were refused with a problem and how many were taken; anything else ends the program.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[n]) for n in (2,)]

MEMORY, SECONDS = 3 * 2**30, 60
TOP = 990_000              # bytes: just under the largest file that is read at all
TEXTS = {
    "aliases": b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [%s]\n" % (n, n, b"*a, " * 9) for n in range(9)),
    "laughs": b"a0: &a0 x\n" + b"".join(b"a%d: &a%d [%s]\n" % 
                                        (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 6)),
    "merges": b"a: &a {x: 1}\n" + b"".join(b"m%d: &m%d {<<: [*a, *a]}\n" % (n, n) for n in range(24)),
    "itself": b"a: &a [*a]\n", "nested lists": b"[" * TOP, "nested tables": b"{a: " * (TOP // 4),
    "indented": b"".join(b" " * n + b"a:\n" for n in range(1300)), "number": b"months: " + b"9" * TOP,
    "hexadecimal": b"months: 0x" + b"f" * TOP, "sexagesimal": b"months: 1" + b":59" * (TOP // 3),
    "fraction": b"months: 0." + b"1" * TOP, "power": b"months: 1e" + b"9" * TOP, "key": b"k" * TOP + b": 1",
    "long text": b"name: '" + b"x" * TOP + b"'", "many keys": b"".join(b"k%d: 1\n" % n for n in range(2_500)),
    "one key": b"months: 3\n" * 3_000, "many lists": b"- \n" * 8_000, "tags": b"a: !!set {b, c}\n" * 2_000,
    "colons": b":" * TOP, "quotes": b"'" * TOP, "blank": b"\n" * TOP, "spaces": b" " * TOP, "zeros": b"\0" * TOP,
    "too large": b"#" * 1_000_001, "utf-16": "months: 3\n".encode("utf-16"),
    "surrogates": b"name: \xed\xa0\x80\n",
    "escaped surrogate": b'name: "\\ud800"\nlike: "\\ud800"\n',
    "escaped zero": b'like: "a\\0b"\nscenario: "a\\0b"\ntable: "\\0"\n',
    "long path": b"like: " + b"p" * 5000 + b"\nscenario: " + b"q/" * 3000 + b"\n",
    "endless files": b"like: /dev/zero\nscenario: /dev/zero\neconomy: /dev/zero\ntable: /dev/zero\nreplications: 1\n",
    "endless table": b"name: x\nscenario: tiny\nreplications: 1\ntable: /dev/zero\n",
    "too many games": b"name: x\nscenario: tiny\nreplications: 999999999999\ngrid: {rules.K: [1, 2]}\n",
    "too many points": b"name: x\nscenario: tiny\nreplications: 1\ngrid: {" + b", ".join(
        b"rules.%s: [1, 2, 3, 4, 5, 6, 7, 8, 9]" % name for name in (b"K", b"rate", b"call", b"visit", b"h",
        b"phi", b"r")) + b"}\n",
    "save of many lines": b"negotiation saved game, format 1\n" + b"us: pass\n" * 20_000,
    "save of many months": b"negotiation saved game, format 1\n" + b"month 1 talk\n" * 15_000,
}


def hostile(folder: Path) -> Iterator[Path]:
    """The files, and paths that are no files."""
    for n, data in enumerate(TEXTS.values()):
        path = folder / f"{n}.yaml"
        path.write_bytes(data)
        yield path
    yield folder
    yield folder / "nothing.yaml"
    yield folder / ("n" * 4000)
    yield Path("zero\0inside.yaml")
    yield folder / "\udcff.yaml"
    if os.name != "posix":
        return
    yield Path("/dev/zero")
    os.mkfifo(folder / "pipe.yaml")
    yield folder / "pipe.yaml"
    for name, goal in (("loop.yaml", "loop.yaml"), ("folder.yaml", "."), ("gone.yaml", "nobody"),
        ("link.yaml", "0.yaml")):
        (folder / name).symlink_to(goal)
        yield folder / name


def doors() -> dict[str, Callable[[Path], object]]:
    """What reads a file; each gives its problems, or raises them under a name."""
    from negotiation.cases import check_cases
    from negotiation.record import read
    from negotiation.scenarios import check_file, load
    from negotiation.strategies import find
    from negotiation.study.design import check_design

    return {"scenario": check_file, "load": load, "case": check_cases, "design": check_design, "save": read,
            "strategy": lambda path: find(f"{path}.py" if path.suffix != ".py" else str(path))}


def main() -> None:
    """Every path at every door."""
    from negotiation.reading import FileError
    from negotiation.strategies.errors import StrategyError

    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    refused = taken = 0
    with tempfile.TemporaryDirectory() as home:
        for path in hostile(Path(home)):
            for name, read in doors().items():
                try:
                    found = read(path)
                    bad = isinstance(found, list) and bool(found)
                except (FileError, StrategyError):
                    bad = True
                except Exception as error:
                    raise SystemExit(f"{name}: {path!r}: {type(error).__name__}: {str(error)[:200]}") from error
                refused, taken = refused + bad, taken + (not bad)
                if not bad:
                    print(f"taken: {name} {path.name[:20]}", file=sys.stderr)
    print(refused, taken)


if __name__ == "__main__":
    main()

"""Whether the same games have the same bits under every allowed version of numpy.

`python -m benchmarks.everywhere [--numpy 2.0.2 2.4.0]` (`make everywhere`) makes an environment for each version in
`build` and plays the games of `tests/digests.py` in it, with the processor's wide vectors and without. Exit status 0
if all digests are one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ("2.0.2", "2.1.3", "2.2.6", "2.3.5", "2.4.6")
PLACE = ROOT / "build" / "everywhere"


def python_with(version: str) -> Path | None:
    """An interpreter of this Python with a version of numpy; None where it cannot be had."""
    home = PLACE / version
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not (home / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        wanted = [f"numpy=={version}", "pyyaml", "platformdirs"]
        if subprocess.run([str(python), "-m", "pip", "install", "-q", *wanted]).returncode:
            return None
        (home / "ready").touch()
    return python


def played(python: Path, off: str = "") -> dict[str, Any]:
    """What the program prints."""
    changed = {"PYTHONPATH": str(ROOT), **({"NPY_DISABLE_CPU_FEATURES": off} if off else {})}
    done = subprocess.run([str(python), str(ROOT / "tests" / "digests.py")], capture_output=True, text=True,
                          check=True, env={**os.environ, **changed})
    return dict(json.loads(done.stdout))


def dispatched(python: Path) -> str:
    """The features that this numpy chooses at run time and this processor has."""
    asked = ("from numpy._core._multiarray_umath import __cpu_dispatch__ as d, __cpu_features__ as f;"
             "print(' '.join(n for n in d if f.get(n)))")
    return subprocess.run([str(python), "-c", asked], capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    """A line a version."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--numpy", nargs="+", default=VERSIONS)
    seen = set()
    for version in parser.parse_args().numpy:
        python = python_with(version)
        if python is None:
            print(f"numpy {version}: cannot be had here")
            continue
        wide = dispatched(python)
        with_, without = played(python), played(python, wide)
        if set(wide.split()) & set(without["on"]):
            print(f"numpy {version}: the switch did not take")
            return 1
        seen |= {with_["digest"], without["digest"]}
        print(f"numpy {with_['numpy']}: {with_['digest']}; without {wide or 'nothing'}: {without['digest']}",
              flush=True)
    print("equal" if len(seen) == 1 else f"{len(seen)} different digests")
    return int(len(seen) != 1)


if __name__ == "__main__":
    sys.exit(main())

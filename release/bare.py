"""The README's commands on a bare Debian system: nothing there but Python with venv, and what the README names.

    python -m release.bare [--suite bookworm] [--tests]        (`make bare`)

Runs the first line (a player with no screen), then the second one's installation, and with --tests its tests. The
developer's line for system packages is not run: what needs them must be left out by name.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time

from .build import copied
from .page import ROOT, keep, table
from .roots import Bare

BARE = ("python3", "python3-venv", "ca-certificates")
PLACE = "/home/somebody/negotiation"


def lines() -> tuple[str, str]:
    """The two lines that open the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    first, second = [line.strip() for line in text if line.startswith("    python3 -m venv")][:2]
    return first, second


def main() -> int:
    """Run both lines on a fresh copy each; 1 if one of them fails."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--tests", action="store_true")
    told = parser.parse_args()
    bare, kept = Bare(told.suite, BARE), []
    first, second = lines()
    if not told.tests:
        second = second.partition(" && .venv/bin/python")[0]
    for line, wanted in ((first, "(month 12 of 12)"), (second, "passed" if told.tests else "")):
        place = bare.folder / PLACE[1:]
        shutil.rmtree(place, ignore_errors=True)
        copied(ROOT, place)
        begun = time.monotonic()
        done: subprocess.CompletedProcess[str] = bare.run("sh", "-c", line, folder=PLACE)
        seconds = round(time.monotonic() - begun)
        works = done.returncode == 0 and wanted in done.stdout
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-25:])
        print(f"$ {line}\n{last}\n", flush=True)
        kept.append((f"`{line}`", "works" if works else f"fails ({done.returncode})", seconds))
    version = bare.run("cat", "/etc/debian_version").stdout.strip()
    keep("bare", f"Debian {version} ({told.suite}), {', '.join(BARE)}:\n\n"
         + table(("line", "outcome", "seconds"), kept))
    return 0 if all(outcome == "works" for _, outcome, _ in kept) else 1


if __name__ == "__main__":
    sys.exit(main())

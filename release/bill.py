"""What a copy of the game is made of: a bill of materials (CycloneDX) and the licenses, of the wheel with each extra.

    python -m release.bill        (`make bill`)

Writes `dist/negotiation.cdx.json` and the list of licenses in docs/releasing.md. Exit status 1 if a library has a
license that asks more of users than this one does (GPL, AGPL), or if classic `pygame` came along.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .build import EPOCH, release
from .page import ROOT, keep, table
from .smoke import EXTRAS

BILL = ROOT / "dist" / "negotiation.cdx.json"
REFUSED = ("GPL", "AGPL", "General Public", "SSPL", "Commons Clause")
BORNE = ("LGPL", "Lesser General Public", "GPL-3.0-or-later WITH GCC-exception", "GCC")
WRONG = {"pygame"}


def environment(folder: Path, wheel: Path, extras: list[str]) -> Path:
    """A new environment with the wheel and extras; its Python."""
    from uv import find_uv_bin
    uv, python = find_uv_bin(), folder / "bin" / "python"
    wanted = f"{wheel}[{','.join(extras)}]" if extras else str(wheel)
    subprocess.run([uv, "venv", "-q", "--python", sys.executable, str(folder)], check=True)
    subprocess.run([uv, "pip", "install", "-q", "--python", str(python), wanted], check=True)
    return python


def names(python: Path) -> set[str]:
    """The libraries of an environment."""
    code = "import importlib.metadata as m, json; print(json.dumps([d.name for d in m.distributions()]))"
    told = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout
    return {name.lower() for name in json.loads(told)}


def bill(python: Path, out: Path) -> None:
    """The bill of materials of an environment. The same environment gives the same bill."""
    out.parent.mkdir(parents=True, exist_ok=True)
    given = {**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", EPOCH)}
    subprocess.run([sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON",
                    "-o", str(out), "--pyproject", str(ROOT / "pyproject.toml"), str(python)], check=True, env=given)


def licenses(python: Path) -> list[dict[str, Any]]:
    """Name, version, license of every library of an environment."""
    told = subprocess.run([sys.executable, "-m", "piplicenses", "--python", str(python), "--format", "json",
                           "--from", "mixed"], check=True, capture_output=True, text=True).stdout
    return [row for row in json.loads(told) if row["Name"] != "negotiation"]


def refused(name: str, license_: str) -> bool:
    """Whether a library may not come along."""
    parts = license_
    for each in BORNE:
        parts = parts.replace(each, "")
    return name.lower() in WRONG or any(each in parts for each in REFUSED)


def main() -> int:
    """Install, list, judge."""
    wheel = next(path for path in release(ROOT / "dist") if path.suffix == ".whl")
    with tempfile.TemporaryDirectory() as folder:
        alone = names(environment(Path(folder, "alone"), wheel, []))
        by = {extra: names(environment(Path(folder, extra), wheel, [extra])) for extra in EXTRAS}
        python = environment(Path(folder, "all"), wheel, list(EXTRAS))
        bill(python, BILL)
        rows = licenses(python)
    kept, wrong = [], []
    for row in rows:
        name, license_ = row["Name"], " ".join(row["License"].split())[:80]
        needs = "the game" if name.lower() in alone else ", ".join(e for e in EXTRAS if name.lower() in by[e])
        kept.append((name, row["Version"], license_, needs))
        if refused(name, license_):
            wrong.append(f"{name}: {license_}")
    keep("licenses", f"{len(kept)} libraries.\n\n" + table(("library", "version", "license", "comes with"), kept))
    print(f"{len(kept)} libraries; {BILL.relative_to(ROOT)}")
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""The wheel and the source archive, each built twice from copies of the tree: equal to the byte, or nothing is kept.

    python -m release.build [--out dist]        (`make dist`)

The two builds differ in what must not matter: folder, times and rights of files, and whose computer it is (language,
time zone, rights of new files, order of hashing). The second wheel is built from the first source archive, so the
archive is whole as well.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from .page import ROOT

EPOCH = "1577836800"                       # January 1, 2020, unless SOURCE_DATE_EPOCH says otherwise
OUTSIDE = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", ".hypothesis", "*.egg-info")
MADE = {"build", "dist"}                   # folders of the tree's top that hold what was made
# Language and the like of the first and the second build, and the rights that new files do not get.
HOUSES = (({"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"}, 0o022),
          ({"LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"}, 0o077))
KINDS = {"sdist": "*.tar.gz", "wheel": "*.whl"}


class NotEqual(RuntimeError):
    """Two builds of one tree differ."""


def built(tree: Path, kind: str, out: Path, house: int) -> Path:
    """The file that a tree builds ("wheel" or "sdist") in the first or second house."""
    theirs, umask = HOUSES[house]
    given = {**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", EPOCH), **theirs}
    done = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)], cwd=tree,
                          env=given, umask=umask, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return next(out.glob(KINDS[kind]))


def copied(tree: Path, into: Path) -> Path:
    """A copy of a tree whose files are of today and may be written by anybody."""
    def left(folder: str, names: list[str]) -> set[str]:
        return OUTSIDE(folder, names) | (MADE if Path(folder) == tree else set())

    shutil.copytree(tree, into, ignore=left, copy_function=shutil.copyfile)
    for path in into.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    return into


def fingerprint(path: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def release(out: Path, tree: Path = ROOT) -> list[Path]:
    """The source archive and the wheel, in a folder. Raises NotEqual where a second build has another hash."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        first, second = copied(tree, place / "a"), copied(tree, place / "somewhere" / "else")
        pairs = [(built(first, "sdist", place / "1", 0), built(second, "sdist", place / "2", 1))]
        with tarfile.open(pairs[0][0]) as archive:
            # Pythons of before June 2023 know no filter; the archive is our own.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(place / "unpacked")
        unpacked = next((place / "unpacked").iterdir())
        pairs.append((built(first, "wheel", place / "1", 0), built(unpacked, "wheel", place / "2", 1)))
        for one, other in pairs:
            if fingerprint(one) != fingerprint(other):
                raise NotEqual(f"{one.name}: {fingerprint(one)} and {fingerprint(other)}")
        out.mkdir(parents=True, exist_ok=True)
        return [Path(shutil.copy(one, out / one.name)) for one, _ in pairs]


def main() -> int:
    """Build, compare, tell the hashes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    try:
        for path in release(parser.parse_args().out):
            print(f"{fingerprint(path)}  {path.name}")
    except NotEqual as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

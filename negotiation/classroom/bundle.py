"""A folder with which a computer without internet gets the classroom: a wheel of every package it needs, made from what
is installed here, and a start script that installs from that folder alone.

The wheels fit computers of the same system and the same Python; the start script looks for that Python.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ..reading import FileError, Problem
from ..rules.reasons import Reason
from ..words import languages, words
from ..writing import write_whole

NAME, EXTRA = "negotiation", "classroom"
LEFT_OUT = ("INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_cache.json")   # about this installation only
QUICK = 1                                  # of zip: libraries hardly get smaller with more
_SINCE = (1980, 1, 1, 0, 0, 0)             # the earliest date a zip file knows


class BundleError(FileError):
    """A package of which no wheel can be made; the problem says what would help."""


def bundle(folder: Path) -> list[Path]:
    """Fill a folder; the wheels in it. Raises BundleError, and OSError where it cannot be written."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    made = [wheel_of(found, wheels) for found in needed(NAME, EXTRA)]
    for old in set(wheels.glob("*.whl")) - set(made):
        old.unlink()                       # of a bundle made before: two versions would be one too many
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    script = folder / "start.sh"
    write_whole(script, _SH.format(python=version, wrong=_wrong(version)))
    script.chmod(0o755)
    write_whole(folder / "start.bat", _BAT.format(python=version, wrong=_wrong(version)).replace("\n", "\r\n"))
    write_whole(folder / "README.txt", "\n".join(
        words(language)("bundle.readme", python=version, platform=sys.platform) + "\n" for language in languages()))
    return made


def needed(name: str, extra: str) -> list[Distribution]:
    """A package that is installed here and all it needs with an extra. Raises BundleError for one that is missing."""
    from packaging.requirements import Requirement

    found: dict[str, Distribution] = {}
    waiting: list[tuple[str, frozenset[str]]] = [(name, frozenset([extra]))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        try:
            dist = found.setdefault(one[0].lower().replace("_", "-"), distribution(one[0]))
        except PackageNotFoundError:
            raise _cannot(one[0], "missing") from None
        for text in dist.requires or ():
            wants = Requirement(text)
            if wants.marker is None or any(wants.marker.evaluate({"extra": e}) for e in ("", *one[1])):
                waiting.append((wants.name, frozenset(wants.extras)))
    return list(found.values())


def wheel_of(dist: Distribution, folder: Path) -> Path:
    """A wheel of a package as it is installed: its files, each as its list says. Raises BundleError."""
    origin = json.loads(dist.read_text("direct_url.json") or "{}")
    if origin.get("dir_info", {}).get("editable"):
        return _built(Path(url2pathname(urlsplit(origin["url"]).path)), folder)
    about = dist.read_text("WHEEL")
    if about is None or dist.files is None:
        raise _cannot(dist.name, "no_list")
    tags = [line.partition(":")[2].strip().split("-") for line in about.splitlines() if line.startswith("Tag:")]
    tag = "-".join(".".join(dict.fromkeys(part)) for part in zip(*tags, strict=True))
    stem = f"{dist.name.replace('-', '_')}-{dist.version}"
    path, rows = folder / f"{stem}-{tag}.whl", list[str]()
    with tempfile.TemporaryDirectory(dir=folder) as beside:
        temporary = Path(beside) / path.name
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as archive:
            info = ""
            for name, content in _files(dist):
                info = name.partition("/")[0] if name.endswith(".dist-info/METADATA") else info
                digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                rows.append(f'"{name}",sha256={digest},{len(content)}' if "," in name
                            else f"{name},sha256={digest},{len(content)}")
                archive.writestr(zipfile.ZipInfo(name, _SINCE), content, zipfile.ZIP_DEFLATED, QUICK)
            archive.writestr(zipfile.ZipInfo(f"{info}/RECORD", _SINCE), "\n".join([*rows, f"{info}/RECORD,,", ""]))
        temporary.replace(path)
    return path


def _files(dist: Distribution) -> Iterator[tuple[str, bytes]]:
    """The files of a package that belong into its wheel. Raises BundleError for one that is not as it was installed."""
    for file in dist.files or ():
        name = file.as_posix()
        # What lies outside are scripts, which pip makes again, and headers, which nobody compiles against here.
        if name.startswith("..") or name.endswith(".pyc") or file.is_absolute():
            continue
        if ".dist-info" in file.parts[0] and file.name in LEFT_OUT:
            continue
        try:
            content = Path(str(dist.locate_file(file))).read_bytes()
        except OSError:
            raise _cannot(dist.name, "changed", name) from None
        if file.hash is not None and file.hash.mode == "sha256":
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            if digest != file.hash.value.rstrip("="):
                raise _cannot(dist.name, "changed", name)
        yield name, content


def _built(source: Path, folder: Path) -> Path:
    """The wheel of a package that is worked on in its own folder. Raises BundleError."""
    with tempfile.TemporaryDirectory(dir=folder) as beside:
        done = subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation",
                               "--wheel-dir", beside, str(source)], capture_output=True, text=True)
        made = next(Path(beside).glob("*.whl"), None)
        if done.returncode or made is None:
            raise BundleError([Problem(str(source), 0, "", Reason("file.said", {"text": done.stderr.strip()[-300:]}),
                                       Reason("bundle.install_hatchling"))])
        return made.replace(folder / made.name)


def _cannot(name: str, why: str, file: str = "") -> BundleError:
    problem, remedy = Reason(f"bundle.{why}", {"name": name}), Reason(f"bundle.{why}.mend", {"name": name})
    return BundleError([Problem(name, 0, file, problem, remedy)])


def _wrong(version: str) -> str:
    """What a start script says without the right Python: in all languages, plain letters for a plain console."""
    return " / ".join(words(language)("bundle.wrong_python", python=version) for language in languages())


_SH = """\
#!/bin/sh
# Opens the classroom; the first time it is installed from this folder alone, without internet.
set -e
cd "$(dirname "$0")"
if [ ! -x .venv/bin/negotiation ]; then
  for python in python{python} python3 python ""; do
    [ -n "$python" ] || {{ echo "{wrong}" >&2; exit 2; }}
    command -v "$python" >/dev/null 2>&1 || continue
    [ "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')" = "{python}" ] && break
  done
  "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \\
    --no-index --find-links wheels 'negotiation[classroom]'
fi
exec .venv/bin/negotiation classroom "$@"
"""

_BAT = """\
@echo off
rem Opens the classroom; the first time it is installed from this folder alone, without internet.
cd /d "%~dp0"
chcp 65001 >nul
if exist .venv\\Scripts\\negotiation.exe goto start
py -{python} -m venv .venv
if errorlevel 1 (
  echo {wrong}
  pause
  exit /b 2
)
set PIP_DISABLE_PIP_VERSION_CHECK=1
.venv\\Scripts\\python -m pip install --quiet --no-index --find-links wheels negotiation[classroom]
if errorlevel 1 exit /b 1
:start
.venv\\Scripts\\negotiation classroom %*
"""

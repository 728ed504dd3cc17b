"""The folder for a computer without internet: wheels pip takes without an index, and what is said if there is none.

The whole of it, started with no index in an environment of its own, is `make bundled`; the build server runs it.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from negotiation.classroom import bundle as bundles
from negotiation.cli import run as program

pytestmark = pytest.mark.needs("bundle")


def fake(folder: Path, name: str, **files: str) -> bundles.Distribution:
    """A package as pip would have put it into a folder."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / f"{name}.py").write_text("VALUE = 7\n")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "WHEEL").write_text("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py2-none-any\nTag: py3-none-any\n")
    (info / "INSTALLER").write_text("pip\n")
    (info / "RECORD").write_text("".join(f"{row}\n" for row in (
        f"{name}.py,sha256=gJhK2cFfQWhEJhjLXFhXHLnWGO6uqA-KQ-GZVpfQk4M,10" if "hash" in files else f"{name}.py,,",
        f"__pycache__/{name}.cpython-311.pyc,,", "../../bin/script,,",
        *(f"{name}-1.0.dist-info/{f},," for f in ("METADATA", "WHEEL", "INSTALLER", "RECORD")))))
    return bundles.Distribution.at(info)


def test_a_wheel_made_of_what_is_installed_is_installed_without_an_index(tmp_path: Path):
    made = bundles.wheel_of(distribution("segno"), tmp_path)
    assert made.name.startswith("segno-") and made.name.endswith("none-any.whl")
    target = tmp_path / "there"
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", str(target),
                    str(made)], check=True, timeout=120)
    done = subprocess.run([sys.executable, "-c", "import segno; print(segno.__file__, segno.make('1').designator)"],
                          capture_output=True, text=True, env={"PYTHONPATH": str(target)}, check=True, timeout=60)
    assert done.stdout.startswith(str(target)) and done.stdout.split()[-1].startswith("M")


def test_a_wheel_holds_what_belongs_to_the_package_and_nothing_of_this_computer(tmp_path: Path):
    made = bundles.wheel_of(fake(tmp_path / "site", "thing"), tmp_path)
    assert made.name == "thing-1.0-py2.py3-none-any.whl"
    with zipfile.ZipFile(made) as archive:
        about = {f"thing-1.0.dist-info/{f}" for f in ("METADATA", "WHEEL", "RECORD")}
        assert set(archive.namelist()) == {"thing.py", *about}
        rows = archive.read("thing-1.0.dist-info/RECORD").decode().splitlines()
    assert len(rows) == 4 and rows[0].startswith("thing.py,sha256=") and rows[0].endswith(",10")
    again = bundles.wheel_of(fake(tmp_path / "again", "thing"), tmp_path / "site")
    assert again.read_bytes() == made.read_bytes(), "the same files make the same wheel"


def test_all_that_the_classroom_needs_is_found_and_nothing_of_other_extras():
    found = {d.name.lower() for d in bundles.needed("negotiation", "classroom")}
    assert {"negotiation", "numpy", "pyyaml", "starlette", "uvicorn", "websockets", "segno", "h11", "click"} <= found
    assert not {"pyarrow", "ruff", "pytest", "distributed"} & found


def test_what_cannot_be_bundled_is_named_with_a_remedy(tmp_path: Path, monkeypatch, capsys):
    for why, dist in (("changed", fake(tmp_path / "a", "thing", hash="wrong")),
                      ("no list", bundles.Distribution.at(tmp_path / "b" / "bare-1.0.dist-info"))):
        with pytest.raises(bundles.BundleError) as wrong:
            bundles.wheel_of(_named(dist), tmp_path)
        assert "pip install" in str(wrong.value), why
    with pytest.raises(bundles.BundleError) as wrong:
        bundles.needed("no-such-package-here", "")
    assert "not installed" in str(wrong.value)
    monkeypatch.setattr(bundles, "needed", lambda name, extra: [_named(fake(tmp_path / "c", "thing", hash="wrong"))])
    assert program(["classroom", "bundle", str(tmp_path / "out"), "--lang", "en"]) == 2
    assert "thing" in capsys.readouterr().err
    assert list((tmp_path / "out" / "wheels").iterdir()) == []


def _named(dist: bundles.Distribution) -> bundles.Distribution:
    """A distribution whose name does not depend on a file that may be missing."""
    class Named(type(dist)):  # type: ignore[misc]
        name = "thing"

    dist.__class__ = Named
    return dist


def test_the_folder_has_a_start_for_every_system_in_every_language(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(bundles, "needed", lambda name, extra: [fake(tmp_path / "site", "thing")])
    (tmp_path / "usb" / "wheels").mkdir(parents=True)
    (tmp_path / "usb" / "wheels" / "thing-0.9-py3-none-any.whl").write_text("of a bundle before")
    assert program(["classroom", "bundle", str(tmp_path / "usb"), "--lang", "fr"]) == 0
    assert [p.name for p in (tmp_path / "usb" / "wheels").iterdir()] == ["thing-1.0-py2.py3-none-any.whl"]
    sh, bat = ((tmp_path / "usb" / name).read_bytes().decode() for name in ("start.sh", "start.bat"))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert "--no-index --find-links wheels" in sh and "--no-index --find-links wheels" in bat
    assert f"python{version}" in sh and f"py -{version} " in bat and "\r\n" in bat and "{" not in bat
    assert subprocess.run(["sh", "-n", str(tmp_path / "usb" / "start.sh")]).returncode == 0
    told = (tmp_path / "usb" / "README.txt").read_text("utf-8")
    assert all(word in told for word in ("Copy this", "Copie toda", "Copiez tout"))

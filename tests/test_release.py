"""What goes out: builds that are equal, papers that agree with the code, folders with a purpose, nothing left over."""

from __future__ import annotations

import ast
import re
import tarfile
import tomllib
from pathlib import Path

import pytest
import yaml

import negotiation
from negotiation.rules import VERSION
from release import bill, page, smoke
from release.matrix import DEVELOPERS

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = ("negotiation", "scenarios", "assets", "tests", "docs", "benchmarks", "release", ".ci")


def files(folder: str) -> list[Path]:
    """What is kept of a folder: no caches."""
    return [p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts]


@pytest.mark.needs("wheel")
def test_two_builds_have_one_hash_and_the_archive_is_whole(tmp_path):
    from release.build import release
    archive, wheel = release(tmp_path)                          # raises NotEqual
    assert wheel.name == f"negotiation-{negotiation.__version__}-py3-none-any.whl"
    with tarfile.open(archive) as inside:
        names = {name.partition("/")[2] for name in inside.getnames()}
    missing = {p.relative_to(ROOT).as_posix() for folder in OURS for p in files(folder)} - names
    assert missing == set() and {"pyproject.toml", "LICENSE", "SECURITY.md", "CITATION.cff", "Makefile"} <= names


@pytest.mark.needs("wheel")
def test_a_tree_that_builds_otherwise_the_second_time_is_refused(tmp_path, monkeypatch):
    from release import build

    def restless(tree: Path, kind: str, out: Path, house: int) -> Path:
        out.mkdir(exist_ok=True)
        path = out / f"x.{kind}"
        path.write_text(str(tree))
        return path

    monkeypatch.setattr(build, "built", restless)
    monkeypatch.setattr(build, "copied", lambda tree, into: into)
    monkeypatch.setattr(build.tarfile, "open", lambda path: pytest.fail("compared too late"))
    with pytest.raises((build.NotEqual, pytest.fail.Exception)):
        build.release(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_citation_agrees_with_the_code():
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "type"} <= told.keys()
    assert (told["version"], told["license"]) == (negotiation.__version__, PROJECT["license"])


def test_the_list_of_changes_is_in_order():
    """Headings of Keep a Changelog; every version of the rules says how games change."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    wanted = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    versions = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert re.fullmatch(r"Unreleased|\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)", versions[0].partition("\n")[0])
    for version in versions:
        kinds = re.findall(r"^### (.*)$", version, re.MULTILINE)
        assert kinds == [kind for kind in wanted if kind in kinds]
        loose = [line for line in version.split("\n")[1:] if line and not line.startswith(("### ", "* ", "  "))]
        assert loose == []
    told = re.findall(r"^\* \*\*games change\*\* \(rules version (\d+\.\d+)", text, re.MULTILINE)
    assert len(told) == text.count("\n* **games change**")
    assert set(told) == {f"1.{n}" for n in range(1 + int(VERSION.partition(".")[2]))}


def test_every_extra_for_users_is_tried_and_every_one_is_in_dev():
    extras = set(PROJECT["optional-dependencies"]) - DEVELOPERS
    assert extras == set(smoke.EXTRAS)
    dev = next(text for text in PROJECT["optional-dependencies"]["dev"] if text.startswith("negotiation["))
    assert set(re.findall(r"\w+", dev.partition("[")[2])) == extras | {"docs"}


def test_every_dependency_has_a_lowest_version():
    asked = [text for texts in [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()] for text in texts]
    assert [text for text in asked if not re.search(r"[>=]=\d", text) and not text.startswith("negotiation[")] == []


@pytest.mark.parametrize(("name", "license_", "wrong"), [
    ("numpy", "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", False), ("a", "GPL-3.0-only", True),
    ("b", "GNU Affero General Public License v3", True), ("pygame-ce", "LGPL-2.1-only", False),
    ("c", "GNU Library or Lesser General Public License (LGPL)", False), ("pygame", "LGPL-2.1", True),
    ("scipy", "BSD License; GPL-3.0-or-later WITH GCC-exception-3.1", False)])
def test_licenses_that_ask_more_are_refused(name, license_, wrong):
    assert bill.refused(name, license_) == wrong


def test_a_measurement_is_kept_in_its_place(tmp_path):
    kept = tmp_path / "page.md"
    kept.write_text("a\n<!-- measured: x -->\nold\n<!-- end -->\nb\n", encoding="utf-8")
    page.keep("x", page.table(("n",), [(1,)]), kept)
    assert kept.read_text(encoding="utf-8") == "a\n<!-- measured: x -->\n| n |\n|---|\n| 1 |\n<!-- end -->\nb\n"
    with pytest.raises(KeyError):
        page.keep("y", "", kept)


def test_every_folder_has_a_purpose():
    section = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Folders")[2].partition("\n## ")[0]
    named = set()
    for row in re.findall(r"^\| (.*) \|$", section, re.MULTILINE):
        first, _, rest = row.partition(" | ")
        heads = re.findall(r"`([\w./]+)`", first)
        named |= {*heads, *(f"{heads[0]}/{name}" for name in re.findall(r"`([\w./]+)`", rest))} if heads else set()
    here = {p.parent.relative_to(ROOT) for folder in OURS for p in files(folder)}
    # Tests mirror the package; what lies deeper belongs to the folder above it.
    without = {f.as_posix() for f in here if f.parts[0] != "tests" or len(f.parts) == 1
               if not {f.as_posix(), *(p.as_posix() for p in f.parents if len(p.parts) > 1)} & named}
    mirrored = {f.parts[1] for f in here if f.parts[0] == "tests" and len(f.parts) > 1}
    package = {p.name for p in (ROOT / "negotiation").iterdir() if p.is_dir()}
    assert without == set() and mirrored <= package | {Path(name).name for name in named if name.startswith("tests/")}
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_module_is_used_by_another():
    """Imported or named by the package or an example (tests do not count), or found by its folder, as a kind is."""
    modules = [p for p in files("negotiation") if p.suffix == ".py"]
    used = set()
    examples = [p for folder in ("docs", "release") for p in files(folder) if p.suffix == ".py"]
    for module in modules + examples:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                used |= {(node.module or "").rpartition(".")[2], *(alias.name for alias in node.names)}
            elif isinstance(node, ast.Import):
                used |= {alias.name.rpartition(".")[2] for alias in node.names}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 40:
                used |= set(node.value.split("."))              # "credits.Credits": opened by its name
    left = [p.relative_to(ROOT).as_posix() for p in modules if p.stem not in used and not p.name.startswith("__")
            and p.parent.name not in ("strategies", "kinds", "cli")]
    assert left == []

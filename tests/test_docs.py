"""The documents are true: tables are those of the code, numbers are those of the constants, links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from negotiation.rules.constants import NAMES, Constants

ROOT = Path(__file__).parents[1]
SAID = ("rules.md", "economics.md", "article.md")  # where a number stands beside a constant
PAGES = sorted([*ROOT.glob("*.md"), *(p for top in ("docs", "assets", "tests") for p in (ROOT / top).rglob("*.md"))])


def test_the_tables_are_those_of_the_code():
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_number_beside_a_constant_is_its_value():
    """In the rules: `call` +4, `scar` 0.25, `dry_pair` 3."""
    text = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in SAID)
    said = re.findall(r"`(\w+)` ([+−±]?\d[\d.]*)", re.sub(r"<!-- made.*?<!-- end -->", "", text, flags=re.DOTALL))
    found = [(name, float(value.replace("−", "-").lstrip("+±").rstrip("."))) for name, value in said if name in NAMES]
    assert len(found) > 40
    assert {(name, value) for name, value in found if getattr(Constants(), name) != value} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_to_a_file_or_a_heading(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if "://" in path or target.startswith("mailto:"):
            continue
        goal = page if not path else (page.parent / path)
        if not goal.exists() or (anchor and anchor not in _anchors(goal)):
            broken.append(target)
    assert broken == []


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_decision_records_are_numbered_without_gaps_and_half_a_page():
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    assert [path.name for path in records if len(path.read_text(encoding="utf-8").split()) > 350] == []

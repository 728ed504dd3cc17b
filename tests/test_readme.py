"""Every example of the README does what it shows."""

from __future__ import annotations

import re

import pytest
from documents import ROOT, Place, blocks

README = ROOT / "README.md"
BLOCKS = blocks(README.read_text(encoding="utf-8"))
pytestmark = pytest.mark.needs("shell")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: f"line {b.line}, {b.sort}")
def test_an_example_does_what_it_shows(block, tmp_path):
    Place(tmp_path).do(block)


def test_there_are_examples_for_both_doors():
    assert {"console", "python"} <= {block.sort for block in BLOCKS}


def test_it_opens_with_the_two_commands():
    lines = [line.strip() for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("    ")]
    assert lines[:2] == [
        "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/negotiation play",
        "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/python -m pytest",
    ]


def test_make_says_the_same_lines():
    readme, makefile = README.read_text(encoding="utf-8"), (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = dict(re.findall(r"^(\w+):\n\t(.*)$", makefile, re.MULTILINE))
    assert recipes["play"] in readme and recipes["test"] in readme
    assert recipes["check"] in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

"""Every shipped scenario broken in every systematic way: one clear line each, with the right line number.

By default each way once, on scenarios in turn; `make broken` (NEGOTIATION_BROKEN=all) tries all of them on all.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from breakages import WAYS

from negotiation import scenarios
from negotiation.paths import shipped

NAMES = scenarios.names()
EVERY = [(name, way) for name in NAMES for way in WAYS]
SAMPLE = [(NAMES[n % len(NAMES)], way) for n, way in enumerate(WAYS)]


@pytest.mark.parametrize(("name", "way"), EVERY if os.environ.get("NEGOTIATION_BROKEN") == "all" else SAMPLE)
def test_a_broken_scenario_gets_one_line_that_names_file_line_key_and_remedy(
        name: str, way: str, tmp_path: Path) -> None:
    text = (shipped("scenarios") / f"{name}.yaml").read_text(encoding="utf-8")
    broken, line, key = WAYS[way](text)
    path = tmp_path / f"{name}.yaml"
    path.write_text(broken, encoding="utf-8")
    problems = scenarios.check_file(path)
    assert [(p.line, p.key) for p in problems] == [(line, key)], "\n".join(map(str, problems))
    told = str(problems[0])
    assert "\n" not in told and told.startswith(f"{path}:{line}: ") and "; " in told


def test_there_are_ways_enough() -> None:
    assert len(WAYS) >= 30

"""Inputs of any sort at every door: only errors that have a name.

A few here, 20,000 on the build server, a million by `make fuzz`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from groups import everything_asked

from fuzz.run import faults, shares
from fuzz.targets import DOORS

INPUTS = int(os.environ.get("NEGOTIATION_INPUTS", 20_000 if everything_asked() else 1_000))


@pytest.mark.parametrize("door", DOORS)
def test_inputs_of_any_sort_raise_only_what_has_a_name(door):
    assert list(faults(door, range(shares(INPUTS)[door]))) == []


def test_the_inputs_are_as_many_as_they_are_said_to_be():
    assert sum(shares(20_000).values()) == 20_000
    assert sum(shares(1_000_000).values()) == 1_000_000


def test_files_and_paths_made_to_hurt_are_refused_within_caps_of_memory_and_time():
    program = str(Path(__file__).with_name("bombs.py"))
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=140)
    assert done.returncode == 0, done.stderr[-2000:]
    refused, taken = map(int, done.stdout.split())
    assert refused > 200 and taken < 12, done.stderr

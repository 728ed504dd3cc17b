"""The same games have the same bits under any order of hashing and on a processor without wide vectors.

Under other versions of numpy: `make everywhere`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

ROOT = Path(__file__).parents[1]
# What numpy chooses at run time and this processor has, X86_V3 (AVX2, FMA) and wider among them.
WIDE = [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]


def digests(**changed: str) -> dict[str, Any]:
    """What the program prints in an environment."""
    done = subprocess.run([sys.executable, str(ROOT / "tests" / "digests.py")], capture_output=True, text=True,
                          timeout=120, check=True, env={**os.environ, "PYTHONPATH": str(ROOT), **changed})
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def usual() -> dict[str, Any]:
    return digests(PYTHONHASHSEED="0")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_hashing_changes_no_bit(usual, seed):
    assert digests(PYTHONHASHSEED=seed)["digest"] == usual["digest"]


def test_a_processor_without_wide_vectors_plays_the_same_games(usual):
    plain = digests(PYTHONHASHSEED="0", **({"NPY_DISABLE_CPU_FEATURES": " ".join(WIDE)} if WIDE else {}))
    assert set(WIDE) <= set(usual["on"]) and not set(WIDE) & set(plain["on"]), "the switch did not take"
    assert plain["digest"] == usual["digest"]

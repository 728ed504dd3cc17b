"""The three countries, their pairs, and the names they bear in every file and flag."""

from __future__ import annotations

import numpy as np

from .names import CANADA, KIND_NAMES, MEXICO, NAMES, PAIR_NAMES, US, N

__all__ = [
    "ALL",
    "CANADA",
    "EYE",
    "GDP",
    "KIND_NAMES",
    "MEXICO",
    "NAMES",
    "OFF",
    "OTHERS",
    "PAIRS",
    "PAIR_NAMES",
    "PAIR_OF",
    "US",
    "N",
    "third",
]

PAIRS = ((US, CANADA), (US, MEXICO), (CANADA, MEXICO))
ALL = 3
PAIR_OF = np.array([[-1, 0, 1], [0, -1, 2], [1, 2, -1]])
OTHERS = ((CANADA, MEXICO), (US, MEXICO), (US, CANADA))
EYE = np.eye(N, dtype=bool)
OFF = ~EYE
GDP = np.array([29200.0, 2240.0, 1850.0])  # 2024, US$ billion; economics.md 3.2


def third(i: int, j: int) -> int:
    """The country that is neither i nor j."""
    return 3 - i - j

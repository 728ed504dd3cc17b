"""The three countries, their pairs, and the names they bear in every file and flag."""

from __future__ import annotations

import numpy as np

US, CANADA, MEXICO = 0, 1, 2
N = 3
NAMES = ("us", "canada", "mexico")
PAIRS = ((US, CANADA), (US, MEXICO), (CANADA, MEXICO))
PAIR_NAMES = ("us-canada", "us-mexico", "canada-mexico")
KIND_NAMES = (*PAIR_NAMES, "all")          # kinds of deal: the three pairs, then all three
ALL = 3
PAIR_OF = np.array([[-1, 0, 1], [0, -1, 2], [1, 2, -1]])
OTHERS = ((CANADA, MEXICO), (US, MEXICO), (US, CANADA))
EYE = np.eye(N, dtype=bool)
OFF = ~EYE
GDP = np.array([29200.0, 2240.0, 1850.0])  # 2024, US$ billion; economics.md 3.2


def third(i: int, j: int) -> int:
    """The country that is neither i nor j."""
    return 3 - i - j

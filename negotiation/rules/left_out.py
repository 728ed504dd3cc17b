"""What the third country feels when two act behind its back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .arrays import Array
from .countries import PAIRS, third

if TYPE_CHECKING:
    from .month import Month


def seen_by_third(acts: Array) -> Array:
    """acts [g, i, j] of i with j, as the third country k sees them: [g, k, i]."""
    out = np.zeros(acts.shape)
    for a, b in PAIRS:
        for i, j in ((a, b), (b, a)):
            out[..., third(i, j), i] = acts[..., i, j]
    return out


def hurt_the_third(month: Month, reason: str, cause: int, points: Any) -> None:
    """Points [g, i, j] of what i did with j are felt by the third country, harder where it is bitter about i."""
    month.noted(reason, cause, seen_by_third(points) * (1 + month.state.bitter))

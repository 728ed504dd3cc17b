"""Luck, as section 11 says it: whole numbers of 64 bits, mixed."""

from __future__ import annotations

BITS = (1 << 64) - 1
STEP = 0x9E3779B97F4A7C15


def mixed(x: int) -> int:
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & BITS
    return x ^ (x >> 31)


def luck(seed: int, month: int, purpose: int, who: int | None = None) -> float:
    """A number in [0, 1)."""
    x = mixed((seed + STEP) & BITS)
    for part in (month, purpose) if who is None else (month, purpose, who):
        x = mixed((x + (part + 1) * STEP) & BITS)
    return (x >> 11) / 2**53

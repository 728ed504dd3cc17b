"""Checks that one can run on one's own work, the same that the shipped parts pass.

    from negotiation.testing import check_strategy
    assert check_strategy("mine.py") == []
"""

from __future__ import annotations

from .strategy_check import Seen, check_strategy, work

__all__ = ["Seen", "check_strategy", "work"]

"""Checks that one can run on one's own work, the same that the shipped parts pass: a strategy, an environment.

    from negotiation.testing import check_strategy
    assert check_strategy("mine.py") == []
"""

from ..strategy_check import Seen, check_strategy, work
from .environments import Fault, strict_env_check

__all__ = ["Fault", "Seen", "check_strategy", "strict_env_check", "work"]

"""The trade model: what measures at the border earn and cost each country, as equal numbers on every processor.

A general-equilibrium model of four regions and seven sectors; numpy only, and it knows nothing of the game's rules.
"""

from negotiation.economy.calibration import Calibration, balance
from negotiation.economy.errors import EconomyError, NoConvergence, Problem
from negotiation.economy.policy import Policy
from negotiation.economy.trade import Duties, LongRun, Outcome, TradeModel

__all__ = [
    "Calibration",
    "Duties",
    "EconomyError",
    "LongRun",
    "NoConvergence",
    "Outcome",
    "Policy",
    "Problem",
    "TradeModel",
    "balance",
]

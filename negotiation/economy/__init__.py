"""The trade model: what measures at the border earn and cost each country, with the same bits everywhere.

A general-equilibrium model of four regions and seven sectors. It needs numpy only and knows nothing of the
rules of the game.
"""

from negotiation.economy.calibration import Calibration, balance
from negotiation.economy.cases import CaseResult, run_case, run_cases
from negotiation.economy.decompose import Decomposition, decompose
from negotiation.economy.errors import EconomyError, NoConvergence, Problem
from negotiation.economy.policy import Policy
from negotiation.economy.trade import Duties, LongRun, Outcome, TradeModel

__all__ = [
    "Calibration",
    "CaseResult",
    "Decomposition",
    "Duties",
    "EconomyError",
    "LongRun",
    "NoConvergence",
    "Outcome",
    "Policy",
    "Problem",
    "TradeModel",
    "balance",
    "decompose",
    "run_case",
    "run_cases",
]

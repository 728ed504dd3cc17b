"""Computer players: functions of what a seat may see. A strategy is a file of this folder with `talk` and `decide`.

They play one game or any number at once, remember nothing, and draw luck from a stream of their own.
"""

from .card import WHOLE_GAME, Card, Range
from .choices import Choices, Told, gathered
from .errors import StrategyError
from .finding import SHORT, Parameter, Strategy, find, names
from .past import Month, Past, past_of
from .plain import one_at_a_time
from .view import View, views

__all__ = ["SHORT", "WHOLE_GAME", "Card", "Choices", "Month", "Parameter", "Past", "Range", "Strategy", "StrategyError",
           "Told", "View", "find", "gathered", "names", "one_at_a_time", "past_of", "views"]

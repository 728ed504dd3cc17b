"""A coach: what is planned now beside what else one might do, with the expected change in payoff and in trust, and why.

    from negotiation.coach import ask
    coaching = ask(session)                # nothing is worked out yet
    coaching.first()                       # an answer from deal values, within a second
    coaching.finish()                      # refined by paired continuations, as many as `ask` was told

It knows what its seat may see and nothing else: humors, quiet offers of the others and the luck to come are drawn anew
in every continuation. Both rivals, and its own seat after this phase, are played by the default computer player.
"""

from __future__ import annotations

from .answers import Answer, Row
from .coaching import GAMES, MOST_GAMES, SECONDS, Coaching, ask
from .plans import Alternative
from .sight import Sight, sight_of

__all__ = ["GAMES", "MOST_GAMES", "SECONDS", "Alternative", "Answer", "Coaching", "Row", "Sight", "ask", "sight_of"]

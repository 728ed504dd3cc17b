"""An insult: hurts the one it meets, pleases a few at home, more so when one has just been hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..arrays import total, turned
from ..causes import PRIDE, SLIGHT
from ._kind import Kind, Word

if TYPE_CHECKING:
    from ..month import Month


def say(month: Month) -> None:
    """A slight of `slight` points."""
    month.felt("slight", SLIGHT, month.scenario.rules.slight * month.said("slight"))


def home(month: Month) -> None:
    """Approval: a rally if one of those insulted raised a tariff last month; being insulted without an
    answer costs.
    """
    rules = month.scenario.rules
    said = month.said("slight") * 1.0
    given, got = total(said), total(turned(np.asarray(said)))
    hit = total(said * turned(month.state.raised)) > 0
    month.mood[..., PRIDE] += np.where(hit, rules.rally, rules.sharp * given) + rules.slighted * got * (
        given == 0
    )


KIND = Kind("slight", (Word("slight", 4),), steps={"say": say, "home": home})

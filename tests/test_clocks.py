"""A clock is called by what ends with it: a reprieve where one does, in every scenario and length of a game."""

from __future__ import annotations

import pytest

from negotiation import explain
from negotiation.rules.bargaining import clock_ends
from negotiation.rules.notation import DECIDE
from negotiation.scenarios import load, names
from negotiation.session import Session
from negotiation.words import languages, words


def silent_months(scenario, months: int):
    """The halves of a game in which nobody says or does anything, up to that month."""
    session = Session(scenario, 0, {})
    for _ in range(2 * months):
        yield session.next().transition


@pytest.mark.parametrize("changes", [{}, {"months": 6}], ids=["whole", "half a year"])
@pytest.mark.parametrize("name", names())
def test_a_clock_is_a_reprieves_only_where_a_reprieve_ends_with_it(name, changes):
    scenario = load(name, changes)
    first, second, _ = clock_ends(scenario.months)
    told, ended = {}, set()
    for played in silent_months(scenario, second):
        reason = explain.clock_reason(scenario, played)
        month = int(played.before.month) + 1
        if reason is not None:
            told[month] = reason.id
        if played.before.phase == DECIDE and ((played.before.reprieve > 0) & (played.after.reprieve == 0)).any():
            ended.add(month)
    assert told == {first: "event.clock_reprieve" if first in ended else "event.clock_0", second: "event.clock_1"}


@pytest.mark.parametrize("language", languages())
def test_only_the_clock_of_a_reprieve_is_called_so(language):
    t = words(language)
    word = t("promise.reprieve").split(maxsplit=1)[-1]
    for kind, plain in (("clock.", ("0", "1", "2")), ("event.clock_", ("0", "1"))):
        assert word in t(f"{kind}reprieve", month="")
        assert not any(word in t(f"{kind}{one}", month="") for one in plain)

"""Games from seeds to final states: one path for one game and for many."""

from __future__ import annotations

import numpy as np
import pytest

import negotiation.match
from negotiation.match import choose, months, play
from negotiation.rules.fields import FIELDS
from negotiation.rules.future import ending, score
from negotiation.rules.scenario import Scenario
from negotiation.strategies import StrategyError


def test_blocks_do_not_matter(kick_start: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = play(kick_start, ("default", "hard", "easy"), np.arange(7))
    monkeypatch.setattr(negotiation.match, "BLOCK", 3)
    parts = play(kick_start, ("default", "hard", "easy"), np.arange(7))
    assert all(np.array_equal(getattr(whole, f.name), getattr(parts, f.name)) for f in FIELDS)


def test_a_game_is_two_phases_a_month_until_it_ends(kick_start: Scenario) -> None:
    phases = list(months(kick_start, ("default",) * 3, 5))
    assert [t.before.phase for t in phases] == ["talk", "decide"] * 12
    assert phases[-1].after.over == 1 and phases[-1].after.games == ()
    assert phases[-1].after.digest() == play(kick_start, ("default",) * 3, 5).digest()


def test_no_seeds_no_games(kick_start: Scenario) -> None:
    assert play(kick_start, ("hold",) * 3, np.arange(0)).games == (0,)


def test_only_those_asked_choose(kick_start: Scenario) -> None:
    state = kick_start.start(1)
    whole = choose(kick_start, state, ("default",) * 3)
    part = choose(kick_start, state, ("default",) * 3, only=[2])
    assert part.lists[:2] == (None, None) and part.reasons[:2] == ((), ())
    assert not part.choices.say[:2].any() and (part.choices.say[2] == whole.choices.say[2]).all()  # type: ignore[union-attr]
    person = choose(kick_start, state, ("default", None, "default"))
    assert not person.choices.say[1].any() and person.reasons[1] == ()  # type: ignore[union-attr]


def test_three_seats_are_needed_and_their_names_must_be_known(kick_start: Scenario) -> None:
    with pytest.raises(ValueError, match="three seats"):
        play(kick_start, ("default", "default"), 1)
    with pytest.raises(StrategyError, match="did you mean 'bully'"):
        play(kick_start, ("default", "buly", "default"), 1)


def test_three_default_players_settle_as_the_rules_page_says(kick_start: Scenario) -> None:
    """Rules 12: endings 62 % renewed, 2 % with tariffs standing, 36 % yearly reviews; totals 25, -34, -62."""
    dealt = np.zeros(160, bool)
    for happened in months(kick_start, ("default",) * 3, np.arange(160)):
        dealt |= happened.after.deal[:, 3] >= 0
    share = np.bincount(ending(happened.after), minlength=7) / 160
    assert np.abs(share - [0.62, 0.02, 0.36, 0, 0, 0, 0]).max() < 0.09
    assert dealt.mean() > 0.9
    total = score(kick_start, happened.after).sum(-2).mean(0)
    assert np.abs(total - [25, -34, -62]).max() < 5

"""What a seat may see: its own secrets, never the others'."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.rules.fields import FIELDS
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.strategies import View, find, views
from negotiation.strategies.view import DRAWS, seen

# Every strategy of the folder is asked the same by the test base.
HOUSE = ("default", "hard", "ally", "bilateral", "loyal", "random", "tit_for_tat")


def secret(state: State, me: int) -> np.ndarray:
    """[g, i, j] whispered papers between the other two that nobody heard of."""
    a, b = (i for i in range(3) if i != me)
    out = np.zeros(state.wall.shape, bool)
    for i, j in ((a, b), (b, a)):
        out[..., i, j] = (state.quiet[..., i, j] > 0) & (state.known[..., i, j] == 0)
    return out


def otherwise(scenario: Scenario, state: State, me: int) -> State:
    """The same state with everything that `me` may not see changed, but for the luck."""
    hidden = secret(state, me)
    others = [i for i in range(3) if i != me]
    separate = np.flatnonzero(scenario.catalogue.separate)
    offer = np.where(hidden, separate[(state.offer.astype(int) + 7) % len(separate)], state.offer)
    tested, last = np.array(state.tested), np.array(state.last)
    tested[..., others, :, :] = 1 - tested[..., others, :, :]
    last[..., others, :] = 5.0
    return state.changed(offer=offer, age=np.where(hidden, 1 - state.age, state.age), tested=tested, last=last)


def everything(view: View) -> dict[str, Any]:
    """All that a view offers, as arrays."""
    deals = [view.favorite(kind) for kind in range(4) if kind != 2 - view.me]
    out = {f.name: getattr(view.state, f.name) for f in FIELDS}
    out |= {"trust": view.state.trust, "legal": view.legal, "words": view.words, "answers": view.answers,
            "measures": view.measures, "home": view.home, "votes": view.votes, "draws": view.draws,
            "renewal": view.renewal, "favorites": np.stack([x for f in deals for x in f]),
            "deals": np.concatenate([view.deals(j) for j in range(3)], -1),
            "humors": np.stack([view.humor(n) for n in range(6)]), "fair": view.fair(3)}
    for j in view.others:
        laid = view.state.offer[..., j, view.me].astype(int)
        out[f"reply {j}"] = np.stack(view.reply(laid))
    return out


def test_nothing_hidden_reaches_a_view(kick_start: Scenario, passed: list[State]) -> None:
    whispers = 0
    for state in passed[::3]:
        for me in range(3):
            other = otherwise(kick_start, state, me)
            whispers += int(secret(state, me).sum())
            a, b = everything(View(kick_start, state, me)), everything(View(kick_start, other, me))
            assert [name for name in a if not np.array_equal(a[name], b[name])] == []
    assert whispers > 10


def test_the_players_of_the_house_use_nothing_that_is_hidden(kick_start: Scenario, passed: list[State]) -> None:
    for state in passed[3::6]:
        for me in range(3):
            other = otherwise(kick_start, state, me)
            for name in HOUSE:
                a, b = (find(name)(View(kick_start, s, me)) for s in (state, other))
                assert np.array_equal(a.codes, b.codes) and np.array_equal(a.replies, b.replies), name


@pytest.mark.parametrize("me", [US, CANADA, MEXICO])
def test_the_humors_of_the_others_do_not_reach_a_view(
        me: int, kick_start: Scenario, passed: list[State], monkeypatch: pytest.MonkeyPatch) -> None:
    def views_under(others: float) -> list[dict[str, Any]]:
        def humor(seed: Any, number: int) -> np.ndarray:
            out = np.full((*np.shape(seed), 3), others)
            out[..., me] = 0.1 * number
            return out
        for module in ("strategies.shared", "rules.values", "rules.bargaining"):
            monkeypatch.setattr(f"negotiation.{module}.humor", humor)
        out = []
        for state in passed[::5]:
            view = View(kick_start, state, me)
            out.append({**everything(view), "choices": find("default")(view).codes})
        return out

    for a, b in zip(views_under(-0.9), views_under(0.9), strict=True):
        assert [name for name in a if not np.array_equal(a[name], b[name])] == []


def test_the_seed_is_not_in_a_view(kick_start: Scenario) -> None:
    for view in views(kick_start, kick_start.start(np.arange(4) + 9)):
        assert not view.state.seed.any()


def test_a_whisper_is_seen_by_its_two_parties_and_a_leak_by_all(kick_start: Scenario) -> None:
    deal = float(np.flatnonzero(kick_start.catalogue.separate & (kick_start.catalogue.kind == 1))[0])
    offer, quiet = np.full((3, 3), -1.0), np.zeros((3, 3))
    offer[US, MEXICO], quiet[US, MEXICO] = deal, 1.0
    whispered = kick_start.start(1).changed(offer=offer, quiet=quiet)
    leaked = whispered.changed(known=quiet)
    assert [seen(whispered, i).offer[US, MEXICO] for i in range(3)] == [deal, -1, deal]
    assert [seen(leaked, i).offer[US, MEXICO] for i in range(3)] == [deal] * 3


def test_own_secrets_are_kept(kick_start: Scenario) -> None:
    marked = kick_start.start(1).changed(tested=np.ones((3, 3, 4)), last=np.full((3, 3), 7.0))
    mine = seen(marked, CANADA)
    assert mine.tested[CANADA].all() and not mine.tested[US].any()
    assert (mine.last[CANADA] == 7).all() and (mine.last[MEXICO] == -1).all()


def test_luck_is_a_fixed_number_of_draws_of_its_own(kick_start: Scenario) -> None:
    view = View(kick_start, kick_start.start(np.arange(5)), US)
    assert view.draws.shape == (5, DRAWS) and np.array_equal(view.draw(3), view.draws[..., 3])
    assert not np.array_equal(view.draws, View(kick_start, kick_start.start(np.arange(5)), CANADA).draws)
    with pytest.raises(ValueError, match="no number 32"):
        view.draw(DRAWS)


def test_humors_are_nil_without_luck(without_luck: Scenario) -> None:
    assert not View(without_luck, without_luck.start(np.arange(9)), US).humor(2).any()


def test_lines_are_the_legal_moves_of_one_game(kick_start: Scenario) -> None:
    lines = View(kick_start, kick_start.start(3), CANADA).lines()
    assert lines[0] == "pass" and "call mexico" in lines and "visit us unannounced" in lines
    assert "reopen us" not in lines
    with pytest.raises(ValueError, match="one game at a time"):
        View(kick_start, kick_start.start(np.arange(2)), CANADA).lines()

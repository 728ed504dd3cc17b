"""Exact answers on small rules, against plain enumeration and OpenSpiel's best response; bounds on the full ones."""

from __future__ import annotations

import itertools
import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from negotiation.rules.countries import NAMES, OTHERS, N
from negotiation.rules.future import score
from negotiation.rules.legality import legal_answers, legal_votes, mask
from negotiation.rules.menu import ACCEPT, RENEW
from negotiation.rules.step import Decide, Talk, step
from negotiation.scenarios import load
from negotiation.solving.bounds import lower_bound
from negotiation.solving.equilibrium import search
from negotiation.solving.exploit import SEEDS, course, play, pure, regrets
from negotiation.solving.options import TooLarge, exact, keys
from negotiation.solving.policies import Policy
from negotiation.solving.reply import Kind, best_reply
from negotiation.strategies import find, views

STORED = Path(__file__).parents[2] / "benchmarks" / "solved" / "tiny.json"


@lru_cache
def tiny(months: int = 2):
    return load("tiny", {"months": months})


def reply(scenario, seat, rivals, seeds=1):
    kinds = [Kind(1 / seeds, tuple(Policy(n, j, find(n)) for n, j in zip(rivals, OTHERS[seat], strict=True)), s)
             for s in range(seeds)]
    return best_reply(scenario, seat, kinds, find("hold"))


def enumerated(scenario, seat, rivals, state=None) -> float:
    """The most a seat can get, by trying everything, one game at a time, with nothing remembered."""
    state = scenario.start(0) if state is None else state
    if state.over > 0:
        return float(score(scenario, state).sum(0)[seat])
    their = dict(zip(OTHERS[seat], rivals, strict=True))
    chosen = {j: find(name)(views(scenario, state)[j]) for j, name in their.items()}
    best = -np.inf
    if state.phase == "talk":
        say = np.zeros((N, 1), np.int64)
        for j, own in chosen.items():
            say[j] = own.codes
        for code in np.flatnonzero(mask(scenario, state, seat)):
            say[seat] = code
            best = max(best, enumerated(scenario, seat, rivals, step(scenario, state, Talk(say.copy())).after))
        return best
    slots = [tuple(x) for x in np.argwhere(legal_answers(state)[seat])]
    ballots = (0, RENEW) if legal_votes(scenario, state) else (0,)
    for replies, ballot in itertools.product(itertools.product((0, ACCEPT), repeat=len(slots)), ballots):
        answer, vote = np.zeros((N, N, 2), np.int64), np.zeros(N, np.int64)
        for j, own in chosen.items():
            answer[j], vote[j] = own.replies, own.ballot
        vote[seat] = ballot
        for (j, three), a in zip(slots, replies, strict=True):
            answer[seat, j, three] = a
        happened = step(scenario, state, Decide(answer, np.zeros((N, 1), np.int64), vote))
        best = max(best, enumerated(scenario, seat, rivals, happened.after))
    return best


@pytest.mark.parametrize("seat, rivals", [(1, ("bilateral", "grim")), (2, ("random", "conciliator"))])
def test_a_best_reply_is_what_trying_everything_finds(seat, rivals):
    found = reply(tiny(), seat, rivals)
    assert found.value == pytest.approx(enumerated(tiny(), seat, rivals), abs=1e-7)


@pytest.mark.parametrize("seat", range(N))
def test_a_best_reply_brings_what_it_promises_and_no_strategy_brings_more(seat):
    rivals = ("bilateral", "conciliator")
    found = reply(tiny(4), seat, rivals)
    own = {j: Policy(n, j, find(n)) for n, j in zip(rivals, OTHERS[seat], strict=True)}
    table = [found.policy if i == seat else own[i] for i in range(N)]
    assert play(tiny(4), table, 1)[0][0, seat] == pytest.approx(found.value, abs=1e-7)
    for name in ("hold", "conciliator", "bilateral", "tit_for_tat", "bully"):
        other = [Policy(name, i, find(name)) if i == seat else own[i] for i in range(N)]
        assert play(tiny(4), other, 1)[0][0, seat] <= found.value + 1e-9


@pytest.mark.needs("openspiel")
@pytest.mark.parametrize("seat, rivals, seeds", [(0, ("conciliator", "conciliator"), 1), (1, ("bilateral", "hold"), 1),
                                                 (2, ("random", "random"), 2)])
def test_openspiel_finds_the_same_best_reply(seat, rivals, seeds):
    from benchmarks.solved.openspiel import best_response

    theirs = best_response("tiny", 1, seat, rivals, seeds)      # of two months: python -m benchmarks.solved --openspiel
    assert reply(tiny(1), seat, rivals, seeds).value == pytest.approx(theirs, abs=1e-6)


def test_not_knowing_a_rivals_luck_costs_something():
    rivals = tuple(Policy("random", j, find("random")) for j in OTHERS[2])
    both = best_reply(tiny(), 2, [Kind(0.25, rivals, seed) for seed in range(4)], find("hold"))
    known = [best_reply(tiny(), 2, [Kind(1.0, rivals, seed)], find("hold")) for seed in range(4)]
    assert both.swayed and all(found.swayed for found in known)
    assert both.value < np.mean([found.value for found in known]) - 1e-3


def test_luck_that_changes_nothing_asks_for_no_more_games(tmp_path):
    for name, choice in (("idle", "view.choices()"), ("fickle", "call(view)")):
        (tmp_path / f"{name}.py").write_text(f"""
def call(view):
    out = view.choices()
    out.speak(view.others[0], "call", view.draw(3) < 0.5)
    return out


def talk(view):
    view.draw(2)
    return {choice}


def decide(view):
    return view.choices()
""", encoding="utf-8")
    rivals = [str(tmp_path / "idle.py"), "hold", str(tmp_path / "fickle.py")]
    assert regrets(tiny(), pure([rivals[0]] * 2 + ["hold"]), seats=[2]).seeds == 1
    assert regrets(tiny(), pure(rivals), seats=[1]).seeds == SEEDS > 1


def test_the_search_ends_at_profiles_from_which_nobody_gains():
    found = search(tiny(), starts=("hold", "conciliator", "bilateral", "grim"))
    assert found.regrets.total < 1e-6 and found.history[-1] == min(found.history)
    again = regrets(tiny(), found.profile)
    assert again.total < 1e-6 and np.allclose(again.payoff, found.regrets.payoff)


def test_rivals_that_mix_are_answered_on_average():
    mixed = (((1.0, Policy("hold", 0, find("hold"))),),
             ((0.5, Policy("hold", 1, find("hold"))), (0.5, Policy("conciliator", 1, find("conciliator")))),
             ((1.0, Policy("conciliator", 2, find("conciliator"))),))
    found = regrets(tiny(), mixed, seats=[0])
    sure = [reply(tiny(), 0, (name, "conciliator")).value for name in ("hold", "conciliator")]
    assert found.payoff[0] - 1e-9 <= found.best[0] <= np.mean(sure) + 1e-9


def test_keys_tell_states_apart_and_leave_out_what_was_paid():
    scenario = tiny()
    state = scenario.start(np.arange(2))
    other = state.changed(econ=state.econ + 1)
    assert np.array_equal(keys(state)[0], keys(state)[1]) and np.array_equal(keys(state), keys(other))
    moved = state.ledger.copy()
    moved[1, 0, 1, 0] += 1e-6
    assert not np.array_equal(keys(state.changed(ledger=moved))[1], keys(state)[1])


@pytest.mark.parametrize("changes, why", [
    ({"luck": 1}, "luck"), ({"months": 5}, "months"), ({"menu.words_a_month": 2}, "lists"),
    ({"menu.words": ["call", "visit", "offer", "offer_all"]}, "codes")])
def test_what_is_too_large_to_be_solved_is_said(changes, why):
    with pytest.raises(TooLarge) as found:
        exact(load("tiny", changes))
    assert found.value.why == why


def test_a_game_of_policies_is_told_in_notation():
    lines = course(tiny(), [Policy("conciliator", i, find("conciliator")) for i in range(N)])
    assert any(line.startswith("month 1 talk: ") and "offer all" in line for line in lines)


def test_a_bound_on_the_full_rules_is_judged_on_games_the_search_has_not_seen():
    players = [find("bully"), find("hold"), find("hold")]
    found = lower_bound(load("tutorial"), 1, players, games=12, tried=2)
    again = lower_bound(load("tutorial"), 1, players, games=12, tried=2)
    assert (found.gain, found.low, found.high) == (again.gain, again.low, again.high)
    assert found.low <= found.gain <= found.high and found.games == 12
    assert found.gain > 0                                     # doing nothing against a bully leaves something


def test_the_stored_figures_come_out_again():
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    assert stored["exact"] and stored["equilibrium"]["regret"] == min(stored["equilibrium"]["rounds"])
    rows = {row["name"]: row for row in stored["strategies"]}
    for name in ("hold", "grim"):
        found = regrets(load("tiny"), pure((name,) * 3))
        told = "the figures are others now: `make solved`"
        assert [rows[name]["gain"][c] for c in NAMES] == pytest.approx(found.gain, abs=1e-6), told
        assert [rows[name]["payoff"][c] for c in NAMES] == pytest.approx(found.payoff, abs=1e-6), told
        assert rows[name]["states"] == [r.states for r in found.replies], told


def test_the_command_answers(capsys):
    from negotiation.cli import run

    assert run(["solve", "tiny", "--seat", "us", "--against", "canada=hold,mexico=hold", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["exact"] and set(answer["replies"]) == {"us"} and answer["replies"]["us"]["gain"] >= 0
    assert run(["solve", "tiny", "--seat", "us", "--against", "us=hold"]) == 2
    assert "--against" in capsys.readouterr().err
    assert run(["solve", "tiny", "--seat", "usa"]) == 2
    assert "did you mean 'us'" in capsys.readouterr().err
    assert run(["solve", "tinny"]) == 2
    assert run(["solve", "tiny", "--against", "mexico=holdd"]) == 2


def test_the_command_says_what_is_too_large(capsys, monkeypatch):
    from negotiation.cli import run
    from negotiation.solving import bounds

    monkeypatch.setattr(bounds, "SEEN", 4)
    monkeypatch.setattr(bounds.lower_bound, "__defaults__", (200, 0, 1, None))
    assert run(["solve", "tutorial", "--seat", "canada", "--games", "4", "--json"]) == 0
    said = capsys.readouterr()
    assert "not solved exactly (2 words or measures a month, one at most)" in said.err
    answer = json.loads(said.out)
    bound = answer["bounds"]["canada"]
    assert not answer["exact"] and bound["low"] <= bound["gain"] <= bound["high"] and bound["reply"]


@pytest.mark.parametrize("asked", ["view.draw(0)", "view.draws[0]"])
def test_luck_asked_for_in_one_game_at_a_time_is_noted(asked, tmp_path):
    (tmp_path / "moody.py").write_text(f'''from negotiation import one_at_a_time


@one_at_a_time
def talk(view):
    return ["call mexico"] if {asked} < 0.5 else []


@one_at_a_time
def decide(view):
    return []
''', encoding="utf-8")
    scenario = tiny()
    policy = Policy("moody", 0, find(str(tmp_path / "moody.py")))
    (code, _, _), swayed = policy.choose(scenario, scenario.start(np.arange(16)))
    assert swayed and len(np.unique(code)) == 2

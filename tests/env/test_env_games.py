"""Months as runs of sub-steps: which come, which are skipped, what masks allow, and that a batch changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation.batch import simulate
from negotiation.env.games import EVERYBODY, Company, Games
from negotiation.env.observation import Sight
from negotiation.match import play
from negotiation.rules.fields import FIELDS, NOBODY
from negotiation.rules.notation import DECIDE, TALK
from negotiation.rules.why_not import list_reason
from negotiation.scenarios import load

SIGHTS = {name: Sight(load(name)) for name in ("kick-start-2025", "tiny", "tutorial")}


def lone(name: str = "kick-start-2025", seed: int = 0) -> Games:
    return Games(SIGHTS[name], [seed])


def say(games: Games, *lines: str) -> None:
    """One sub-step; "" passes."""
    codes = [games.menu.code(i, text) if text else int(games.passing(i)[0]) for i, text in enumerate(lines)]
    assert not games.choose(np.array([codes])).any(), lines


def course(games: Games, seed: int) -> list[str]:
    """Random legal play to the end; the sub-steps it went through."""
    rng, steps = np.random.default_rng(seed), []
    while not games.over[0]:
        steps.append(f"{int(games.rows['month'][0])} {games.sub_step().kind} {games.sub_step().number}")
        games.choose(np.array([[int(rng.choice(np.flatnonzero(games.masks[i][0]))) for i in games.acting]]))
    return steps


def test_a_month_goes_say_say_answer_do_do_and_the_last_one_votes():
    steps = course(lone(), 3)
    first = [text.split(" ", 1)[1] for text in steps if text.startswith("0 ")]
    assert first[:2] == ["say 0", "say 1"] and first[-2:] == ["do 0", "do 1"]
    assert all(text.startswith("answer") for text in first[2:-2])
    assert [text for text in steps if "vote" in text] == ["11 vote 0"] and steps[-1] == "11 vote 0"


def test_on_open_tables_a_sub_step_in_which_nobody_can_do_anything_is_skipped():
    games = lone("tiny")
    seen = []
    rng = np.random.default_rng(1)
    while not games.over[0]:
        seen.append(games.sub_step().kind)
        assert any(games.masks[i][0].sum() > 1 for i in EVERYBODY)
        games.choose(np.array([[int(rng.choice(np.flatnonzero(games.masks[i][0]))) for i in EVERYBODY]]))
    assert "do" not in seen and set(seen) == {"say", "answer", "vote"}
    quiet = lone("tiny")
    say(quiet, "", "", "")
    assert quiet.rows["month"][0] == 1 and quiet.sub_step() == ("say", 0)


def test_where_offers_may_be_whispered_being_asked_for_an_answer_tells_nothing():
    silent, whispered = lone(), lone()
    say(silent, "", "", "")
    say(whispered, "", "", "offer us us_on_mexico=2 drop access=2 security separate quietly")
    for games in (silent, whispered):
        say(games, "", "", "")
        assert games.sub_step() == ("answer", 0)
    assert np.array_equal(silent.observed(1), whispered.observed(1))
    while silent.deciding[0]:
        assert silent.sub_step() == whispered.sub_step()
        assert np.array_equal(silent.observed(1), whispered.observed(1))
        say(silent, "", "", "")
        say(whispered, "", "", "")


def test_a_choice_is_hidden_until_the_phase_closes():
    games, other = lone(), lone()
    say(games, "slight canada", "", "")
    say(other, "", "", "")
    assert np.array_equal(games.observed(1), other.observed(1))
    say(games, "", "", "")
    say(other, "", "", "")
    assert not np.array_equal(games.observed(1), other.observed(1))


def test_a_seat_among_strategies_is_asked_only_where_it_has_a_choice():
    games = Games(SIGHTS["kick-start-2025"], [4], (2,), Company(("default", "default", None)))
    rng = np.random.default_rng(4)
    while not games.over[0]:
        assert games.masks[2][0].sum() > 1
        games.choose(np.array([[int(rng.choice(np.flatnonzero(games.masks[2][0])))]]))


@pytest.mark.parametrize("seed", range(6))
def test_what_a_mask_allows_beside_what_is_laid_up_is_what_the_rules_allow(seed):
    games, rng = lone(seed=seed), np.random.default_rng(seed)
    asked = 0
    while not games.over[0] and asked < 12:
        at = games.sub_step()
        codes = []
        for i in EVERYBODY:
            legal = np.flatnonzero(games.masks[i][0])
            if at.kind in ("say", "do") and at.number == 1:
                asked += 1
                _held_to_the_rules(games, i, rng)
            biased = [c for c in legal if "reprieve" in games.menu.line(i, int(c))] if at.kind == "do" else []
            codes.append(int(rng.choice(biased or legal)))
        games.choose(np.array([codes]))
    assert asked >= 12


def _held_to_the_rules(games: Games, i: int, rng: np.random.Generator) -> None:
    state, words = games.state().game(0), int(games.menu.words[i])
    phase = DECIDE if games.deciding[0] else TALK
    before = games.do[0, i, 0] if games.deciding[0] else games.say[0, i, 0]
    group = np.flatnonzero(games.menu.group(i, games.sub_step()))
    asked = group if games.deciding[0] else rng.choice(group, 80, replace=False)
    for code in asked:
        own = int(code) - (words if games.deciding[0] else 0)
        allowed = list_reason(games.scenario, state, i, phase, [int(before), own]) is None
        assert bool(games.masks[i][0, code]) == allowed, games.menu.line(i, int(code))
    assert not games.masks[i][0, ~games.menu.group(i, games.sub_step())].any()


def test_a_game_of_a_batch_is_the_game_alone():
    company = Company(("bully", None, "conciliator"))
    many = Games(SIGHTS["kick-start-2025"], range(5), (1,), company)
    alone = [Games(SIGHTS["kick-start-2025"], [k], (1,), company) for k in range(5)]
    draws = [np.random.default_rng(k) for k in range(5)]
    while not many.over.all():
        codes = np.zeros((5, 1), np.int64)
        for k in np.flatnonzero(~many.over):
            assert np.array_equal(many.observed(1)[k], alone[k].observed(1)[0])
            assert np.array_equal(many.masks[1][k], alone[k].masks[1][0])
            codes[k] = draws[k].choice(np.flatnonzero(many.masks[1][k]))
            alone[k].choose(codes[k][None])
        many.choose(codes)
        for k in range(5):
            assert np.array_equal(many.reward[k], alone[k].reward[0]) or alone[k].over[0]
    assert [many.digest(k) for k in range(5)] == [g.digest() for g in alone]
    assert np.array_equal(many.paid, np.concatenate([g.paid for g in alone]))


def test_a_seat_that_only_passes_plays_the_game_of_a_player_who_holds():
    games = Games(SIGHTS["tutorial"], range(4), (0,), Company((None, "default", "default")))
    while not games.over.all():
        games.choose(games.passing(0)[:, None])
    rows = simulate("tutorial", 4, 0, {"us": "hold", "canada": "default", "mexico": "default"}, keep=True).columns
    assert [games.digest(k) for k in range(4)] == rows["digest"]
    assert np.allclose(games.paid[:, 0], rows["payoff_us"], atol=1e-8)
    assert np.allclose(games.payoff(), games.paid, atol=1e-9)


def test_every_field_that_somebody_sees_stands_in_an_observation_with_unit_and_bounds():
    sight = SIGHTS["kick-start-2025"]
    named = {row.name: row for row in sight.rows}
    for field in FIELDS:
        if field.sees == NOBODY:
            assert field.name not in named
            continue
        row = named[field.name]
        assert (row.shape, row.unit, row.sees, row.meaning) == (field.shape, field.unit, field.sees, field.meaning)
        assert row.low < row.high
    assert [row.first for row in sight.rows[1:]] == [row.last for row in sight.rows[:-1]]
    assert sight.rows[-1].last == sight.size == len(lone().observed(0)[0])


def test_a_field_of_an_observation_is_had_by_its_name():
    games = lone()
    seen = games.observed(1)[0]
    sight = games.sight
    state = games.state().game(0)
    assert np.allclose(sight.part(seen, "trust"), state.trust, atol=1e-4)
    assert np.array_equal(sight.part(seen, "sector"), state.sector.astype(np.float32))
    assert sight.part(seen, "seat").tolist() == [0, 1, 0] and sight.part(seen, "kind").tolist() == [1, 0, 0, 0]
    assert sight.part(games.observed(1), "wall").shape == (1, 3, 3)
    say(games, "", "call us", "")
    assert games.menu.line(1, int(sight.part(games.observed(1)[0], "said")[0])) == "call us"
    with pytest.raises(KeyError, match="no such field; there are month"):
        sight.part(seen, "mood_of_the_house")


def test_rivals_that_look_back_play_as_at_every_other_door():
    """Each game of a batch keeps a record of its own: alone or beside others, the end is that of `play`."""
    scenario = load("kick-start-2025", {"months": 4})
    seats, seeds = ("gradual", None, "two_tats"), np.array([3, 8], np.uint64)
    games = Games(Sight(scenario), seeds, (1,), Company(seats))
    while not games.over.all():
        games.choose(games.passing(1)[:, None], ~games.over)
    ends = play(scenario, ("gradual", "hold", "two_tats"), seeds)
    assert [games.digest(n) for n in range(2)] == [ends.game((n,)).digest() for n in range(2)]

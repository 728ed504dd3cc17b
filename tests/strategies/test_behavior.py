"""What each strategy is known for, in scripted months."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from negotiation.match import months
from negotiation.rules import clauses
from negotiation.rules.bargaining import aspiration
from negotiation.rules.causes import PAIN, SIDE_DEAL
from negotiation.rules.countries import ALL, CANADA, MEXICO, US
from negotiation.rules.kinds import WORD
from negotiation.rules.kinds.pledge import CALM
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.strategies import Choices, View, find
from negotiation.strategies.levels import LEVELS
from negotiation.strategies.tariff_plans import raises


def at(scenario: Scenario, phase: str, **fields: Any) -> State:
    """The first month with some entries changed, field by field: wall={(US, CANADA): 25.0}, or month=11.0."""
    state = scenario.start(1)
    new = {}
    for name, value in fields.items():
        array = np.array(getattr(state, name))
        for index, entry in value.items() if isinstance(value, dict) else [((), value)]:
            array[index] = entry
        new[name] = array
    return state.changed(phase=phase, **new)


def plays(scenario: Scenario, name: str, seat: int, state: State) -> Choices:
    return find(name)(View(scenario, state, seat))


def lines(scenario: Scenario, name: str, seat: int, state: State) -> dict[str, str]:
    """Line -> id of its reason."""
    return {told.line: told.reason.id for told in plays(scenario, name, seat, state).told()}


def struck(scenario: Scenario, seat: int, rate: float = 25.0) -> State:
    """The US has just set a wall on everything against one neighbor; its reprieve is gone."""
    return at(scenario, "decide", wall={(US, seat): rate}, spare={(US, seat): 0.0}, raised={(US, seat): 1.0},
              reprieve={(US, MEXICO): 0.0})


def deal(scenario: Scenario, kind: int, **levels: int) -> int:
    return scenario.catalogue.number(kind, {getattr(clauses, k.upper()): v for k, v in levels.items()})


def test_hold_does_nothing(without_luck: Scenario) -> None:
    for phase in ("talk", "decide"):
        for seat in range(3):
            assert not lines(without_luck, "hold", seat, at(without_luck, phase))


def test_tit_for_tat_charges_what_it_is_charged(without_luck: Scenario) -> None:
    low = lines(without_luck, "tit_for_tat", CANADA, struck(without_luck, CANADA, 10.0))
    assert low == {"wall us 10 all": "do.match"}
    high = lines(without_luck, "tit_for_tat", CANADA, struck(without_luck, CANADA, 50.0))
    assert high == {"wall us 25 all": "do.match"}


def test_tit_for_tat_comes_down_when_the_other_does(without_luck: Scenario) -> None:
    state = at(without_luck, "decide", wall={(MEXICO, US): 25.0, (US, MEXICO): 5.0})
    assert "wall us 5 sparing" in lines(without_luck, "tit_for_tat", MEXICO, state)


def test_tit_for_tat_offers_the_fair_deal(without_luck: Scenario) -> None:
    said = lines(without_luck, "tit_for_tat", MEXICO, at(without_luck, "talk"))
    assert list(said.values()) == ["say.offer_fair"] and next(iter(said)).startswith("offer all ")


def test_grim_never_comes_down(without_luck: Scenario) -> None:
    assert lines(without_luck, "grim", MEXICO, struck(without_luck, MEXICO)) == {"wall us 50 all": "do.for_ever"}
    after = at(without_luck, "decide", wall={(MEXICO, US): 50.0}, spare={(MEXICO, US): 0.0})
    assert not lines(without_luck, "grim", MEXICO, after)


def test_the_bully_warns_both_and_climbs(without_luck: Scenario) -> None:
    assert set(lines(without_luck, "bully", US, at(without_luck, "talk"))) == {"warn canada", "warn mexico"}
    done = lines(without_luck, "bully", US, at(without_luck, "decide"))
    assert set(done) == {"wall canada 50 all", "wall mexico 35 all"}


def test_the_conciliator_takes_its_walls_down(without_luck: Scenario) -> None:
    done = lines(without_luck, "conciliator", US, at(without_luck, "decide"))
    assert set(done) == {"wall canada 0 sparing", "wall mexico 0 sparing"}


def test_the_bilateral_one_speaks_to_washington_alone_and_refuses_three_way_offers(without_luck: Scenario) -> None:
    said = lines(without_luck, "bilateral", CANADA, at(without_luck, "talk"))
    assert len(said) == 1 and next(iter(said)).startswith("offer us ") and next(iter(said)).endswith("quietly")
    three = deal(without_luck, ALL, us_on_canada=3, us_on_mexico=3, renew=1)
    state = at(without_luck, "decide", offer={(MEXICO, MEXICO): three})
    assert lines(without_luck, "bilateral", CANADA, state) == {"refuse mexico three": "answer.two_only"}


@pytest.mark.parametrize("name", ["loyal", "ally"])
def test_the_loyal_refuse_a_separate_pact_however_good(name: str, without_luck: Scenario) -> None:
    sweet = deal(without_luck, 1, us_on_mexico=3, separate=1)
    state = at(without_luck, "decide", offer={(US, MEXICO): sweet}, known={(US, MEXICO): 1.0}, month=5.0)
    assert lines(without_luck, "default", MEXICO, state)["accept us"] == "answer.best_offer"
    assert lines(without_luck, name, MEXICO, state)["refuse us"] == "answer.leaves_one_out"


def test_the_loyal_offer_three_way_deals_and_promise(without_luck: Scenario) -> None:
    said = list(lines(without_luck, "loyal", MEXICO, at(without_luck, "talk")))
    assert said[0].startswith("offer all ") and said[1] == "pledge us three"
    wet = at(without_luck, "talk", since={(ALL,): 1.0})
    assert next(iter(lines(without_luck, "loyal", MEXICO, wet))) == "appeal"


def test_the_ally_answers_and_warns_for_its_neighbor(without_luck: Scenario) -> None:
    state = struck(without_luck, CANADA)
    assert lines(without_luck, "ally", MEXICO, state) == {"wall us 25 all": "do.answer_for_both"}
    assert not lines(without_luck, "loyal", MEXICO, state)
    said = lines(without_luck, "ally", MEXICO, state.changed(phase="talk"))
    assert said == {"pledge canada together": "say.promise_ally", "warn us": "say.warn_for_both"}


def test_the_default_neighbor_answers_a_wall_on_everything_in_kind(kick_start: Scenario) -> None:
    answered = [lines(kick_start, "default", CANADA, struck(kick_start, CANADA).changed(seed=np.uint64(seed)))
                for seed in range(60)]
    share = np.mean([found.get("wall us 25 all") == "do.answer_in_kind" for found in answered])
    assert 0.7 < share < 0.95
    sparing = at(kick_start, "decide")
    assert "do.answer_in_kind" not in lines(kick_start, "default", CANADA, sparing).values()


def test_a_deal_or_a_promise_keeps_the_default_neighbor_from_answering(without_luck: Scenario) -> None:
    promised = struck(without_luck, CANADA).changed(pledge=np.where(
        np.arange(3) == CALM, 3.0, np.zeros((3, 3, 3))))
    assert "do.answer_in_kind" not in lines(without_luck, "hard", CANADA, promised).values()


def test_the_default_neighbor_drops_its_answer_when_the_wall_spares_again(without_luck: Scenario) -> None:
    state = at(without_luck, "decide", wall={(CANADA, US): 25.0}, spare={(CANADA, US): 0.0})
    assert lines(without_luck, "default", CANADA, state)["wall us 0 sparing"] == "do.drop_answer"


def test_the_default_player_takes_a_good_offer_and_refuses_a_bad_one(without_luck: Scenario) -> None:
    good = deal(without_luck, ALL, us_on_canada=3, us_on_mexico=3, renew=1)
    bad = deal(without_luck, 0, access_canada=3, security=1, origin=1)
    state = at(without_luck, "decide", offer={(MEXICO, MEXICO): good, (US, CANADA): bad},
               known={(MEXICO, MEXICO): 1.0, (US, CANADA): 1.0}, month=5.0)
    found = lines(without_luck, "default", CANADA, state)
    assert found["accept mexico three"] == "answer.best_offer"
    assert found["refuse us"] == "answer.worse_than_nothing"


def test_a_shut_line_is_opened_again_at_once_where_a_deal_binds_the_pair(without_luck: Scenario) -> None:
    both = deal(without_luck, ALL, us_on_canada=1, us_on_mexico=1)
    for signed, opens in ((-1.0, False), (float(both), True)):
        state = at(without_luck, "talk", frozen={(CANADA, MEXICO): 1.0}, deal={(ALL,): signed}, since={(ALL,): 3.0},
                   month=4.0)
        found = lines(without_luck, "default", CANADA, state)
        assert ("reopen mexico" in found) == opens, (signed, found)


def test_washington_raises_only_a_month_after_its_warning(without_luck: Scenario) -> None:
    for warned, acts in ((0.0, False), (4.0, False), (3.0, True)):
        walls = {"wall": {(US, CANADA): 0.0, (US, MEXICO): 0.0}, "warned": {(US, CANADA): warned},
                 "warnrate": {(US, CANADA): 25.0}, "nerve": {(CANADA,): 0.0}}
        found = lines(without_luck, "default", US, at(without_luck, "decide", **walls))
        assert any(reason.startswith("do.raise") for reason in found.values()) == acts


def test_the_easy_level_never_warns(kick_start: Scenario) -> None:
    def warnings(level: str) -> int:
        count = 0
        for happened in months(kick_start, (level,) * 3, np.arange(8)):
            if happened.before.phase == "talk":
                for seat in range(3):
                    table = kick_start.menu.say[seat]
                    codes = happened.choices.say[:, seat]  # type: ignore[union-attr]
                    count += int(((table.word[codes] == WORD["warn"]) & (table.target[codes] != seat)).sum())
        return count

    assert warnings("easy") == 0 < warnings("normal")


def test_nobody_promises_to_stay_three_way_while_it_wants_a_separate_pact(kick_start: Scenario) -> None:
    separate, promised, whispered = kick_start.catalogue.separate, 0, 0
    for happened in months(kick_start, ("default",) * 3, np.arange(40)):
        if happened.before.phase != "talk":
            continue
        for seat in (CANADA, MEXICO):
            table = kick_start.menu.say[seat]
            codes = happened.choices.say[:, seat]  # type: ignore[union-attr]
            promises = (table.word[codes] == WORD["pledge_three"]).any(-1)
            laid = np.stack([state.offer[:, seat].astype(int) for state in (happened.before, happened.after)])
            apart = ((laid >= 0) & separate[np.maximum(laid, 0)]).any((0, 2))
            assert not (promises & apart).any()
            promised, whispered = promised + promises.sum(), whispered + apart.sum()
    assert promised > 20 and whispered > 20


def test_a_month_of_betrayal_shuts_the_line_to_one_hardly_trusted(without_luck: Scenario) -> None:
    state = at(without_luck, "talk", ev={(CANADA, US, SIDE_DEAL): -10.0})
    assert next(iter(lines(without_luck, "default", CANADA, state))) == "freeze us"
    assert "freeze mexico" not in lines(without_luck, "default", CANADA, at(
        without_luck, "talk", ev={(CANADA, MEXICO, SIDE_DEAL): -10.0}))


def test_what_is_left_of_a_month_goes_to_the_one_who_trusts_least(without_luck: Scenario) -> None:
    wet = at(without_luck, "talk", since={(k,): 0.0 for k in range(4)})
    assert lines(without_luck, "easy", CANADA, wet) == {
        "pledge mexico three": "say.promise_three_way", "amends mexico": "say.amends"}


def test_relief_money_is_paid_when_tariffs_hurt(without_luck: Scenario) -> None:
    state = at(without_luck, "decide", mood={(CANADA, PAIN): -7.0})
    assert lines(without_luck, "default", CANADA, state)["relief"] == "do.relief"


def test_the_default_player_votes_only_in_the_last_month(without_luck: Scenario) -> None:
    for month, votes in ((10.0, False), (11.0, True)):
        found = lines(without_luck, "default", MEXICO, at(without_luck, "decide", month=month))
        assert any(text.startswith("vote") for text in found) == votes
    three = deal(without_luck, ALL, us_on_canada=2, us_on_mexico=2)
    dealt = at(without_luck, "decide", month=11.0, deal={(ALL,): three})
    assert lines(without_luck, "default", MEXICO, dealt)["vote renew"] == "vote.deal_in_force"


def test_no_level_has_other_luck(kick_start: Scenario) -> None:
    assert {level.stance.open for level in LEVELS.values()} == {0.60, 0.90, 1.00}
    state = kick_start.start(np.arange(4))
    draws = [View(kick_start, state, US).draws for _ in LEVELS]
    assert all(np.array_equal(draws[0], d) for d in draws)



def test_a_tariff_raised_on_a_sector_is_answered_on_the_same_goods_and_makes_a_deal_dearer():
    """Neighbors answer in kind; nobody signs cheaper while it stands; one that stood from the start is no blow."""
    game = Session(load("kick-start-2025"), seed=3, seats={"canada": "default", "mexico": "default"})
    game.end_month()
    game.end_month()
    before = aspiration(game.scenario, game.state, MEXICO)
    game.next()
    game.plan("sector mexico mach_elec 25")
    game.next()
    assert aspiration(game.scenario, game.state, MEXICO)[US] > before[US] + 0.1
    answered = []
    for _ in range(3):
        game.next()
        answered += [line for line in game.next().lines[MEXICO] if line.startswith("sector us mach_elec 25")]
    assert answered and float(game.state.sector[MEXICO, US, 4]) == 25


def test_nobody_answers_the_sector_tariffs_a_game_begins_with():
    game = Session(load("kick-start-2025"), seed=3, seats=dict.fromkeys(("us", "canada", "mexico"), "default"))
    while not game.over:
        game.end_month()
    said = [line for played in game.past for lines in played.lines for line in lines]
    assert not [line for line in said if line.startswith("sector") and not line.endswith(" 0")]


def test_a_step_up_from_a_tariff_on_everything_spares_nothing(without_luck: Scenario) -> None:
    """What sparing again would bring is no gain of raising, and a warning is not worth it."""
    state = at(without_luck, "decide", month=2.0, spare={(US, CANADA): 0.0}, warned={(US, CANADA): 3.0},
               warnrate={(US, CANADA): 50.0}, nerve={(CANADA,): 0.0})
    rates = [line for line, why in lines(without_luck, "default", US, state).items() if why == "do.raise_step"]
    assert not [line for line in rates if not line.endswith("all")]
    gains, _ = raises(View(without_luck, state, US), np.ones(state.games, bool))
    assert (gains[..., 0, 0] < 0).all()

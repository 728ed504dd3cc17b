"""The Mesa model: the same games as every other door, Mesa's own habits, and nothing left behind."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref

import numpy as np
import pytest

from negotiation.batch import simulate
from negotiation.model import CountryAgent, NegotiationModel
from negotiation.outcome import COLUMNS
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.strategies import StrategyError
from negotiation.unfinished import WrongUse

QUICK = {"us": "random", "canada": "random", "mexico": "hold"}


@pytest.fixture(scope="module")
def model() -> NegotiationModel:
    return NegotiationModel("tutorial", rng=7, seats=QUICK).run()


def test_mesa_plays_the_same_game_as_the_batch(model: NegotiationModel):
    rows = simulate("tutorial", 3, 6, QUICK, keep=True).columns
    assert model.row == {name: values[1] for name, values in rows.items()}
    assert model.digest == rows["digest"][1]


def test_a_step_is_a_month_and_the_model_stops_by_itself():
    model = NegotiationModel("tutorial", rng=1, seats=QUICK)
    seen = []
    while model.running:
        model.step()
        seen.append(int(model.state.month))
    assert seen == [1, 2, 3] and model.steps == 3
    ended = model.digest
    model.step()
    assert model.digest == ended


def test_the_data_collector_has_a_row_a_month_with_the_columns_of_a_batch(model: NegotiationModel):
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == list(COLUMNS)
    assert frame["months"].tolist() == [0, 1, 2, 3] and set(frame["seed"]) == {7}
    assert frame["digest"].iloc[-1] == model.digest and frame["digest"].nunique() == 4


def test_agents_carry_trust_and_payoff(model: NegotiationModel):
    assert [a.country for a in model.agents] == list(NAMES) and all(isinstance(a, CountryAgent) for a in model.agents)
    assert [a.unique_id for a in model.countries] == [1, 2, 3]
    mexico = model.countries[2]
    assert mexico.trust == pytest.approx({"us": model.state.trust[2, 0], "canada": model.state.trust[2, 1]}, abs=1e-8)
    assert mexico.payoff == model.row["payoff_mexico"] and mexico.score == model.row["score_mexico"]
    frame = model.datacollector.get_agent_vars_dataframe()
    assert len(frame) == 12 and frame["payoff"].iloc[-1] == mexico.payoff
    assert frame["trust_canada"].iloc[-1] == mexico.trust["canada"] and np.isnan(frame["trust_mexico"].iloc[-1])


def test_the_seats_that_are_not_named_keep_the_scenarios_players():
    model = NegotiationModel("tutorial", rng=1, seats={"us": "hold"})
    assert [str(a.strategy) for a in model.countries] == ["hold", "default(level=easy)", "default(level=easy)"]


def test_a_model_without_a_seed_draws_one_and_can_be_played_again():
    model = NegotiationModel(load("tutorial"), seats=QUICK).run()
    assert NegotiationModel("tutorial", rng=model.seed, seats=QUICK).run().digest == model.digest


def test_mesas_kinds_of_rng_draw_a_seed():
    first = NegotiationModel("tutorial", rng=np.random.default_rng(5), seats=QUICK)
    again = NegotiationModel("tutorial", rng=np.random.default_rng(5), seats=QUICK)
    assert first.seed == again.seed and NegotiationModel("tutorial", rng=np.int64(5), seats=QUICK).seed == 5


def test_wrong_use_is_refused():
    with pytest.raises(StrategyError):
        NegotiationModel("tutorial", seats={"us": "bulli"})
    with pytest.raises(WrongUse):
        NegotiationModel("tutorial", seats={"mexic": "hold"})
    with pytest.raises((WrongUse, ValueError)):
        NegotiationModel("tutorial", rng=-1)


def test_two_hundred_models_made_and_dropped_leave_none_alive():
    scenario = load("tutorial")
    alive = []
    for n in range(200):
        model = NegotiationModel(scenario, rng=n, seats=dict.fromkeys(NAMES, "hold"))
        if n % 20 == 0:
            model.run()
        alive.append(weakref.ref(model))
        del model
    gc.collect()
    assert sum(ref() is not None for ref in alive) == 0


def test_importing_the_model_leaves_the_start_of_processes_alone():
    code = ("import multiprocessing as m; before = m.get_start_method(allow_none=True); import negotiation.model;"
            "assert m.get_start_method(allow_none=True) == before, m.get_start_method()")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)

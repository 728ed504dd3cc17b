"""A policy of an environment as a strategy: the same game, sub-step by sub-step; and the shipped example plays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from negotiation.env.games import Company, Games
from negotiation.env.observation import Sight
from negotiation.env.player import played
from negotiation.match import play
from negotiation.scenarios import load
from negotiation.strategies import find, views

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def fickle(seen, masks):
    """A policy that looks at everything: a legal code picked by the observation's own numbers."""
    count = masks.sum(-1)
    place = np.abs(np.floor(seen.astype(np.float64).sum(-1) * 7)).astype(np.int64) % count
    return (np.cumsum(masks, -1) == place[:, None] + 1).argmax(-1)


@pytest.mark.parametrize("seat", range(3))
def test_a_policy_plays_the_game_it_plays_in_its_environment(seat):
    from negotiation.strategies.finding import Strategy

    sight = Sight(load("kick-start-2025"))
    rivals = [find("conciliator") if i != seat else None for i in range(3)]
    games = Games(sight, range(4), (seat,), Company(rivals))
    while not games.over.all():
        codes = np.where(games.over, 0, fickle(games.observed(seat), games.masks[seat] | games.over[:, None]))
        assert not games.choose(codes[:, None]).any()
    own = Strategy("fickle", "", (), {}, lambda view: played(view, fickle), lambda view: played(view, fickle))
    end = play(sight.scenario, [own if p is None else p for p in rivals], np.arange(4))
    assert [end.game(k).digest() for k in range(4)] == [games.digest(k) for k in range(4)]
    assert not end.illegal.any()
    alone = play(sight.scenario, [own if p is None else p for p in rivals], 2)
    assert alone.digest() == games.digest(2)


def test_a_policy_that_breaks_its_mask_is_refused():
    scenario = load("tiny")
    view = views(scenario, scenario.start(0))[0]
    with pytest.raises(ValueError, match="only codes that its mask allows"):
        played(view, lambda seen, masks: np.array([(~masks).argmax()]))
    with pytest.raises(ValueError, match="one code a game"):
        played(view, lambda seen, masks: np.zeros(3, int))


def test_the_learned_example_plays_legally_in_its_chair_and_says_what_it_is():
    path = str(EXAMPLES / "learned.py")
    end = play(load("kick-start-2025"), ["default", path, "default"], np.arange(2))
    assert not end.illegal.any() and find(path).summary.startswith("Plays what `learn.py` has learned")


def test_the_learned_example_beats_chance_clearly_where_it_was_judged():
    found = json.loads((EXAMPLES / "learned.json").read_text(encoding="utf-8"))
    ahead = found["judged"]["random"]["learned_ahead"]
    assert ahead["low"] > 10 and found["settings"]["judge"] >= 100
    assert found["curve"][-1]["mean"] > found["curve"][0]["mean"]


@pytest.mark.needs("env")
def test_learning_runs(tmp_path):
    for name in ("learn.py", "learned.py"):
        (tmp_path / name).write_text((EXAMPLES / name).read_text(encoding="utf-8").replace(
            'SCENARIO, SEAT = "kick-start-2025"', 'SCENARIO, SEAT = "tutorial"'), encoding="utf-8")
    done = subprocess.run([sys.executable, "learn.py", "--generations", "2", "--candidates", "4", "--games", "2",
                           "--elite", "2", "--judge", "4"], cwd=tmp_path, capture_output=True, text=True,
                          env={"PYTHONPATH": str(EXAMPLES.parents[1]), "PATH": ""})
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "learned.json").read_text(encoding="utf-8"))
    assert len(found["curve"]) == 2 and set(found["judged"]) == {"learned", "random", "hold", "default"}


@pytest.mark.needs("env")
def test_the_examples_of_the_page_do_what_they_show(tmp_path):
    from documents import ROOT, Place, blocks

    found = blocks((ROOT / "docs" / "environments.md").read_text(encoding="utf-8"))
    assert found
    for block in found:
        Place(tmp_path).do(block)

"""Plays what `learn.py` has learned: at each sub-step the idea that the learned weights rank highest."""

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from negotiation.env.menus import FlatMenu
from negotiation.env.observation import Sight
from negotiation.env.player import played, sight_of
from negotiation.rules.names import NAMES

WEIGHTS = Path(__file__).with_name("learned.json")
THREE_WAY = (
    "offer all us_on_canada=2 us_on_mexico=2 access_canada=1 access_mexico=1 security renew",
    "offer all us_on_canada=2 us_on_mexico=2 access_canada=2 access_mexico=2 security origin renew",
    "offer all us_on_canada=3 us_on_mexico=3 access_canada=1 access_mexico=1 security origin renew",
)
TO_EACH = ("call {0}", "visit {0}", "amends {0}", "pledge {0} three", "pledge {0} together", "warn {0}", "accept {0}",
           "accept {0} three", "refuse {0}", "refuse {0} three", "wall {0} 0 sparing", "wall {0} 10 sparing",
           "wall {0} 25 sparing", "reprieve {0}")
AT_HOME = ("pass", *THREE_WAY, "appeal", "relief", "vote renew")


@lru_cache
def ideas(menu: FlatMenu, seat: int) -> np.ndarray:
    """[idea] flat codes of a few dozen lines out of the whole menu; both halves' ways to pass come first."""
    partners = [name for name in NAMES if name != NAMES[seat]]
    lines = [*AT_HOME, *(line.format(name) for name in partners for line in TO_EACH)]
    return np.array([menu.code(seat, lines[0]), int(menu.words[seat]), *(menu.code(seat, line) for line in lines[1:])])


def features(sight: Sight, seen: np.ndarray, seat: int) -> np.ndarray:
    """[g, feature] what the weights are about: time, trust both ways, tariffs, offers on my table, approval."""
    count = len(seen)
    others = [j for j in range(3) if j != seat]

    def of(name):
        return sight.part(seen, name)
    trust, wall, sector, offer = of("trust") / 100, of("wall") / 50, of("sector").mean(-1) / 50, of("offer") >= 0
    parts = [np.ones(count), of("month") / sight.scenario.months, of("deciding"), of("approval")[:, seat] / 100,
             of("renewed"), of("said")[:, 0] > 0, offer[:, seat, seat]]
    for j in others:
        parts += [trust[:, seat, j], trust[:, j, seat], wall[:, j, seat] + sector[:, j, seat],
                  wall[:, seat, j] + sector[:, seat, j], offer[:, j, seat], offer[:, j, j], offer[:, seat, j]]
    return np.stack([np.asarray(p, float) for p in parts], -1)


def best_ideas(codes: np.ndarray, scores: np.ndarray, masks: np.ndarray) -> np.ndarray:
    """[g] the legal idea with the highest score; to pass is always one."""
    legal = masks[:, codes].astype(bool)
    return codes[np.where(legal, scores, -np.inf).argmax(-1)]


@lru_cache
def learned():
    """The weights [idea, feature]."""
    return np.array(json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"])


def talk(view):
    """The words of the month."""
    sight = sight_of(view.scenario)

    def act(seen, masks):
        return best_ideas(ideas(sight.menu, view.me), features(sight, seen, view.me) @ learned().T, masks)
    return played(view, act)


def decide(view):
    """Answers, measures, the vote."""
    return talk(view)

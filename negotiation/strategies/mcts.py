"""Plays the next months in thought many times over, every country trying what has paid, and does what it tried most."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Ints
from ..rules.countries import N
from .best_reply import offer_best, sign_best
from .card import Card, Range
from .choices import Choices
from .concession import vote_by_worth
from .lookahead import Lookahead
from .tariff_game import ACTS, TariffGame, Walls, take
from .view import View

CARD = Card(
    group="thinkers",
    formula="at each node each country picks argmax Q(a) + c D sqrt(ln N / N(a)) on its own; all three worths are "
            "backed up; D = spread of worths seen; the most tried act is done",
    offers="of its favorites with either partner and with both, the one with the largest worth x chance",
    pledges="none: promises do not occur in its thought",
    answers="accepts the best offer on the table if it brings something; keeps talking about the rest",
    tariffs="the act most tried in thought: one step on one partner, or none",
    vote="for the pact if a three-way deal is in force or its renewal brings something",
    source="decoupled UCT: Kocsis and Szepesvari (2006); Tak, Lanctot and Winands (2014)",
    weakness="decoupled choices need not come near an equilibrium; few iterations see little",
    cost=60.0,
    parameters={"iterations": Range(5, 2000, "games in thought a month"), "depth": Range(1, 6, "months of each"),
                "c": Range(0, 10, "how much it tries what it knows little of")},
)


def talk(view: View) -> Choices:
    """The offer that is worth most today."""
    out = view.choices()
    offer_best(view, out)
    return out


def decide(view: View, *, iterations: int = 40, depth: int = 2, c: float = 1.4) -> Choices:
    """The best offer, the act most tried."""
    out = view.choices()
    sign_best(view, out)
    acts = np.zeros(view.games, np.int64)
    for index in np.ndindex(view.games):
        one = view.game(index) if view.games else view
        acts[index] = Search(one, depth, c).best_act(iterations)
    take(view, out, acts, "do.most_tried")
    vote_by_worth(view, out)
    return out


class Node:
    """Tariffs in thought: how often each country tried each act here [3, act], the sum of what it brought, and what
    follows by the acts of all three."""

    def __init__(self, walls: Walls) -> None:
        self.walls = walls
        self.tried: Ints = np.zeros((N, ACTS), np.int64)
        self.brought: Array = np.zeros((N, ACTS))
        self.after: dict[tuple[int, ...], Node] = {}


class Search:
    """The tree of one lone game. Nothing in it is drawn: ties go to the act tried least, then in order."""

    def __init__(self, view: View, depth: int, c: float) -> None:
        self.view, self.depth, self.c = view, depth, c
        self.game = TariffGame(view)
        self.root = Node(Walls(view.state.wall, view.state.spare))
        self._known: dict[bytes, Array] = {}
        self.low = self.high = self.worth(self.root.walls)

    def best_act(self, iterations: int) -> int:
        """The act this seat tried most at the root after so many games in thought."""
        for _ in range(iterations):
            self.iterate()
        return int(self.root.tried[self.view.me].argmax())

    def iterate(self) -> None:
        """One game in thought: down the tree, and the mean of the worths on the way back up."""
        node, path, sum_ = self.root, [], np.zeros(N)
        for _ in range(self.depth):
            acts = tuple(self._pick(node, i) for i in range(N))
            path.append((node, acts))
            if acts not in node.after:
                node.after[acts] = Node(self.game.after(node.walls, np.array(acts)))
            node = node.after[acts]
            sum_ = sum_ + self.worth(node.walls)
        for passed, acts in path:
            for i, act in enumerate(acts):
                passed.tried[i, act] += 1
                passed.brought[i, act] += sum_[i] / self.depth

    def _pick(self, node: Node, i: int) -> int:
        tried = node.tried[i]
        if (tried == 0).any():
            return int((tried == 0).argmax())
        spread = max(float(self.high[i] - self.low[i]), 1e-9)
        bonus = self.c * spread * np.sqrt(np.log(float(tried.sum())) / tried)
        return int((node.brought[i] / tried + bonus).argmax())

    def worth(self, walls: Walls) -> Array:
        """[3] $bn of going on under these tariffs for ever."""
        key = walls.wall.tobytes() + walls.spare.tobytes()
        if key not in self._known:
            thought = Lookahead(self.view, np.asarray(True), 1)
            thought.wall[0, 0], thought.spare[0, 0] = walls.wall, walls.spare
            self._known[key] = thought.worth()[0]
            self.low = np.minimum(getattr(self, "low", self._known[key]), self._known[key])
            self.high = np.maximum(getattr(self, "high", self._known[key]), self._known[key])
        return self._known[key]

"""A game under any hands: legal and illegal acts, undo, redo, fork, save, load, copy. It is always its moves."""

from __future__ import annotations

import copy
import pickle
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from negotiation.rules.fields import FIELDS
from negotiation.rules.notation import NotationError
from negotiation.rules.reasons import IllegalChoice
from negotiation.rules.state import State
from negotiation.rules.step import silence, step
from negotiation.scenarios import load
from negotiation.session import Session

SCENARIOS = {name: load(name) for name in ("tiny", "tutorial")}
SEATS = ({}, {"us": "default"}, {"canada": "tit_for_tat", "mexico": "random"})
ANYTHING = st.one_of(
    st.sampled_from(["call us", "call canada", "slight mexico", "wall us 25 all", "vote renew", "accept us three",
                     "notice", "pass", "offer all renew", "offer us drop", "pledge mexico calm", "us: call mexico"]),
    st.text(max_size=12))


def same(one: State, two: State) -> bool:
    """Equal to the bit, report and all."""
    return one.phase == two.phase and all(
        np.array_equal(getattr(one, f.name), getattr(two, f.name)) for f in FIELDS)


class Hands(RuleBasedStateMachine):
    """`told` is the model: the lines of each half month that counts, and what was undone of them."""

    @initialize(name=st.sampled_from(sorted(SCENARIOS)), seats=st.sampled_from(SEATS), seed=st.integers(0, 2**63 - 1))
    def begin(self, name, seats, seed):
        self.game = Session(SCENARIOS[name], seed, seats)
        self.told, self.undone = [], []

    @rule(pick=st.integers(0, 10**6), who=st.integers(0, 2))
    def plan_a_legal_line(self, pick, who):
        seat = self.game.people[who % len(self.game.people)]
        lines = self.game.moves(seat)
        if not lines:
            return
        line = lines[pick % len(lines)]
        try:
            self.game.plan(line, seat=seat)
        except IllegalChoice as refused:  # legal by itself, but not beside what is planned
            assert self.game.why_not(line, seat) == refused.reason
        else:
            assert line in self.game.planned(seat)

    @rule(text=ANYTHING, who=st.integers(0, 2))
    def plan_anything(self, text, who):
        seat = self.game.people[who % len(self.game.people)]
        before = [self.game.planned(i) for i in range(3)]
        reason = self.game.why_not(text, seat)
        try:
            moves = self.game.plan(text, seat=seat)
        except (IllegalChoice, NotationError) as refused:
            assert refused.reason == reason
            assert [self.game.planned(i) for i in range(3)] == before
        else:
            assert reason is None and all(m.text in self.game.planned(m.seat) for m in moves)

    @rule(who=st.integers(0, 2))
    def take_back_and_plan_again(self, who):
        seat = self.game.people[who % len(self.game.people)]
        before = sorted(self.game.planned(seat))
        if self.game.unplan(seat=seat) is None:
            assert before == []
        elif self.game.can_replan():
            self.game.replan()
            assert sorted(self.game.planned(seat)) == before

    @rule()
    def close_the_phase(self):
        if self.game.over:
            before = self.game.state
            with pytest.raises(ValueError, match="ended"):
                self.game.next()
            still = step(self.game.scenario, before, silence(self.game.scenario, before)).after
            assert still.digest() == before.digest() and (still.over == 1).all(), "the end absorbs"
            assert self.game.moves() == []
            return
        own = [self.game.planned(i) for i in range(3)]
        played = self.game.next()
        assert all(sorted(played.lines[i]) == sorted(own[i]) for i in self.game.people)
        self.told.append(played.lines)
        self.undone = []

    @rule()
    def undo(self):
        before = [list(x) for x in self.told[-1]] if self.told else None
        assert self.game.undo() == bool(self.told)
        if before is not None:
            self.undone.append(self.told.pop())
            assert all(sorted(self.game.planned(i)) == sorted(before[i]) for i in self.game.people)

    @rule()
    def redo(self):
        assert self.game.redo() == bool(self.undone)
        if self.undone:
            self.told.append(self.undone.pop())

    @rule()
    def fork_and_leave_it(self):
        before, other = self.game.state, self.game.fork()
        assert same(other.state, before)
        if not other.over:
            other.next()
        other.undo()
        other.undo()
        assert same(self.game.state, before)

    @rule()
    def go_on_in_a_fork(self):
        self.game = self.game.fork()
        self.undone = []

    @rule()
    def save_and_go_on_from_the_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "any.nego"
            self.game.save(path)
            other = Session.load(path)
        assert same(other.state, self.game.state) and other.seats == self.game.seats
        assert [p.lines for p in other.past] == self.told
        self.game, self.undone = other, []

    @rule()
    def go_on_in_a_copy(self):
        state = self.game.state
        for other in (copy.deepcopy(state), pickle.loads(pickle.dumps(state)), state.changed()):
            assert same(other, state) and other.digest() == state.digest()
        self.game.state = copy.deepcopy(state)

    @invariant()
    def seats_have_no_more_than_their_places(self):
        if hasattr(self, "game"):
            assert all(len(self.game.plans.moves[i]) <= 2 + 4 + 1 for i in range(3))
            assert 0 <= self.game.month <= self.game.scenario.months

    @precondition(lambda self: getattr(self, "told", None))
    @rule()
    def it_is_its_moves(self):
        """What grew step by step equals what is built anew from the lines."""
        again = Session(self.game.scenario, self.game.seed, {})
        for lines in self.told:
            again.play_lines(lines)
        assert same(again.state, self.game.state)

    def teardown(self):
        if getattr(self, "told", None):
            self.it_is_its_moves()


Hands.TestCase.settings = settings(max_examples=20, stateful_step_count=24)
TestHands = Hands.TestCase

"""What a line is said to break is what the rules break: every line of a month played out and compared."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation.promises import (
    CALM,
    REPRIEVE,
    THREE,
    TOGETHER,
    breached_by,
    breaks_words,
    broken_by,
    running,
)
from negotiation.rules.countries import CANADA, MEXICO, NAMES, US, N
from negotiation.rules.notation import DECIDE, TALK
from negotiation.rules.state import State
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.words import languages, words


def promised(session: Session) -> State:
    """The state at hand, every promise and reprieve given to everybody."""
    off = ~np.eye(N, dtype=bool)
    return session.state.changed(
        pledge=np.where(off[..., None], 3.0, 0.0) * np.ones((N, N, 3)), reprieve=np.where(off, 3.0, 0.0)
    )


def broken(session: Session, lines: list[list[str]]) -> set[tuple[int, int]]:
    """Who broke a word to whom when the lines of a phase were played."""
    notes = session.play_lines(lines).transition.notes
    marks = notes.get("broken_word")
    return set() if marks is None else {(int(i), int(j)) for i, j in zip(*np.nonzero(marks), strict=True)}


@pytest.mark.parametrize("seat", range(N))
def test_every_tariff_breaks_what_it_is_said_to_break(seat):
    game = Session(load("kick-start-2025", {"luck": 0}), 1, dict.fromkeys(NAMES))
    game.next()
    assert game.phase == DECIDE
    game.state = promised(game)
    game.seat = seat
    lines = [line for line in game.moves() if line.split()[0] in ("wall", "sector")]
    assert len(lines) > 20
    for line in lines:
        said = {(p.giver, p.to) for p in broken_by(game.scenario, game.state, game.parse(line))}
        other = game.fork()
        other.state = game.state
        assert said == broken(other, [[line] if i == seat else [] for i in range(N)]), line


@pytest.mark.parametrize(("line", "accepts", "kinds"), [
    ("offer us us_on_canada=2 separate", "accept canada", {THREE, TOGETHER}),
    ("offer us us_on_canada=2", "accept canada", {TOGETHER}),
    ("offer mexico ports", "accept canada", set()),
])
def test_a_signature_breaks_what_the_offer_was_said_to_break(line, accepts, kinds):
    game = Session(load("kick-start-2025", {"luck": 0}), 1, dict.fromkeys(NAMES))
    game.state = promised(game)
    game.seat = CANADA
    partner = NAMES.index(line.split()[1])
    found = broken_by(game.scenario, game.state, game.parse(line))
    assert {p.kind for p in found} == kinds
    game.play_lines([[line] if i == CANADA else [] for i in range(N)])
    # An open separate offer has broken the three-way promise already.
    early = {(CANADA, j) for j in range(N) if THREE in kinds and j != CANADA}
    late = broken(game, [[accepts] if i == partner else [] for i in range(N)])
    assert {(p.giver, p.to) for p in found} == {pair for pair in late if pair[0] == CANADA} | early


def test_promises_run_and_are_told_with_their_months():
    game = Session(load("kick-start-2025"), 1, dict.fromkeys(NAMES))
    assert [(p.giver, p.kind) for p in running(game.state)] == [(0, REPRIEVE)]
    game.state = promised(game)
    found = running(game.state)
    assert len(found) == 4 * N * (N - 1) and {p.kind for p in found} == {THREE, CALM, TOGETHER, REPRIEVE}
    assert {p.left for p in found} == {3} and game.phase == TALK and MEXICO in {p.to for p in found}


@pytest.mark.parametrize("deal", ["us_on_canada=2 us_on_mexico=1 renew=1", "us_on_canada=3 us_on_mexico=3"])
@pytest.mark.parametrize("seat", range(N))
def test_every_tariff_breaches_the_deal_it_is_said_to_breach(seat, deal):
    game = Session(load("kick-start-2025", {"luck": 0}), 1, dict.fromkeys(NAMES))
    game.play_lines([[f"offer all {deal}"], [], []])
    game.play_lines([[], ["accept us three"], ["accept us three"]])
    game.play_lines([[], [], []])
    game.seat, breached = seat, 0
    assert game.state.deal[3] >= 0
    for line in [line for line in game.moves() if line.split()[0] in ("wall", "sector")]:
        said = breached_by(game.scenario, game.state, game.parse(line))
        notes = game.fork().play_lines([[line] if i == seat else [] for i in range(N)]).transition.notes
        found = {(int(i), int(j)) for i, j in zip(*np.nonzero(notes["breach"]), strict=True)}
        assert found == ({(seat, said)} if said >= 0 else set()), line
        breached += said >= 0
    assert breached > 5


@pytest.mark.parametrize("language", languages())
def test_what_a_line_breaks_is_told_in_words(language):
    game = Session(load("kick-start-2025", {"luck": 0}), 1, dict.fromkeys(NAMES))
    game.play_lines([["offer all us_on_canada=2 us_on_mexico=2"], [], []])
    game.play_lines([[], ["accept us three"], ["accept us three"]])
    game.play_lines([["pledge canada calm"], [], []])
    game.seat = US
    told = breaks_words(words(language), game.scenario, game.state, game.parse("wall canada 50 all"))
    assert len(told) == 2 and "28" in told[1] and "Ottawa" in told[1]
    assert breaks_words(words(language), game.scenario, game.state, game.parse("wall canada 0 sparing")) == []

"""What governments said and did, as lines to read: only what the one who looks may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .. import explain
from ..rules.countries import NAMES
from ..rules.notation import TALK
from ..rules.reasons import Reason
from ..session import Played
from .game import Game


@dataclass(frozen=True)
class Act:
    """One thing that happened: whose it is (empty: nobody's), in words, and the reason a computer player gave."""

    country: str
    words: str
    reason: str = ""
    icon: str = ""


ICONS = {"event.signed": "handshake", "event.leaked": "messages-square", "event.photographed": "image",
         "event.breach": "unlink", "event.unspared": "unlink", "event.lapsed": "unlink", "event.renewed": "check"}


def acts(game: Game, played: Played) -> list[Act]:
    """Every visible line of a phase, seat by seat."""
    menu, out = game.session.scenario.menu, []
    for seat, lines in enumerate(played.lines):
        for n, line in enumerate(lines):
            if explain.hidden(played.transition.after, menu, line, seat, game.sight):
                continue
            given = played.reasons[seat]
            reason = game.reason(given[n]) if n < len(given) else ""
            out.append(Act(NAMES[seat], game.move(line, seat), reason))
    return out


def event_words(game: Game, event: Reason) -> str:
    """An event as a sentence."""
    places = dict(event.places)
    if "deal" in places:
        places["deal"] = game.deal(int(str(places["deal"])))
    return game.t(event.id, **places)


def coming(game: Game) -> list[Act]:
    """The news card of the month at hand, which all see before they speak."""
    state = game.session.state
    card = explain.news_words(game.t, game.session.scenario, state) if game.talking and not state.over else ""
    return [Act("", card, icon="newspaper")] if card else []


def events(game: Game, played: Played) -> list[Act]:
    """The month's news card and what came of the moves: leaks, signatures, breaches, the review."""
    out = []
    before = played.transition.before
    if before.phase == TALK:
        card = explain.news_words(game.t, game.session.scenario, before)
        if card:
            out.append(Act("", card, icon="newspaper"))
    for event in explain.events(played.transition):
        icon = next((icon for id_, icon in ICONS.items() if event.id.startswith(id_)), "info")
        out.append(Act("", event_words(game, event), icon=icon))
    clock = explain.clock_reason(game.session.scenario, played.transition)
    return out if clock is None else [*out, Act("", game.t.reason(clock), icon="hourglass")]


def of_country(found: Sequence[Act], country: str) -> list[Act]:
    """The acts of one country."""
    return [act for act in found if act.country == country]


def latest(game: Game) -> list[Act]:
    """What the others did in the half played last, the events first."""
    if not game.session.past:
        return []
    last = game.session.past[-1]
    return [*events(game, last), *(act for act in acts(game, last) if act.country != game.me)]



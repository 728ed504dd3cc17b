"""Trust: which event lowered it most."""

from __future__ import annotations

from ....explain import month_changes
from ....rules.countries import NAMES
from ...debrief.facts import Game, links
from ..item import ANSWERS, Ask, Item, Kind, Option

SURE = 0.3                                 # points by which the largest fall leads the next


def events(game: Game, i: int, j: int) -> list[tuple[float, int, str]]:
    """Every reason for which i's trust in j moved: points, month from 1, why; the largest fall first."""
    out = []
    for month in range(1, game.months + 1):
        transitions = [p.transition for p in game.session.past[2 * month - 2:2 * month]]
        out += [(why.points, month, why.id) for why in month_changes(transitions, i, j)]
    return sorted(out)


def make(ask: Ask) -> Item | None:
    """The largest fall of a trust among smaller ones, rises, and what lowered other trusts; one's own first."""
    game, seat = ask.game, ask.seat
    found = {link: events(game, *link) for link in links()}
    order = sorted(links(), key=lambda link: (seat not in link, found[link][0][0] if found[link] else 0.0))
    for link in order:
        own = found[link]
        if not own or own[0][0] > -1 or (len(own) > 1 and own[1][0] - own[0][0] < SURE):
            continue
        points, month, why = own[0]
        known, options = {(month, why)}, [Option("event", {"month": month, "why": why})]
        falls = [("smaller", e) for e in own[1:] if e[0] < 0]
        rises = [("rise", e) for e in reversed(own) if e[0] > 0]
        other = [("other_trust", e) for each in links() if each != link for e in found[each] if e[0] < 0]
        for mistake, (_, when, reason) in [*falls[:1], *rises[:1], *other[:1], *falls[1:], *rises[1:], *other[1:]]:
            if len(options) < ANSWERS and (when, reason) not in known:
                known.add((when, reason))
                options.append(Option("event", {"month": when, "why": reason}, mistake))
        if len(options) == ANSWERS:
            ask.lot.shuffle(options)
            return ask.item("trust", options, {"of": NAMES[link[0]], "to": NAMES[link[1]]},
                            {"points": round(-points, 1), "month": month}, [2 * month - 2, 2 * month - 1])
    return None


KIND = Kind("trust", make)

"""Three cards of payoff: the total beside doing nothing, its three parts, and approval at home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..codex import entries
from ..rules.countries import NAMES
from . import measure
from .items import Badge, Delta, Flag, Item, Panel, Text, badge_width, one_line
from .layout import Rect, evenly
from .lists import Scroller
from .stack import BAR
from .tokens import LABEL

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

PARTS = ("economy", "politics", "future")
LEAST, CAPTION = 176.0, 20.0
NARROW = 520.0  # below this width the cards stand under each other


def payoff_cards(board: Board, at: Rect) -> Iterator[Item]:
    """One card a country, one's own first by its badge, never compared with each other."""
    game = board.game
    order = NAMES if game.watched else (game.me, *(c for c in NAMES if c != game.me))
    caption = Rect(at.x + 2, at.y, at.w, CAPTION)
    yield aim(game, caption)
    room = at.cut(top=CAPTION + 2)
    if room.h >= LEAST:
        for box, country in zip(evenly(room, 3, gap=10), order, strict=True):
            yield from card(board, box, country)
        return
    wide = room.w - BAR
    if wide >= NARROW:
        boxes, long = evenly(Rect(0, 0, wide, LEAST), 3, gap=8), LEAST + 4
    else:
        boxes, long = [Rect(0, n * (LEAST + 8), wide, LEAST) for n in range(3)], 3 * (LEAST + 8)
    cards = tuple(item for box, country in zip(boxes, order, strict=True) for item in card(board, box, country))
    yield Scroller(room, cards, long, name="cards")


def aim(game: Game, at: Rect) -> Text:
    """What the cards show; one's own gain beside par, where the scenario has one."""
    t, scenario = game.t, game.session.scenario
    if not game.me or scenario.par is None or scenario.hold is None:
        return one_line(at, t("payoffs.caption"), LABEL, tone="soft", name="payoffs", tip=t("payoffs.tip"))
    seat, payoff = game.session.seat, game.payoffs()[game.me]
    gain, par = payoff.total - payoff.nothing, scenario.par[seat] - scenario.hold[seat]
    words = t("payoffs.aim", gain=game.points(gain), par=game.points(par))
    return one_line(at, words, LABEL, "semibold", name="payoffs", tip=t("payoffs.aim.tip"))


def card(board: Board, at: Rect, country: str) -> Iterator[Item]:
    """One country."""
    game, t = board.game, board.t
    payoff = game.payoffs()[country]
    before = game.earlier()
    was = before.payoffs()[country].total if before else payoff.total
    yours = country == game.me
    yield Panel(at, stripe=country, fill="chosen" if yours else "panel")
    box = at.cut(left=16, right=10, top=8, bottom=6)
    yield Flag(Rect(box.x, box.y + 2, 22, 18), country)
    name = t(f"country.{country}")
    badge = badge_width(t("payoffs.you")) if yours else 0.0
    if measure.width(name, "bold", 15) > box.w - 31 - badge:
        badge = 0.0  # its ground tells one's own card all the same
    yield Text(Rect(box.x + 29, box.y, box.w - 31 - badge, 22), name, 15, "bold")
    if badge:
        yield Badge(Rect(box.right - badge, box.y, badge, 22), t("payoffs.you"), "trust.ink", "trust")
    shown = t.number(payoff.total, ",.1f")
    wide = min(measure.width(shown, "headline", 26) + 8, box.w - 50)
    yield Text(Rect(box.x, box.y + 23, wide, 32), shown, 26, "headline", name=f"payoff.{country}")
    if change := game.moved(payoff.total - was):
        yield Delta(Rect(box.x + wide, box.y + 31, box.w - wide, 20), change, LABEL)
    nothing = t("payoffs.nothing", amount=t.number(payoff.nothing, ",.1f"))
    yield one_line(Rect(box.x, box.y + 54, box.w, 18), nothing, LABEL, tone="muted", name=f"nothing.{country}",
                   tip=t("payoffs.tip"))
    lines = [(t(f"payoffs.{part}"), game.points(getattr(payoff, part))) for part in PARTS]
    approval = float(game.session.state.approval[NAMES.index(country)])
    lines.append((t("payoffs.approval"), t.number(approval, ".0f")))
    terms = (*PARTS, "approval")
    step = min(20.0, (box.bottom - box.y - 74) / len(lines))
    for n, (label, value) in enumerate(lines):
        row = Rect(box.x, box.y + 74 + n * step, box.w, step)
        room = measure.width(value, "semibold", LABEL) + 4
        yield Text(row.cut(right=room), label, LABEL, tone="soft", name=f"{terms[n]}.{country}",
                   tip=entries(t.language)[terms[n]].text)
        yield Text(row.cut(left=row.w - room), value, LABEL, "semibold", align="right")

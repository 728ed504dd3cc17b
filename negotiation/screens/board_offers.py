"""In Decide: the offers on one's table with what each is worth, one's own offers that still lie, and the vote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..offers import Offer
from ..rules.countries import NAMES, OTHERS
from . import measure
from .board_deal import parts_text, span, tug
from .figures import Tug
from .items import Badge, Flag, Item, Text, badge_width, well
from .layout import Rect
from .lists import Option, Tabs
from .stack import BAR, Stack
from .tokens import BODY, LABEL

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

KEEP = "keep"


def offers(board: Board, at: Rect) -> Iterator[Item]:
    """One card an offer, then the vote, then what one has laid down oneself."""
    game, t = board.game, board.t
    stack = Stack(at.w - BAR)
    found = game.session.offers()
    now = voting(game)
    if now:
        vote(board, stack)
    if not found:
        stack.text(t("offers.none"), BODY, gap=8)
    for offer in found:
        offer_card(board, stack, offer)
    if not now:
        vote(board, stack)
    own(board, stack)
    yield from stack.shown(at, "table")


def offer_card(board: Board, stack: Stack, offer: Offer) -> None:
    """Who offers what, its worth to oneself, and the three answers."""
    game, t = board.game, board.t
    sender = NAMES[offer.sender]
    text = game.deal(offer.deal)
    text = text[:1].upper() + text[1:]
    inner = stack.width - 24
    unsigned = t("text.unsigned", reason=t.reason(offer.unsigned)) if offer.unsigned is not None else ""
    tail = f"{sender} three" if offer.three else sender
    if not unsigned:
        unsigned = game.breaks(f"accept {tail}")
    high = 34 + measure.height(text, "regular", 15, inner) + 26 + 44
    high += measure.height(unsigned, "regular", LABEL, inner) + 4 if unsigned else 0
    card = stack.row(high, 8)
    stack.add(well(card), Flag(Rect(card.x + 12, card.y + 10, 22, 18), sender))
    label = t("offers.three" if offer.three else "offers.from", country=sender)
    badge = t("offers.quiet") if offer.quiet else ""
    wide = badge_width(badge) if badge else 0.0
    stack.add(Text(Rect(card.x + 42, card.y + 8, inner - 30 - wide, 22), label, 16, "bold"))
    if badge:
        stack.add(Badge(Rect(card.right - 12 - wide, card.y + 8, wide, 22), badge))
    y = stack.y
    stack.y = card.y + 34
    stack.text(text, 15, left=12, right=12)
    row = stack.row(22)
    if unsigned:
        stack.text(unsigned, LABEL, tone="warn", left=12, right=12)
    stack.y = y
    worth = game.kept(("worth", offer.deal), lambda: board.worth(offer.deal))
    words = t("deal.worth", amount=game.points(worth.value))
    stack.add(
        Text(row.cut(left=12, right=128), words, 15, "bold", "good" if worth.value >= 0 else "bad",
             name=f"worth.{sender}.{int(offer.three)}", tip=parts_text(board.game, worth)),
        Tug(Rect(card.right - 122, row.y + 6, 110, 10), *tug(worth), span(worth)),
    )
    stack.add(answers(board, offer, Rect(card.x + 10, card.bottom - 42, card.w - 20, 34)))


def answers(board: Board, offer: Offer, at: Rect) -> Tabs:
    """Accept, refuse, or keep talking; what the scenario does not have is left out."""
    game, t = board.game, board.t
    tail = f"{NAMES[offer.sender]} three" if offer.three else NAMES[offer.sender]
    planned = game.session.planned()
    value, options = KEEP, []
    for name in ("accept", "refuse"):
        line = f"{name} {tail}"
        if name in game.session.scenario.limits.answers:
            why_not = "" if line in planned else game.why_not(line)
            if name == "accept" and offer.unsigned is not None and not why_not:
                why_not = t("text.unsigned", reason=t.reason(offer.unsigned))
            options.append(Option(line, t(f"answer.{name}"), enabled=not why_not, tip=why_not))
        if line in planned:
            value = line
    options.append(Option(KEEP, t("answer.keep"), tip=t("answer.keep.tip")))
    return Tabs(at, tuple(options), value, 15, name=f"answer.{tail}")


def voting(game: Game) -> bool:
    """Whether the vote is due in this half of the month."""
    lines = [f"vote {name}" for name in game.session.scenario.limits.votes]
    planned = game.session.planned()
    return any(line in planned or not game.why_not(line) for line in lines)


def voted(game: Game) -> bool:
    """Whether a vote is planned."""
    return any(line.startswith("vote ") for line in game.session.planned())


def vote(board: Board, stack: Stack) -> None:
    """The vote of the last month, or when it comes."""
    game, t = board.game, board.t
    if not game.session.scenario.limits.votes:
        return
    lines = [f"vote {name}" for name in game.session.scenario.limits.votes]
    planned = game.session.planned()
    why_not = game.why_not(lines[0]) if lines[0] not in planned else ""
    stack.text(t("vote.title"), BODY, "bold", "ink")
    if why_not:
        stack.text(why_not, LABEL, tone="muted", gap=8)
        return
    value = next((line for line in lines if line in planned), KEEP)
    options = [Option(line, t(f"vote.{line.split()[1]}")) for line in lines]
    options.append(Option(KEEP, t("vote.none")))
    stack.text(t("sure.vote.renewed" if game.session.state.renewed > 0 else "vote.tip"), LABEL, tone="muted")
    stack.add(Tabs(stack.row(34, 10), tuple(options), value, 15, name="vote"))


def own(board: Board, stack: Stack) -> None:
    """What lies on the others' tables from oneself."""
    game, t = board.game, board.t
    s, me = game.session.state, game.session.seat
    laid = [(NAMES[j], int(s.offer[me, j])) for j in OTHERS[me] if s.offer[me, j] >= 0]
    if s.offer[me, me] >= 0:
        laid.append(("", int(s.offer[me, me])))
    if not laid:
        return
    stack.rule()
    stack.text(t("offers.own"), BODY, "bold", "ink")
    for partner, deal in laid:
        head = t("offers.own.one", country=partner) if partner else t("offers.own.both")
        stack.text(f"{head} {game.deal(deal)}", LABEL, gap=6)



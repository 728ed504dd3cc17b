"""Everything that can be said in Talk, by kind and partner; what cannot be said now says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import explain
from ..rules.countries import NAMES, OTHERS
from ..rules.notation import TALK, line, move
from . import measure
from .controls import Button
from .draft import BOTH, partners
from .items import Flag, Item, Text, paragraph
from .layout import Rect
from .stack import BAR, Stack
from .tokens import LABEL

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

GROUPS = {
    "gestures": ("call", "visit", "drop_in", "amends", "reopen"),
    "promises": ("pledge_three", "pledge_calm", "pledge_together"),
    "pressure": ("slight", "warn", "freeze"),
    "pact": ("appeal", "notice", "rescind"),
}
SIDE, ROW = 58.0, 34.0


def said(game: Game) -> dict[str, dict[str, str]]:
    """Every word without a deal: kind -> partner's name ("" at home) -> its line, as the menu has them."""

    def ask() -> dict[str, dict[str, str]]:
        menu, seat = game.session.scenario.menu, game.session.seat
        table = menu.say[seat]
        out: dict[str, dict[str, str]] = {}
        for code in range(1, len(table)):
            if table.deal[code] < 0:
                target = int(table.target[code])
                kind = explain.move_reason(menu, move(menu, seat, TALK, code)).id.removeprefix("move.")
                partner = "" if target == seat else NAMES[target]
                out.setdefault(kind, {})[partner] = line(menu, seat, TALK, code)
        return out

    return game.kept("said", ask)


def all_words(board: Board, at: Rect) -> Iterator[Item]:
    """The groups under each other."""
    game, t = board.game, board.t
    words = said(game)
    known = {kind for group in GROUPS.values() for kind in group}
    groups = {**GROUPS, "other": tuple(kind for kind in words if kind not in known)}
    stack = Stack(at.w - BAR)
    others = [NAMES[j] for j in OTHERS[game.session.seat]]
    full = game.why_full()
    if full:
        stack.text(full, 15, "semibold", "warn", gap=4)
    offers(board, stack, others)
    for group, kinds in groups.items():
        here = [kind for kind in kinds if kind in words]
        if here:
            heading(board, stack, t(f"words.{group}"), others if any("" not in words[k] for k in here) else [])
            for kind in here:
                kind_row(board, stack, kind, words[kind], others)
    yield from stack.shown(at, "words")


def heading(board: Board, stack: Stack, text: str, others: list[str]) -> None:
    """A group's name, and over its columns whom they are for."""
    row = stack.row(26)
    stack.add(Text(row.cut(right=2 * SIDE), text, 15, "bold"))
    for n, country in enumerate(others):
        stack.add(Flag(Rect(stack.width - SIDE * (2 - n) + SIDE / 2 - 11, row.y + 5, 22, 16), country))


def kind_row(board: Board, stack: Stack, kind: str, lines: dict[str, str], others: list[str]) -> None:
    """One kind: its name, a button a partner, and under it why not."""
    game, t = board.game, board.t
    full = game.why_full()
    id_ = f"word.{kind}"
    some = next(iter(lines.values()))
    text = t(id_) if t.has(id_) else game.move(some)
    row = stack.row(ROW)
    room = stack.width - 2 * SIDE - 6
    high = measure.height(text, "regular", 15, room)
    tip = t(f"word.{kind}.tip") if t.has(f"word.{kind}.tip") else ""
    label = paragraph(Rect(0, row.center[1] - high / 2, room, 0), text, 15, tone="ink")
    stack.add(replace(label, name=f"word.{kind}" if tip else "", tip=tip))
    for n, partner in enumerate([""] if "" in lines else others):
        if partner in lines:
            wide = SIDE - 6 if partner else 2 * SIDE - 6
            x = stack.width - (SIDE * (2 - n) if partner else 2 * SIDE) + 6
            stack.add(word_button(board, lines[partner], Rect(x, row.y + 2, wide, ROW - 4), tip))
    for partner, each in lines.items():
        why_not = game.why_not(each)
        if why_not and why_not != full and each not in game.session.planned():
            left = 26.0 if partner else 0.0
            at = stack.text(why_not, LABEL, tone="muted", left=left, right=8)
            if partner:
                stack.add(Flag(Rect(4, at.y + 2, 18, 14), partner))
    stack.y += 2


def word_button(board: Board, each: str, at: Rect, effect: str = "") -> Button:
    """Plan a line, or take it back; the tip tells what it is and what it does."""
    game, t = board.game, board.t
    planned = each in game.session.planned()
    why_not = "" if planned else game.why_not(each)
    tip = t("moves.take_back", move=game.move(each)) if planned else why_not or f"{game.move(each)}\n{effect}".strip()
    icon = "check" if planned else "ban" if why_not else "plus"
    return Button(at, "", icon=icon, name=f"say.{each}", enabled=not why_not, tip=tip)


def offers(board: Board, stack: Stack, others: list[str]) -> None:
    """The way into the deal builder, for each partner and for both."""
    game, t = board.game, board.t
    choices = partners(game)
    if not choices:
        return
    closed = game.closed("deal")
    later = t("first.deal", n=closed) if closed else ""
    heading(board, stack, t("words.offers"), others)
    row = stack.row(ROW, 2)
    stack.add(Text(row.cut(right=2 * SIDE + 6), t("word.offer"), 15))
    for n, partner in enumerate(others):
        if partner in choices:
            at = Rect(stack.width - SIDE * (2 - n) + 6, row.y + 2, SIDE - 6, ROW - 4)
            stack.add(Button(at, "", icon="handshake", name=f"build.{partner}", enabled=not later,
                             tip=later or t("word.offer.tip")))
    if BOTH in choices:
        row = stack.row(ROW, 2)
        stack.add(Text(row.cut(right=2 * SIDE + 6), t("word.offer_all"), 15))
        at = Rect(stack.width - 2 * SIDE + 6, row.y + 2, 2 * SIDE - 6, ROW - 4)
        stack.add(Button(at, "", icon="handshake", name=f"build.{BOTH}", enabled=not later,
                         tip=later or t("word.offer.tip")))

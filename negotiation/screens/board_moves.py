"""The player's side of the board: what may be said or done, what is planned, and the one button that plays it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from . import measure
from .board_deal import deal_builder
from .board_duties import duties
from .board_offers import offers
from .board_words import all_words
from .controls import Button, Chip, Choice, chip_width, printed
from .items import Item, Panel, Pips, Text, paragraph
from .layout import REST, Rect, columns, flow
from .lists import Option, Scroller, Tabs, fitting
from .tokens import LABEL

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

TALK_TABS = (("suggested", "lightbulb", "s"), ("all", "messages-square", "a"), ("deal", "handshake", "d"))
DECIDE_TABS = (("suggested", "lightbulb", "s"), ("offers", "file-pen-line", "o"), ("tariffs", "percent", "r"))
ROOMY = ("deal", "tariffs")  # tabs that need the whole height
LOW = 330.0  # below this height the panel has neither a heading nor a row for the plan
TITLE_SIZE, DETAIL_SIZE = 15.5, 14.0


def tab_names(game: Game) -> tuple[str, ...]:
    """The tabs of this half of the month."""
    return tuple(name for name, _, _ in (TALK_TABS if game.talking else DECIDE_TABS))


def moves_panel(board: Board, at: Rect) -> Iterator[Item]:
    """Head, tabs, the tab's own content, the plan, the buttons."""
    game, t = board.game, board.t
    menu = game.session.scenario.menu
    slots = menu.slots if game.talking else menu.do_slots
    left = board.moves_left()
    low = at.h < LOW
    if low:
        box = at.inset(8, 6)
        yield Panel(at, shadow=True)
    else:
        box = at.inset(12, 0).cut(top=38, bottom=12)
        title = t("moves.talk") if game.talking else t("moves.decide")
        yield Panel(at, title, "messages-square" if game.talking else "gavel", shadow=True)
        yield Pips(Rect(at.right - 14 - 18 * slots, at.y, 18 * slots, 40), left, slots)
        words = t("moves.left", n=left)
        wide = measure.width(words, "regular", LABEL)
        yield Text(Rect(at.right - 20 - 18 * slots - wide, at.y, wide, 40), words, LABEL, tone="soft", align="right")
    tabs = TALK_TABS if game.talking else DECIDE_TABS
    options = tuple(
        Option(name, tab_title(game, name), icon, key=key, tip=tab_tip(board, name, key), enabled=not game.closed(name))
        for name, icon, key in tabs
    )
    yield Tabs(Rect(box.x, box.y, box.w, 34), fitting(options, box.w, 15), board.tab, 15, name="tab")
    foot = Rect(box.x, box.bottom - 40, box.w, 40)
    plan = [] if low else list(planned(board, Rect(box.x, 0, box.w, 0)))
    high = max((item.at.bottom for item in plan), default=-8.0)
    top = foot.y - 8 - high
    inner = Rect(box.x, box.y + 41, box.w, top - box.y - 47)
    parts = {"suggested": suggested, "all": all_words, "deal": deal_builder, "offers": offers, "tariffs": duties}
    yield from parts[board.tab](board, inner)
    for item in plan:
        yield item.moved(0, top)
    if low and board.game.session.planned():
        yield from plan_button(board, Rect(foot.x + 156, foot.y, 92, 40), left)
        yield from buttons(board, foot, 100)
    else:
        yield from buttons(board, foot)


def plan_button(board: Board, at: Rect, left: int) -> Iterator[Item]:
    """Where the plan has no row of its own: how much is planned; a press takes the last line back, the tip reads it."""
    game, t = board.game, board.t
    lines = game.session.planned()
    tip = "\n".join((*(game.move(line) for line in lines), t("moves.left", n=left)))
    yield Button(at, t("moves.planned", n=len(lines)), "ghost", size=15, name=f"planned.{lines[-1]}", tip=tip)


def tab_tip(board: Board, name: str, key: str) -> str:
    """The key of a tab; or, in a first game, when it opens."""
    later = board.game.closed(name)
    if later:
        return board.t(f"first.{name}", n=later)
    return board.t("moves.tab.tip", key=printed(board.chord(f"tab.{name}", key)))


def tab_title(game: Game, name: str) -> str:
    """A tab's words; the table tells how many offers lie on it."""
    count = len(game.session.offers()) if name == "offers" else 0
    return game.t("tab.offers.count", count=count) if count else game.t(f"tab.{name}")


def suggested(board: Board, at: Rect) -> Iterator[Item]:
    """At most six moves worth a look, each with its reason; one press plans it."""
    game, t = board.game, board.t
    found = game.suggestions()
    rows: list[Item] = []
    y, room = 0.0, at.w - 14
    if not found:
        rows.append(paragraph(Rect(0, 0, room, 0), t("moves.no_suggestion")))
        y = rows[0].at.h + 6
    told = [suggestion_words(game, each.line, game.reason(each.reason)) for each in found]
    names = [title for title, _, _ in told]
    for n, (suggestion, (title, detail, tip)) in enumerate(zip(found, told, strict=True), 1):
        if names.count(title) > 1 and tip:
            detail, tip = tip, detail  # two offers of one name are told apart by their clauses
        detail = game.breaks(suggestion.line) or detail
        why_not = game.why_not(suggestion.line)
        row = Choice(
            Rect(0, y, room, 0), title, detail, size=TITLE_SIZE, small=DETAIL_SIZE, tight=True, key=str(n),
            name=f"suggestion.{n - 1}", enabled=not why_not, tip=why_not or tip,
        )
        high = 8 + measure.height(title, "bold", TITLE_SIZE, row.words.w, 1.2)
        high += measure.height(detail, "regular", DETAIL_SIZE, row.words.w) if detail else 0
        rows.append(replace(row, at=Rect(0, y, room, high)))
        y += high + 5
    rows.append(further(board, Rect(0, y, room, 30)))
    yield Scroller(at, tuple(rows), y + 30, name="suggestions")


def further(board: Board, at: Rect) -> Button:
    """The way to every move of this half; in a first game, while some are closed, to open them."""
    t, game = board.t, board.game
    if any(game.closed(name) for name in ("deal", "tariffs")):
        return Button(at, t("first.open"), "ghost", icon="lock", size=15, name="everything", tip=t("first.open.tip"))
    return Button(at, t("moves.more"), "ghost", icon="list", size=15, name="more")


def suggestion_words(game: Game, line: str, reason: str) -> tuple[str, str, str]:
    """Title, detail and tip of a suggestion: the clauses of an offer are told as its tip."""
    short, whole = game.short(line), game.move(line)
    if line.startswith("offer"):
        clauses = whole.partition(":")[2].strip() or whole
        clauses = clauses[:1].upper() + clauses[1:]
        return short, reason or clauses, clauses if reason else ""
    return whole, reason, ""


def planned(board: Board, at: Rect) -> Iterator[Item]:
    """The lines planned, each a chip that takes it back."""
    game, t = board.game, board.t
    lines = game.session.planned()
    if not lines:
        yield Text(Rect(at.x, at.y, at.w, 22), t("moves.nothing_planned"), LABEL, "semibold", "soft")
    words = [game.short(line) for line in lines]
    widths = [chip_width(text, closable=True) for text in words]
    for place, line, text in zip(flow(Rect(at.x, at.y, at.w, 0), widths, 28, 5), lines, words, strict=True):
        tip = t("moves.take_back", move=game.move(line))
        yield Chip(place, text, closable=True, name=f"planned.{line}", tip=tip)


def buttons(board: Board, at: Rect, between: float = 0.0) -> Iterator[Item]:
    """Undo, redo, the coach and the end of this half; `between` is room for something before the last."""
    game, t = board.game, board.t
    undo, redo, coach, end = columns(at, 44, 44, 44, REST, gap=8)
    end = end.cut(left=between)
    has, had = bool(game.session.planned()), board.can_redo()
    tip = t("moves.undo") if has else t("moves.undo.none")
    yield Button(undo, "", icon="undo-2", key="z", name="undo", enabled=has, tip=tip)
    tip = t("moves.redo") if had else t("moves.redo.none")
    yield Button(redo, "", icon="redo-2", key="y", name="redo", enabled=had, tip=tip)
    yield Button(coach, "", icon="scale", key="h", name="coach", tip=t("coach.tip"))
    words = t("moves.end_talk") if game.talking else t("moves.end_month")
    yield Button(end, words, "primary", key="enter", name="end")



"""The deal builder: clauses as sliders and chips, and what each country asked would say, live."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rules import clauses
from ..rules.forecast import Forecast
from . import measure
from .controls import Button, Chip, Slider, button_width, chip_width
from .draft import BOTH, SCALES, SIDES, Draft, partners, side
from .figures import Tug
from .items import Flag, Icon, Item, Text, one_line, well
from .layout import Rect, columns, evenly, flow
from .lists import Option, Tabs, fitting
from .stack import BAR, Stack
from .tokens import BODY, GAP, LABEL

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

TONES = {"would": ("good", "good.well", "circle-check"), "might": ("warn", "warn.well", "circle-question-mark"),
         "would_not": ("bad", "bad.well", "circle-x")}
LOW = 200.0  # below this height everything scrolls together
LEAST_CLAUSES = 150.0  # the height the clauses need for the forecasts to stand still below them
LEAST_SPAN = 8.0  # $bn at which a tug bar is full, at least


def deal_builder(board: Board, at: Rect) -> Iterator[Item]:
    """Partner, clauses, forecasts, and the offer."""
    game, t = board.game, board.t
    choices = partners(game)
    if not choices:
        yield Text(Rect(at.x, at.y, at.w, 30), t("deal.none"), BODY, tone="soft")
        return
    draft = board.the_draft()
    if at.h < LOW:
        yield from low_builder(board, draft, choices, at)
        return
    foot = Rect(at.x, at.bottom - 36, at.w, 36)
    yield with_whom(board, draft, choices, Rect(at.x, at.y, at.w, 34))
    inside = at.cut(top=40, bottom=42)
    told = Stack(at.w)
    forecasts(board, draft, told)
    room = inside.h - told.y - 4
    stack = Stack(inside.w)
    clause_controls(board, draft, stack)
    if stack.y > room:
        stack = Stack(inside.w - BAR)
        clause_controls(board, draft, stack)
    if room < LEAST_CLAUSES:
        stack = written(board, draft, inside.w - BAR)
        yield from stack.shown(inside, "builder")
    else:
        yield from stack.shown(inside.cut(bottom=inside.h - room), "builder")
        yield from told.shown(inside.cut(top=room + 4), "told")
    yield from offer_buttons(board, draft, foot)


def with_whom(board: Board, draft: Draft, choices: list[str], at: Rect) -> Tabs:
    """The partners a deal can be made with."""
    t = board.t
    options = tuple(Option(p, t("deal.both") if p == BOTH else t(f"country.{p}")) for p in choices)
    return Tabs(at, fitting(options, at.w, 15), draft.partner, 15, name="with")


def low_builder(board: Board, draft: Draft, choices: list[str], at: Rect) -> Iterator[Item]:
    """All of it under each other, where there is little height."""
    wide = at.w - BAR
    written_ = written(board, draft, wide)
    stack = Stack(wide)
    stack.add(with_whom(board, draft, choices, stack.row(34, 6)))
    stack.add(*(item.moved(0, stack.y) for item in written_.found))
    stack.y += written_.y + 6
    stack.add(*offer_buttons(board, draft, stack.row(36, 4)))
    yield from stack.shown(at, "builder")


def written(board: Board, draft: Draft, wide: float) -> Stack:
    """Clauses and forecasts in a width."""
    stack = Stack(wide)
    clause_controls(board, draft, stack)
    forecasts(board, draft, stack)
    return stack


def clause_controls(board: Board, draft: Draft, stack: Stack) -> None:
    """What one gives beside what one gets, and below what binds both or lies between the others."""
    game, t = board.game, board.t
    sides: dict[str, list[int]] = {name: [c for c in draft.clauses(game) if side(c, game.me) == name] for name in SIDES}
    top, half = stack.y, (stack.width - GAP) / 2
    columns_ = [(0.0, "give"), (half + GAP, "get")] if sides["give"] or sides["get"] else []
    for x, name in columns_:
        column = Stack(half)
        column.add(Text(column.row(20, 2), t(f"deal.side.{name}"), LABEL, "bold", "muted"))
        controls(board, draft, sides[name], column, 1)
        stack.add(*(item.moved(x, top) for item in column.found))
        stack.y = max(stack.y, top + column.y)
    if sides["rest"]:
        words = t("deal.side.both" if draft.partner != BOTH else "deal.side.all")
        stack.add(Text(stack.row(20, 2), words, LABEL, "bold", "muted"))
        controls(board, draft, sides["rest"], stack, 2)


def controls(board: Board, draft: Draft, found: list[int], stack: Stack, across: int) -> None:
    """Sliders for what has a scale, so many beside each other, then chips for what is in or out."""
    scales = [c for c in found if c in SCALES]
    for row in (scales[n : n + across] for n in range(0, len(scales), across)):
        for box, clause in zip(evenly(stack.row(58, 4), across, gap=14), row, strict=False):
            stack.add(*scale(board, draft, clause, box))
    # The shortest first, so that they need the fewest rows.
    chips = sorted((c for c in found if c not in SCALES),
                   key=lambda c: chip_width(board.t(f"deal.{clauses.NAMES[c]}")))
    words = [board.t(f"deal.{clauses.NAMES[c]}") for c in chips]
    widths = [min(stack.width, chip_width(text, "check")) for text in words]
    places = flow(Rect(0, stack.y + 2, stack.width, 0), widths, 29, 6)
    for place, clause, text in zip(places, chips, words, strict=True):
        stack.add(clause_chip(board, draft, clause, measure.shorten(text, "regular", 15, place.w - 41), place))
    if places:
        stack.y = places[-1].bottom + 6


def scale(board: Board, draft: Draft, clause: int, at: Rect) -> Iterator[Item]:
    """One clause with a scale: whose, its slider, the level in words."""
    game, t = board.game, board.t
    sort, country = SCALES[clause]
    level = draft.level(game, clause)
    yield Flag(Rect(at.x, at.y + 1, 20, 16), country)
    yield Text(Rect(at.x + 26, at.y, at.w - 26, 18), t(f"deal.{sort}"), LABEL, tone="soft")
    stops = tuple(float(n) for n in draft.levels(game, clause))
    tip = t(f"deal.{sort}.tip", country=country)
    now = float(draft.today(game, clause))
    ghost = now if now in stops and now != level else None
    tip = f"{tip}\n{t('deal.ghost', level=t(f'deal.{sort}.{now:.0f}'))}" if ghost is not None else tip
    yield Slider(Rect(at.x, at.y + 16, at.w, 26), stops, float(level), ghost=ghost, name=f"clause.{clause}", tip=tip)
    yield Text(Rect(at.x, at.y + 39, at.w, 18), t(f"deal.{sort}.{level}"), LABEL, "semibold")


def clause_chip(board: Board, draft: Draft, clause: int, text: str, at: Rect) -> Chip:
    """One clause that is in or out; where it cannot be changed its tip says why."""
    game, t = board.game, board.t
    on = draft.level(game, clause) > 0
    other = draft.other(game, clause, 0 if on else 1)
    why_not = t("deal.needs_a_clause") if other is None else ""
    full, tip = t(f"deal.{clauses.NAMES[clause]}"), t(f"deal.{clauses.NAMES[clause]}.tip")
    if other is not None and not on and not game.why_not(draft.line(game)):
        why_not = game.why_not(other.line(game))
    return Chip(
        at, text, "check" if on else "plus", chosen=on, name=f"clause.{clause}", enabled=not why_not,
        tip=why_not or (f"{full}\n{tip}" if text != full else tip),
    )


def forecasts(board: Board, draft: Draft, stack: Stack) -> None:
    """What it is worth to oneself, and what each country asked would say."""
    game, t = board.game, board.t
    line = draft.line(game)
    own = game.kept(("own", line), lambda: game.session.forecast(line, game.me)[game.me].ones_own)
    asked = game.forecast(line)
    full = span(own, *asked.values())
    row = stack.row(22, 2)
    worth = t("deal.worth", amount=game.points(own.value))
    stack.add(
        Flag(Rect(0, row.y + 3, 20, 16), game.me),
        Text(row.cut(left=27, right=116), worth, 15, "bold", "good" if own.value >= 0 else "bad", name="worth",
             tip=parts_text(game, own)),
        Tug(Rect(stack.width - 112, row.y + 6, 110, 10), *tug(own), full),
    )
    why_not = game.why_not(line)
    if why_not and line not in game.session.planned() and not game.why_full():
        stack.text(t("deal.cannot", reason=why_not), 15, "semibold", "warn", gap=4)
        return
    if broken := game.breaks(line):
        stack.text(broken, 15, "semibold", "bad", gap=4)
    for country, found in asked.items():
        stack.add(*forecast_row(board, country, found, full, stack.row(67 if found.struck_shows else 48, 4)))


def forecast_row(board: Board, country: str, found: Forecast, full: float, at: Rect) -> Iterator[Item]:
    """Would, might or would not; the tug of its parts; and the way to a better offer."""
    t = board.t
    tone, ground, icon = TONES[found.answer]
    yield well(at, ground, "", 8)
    yield Icon(Rect(at.x + 7, at.y + 4, 18, 20), icon, tone)
    advice = t("deal.fix") if found.answer != "would" else t("deal.advice")
    wide = button_width(advice, "lightbulb", size=15) - 8
    room = at.w - 34 - wide
    text = t(f"answer.{found.answer}", country=country)
    yield one_line(Rect(at.x + 30, at.y + 4, room, 20), text, 16, "bold", tone, f"forecast.{country}",
                   t("deal.forecast.tip"))
    yield Button(
        Rect(at.right - wide - 4, at.y + 1, wide, 27), advice, "ghost", "lightbulb", 15, name=f"advice.{country}",
        tip=t("deal.advice.tip"),
    )
    words = parts_text(board.game, found)
    left, right = columns(Rect(at.x + 8, at.y + 27, at.w - 16, 18), 78, at.w - 16 - 84, gap=6)
    yield Tug(left.cut(top=4, bottom=4), *tug(found), full, name=f"tug.{country}", tip=words)
    yield Text(right, words, LABEL, tone="soft")
    if found.struck_shows:
        less = t("deal.struck", struck=board.game.points(-found.struck, 0))
        yield one_line(Rect(at.x + 8, at.y + 46, at.w - 16, 18), less, LABEL, "regular", "soft", f"struck.{country}",
                       t("forecast.struck"))


def tug(found: Forecast) -> tuple[float, float]:
    """What speaks for it and against it."""
    parts = (found.economy, found.politics, found.doubt, -found.struck)
    return sum(max(p, 0.0) for p in parts), -sum(min(p, 0.0) for p in parts)


def span(*found: Forecast) -> float:
    """One scale for all tug bars beside each other."""
    return max(LEAST_SPAN, *(max(tug(each)) for each in found))


def parts_text(game: Game, found: Forecast) -> str:
    """The three named parts, with signs."""
    return game.t(
        "deal.parts", economy=game.points(found.economy, 0), politics=game.points(found.politics, 0),
        doubt=game.points(found.doubt, 0),
    )


def offer_buttons(board: Board, draft: Draft, at: Rect) -> Iterator[Item]:
    """Openly, or quietly where the deal is a separate pact."""
    game, t = board.game, board.t
    openly, quietly = evenly(at, 2, gap=8)
    for box, quiet, key in ((openly, False, "p"), (quietly, True, "q")):
        line = draft.line(game, quiet)
        why_not = t("deal.only_separate") if quiet and not draft.separate(game) else game.why_not(line)
        name = "quietly" if quiet else "openly"
        yield Button(box, t(f"deal.offer_{name}"), key=key, name=name, enabled=not why_not,
                     tip=why_not or t(f"deal.offer_{name}.tip"))



"""Two more sides of a month: each country's payoff part by part, and why one's offers were not signed."""

from __future__ import annotations

from collections.abc import Iterator

from ..rules.countries import NAMES
from . import measure
from .board_advice import changed_clauses
from .board_deal import TONES, parts_text, span, tug
from .board_payoffs import PARTS
from .charts import Step, Waterfall
from .figures import Tug
from .game import Game
from .items import Flag, Icon, Item, Text, change, paragraph, well
from .layout import Rect, evenly
from .refused import Refusal, refusals
from .stack import BAR, Stack
from .tokens import BODY, LABEL

LEAST = 140.0  # the least height of one country's waterfall


def waterfalls(game: Game, at: Rect) -> Iterator[Item]:
    """One a country: the payoff before, what each part did to it, and the payoff now."""
    before = game.earlier()
    now = game.payoffs()
    old = before.payoffs() if before else now
    order = (game.me, *(c for c in NAMES if c != game.me)) if game.me else NAMES
    if at.h < 3 * LEAST:
        stack = Stack(at.w - BAR)
        for country in order:
            stack.add(*bridge(game, country, stack.row(LEAST, 8), old[country], now[country]))
        yield from stack.shown(at, "parts")
        return
    for place, country in zip(evenly(Rect(at.y, at.x, at.h, at.w), 3, gap=8), order, strict=True):
        yield from bridge(game, country, Rect(at.x, place.x, at.w, place.w), old[country], now[country])


def bridge(game: Game, country: str, at: Rect, old: object, now: object) -> Iterator[Item]:
    """How one payoff became what it is."""
    t = game.t
    first, last = float(getattr(old, "total")), float(getattr(now, "total"))  # noqa: B009
    moves = [(part, float(getattr(now, part)) - float(getattr(old, part))) for part in PARTS]
    steps = [Step(t("summary.before"), first, None, t.number(first, ",.1f"))]
    steps += [Step(t(f"payoffs.{part}"), by, change(game.points(by), by)) for part, by in moves]
    steps.append(Step(t("summary.now"), last, None, t.number(last, ",.1f")))
    levels = [first]
    for _, by in moves:
        levels.append(levels[-1] + by)
    reach = max(4.0, max(levels) - min(levels))
    yield Flag(Rect(at.x, at.y + 2, 22, 18), country)
    yield Text(Rect(at.x + 30, at.y, at.w - 30, 22), t(f"country.{country}"), BODY, "bold", f"{country}.ink")
    yield Waterfall(at.cut(top=22), tuple(steps), min(levels) - 0.6 * reach, max(levels) + 0.25 * reach)


def asked(game: Game) -> list[Refusal]:
    """The refusals of the month, reckoned once."""
    return game.kept("refusals", lambda: refusals(game))


def reckonings(game: Game, wide: float) -> Stack:
    """Every no of the month: what the offer was worth to that capital, and what it would have taken."""
    t, stack = game.t, Stack(wide)
    found = asked(game)
    stack.text(t("refused.text"), LABEL, tone="muted", gap=8)
    full = span(*(each.found for each in found)) if found else 1.0
    for each in found:
        tone, ground, icon = TONES[each.found.answer]
        words, parts = t("refused.by", country=each.country, offer=game.short(each.line)), parts_text(game, each.found)
        high = measure.height(words, "bold", BODY, wide - 40)
        beside = measure.width(parts, "regular", LABEL) <= wide - 116
        under = 20.0 if beside else 18 + measure.height(parts, "regular", LABEL, wide - 20)
        row = stack.row(high + under + 10, 4)
        stack.add(well(row, ground, "", 8), Icon(Rect(8, row.y + 5, 18, 20), icon, tone))
        stack.add(paragraph(Rect(32, row.y + 4, wide - 40, 0), words, BODY, "bold", tone))
        y = row.y + high + 5
        stack.add(Tug(Rect(10, y + 5, 90, 10), *tug(each.found), full))
        place = Rect(110, y, wide - 116, 0) if beside else Rect(10, y + 18, wide - 20, 0)
        stack.add(paragraph(place, parts, LABEL))
        if each.found.struck_shows:
            stack.text(t("forecast.struck"), 15, gap=4)
        if each.found.answer == "would":
            stack.text(t("refused.yes"), 15, gap=10)
        elif each.mended is None:
            stack.text(t("refused.nothing"), 15, gap=10)
        else:
            clauses = changed_clauses(game, each.offered, each.mended)
            stack.text(t("refused.mend", clauses=clauses), 15, gap=10)
    return stack

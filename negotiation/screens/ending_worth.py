"""The debrief's page of results: against doing nothing and par, in parts, and one's own earlier games."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import results
from ..rules.countries import NAMES
from .board_payoffs import PARTS
from .charts import Bar, Bars
from .figures import Cell, Column, Table
from .items import Item, Panel, Text
from .layout import REST, Rect, columns
from .lists import Scroller
from .stack import BAR, Stack
from .tokens import BODY, LABEL

if TYPE_CHECKING:
    from .ending import Ending

MOST = 6  # earlier games


def worth_page(page: Ending, at: Rect) -> Iterator[Item]:
    """Gains and parts on the left, earlier games on the right; under each other where it is narrow."""
    if at.w >= 880 and at.h >= 300:
        left, right = columns(at, REST, 400, gap=12)
        yield Panel(left)
        yield from gains(page, left.w - 32 - BAR).shown(left.inset(16, 12), "worth")
        panel = Panel(right, page.t("debrief.earlier"), "award")
        yield panel
        yield from earlier(page, panel.inside.w - BAR).shown(panel.inside, "earlier")
        return
    one = gains(page, at.w - BAR - 24)
    two = earlier(page, at.w - BAR - 24)
    items = [Panel(Rect(0, 0, at.w - BAR, one.y + two.y + 50))]
    items += [item.moved(12, 10) for item in one.found]
    items += [Text(Rect(12, one.y + 14, two.width, 24), page.t("debrief.earlier"), BODY, "bold")]
    items += [item.moved(12, one.y + 40) for item in two.found]
    yield Scroller(at, tuple(items), one.y + two.y + 54, name="page.inside")


def par_gains(page: Ending) -> dict[str, float | None]:
    """What par is over doing nothing in each chair, where the scenario has it."""
    scenario = page.game.session.scenario
    if scenario.par is None or scenario.hold is None:
        return dict.fromkeys(NAMES)
    return {c: scenario.par[n] - scenario.hold[n] for n, c in enumerate(NAMES)}


def order_of(page: Ending) -> tuple[str, ...]:
    """One's own country first."""
    me = page.game.me
    return (me, *(c for c in NAMES if c != me)) if me else NAMES


def gain_bars(page: Ending, at: Rect) -> Bars:
    """What each won or lost against doing nothing, with the par of each chair where the scenario has one."""
    t, game, marks = page.t, page.game, par_gains(page)
    found = game.payoffs()
    gain = {c: found[c].total - found[c].nothing for c in NAMES}
    far = max(1.0, *(abs(v) for v in gain.values()), *(abs(m) for m in marks.values() if m is not None))
    low = -far if min(*gain.values(), 0.0) < -0.05 else 0.0
    bars = tuple(Bar(t(f"country.{c}"), gain[c], game.points(gain[c]), c, c, marks[c]) for c in order_of(page))
    return Bars(at, bars, low, far, name="gains", tip=t("ending.gains.tip"))


def gains(page: Ending, wide: float) -> Stack:
    """The bars, and what each result is made of."""
    t, game = page.t, page.game
    found, order = game.payoffs(), order_of(page)
    stack = Stack(wide)
    stack.text(t("ending.payoffs"), 17, "bold", "ink", gap=4)
    stack.add(gain_bars(page, stack.row(108, 2)))
    none = par_gains(page)["us"] is None
    stack.text(t("ending.against" if none else "ending.against_par"), LABEL, tone="muted", gap=10)
    stack.text(t("debrief.parts"), 17, "bold", "ink", gap=2)
    names = (*PARTS, "total")
    heads = (Column("", 104), *(Column(t(f"payoffs.{part}"), REST, "right") for part in names))
    lines = tuple(
        (Cell(t(f"code.{c}"), 15, "semibold", flag=c),
         *(Cell(game.points(getattr(found[c], part)), 15, "bold" if part == "total" else "regular") for part in names))
        for c in order
    )
    stack.add(Table(stack.row(30 + 28 * 3, 8), heads, lines, (0,) if game.me else (), head=30, row=28, name="parts"))
    stack.text(t("debrief.parts.text"), LABEL, tone="muted")
    return stack


def earlier(page: Ending, wide: float) -> Stack:
    """One's own games of this scenario, the best of each chair first."""
    t = page.t
    stack = Stack(wide)
    kept = [r for r in results.read() if r.scenario == page.game.session.scenario.name]
    if not kept:
        stack.text(t("debrief.no_earlier"), 15)
        return stack
    for country in NAMES:
        own = sorted((r for r in kept if r.country == country), key=lambda r: -r.gain)
        if not own:
            stack.text(t("debrief.untried", country=country), 15, gap=8)
            continue
        stack.text(t("debrief.chair", country=country, n=len(own)), 15, "bold", "ink", gap=1)
        for one in own[:MOST]:
            gain = page.game.points(one.gain)
            mine = page.result is not None and one.digest == page.result.digest
            line = t("debrief.result", gain=gain, ending=t(f"ending.{one.ending}"), day=one.day, seed=str(one.seed))
            stack.text(line, LABEL, "semibold" if mine else "regular", "trust" if mine else "soft", gap=3)
        stack.y += 6
    return stack

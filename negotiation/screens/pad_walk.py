"""How the arrows of a gamepad walk over a screen: inside a control while it can turn that way, else to the next one."""

from __future__ import annotations

from collections.abc import Sequence

from .controls import NOTHING, Control
from .focus import Placed
from .layout import Rect
from .lists import ListBox, Scroller, Tabs

ACROSS = ("left", "right")


def turns(control: Control, way: str) -> bool:
    """Whether an arrow belongs to the control itself: lists turn up and down, all else left and right."""
    if isinstance(control, Scroller):
        step = -1 if way == "up" else 1
        return way not in ACROSS and control.scrolled(control.scroll + step).scroll != control.scroll
    upright = isinstance(control, ListBox)
    return (way in ACROSS) != upright and control.turn(way) is not NOTHING


def nearest(stops: Sequence[Placed], here: Rect, way: str) -> Placed | None:
    """The next stop in a direction: near, and more ahead than aside."""
    found: list[tuple[float, int]] = []
    for n, each in enumerate(stops):
        at = each.item.at
        dx, dy = at.center[0] - here.center[0], at.center[1] - here.center[1]
        ahead, aside = {"left": (-dx, dy), "right": (dx, dy), "up": (-dy, dx), "down": (dy, dx)}[way]
        if ahead > 4:
            found.append((ahead + 2.5 * max(0.0, abs(aside) - (here.h if way in ACROSS else here.w) / 2), n))
    return stops[min(found)[1]] if found else None


def neighbor(placed: Sequence[Placed], step: int) -> tuple[str, str] | None:
    """The first row of tabs, and the option before or after the chosen one, around the ends."""
    for each in placed:
        if isinstance(each.item, Tabs) and each.item.enabled:
            values = [option.value for option in each.item.options if option.enabled]
            if len(values) > 1 and each.item.value in values:
                return each.item.name, values[(values.index(each.item.value) + step) % len(values)]
    return None

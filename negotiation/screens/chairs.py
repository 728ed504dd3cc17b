"""The same start and the same luck from another chair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import results
from ..rules.countries import NAMES
from .controls import Button, Choice, choice_height
from .items import Item
from .layout import Rect
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack

if TYPE_CHECKING:
    from .ending import Ending


class Chairs(Sheet):
    """Which chair to take in the game that just ended."""

    want = (600.0, 420.0)

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending)
        self.ending = ending

    def head(self) -> tuple[str, str]:
        """What stays the same."""
        return self.t("chairs.title"), self.t("chairs.text", seed=str(self.ending.game.session.seed))

    def inner(self, at: Rect) -> Iterator[Item]:
        """One choice a chair, with what it is like and one's best result in it."""
        t, stack = self.t, Stack(at.w - BAR)
        scenario = self.ending.game.session.scenario.name
        for n, country in enumerate((c for c in NAMES if c != self.ending.game.me), 1):
            best = results.best(scenario, country)
            detail = t(f"chair.{country}")
            if best is not None:
                detail = f"{detail} {t('chairs.best', gain=self.ending.game.points(best.gain))}"
            title = t(f"country.{country}")
            row = stack.row(choice_height(title, detail, stack.width), 8)
            stack.add(Choice(row, title, detail, key=str(n), name=f"chair.{country}"))
        yield from stack.shown(at.cut(bottom=48), "chairs")
        close = Rect(at.right - 150, at.bottom - 40, 150, 40)
        yield Button(close, t("window.cancel"), key="escape", name="close")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Begin again there, or go back."""
        head, _, country = name.partition(".")
        return self.ending.start(country) if head == "chair" else self.ending

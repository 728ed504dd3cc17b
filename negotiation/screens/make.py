"""A form for a scenario of one's own: title, months, trust and tariffs, written as a file to be played at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .. import saves
from ..rules.countries import NAMES, PAIR_NAMES, PAIRS
from ..scenario_form import LENGTHS, RATES, Form, plain_name
from ..scenarios import names
from ..writing import WriteError, write_whole
from . import measure
from .controls import Button, Slider, TextField, Toggle, toggle_height
from .items import Item, Text
from .layout import REST, Rect, columns
from .pages import Sheet, problem_lines
from .screen import Screen
from .stack import BAR, Stack

if TYPE_CHECKING:
    from .title import Title

TRUSTS = tuple(float(n) for n in range(0, 101, 5))
SHOWN = (0.0, 25.0, 50.0, 75.0, 100.0)         # the marks beneath a slider of trust
USUAL = {"us-canada": 40.0, "us-mexico": 45.0, "canada-mexico": 50.0}      # near August 2025, on the slider's stops


def folder() -> Path:
    """Where scenarios made here are kept: beside the saved games."""
    return saves.folder().with_name("scenarios")


class Make(Sheet):
    """Opens over the title; when the file is written, the title has it chosen."""

    want = (680.0, 640.0)

    def __init__(self, title: Title) -> None:
        super().__init__(title)
        self.title = title
        self.form = Form(trust=dict(USUAL))

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.t("make.title"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """Title, months, two tariffs, three trusts, two switches; cancel and write."""
        t, form = self.t, self.form
        stack = Stack(at.w - BAR)
        stack.text(t("make.name"), 17, "semibold", "ink", gap=4)
        stack.add(TextField(stack.row(40, 10), form.title, t("make.name.hint"), 60, name="title"))
        self.slider(stack, "months", t("make.months"), LENGTHS, form.months, LENGTHS)
        self.slider(stack, "tariff.canada", t("make.tariff", country="canada"), RATES, form.on_canada, RATES, "%")
        self.slider(stack, "tariff.mexico", t("make.tariff", country="mexico"), RATES, form.on_mexico, RATES, "%")
        self.switch(stack, "everything", not form.spare)
        for pair, (i, j) in zip(PAIR_NAMES, PAIRS, strict=True):
            words = t("make.trust", a=NAMES[i], b=NAMES[j])
            self.slider(stack, f"trust.{pair}", words, TRUSTS, form.trust[pair], SHOWN)
        self.switch(stack, "luck", form.luck)
        yield from stack.shown(at.cut(bottom=52), "make")
        _, cancel, write = columns(Rect(at.x, at.bottom - 42, at.w, 42), REST, 130, 180, gap=8)
        yield Button(cancel, t("window.cancel"), key="escape", name="cancel")
        can = bool(form.title.strip())
        yield Button(write, t("make.write"), "primary", key="enter", name="write", enabled=can,
                     tip="" if can else t("make.needs_title"))

    def slider(self, stack: Stack, name: str, words: str, stops: tuple[float, ...], value: float,
               marks: tuple[float, ...], unit: str = "") -> None:
        """A number by a slider, with its words and its value above."""
        shown = self.t.percent(value) if unit else f"{value:.0f}"
        row = stack.row(measure.line(17), 4)
        stack.add(Text(row, words, 17, "semibold"), Text(row, shown, 17, "bold", align="right"))
        stack.add(Slider(stack.row(48, 4), tuple(map(float, stops)), float(value),
                         tuple((float(n), f"{n:.0f}") for n in marks), name=name))

    def switch(self, stack: Stack, name: str, on: bool) -> None:
        """Something that is on or off."""
        text, detail = self.t(f"make.{name}"), self.t(f"make.{name}.detail")
        at = stack.row(toggle_height(text, detail, stack.width), 10)
        stack.add(Toggle(at, text, on, detail, name=name))

    def on(self, name: str, value: object = None) -> Screen | None:
        """An answer, the file, or back."""
        form = self.form
        match name.split("."):
            case ["title"]:
                form.title = str(value)
            case ["months"] if isinstance(value, float):
                form.months = int(value)
            case ["tariff", "canada"] if isinstance(value, float):
                form.on_canada = value
            case ["tariff", "mexico"] if isinstance(value, float):
                form.on_mexico = value
            case ["trust", pair] if isinstance(value, float):
                form.trust[pair] = value
            case ["everything"]:
                form.spare = not value
            case ["luck"]:
                form.luck = bool(value)
            case ["cancel"]:
                return self.under
            case ["write"] if form.title.strip():
                return self.write()
        return self

    def write(self) -> Screen:
        """The file, under a name that is still free; the title then has it chosen."""
        name = free(plain_name(self.form.title))
        path = folder() / f"{name}.yaml"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, self.form.text(name, str(path), self.t.language))
        except (WriteError, OSError) as error:
            words = problem_lines(self.t, error)[0] if isinstance(error, WriteError) else str(error)
            self.say(words, "circle-alert")
            return self
        self.title.take(path)
        self.title.say(self.t("make.written", file=str(path)), "circle-check")
        return self.title


def free(name: str) -> str:
    """A name that no shipped scenario and no file made before has."""
    taken = {*names(), *(path.stem for path in folder().glob("*.yaml"))}
    number, found = 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found

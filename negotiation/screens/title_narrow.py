"""The first screen where the window is small or the text large: everything under each other, and the buttons below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..words import languages
from .controls import Button, Choice, choice_height
from .items import Item, fill, one_line
from .layout import REST, Rect, columns
from .lists import ListBox, Option, Tabs, fitting
from .stack import BAR, Stack
from .title_starts import FILE, LEVELS, about, rows
from .tokens import BODY, SECTION, TITLE

if TYPE_CHECKING:
    from .title import Title

SMALL = (860.0, 500.0)  # logical size below which the first screen is laid out so
ROW = 54.0


def narrow(page: Title) -> Iterator[Item]:
    """The name and the tools on top, what can be chosen, and the ways to begin."""
    yield fill(page.box, "sea")
    at = page.box.inset(14, 8)
    head, foot = Rect(at.x, at.y, at.w, 44), Rect(at.x, at.bottom - 42, at.w, 42)
    yield one_line(head.cut(right=156), page.t("window.name"), TITLE, "headline")
    yield from page.tools(Rect(head.right - 148, head.y, 148, 44))
    body = Rect(at.x, head.bottom + 4, at.w, foot.y - head.bottom - 10)
    stack = Stack(body.w - BAR)
    choices(page, stack)
    yield from stack.shown(body, "choices")
    yield from buttons(page, foot)


def choices(page: Title, stack: Stack) -> None:
    """Language, country, level, seed, house rules and scenario."""
    from .title import ORDER

    t, local = page.t, page.local
    tongues = tuple(Option(code, t(f"language.{code}")) for code in languages())
    stack.add(Tabs(stack.row(36, 8), fitting(tongues, stack.width), page.sitting.language, name="language"))
    if page.newcomer:
        stack.text(t("title.newcomer"), 15, "semibold", "trust", gap=8)
    heading(page, stack, "title.play_as")
    for country in ORDER:
        name = local(f"country.{country}")
        detail = " ".join((local(f"chair.{country}"), page.best(country))).strip()
        row = stack.row(choice_height(name, detail, stack.width), 6)
        stack.add(Choice(row, name, detail, chosen=country == page.country, name=f"country.{country}"))
    heading(page, stack, "title.level")
    levels = tuple(Option(v, t(f"level.{v}"), tip=t(f"level.{v}.tip")) for v in LEVELS)
    stack.add(Tabs(stack.row(36, 8), fitting(levels, stack.width), page.chosen_level, name="level"))
    heading(page, stack, "title.seed")
    seed, house = columns(stack.row(36, 8), REST, 56, gap=8)
    stack.add(*page.luck(seed, house))
    heading(page, stack, "title.scenario")
    starts = tuple(Option(o.value, o.text, detail=o.note) for o in rows(t))
    stack.add(ListBox(stack.row(ROW * len(starts), 8), starts, page.name, ROW, name="scenario"))
    if page.name == FILE:
        stack.add(*page.own(stack.row(38, 8)))
    title, text = about(page.name, t)
    if text:
        stack.text(title, SECTION, "bold", "ink")
        stack.text(text, 15, gap=8)
        stack.add(page.past(stack.row(38, 8)))


def heading(page: Title, stack: Stack, id_: str) -> None:
    """A small heading over a group of controls."""
    stack.text(page.t(id_), BODY, "bold", gap=4)


def buttons(page: Title, at: Rect) -> Iterator[Item]:
    """Begin in words; learn, go on and open as icons."""
    t = page.t
    start, learn, go_on, open_ = columns(at, REST, 48, 48, 48, gap=6)
    yield Button(start, t("title.start"), "primary", size=SECTION, key="enter", name="start")
    yield Button(learn, "", icon="graduation-cap", key="l", name="learn", tip=t("title.learn.tip"))
    kept = page.kept()
    yield Button(go_on, "", icon="play", key="c", name="continue", enabled=kept,
                 tip=t("title.continue") if kept else t("title.nothing_kept"))
    yield Button(open_, "", icon="folder-open", key="o", name="load", tip=t("title.load"))

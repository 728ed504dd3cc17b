"""The starts there are to choose from on the first screen: in which order, from when, about what."""

from __future__ import annotations

from ..scenario_file import Sheet as Heading
from ..scenarios import heading, names
from ..words import Words
from .game import scenario_title
from .lists import Option

FIRST = "kick-start-2025"
ON_TOP = (FIRST, "quick")  # the rows on top; the others by their titles
LEVELS = ("easy", "normal", "hard")
FILE = "file"  # the row for a scenario of one's own


def level_of(scenario: Heading) -> str:
    """The level of the computer players a scenario brings; "normal" where they are of another kind."""
    return next((level for level in LEVELS if any(level in seat for seat in scenario.seats)), "normal")


def rows(t: Words) -> tuple[Option, ...]:
    """The scenarios, and a file of one's own."""
    found = []
    title = {name: scenario_title(heading(name), t) for name in names()}
    rest = sorted((name for name in title if name not in ON_TOP), key=lambda name: title[name].casefold())
    for name in (*(name for name in ON_TOP if name in title), *rest):
        scenario = heading(name)
        year, month = (int(x) for x in scenario.first_month.split("-"))
        first = t("month.year", month=t(f"month.{month}"), year=str(year))
        note = t("title.months", n=scenario.months, first=first)
        found.append(Option(name, title[name], note=note))
    return (*found, Option(FILE, t("title.file"), note=t("title.file.note")))


def about(name: str, t: Words) -> tuple[str, str]:
    """Title and summary of the chosen scenario; empty where it is a file not opened yet."""
    if name == FILE:
        return "", ""
    scenario = heading(name)
    found = scenario.text.get("summary", {})
    return scenario_title(scenario, t), str(found.get(t.language) or found.get("en") or "")

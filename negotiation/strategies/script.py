"""A strategy from a table of moves, for people who do not program: `moves.csv`.

    month,country,move
    1,,call mexico
    2-4,us,wall canada 25 sparing
    every,,accept mexico three

`month` is one month, some (2-4) or `every`; `country` may be left out or empty: the row is for whoever sits there;
`move` is a line in notation. Rows count in their order. A move that is not legal when its month comes is left out, and
so is what no place is left for. Lines that begin with # are notes; a first one says what the strategy does.
"""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path

from ..rules.countries import NAMES
from ..rules.menu import Menu
from ..rules.notation import TALK, Move, NotationError, parse
from .choices import Choices
from .errors import StrategyError
from .plain import one_at_a_time
from .view import View

MOST = 256                     # kB
LAST = 999                     # later than any month
COLUMNS = ("month", "country", "move")


@dataclass(frozen=True)
class Row:
    """One row: the first and last month it is for, the seat it is for (-1: any), the line, and where it stands."""

    first: int
    last: int
    seat: int
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Script:
    """The rows of a file in their order."""

    path: str
    summary: str
    rows: tuple[Row, ...]

    def play(self, view: View) -> Choices:
        """The moves of this month that are legal now."""
        played: Choices = one_at_a_time(self._lines)(view)
        return played

    def _lines(self, view: View) -> list[str]:
        month, menu = int(view.state.month) + 1, view.scenario.menu
        legal = set(view.lines())
        slots = menu.slots if view.phase == TALK else menu.do_slots
        out: list[str] = []
        planned = view.choices()
        for row in self.rows:
            move = self.move(menu, row, view.me)
            if move is None or not row.first <= month <= row.last or move.phase != view.phase:
                continue
            if move.text not in legal or move.text in out or move.code == 0:
                continue
            if move.text.startswith(("accept", "refuse", "vote")):
                if any(_question(text) == _question(move.text) for text in out):
                    continue
            elif int(planned.count) == slots or not planned.take(move.code):
                continue
            out.append(move.text)
        return out

    def move(self, menu: Menu, row: Row, seat: int) -> Move | None:
        """The move of a row for a seat; None if the row is for others. StrategyError if it says nothing known."""
        if row.seat >= 0 and row.seat != seat:
            return None
        try:
            return parse(menu, row.text, seat)
        except NotationError as error:
            others = [] if row.seat >= 0 else [n for n in range(len(NAMES)) if n != seat]
            if any(_known(menu, row.text, n) for n in others):
                return None
            raise StrategyError("strategy.script_move", path=self.path, line=row.line, column=row.column,
                                text=row.text, problem=error.reason) from error

    def problems(self, menu: Menu) -> list[StrategyError]:
        """Every row that says nothing known to any seat it is for."""
        found = []
        for row in self.rows:
            try:
                self.move(menu, row, max(row.seat, 0))
            except StrategyError as error:
                found.append(error)
        return found


def read(path: str) -> Script:
    """The script of a file. Raises StrategyError with file, line and column for the first thing that is wrong."""
    script, problems = read_all(path)
    if problems:
        raise problems[0]
    return script


def read_all(path: str) -> tuple[Script, list[StrategyError]]:
    """The script of a file and everything that is wrong with its form."""
    found: list[StrategyError] = []
    file = Path(os.path.expanduser(path))
    if not os.path.isfile(file):
        return Script(path, "", ()), [StrategyError("strategy.no_file", path=path)]
    if file.stat().st_size > MOST * 1024:
        return Script(path, "", ()), [StrategyError("strategy.script_big", path=path, most=MOST)]
    try:
        text = file.read_text(encoding="utf-8-sig")
        cells = list(_rows(text))
    except (UnicodeDecodeError, csv.Error):
        return Script(path, "", ()), [StrategyError("strategy.script_text", path=path)]
    notes = [line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#")]
    summary = notes[0] if notes else ""
    if not cells:
        return Script(path, summary, ()), [StrategyError("strategy.script_empty", path=path)]
    head = [name.strip().lower() for name in cells[0][1]]
    if len(set(head)) != len(head) or not {"month", "move"} <= set(head) <= set(COLUMNS):
        return Script(path, summary, ()), [
            StrategyError("strategy.script_head", path=path, text=",".join(cells[0][1])[:60])]
    rows = []
    for line, values in cells[1:]:
        row = _row(path, head, line, values)
        if isinstance(row, StrategyError):
            found.append(row)
        else:
            rows.append(row)
    if not rows and not found:
        found.append(StrategyError("strategy.script_empty", path=path))
    return Script(path, summary, tuple(rows)), found


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Number of the line and cells of every row that holds anything; notes and empty lines are left out."""
    kept = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip(", \t") and not line.startswith("#")]
    return [(n, next(csv.reader(io.StringIO(line)))) for n, line in kept]


def _row(path: str, head: list[str], line: int, values: list[str]) -> Row | StrategyError:
    cells = [value.strip() for value in values]
    if len(cells) != len(head):
        return StrategyError("strategy.script_cells", path=path, line=line, cells=len(cells), columns=len(head))
    given = dict(zip(head, cells, strict=True))
    place = {name: head.index(name) + 1 for name in head}
    months = _months(given["month"])
    if months is None:
        return StrategyError("strategy.script_month", path=path, line=line, column=place["month"], text=given["month"])
    country = given.get("country", "").lower()
    if country and country not in NAMES:
        return StrategyError("strategy.script_country", path=path, line=line, column=place["country"], text=country)
    return Row(*months, NAMES.index(country) if country else -1, given["move"], line, place["move"])


def _months(text: str) -> tuple[int, int] | None:
    if text.lower() == "every":
        return 1, LAST
    match = re.fullmatch(r"(\d{1,3})(?:\s*-\s*(\d{1,3}))?", text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if 1 <= first <= last else None


def _known(menu: Menu, text: str, seat: int) -> bool:
    try:
        parse(menu, text, seat)
    except NotationError:
        return False
    return True


def _question(text: str) -> str:
    """Which offer an answer is to, or the vote."""
    return "vote" if text.startswith("vote") else text.partition(" ")[2]

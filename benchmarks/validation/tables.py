"""Tables of figures: as text for a terminal, in Markdown for a page, as plain values for JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .figures import Figure

_MINUS = re.compile(r"(?<=[ (])-(?=\d)")
Cell = str | Figure | tuple[Figure, ...]


@dataclass(frozen=True)
class Table:
    """A title, a head, rows of cells as wide as the head, and a remark below."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    note: str = ""

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Every figure, with the row and the column it stands in."""
        for row in self.rows:
            label = ", ".join(c for c in row if isinstance(c, str) and c)
            for name, cell in zip(self.head, row, strict=True):
                for n, figure in enumerate(_figures(cell), 1):
                    place = f"{name} no. {n}" if isinstance(cell, tuple) else name
                    yield f"{self.title}: {label}: {place}", figure

    def lines(self) -> list[tuple[str, ...]]:
        """Rows of text: the product's numbers, and the design's under them where it gave some."""
        out = []
        for row in self.rows:
            out.append(tuple(" / ".join(f.here for f in _figures(c)) if not isinstance(c, str) else c for c in row))
            if any(f.design is not None for c in row for f in _figures(c)):
                there = [" / ".join(f.there for f in _figures(c)) if not isinstance(c, str) else "" for c in row]
                out.append(("  design", *there[1:]) if not there[0] else tuple(there))
        return out

    def text(self) -> str:
        """For a terminal."""
        rows = [self.head, *self.lines()]
        wide = [max(len(row[k]) for row in rows) for k in range(len(self.head))]
        body = ["  ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=True)).rstrip() for row in rows]
        body.insert(1, "  ".join("-" * w for w in wide))
        return "\n".join([self.title, *body, *([self.note] if self.note else [])])

    def markdown(self) -> str:
        """For a page."""
        def line(cells: Sequence[str]) -> str:
            text = "| " + " | ".join(c.replace("|", "\\|").strip() for c in cells) + " |"
            return _MINUS.sub("−", text).replace(" outside", " **outside**")
        body = [line(self.head), "|" + "---|" * len(self.head), *(line(row) for row in self.lines())]
        return "\n".join([f"**{self.title}**", "", *body, *(["", self.note] if self.note else [])])

    def answer(self) -> dict[str, Any]:
        """For JSON."""
        def plain(cell: Cell) -> Any:
            if isinstance(cell, tuple):
                return [f.answer() for f in cell]
            return cell if isinstance(cell, str) else cell.answer()
        rows = [{name: plain(cell) for name, cell in zip(self.head, row, strict=True)} for row in self.rows]
        return {"title": self.title, "rows": rows, "note": self.note}


def _figures(cell: Cell) -> tuple[Figure, ...]:
    if isinstance(cell, str):
        return ()
    return cell if isinstance(cell, tuple) else (cell,)

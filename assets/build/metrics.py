"""Measure the shipped fonts into fonts/metrics.json, so that text is laid out undrawn: a developer's script.

    pip install uharfbuzz fonttools && python assets/build/metrics.py

Widths are in thousandths of the font size. Kerning (two-letter ligatures count as kerning) is in classes:
letters that behave alike before another letter and letters that behave alike after one, and a table.
"""

from __future__ import annotations

import json
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "fonts"
LETTERS = (
    [chr(n) for n in (*range(0x20, 0x7F), *range(0xA0, 0x180))]
    + list("\u2009\u202f\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026")
    + list("\u2039\u203a\u20ac\u2122\u2212\u2260\u2264\u2265\u2190\u2191\u2192\u2193")
)


def classes(rows: dict[str, tuple[int, ...]]) -> tuple[list[str], list[tuple[int, ...]]]:
    """Letters with equal rows joined; the class of no kerning at all is left out."""
    alike: dict[tuple[int, ...], str] = {}
    for letter, row in rows.items():
        alike[row] = alike.get(row, "") + letter
    kept = [(letters, row) for row, letters in alike.items() if any(row)]
    return [letters for letters, _ in kept], [row for _, row in kept]


def measured(path: Path) -> dict[str, object]:
    """Everything the layout needs to know of one font."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    table = TTFont(path)
    unit = table["head"].unitsPerEm

    def width(text: str) -> int:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        return round(sum(p.x_advance for p in buffer.glyph_positions) * 1000 / unit)

    letters = [letter for letter in LETTERS if ord(letter) in table.getBestCmap()]
    advance = {letter: width(letter) for letter in letters}
    rows = {a: tuple(width(a + b) - advance[a] - advance[b] for b in letters) for a in letters}
    first, table_rows = classes(rows)
    columns = {b: tuple(row[n] for row in table_rows) for n, b in enumerate(letters)}
    second, table_columns = classes(columns)
    return {
        "ascent": round(table["hhea"].ascent * 1000 / unit),
        "descent": round(-table["hhea"].descent * 1000 / unit),
        "capital": round(table["OS/2"].sCapHeight * 1000 / unit),
        "advance": advance,
        "before": first,
        "after": second,
        "kerning": [list(row) for row in zip(*table_columns, strict=True)],
    }


if __name__ == "__main__":
    everything = {file.stem: measured(file) for file in sorted(FONTS.glob("*.ttf"))}
    text = json.dumps(everything, ensure_ascii=False, separators=(",", ":"))
    (FONTS / "metrics.json").write_text(text + "\n", encoding="utf-8")

"""The page that keeps what was measured: places between `<!-- measured: NAME -->` and `<!-- end -->`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "releasing.md"


def keep(name: str, text: str, page: Path = PAGE) -> None:
    """Write a measurement into its place. Raises KeyError if the page has no such place."""
    place = re.compile(rf"(<!-- measured: {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    before = page.read_text(encoding="utf-8")
    if not place.search(before):
        raise KeyError(name)
    after = place.sub(lambda found: f"{found[1]}{text.strip()}\n{found[2]}", before, count=1)
    page.write_text(after, encoding="utf-8", newline="\n")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])

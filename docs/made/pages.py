"""Pages with marked places, and tables in Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from negotiation.rules.scenario import Scenario
from negotiation.scenarios import load

DEFAULT = "kick-start-2025"
ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(?P<head><!-- made: (?P<name>[\w-]+) -->\n).*?(?P<tail><!-- end -->)", re.DOTALL)

Blocks = Mapping[str, Callable[[], str]]


def filled(path: Path, blocks: Blocks) -> str:
    """The text of a page with every marked place made anew. KeyError for a mark that nothing is made for."""

    def made(found: re.Match[str]) -> str:
        return f"{found['head']}{blocks[found['name']]().strip()}\n{found['tail']}"

    return _BLOCK.sub(made, path.read_text(encoding="utf-8"))


def marks(path: Path) -> list[str]:
    """The names of the marked places of a page."""
    return [found["name"] for found in _BLOCK.finditer(path.read_text(encoding="utf-8"))]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += [
        "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows
    ]
    return "\n".join(lines)


def number(value: object) -> str:
    """A number or several as a reader writes them: a true minus sign, no needless digits."""
    if isinstance(value, tuple):
        return (
            "; ".join(map(number, value)) if value and isinstance(value[0], tuple) else ", ".join(map(number, value))
        )
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return text.replace("-", "−")


@lru_cache
def default() -> Scenario:
    """The scenario the rules page speaks of."""
    return load(DEFAULT)

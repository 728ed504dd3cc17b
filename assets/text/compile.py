"""Compile the catalogues of words: every `.po` of this folder becomes the `.mo` beside it.

Run by `make words`; needs Babel.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent


def catalogue(path: Path) -> Catalog:
    """The messages of one `.po` file; an error in the file is raised with its line."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, abort_invalid=True)


class Unsigned(list[Message]):
    """The messages of a catalogue without the header line on Babel's version: all versions write equal files."""

    def __init__(self, source: Catalog) -> None:
        """Take them from a catalogue."""
        super().__init__(source)
        self.charset = source.charset
        header = self[0]
        header.string = "".join(f"{n}: {value}\n" for n, value in source.mime_headers if n != "Generated-By")


def compiled(path: Path) -> bytes:
    """What the `.mo` beside a `.po` file should hold."""
    out = io.BytesIO()
    write_mo(out, Unsigned(catalogue(path)))
    return out.getvalue()


def main() -> None:
    """Write the `.mo` files that are out of step."""
    for source in sorted(HERE.glob("*.po")):
        goal, new = source.with_suffix(".mo"), compiled(source)
        changed = not goal.exists() or goal.read_bytes() != new
        if changed:
            goal.write_bytes(new)
        print(f"{goal.name}: {'written' if changed else 'in step'}")


if __name__ == "__main__":
    main()

"""Write the tables of the documents from the code, between `<!-- made: NAME -->` and `<!-- end -->`. Run by `make docs`.

With --check nothing is written, and the exit status is 1 if a document is out of step.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from made import rules, stories
from made.pages import ROOT, filled

PAGES = ("README.md", "docs/rules.md")
BLOCKS = {**rules.BLOCKS, **stories.BLOCKS}


def stale() -> list[Path]:
    """The documents that are out of step, and their new text written beside none of them."""
    return [path for path in map(ROOT.joinpath, PAGES) if path.is_file() and filled(path, BLOCKS) != path.read_text(encoding="utf-8")]


def main() -> int:
    """Write or check every page."""
    pages = stale()
    for path in pages:
        if "--check" not in sys.argv[1:]:
            path.write_text(filled(path, BLOCKS), encoding="utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)}: {'out of step, run `make docs`' if '--check' in sys.argv[1:] else 'written'}")
    return int(bool(pages) and "--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

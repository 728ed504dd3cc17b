"""Write the tables of the documents from the code, between `<!-- made: NAME -->` and `<!-- end -->`.

Run by `make docs`. With --check nothing is written, and the exit status is 1 if a document is out of step.
"""

from __future__ import annotations

import sys
from pathlib import Path

from made import economy, environments, moves, rules, stories, strategies, words
from made.pages import ROOT, filled

PAGES = ("README.md", "docs/rules.md", "docs/economics.md", "docs/strategies.md", "docs/environments.md",
         "docs/codex.md", "docs/codex.es.md", "docs/codex.fr.md", "docs/words/back.md")
BLOCKS = {**rules.BLOCKS, **economy.BLOCKS, **moves.BLOCKS, **stories.BLOCKS, **strategies.BLOCKS,
          **environments.BLOCKS, **words.BLOCKS}


def stale() -> list[Path]:
    """The documents that are out of step."""
    pages = [path for path in map(ROOT.joinpath, PAGES) if path.is_file()]
    return [path for path in pages if filled(path, BLOCKS) != path.read_text(encoding="utf-8")]


def main() -> int:
    """Write or check every page."""
    pages, check = stale(), "--check" in sys.argv[1:]
    for path in pages:
        if not check:
            path.write_text(filled(path, BLOCKS), encoding="utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)}: {'out of step, run `make docs`' if check else 'written'}")
    return int(bool(pages) and check)


if __name__ == "__main__":
    sys.exit(main())

"""Build the documentation as a site: `make site`. Needs the extra `docs`.

The pages of `docs` and those beside the README are laid out in one folder with their links mended, the builder reads
them with `mkdocs.yml`, and the built pages are looked over: none may ask anything of another host.
"""

from __future__ import annotations

import os.path
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BUILD = ROOT / "build"
# Pages that lie beside the README: their place in the site.
BESIDE = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changes.md"}
DECISIONS = "decisions/index.md"
SHOWN = (".md", ".png", ".css", ".ipynb", ".yaml", ".json", ".csv", ".py")
HIDDEN = ("made", "generate.py", "site.py", "__pycache__")

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
_FENCE = re.compile(r"(^ {0,3}```.*?^ {0,3}```[^\S\n]*$)", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"^<!--.*?-->[^\S\n]*$", re.MULTILINE)
# A line of a paragraph right before a list: the builder wants an empty line between them, the code server does not.
_LIST = re.compile(r"^( *!\[.+|(?![\s*+|#>-]|\d+\. ).+)\n(?=(?:[*-]|\d+\.) )", re.MULTILINE)


def main() -> int:
    """Lay out, build, look over; the exit status."""
    source, site = BUILD / "site-source", BUILD / "site"
    lay_out(source)
    status = build(source, site)
    found = list(asked_of_others(site)) if status == 0 else []
    for line in found:
        print(line, file=sys.stderr)
    if not status and not found:
        print(f"{site / 'index.html'}: {len(list(site.rglob('*.html')))} pages")
    return int(bool(status or found))


# the source ----------------------------------------------------------------------------------------------


def lay_out(source: Path) -> None:
    """Write the pages and `mkdocs.yml` as the builder reads them."""
    shutil.rmtree(source, ignore_errors=True)
    for path in sorted(DOCS.rglob("*")):
        place = path.relative_to(DOCS)
        if path.is_file() and path.suffix in SHOWN and place.parts[0] not in HIDDEN:
            _put(path, source / "docs" / place)
    for name, place_ in BESIDE.items():
        _put(ROOT / name, source / "docs" / place_)
    (source / "docs" / DECISIONS).write_text(_decisions(), encoding="utf-8")
    (source / "mkdocs.yml").write_text(_settings(source), encoding="utf-8")


def _put(path: Path, goal: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".md":
        goal.write_text(mended(path), encoding="utf-8", newline="\n")
    else:
        shutil.copyfile(path, goal)


def mended(page: Path) -> str:
    """A page without the marks of made tables, its links leading to where things are in the site.

    A link to a file of the tree that the site does not have becomes the words and the path.
    """
    parts = _FENCE.split(page.read_text(encoding="utf-8"))
    here = _place(page) or page.name

    def link(found: re.Match[str]) -> str:
        mark, words, target = found.groups()
        path, hash_, anchor = target.partition("#")
        if not path or "://" in path or path.startswith("mailto:"):
            return found[0]
        goal = Path(os.path.normpath(page.parent / path))
        place = _place(goal)
        if place is not None:
            return f"{mark}[{words}]({os.path.relpath(place, os.path.dirname(here) or '.')}{hash_}{anchor})"
        if not goal.exists():
            return found[0]  # the builder says that it leads nowhere
        name = goal.relative_to(ROOT).as_posix()
        return words if name in words else f"{words} (`{name}`)"

    def plain(text: str) -> str:
        return _LIST.sub(r"\1\n\n", _LINK.sub(link, _MARK.sub("\n", text)))

    return "".join(part if n % 2 else plain(part) for n, part in enumerate(parts))


def _place(goal: Path) -> str | None:
    """Where a file of the tree is in the site; None if it is not there."""
    if goal.parent == ROOT:
        return "index.md" if goal.name == "README.md" else BESIDE.get(goal.name)
    if goal == DOCS / "decisions":
        return DECISIONS
    if goal.is_relative_to(DOCS) and goal.is_file():
        place = goal.relative_to(DOCS)
        return place.as_posix() if place.parts[0] not in HIDDEN else None
    return None


def _records() -> list[Path]:
    return sorted((DOCS / "decisions").glob("*.md"))


def _decisions() -> str:
    lines = ["# Decisions", "", "Why it is built this way: one page each, in the order in which they were taken.", ""]
    lines += [f"* [{path.read_text(encoding='utf-8').partition(chr(10))[0].lstrip('# ')}]({path.name})"
              for path in _records()]
    return "\n".join(lines) + "\n"


def _settings(source: Path) -> str:
    """`mkdocs.yml` with the records of decisions, and every page it does not name under "More"."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w./-]+\.md", text.partition("\nnav:")[2]))
    pages = {path.relative_to(source / "docs").as_posix() for path in (source / "docs").rglob("*.md")}
    records = [f"decisions/{path.name}" for path in _records()]
    lines = ["  - Decisions:", *(f"      - {name}" for name in (DECISIONS, *records))]
    lines += ["  - More:", *(f"      - {name}" for name in sorted(pages - named - {DECISIONS, *records}))]
    return text.rstrip() + "\n" + "\n".join(lines) + "\n"


# the site ------------------------------------------------------------------------------------------------


def build(source: Path, site: Path) -> int:
    """Build strictly: a link that leads nowhere fails. The builder's exit status; what it said is shown."""
    shutil.rmtree(site, ignore_errors=True)
    program = Path(sys.executable).with_name("zensical")
    done = subprocess.run([str(program), "build", "--strict", "--clean", "-f", str(source / "mkdocs.yml")],
                          capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        return done.returncode
    (source / "site").rename(site)
    return 0


class _Asked(HTMLParser):
    """The addresses a browser asks for by itself when it shows a page; links to follow are not among them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is loaded."""
        given = dict(attrs)
        if tag == "link" and given.get("rel") not in ("canonical", "prev", "next", "alternate"):
            self.found.append(given.get("href") or "")
        elif tag != "a":
            self.found += [given.get(name) or "" for name in ("src", "srcset", "poster", "data", "action")]
        if "mermaid" in (given.get("class") or "").split():
            self.found.append("//mermaid")  # drawn by a script from elsewhere


def asked_of_others(site: Path) -> Iterator[str]:
    """Every place in the built pages and styles that makes a browser ask another host."""
    for page in sorted(site.rglob("*.html")):
        asked = _Asked()
        asked.feed(page.read_text(encoding="utf-8"))
        yield from (f"{page.relative_to(site)}: asks {url}" for url in asked.found if _elsewhere(url))
    for style in sorted(site.rglob("*.css")):
        text = style.read_text(encoding="utf-8")
        urls = re.findall(r"url\(\s*['\"]?([^'\")]+)", text) + re.findall(r"@import\s+['\"]([^'\"]+)", text)
        yield from (f"{style.relative_to(site)}: asks {url}" for url in urls if _elsewhere(url))


def _elsewhere(url: str) -> bool:
    return url.startswith("//") or bool(re.match(r"(?!data:|blob:)[a-z][a-z0-9+.-]*:", url.strip(), re.IGNORECASE))


if __name__ == "__main__":
    sys.exit(main())

"""The documentation as a site: it is built strictly, whole, and asks nothing of another host."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from negotiation.scenarios import check_file

ROOT = Path(__file__).parents[1]
SITE = runpy.run_path(str(ROOT / "docs" / "site.py"))
pytestmark = pytest.mark.needs("docs")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    SITE["lay_out"](folder / "source")
    assert SITE["build"](folder / "source", folder / "site") == 0
    return folder / "site"


def test_every_page_of_the_docs_and_every_decision_is_there(site):
    wanted = {p.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for p in (ROOT / "docs").rglob("*.md")}
    built = {p.relative_to(site).as_posix() for p in site.rglob("*.html")}
    assert wanted <= built and {"contributing.html", "changes.html", "decisions/index.html"} <= built
    assert not [p for p in built if p.startswith("made/")]


def test_no_page_asks_anything_of_another_host(site):
    assert list(SITE["asked_of_others"](site)) == []


def test_an_address_elsewhere_would_be_found(tmp_path):
    (tmp_path / "a.html").write_text('<link rel="preconnect" href="https://fonts.example"><img src="x.png">'
                                     '<script src="//cdn.example/a.js"></script><a href="https://fine.example">b</a>')
    (tmp_path / "a.css").write_text("@import 'https://b.example/c.css'; i { background: url(data:image/png;base64,) }")
    assert list(SITE["asked_of_others"](tmp_path)) == [
        "a.html: asks https://fonts.example", "a.html: asks //cdn.example/a.js", "a.css: asks https://b.example/c.css"]


def test_search_is_at_home_and_finds_the_words_of_the_game(site):
    index = next(p for p in site.rglob("search*.json"))
    assert "Standing together" in index.read_text(encoding="utf-8")


def test_lists_and_tables_are_lists_and_tables(site):
    """What the code server shows as a list must not run together in the site."""
    loose = re.compile(r"<p>(?:(?!</p>).)*?\n(?:[*-] |\d+\. |\|)", re.DOTALL)
    wrong = []
    for page in site.rglob("*.html"):
        body = page.read_text(encoding="utf-8").partition("<article")[2].partition("</article")[0]
        body = re.sub(r"<pre.*?</pre>", "", body, flags=re.DOTALL)
        wrong += [(page.name, found[0][-60:]) for found in loose.finditer(body)]
    assert wrong == []


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path, capsys):
    SITE["lay_out"](tmp_path / "source")
    page = tmp_path / "source" / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](no-such.md) [y](rules.md#no-such)\n", encoding="utf-8")
    assert SITE["build"](tmp_path / "source", tmp_path / "site") != 0
    assert "2 issues" in capsys.readouterr().err


def test_the_scenario_of_the_page_about_lessons_is_one(tmp_path):
    """Every scenario written out on a page can be played."""
    found = re.findall(r"```yaml\n(like: .*?)```", (ROOT / "docs" / "make" / "lesson.md").read_text("utf-8"), re.DOTALL)
    assert len(found) == 1
    (tmp_path / "mine.yaml").write_text(found[0], encoding="utf-8")
    assert check_file(tmp_path / "mine.yaml") == []


def test_a_link_out_of_the_docs_becomes_its_path(tmp_path):
    page = ROOT / "docs" / "strategies.md"
    text = SITE["mended"](page)
    assert "<!-- made" not in text and "](../" not in text
    assert "contributing.md#a-strategy" in text and "tests/strategies/golden/grim.txt" in text

"""The article in the game: every sentence has its place, every place exists, and what the page says of it is so."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from negotiation.cases import files, load_cases
from negotiation.rules.causes import CAUSES, GESTURE, SIDE_DEAL
from negotiation.rules.constants import NAMES as CONSTANTS
from negotiation.rules.constants import Constants
from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.rules.history import ACCOUNT, PAST, History, Replay, month_number, replay
from negotiation.rules.scenario import LADDER
from negotiation.scenarios import load

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "article.md").read_text(encoding="utf-8")
SENTENCES = (1, 1, 2, 2, 2, 3, 3, 1, 3, 2, 1, 1, 3, 1, 2, 1)  # of the headline and of each paragraph
ENTRIES = dict(re.findall(r"^### (\d+\.\d+) (.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
FIELDS = ("Lives", "Acts", "Shown by")


@cache
def history() -> History:
    from negotiation.checking import Checker
    from negotiation.data_files import find, read_history
    from negotiation.reading import Item

    check = Checker()
    item = find(check, Item("article-2025", "", 0), "", "file.unknown_data")
    assert item is not None
    return read_history(check, item, "", LADDER)


def told(until: str = "2025-08", bitter: float = 0.25, without: tuple[str, ...] = ()) -> Replay:
    """The history replayed up to a month, Mexico bitter about Canada or not, some events left out."""
    felt = np.zeros((3, 3))
    felt[MEXICO, CANADA] = bitter
    trade = load("kick-start-2025").trade
    return replay(Constants(), trade, history().without(without), month_number(until), felt)


def trusted(replayed: Replay, of: int, toward: int) -> float:
    return float(36 + replayed.ledger[of, toward].sum())


def field(entry: str, name: str) -> str:
    found = re.search(rf"- \*\*{name}\*\*: (.*?)(?=\n- \*\*|\Z)", entry, re.DOTALL)
    assert found is not None, (name, entry[:60])
    return found[1]


def listed(text: str, noun: str) -> set[str]:
    """The names in backticks right after "event", "events", "constant" …: `a`, `b`."""
    names: set[str] = set()
    for run in re.findall(rf"\b{noun}s? ((?:`[^`]+`(?:, )?)+)", text):
        names.update(re.findall(r"`([^`]+)`", run))
    return names


# the page --------------------------------------------------------------------------------------------


def test_every_sentence_has_an_entry_with_its_three_lines():
    assert list(ENTRIES) == [f"{n}.{k}" for n, count in enumerate(SENTENCES) for k in range(1, count + 1)]
    for entry in ENTRIES.values():
        assert all(len(field(entry, name).strip()) > 10 for name in FIELDS)


def test_every_path_event_and_constant_exists():
    events, rules = {e.name for e in history().events}, set(CONSTANTS)
    for number, entry in ENTRIES.items():
        lives = field(entry, "Lives")
        paths = [name for name in re.findall(r"`([^`]+)`", lives) if "/" in name]
        assert [p for p in paths if not (ROOT / p).exists()] == [], number
        assert listed(lives, "event") <= events, number
        assert listed(lives, "constant") <= rules, number
        assert paths or listed(lives, "event"), number


def test_every_event_from_the_article_stands_under_its_paragraph():
    for event in history().events:
        if not event.source.startswith("article"):
            continue
        for paragraph in re.findall(r"\d+", event.source):
            entries = [e for number, e in ENTRIES.items() if number.startswith(f"{paragraph}.")]
            assert any(event.name in listed(field(e, "Lives"), "event") for e in entries), (event.name, paragraph)


def functions(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_entry_is_shown_by_tests_or_cases_that_exist():
    cases = {case.id for file in files() for case in load_cases(file)}
    for number, entry in ENTRIES.items():
        shown = field(entry, "Shown by")
        tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", shown)
        named = set(re.findall(r"case `(\w+)`", shown))
        assert tests or named, number
        assert named <= cases, number
        assert [(p, name) for p, name in tests if not (ROOT / p).is_file() or name not in functions(p)] == [], number


# what it says ----------------------------------------------------------------------------------------


def test_the_game_opens_where_the_headline_stands():
    state = load("kick-start-2025").start()
    links = {(i, j): float(state.trust[i, j]) for i in range(3) for j in range(3) if i != j}
    assert min(links, key=lambda link: links[link]) == (CANADA, US)
    decades = 36 + float(state.ledger[MEXICO, CANADA, CAUSES.index("history")])
    gestures = sum(float(state.ledger[MEXICO, CANADA, CAUSES.index(c)]) for c in ("gesture", "relief"))
    assert links[MEXICO, CANADA] < decades + gestures - 10
    assert state.wall[US, CANADA] > state.wall[US, MEXICO] > 0
    assert state.reprieve[US, MEXICO] > 0 == state.reprieve[US, CANADA]


def test_mexico_would_trust_canada_more_without_november_2024():
    november = tuple(e.name for e in history().events if (e.month, e.who, e.toward) ==
                     (month_number("2024-11"), CANADA, MEXICO))
    assert len(november) == 3
    assert trusted(told(without=november), MEXICO, CANADA) > trusted(told(), MEXICO, CANADA) + 10


def test_one_act_is_felt_in_two_ledgers():
    effects = {e.event.name: e.change for e in told().effects}
    assert effects["bilateral-floated"] < 0 < effects["bilateral-floated-in-washington"]
    assert effects["mar-a-lago"] < 0 < effects["mar-a-lago-in-washington"]


@pytest.mark.parametrize(("until", "shut"), [("2024-11", 0), ("2024-12", 1), ("2025-02", 1), ("2025-03", 0)])
def test_the_channel_was_shut_until_march_2025(until, shut):
    frozen = told(until).frozen
    assert frozen[MEXICO, CANADA] == shut and frozen.sum() == shut


def test_every_event_has_the_size_of_its_kind():
    for effect in told(bitter=0).effects:
        event = effect.event
        if event.kind != ACCOUNT:
            unit = 1.0 if event.kind == PAST else getattr(Constants(), event.kind)
            assert effect.points == pytest.approx(event.size * unit), event.name
    sizes = {e.name: e.size for e in history().events}
    assert (sizes["strengthening"], sizes["g7-left-early"], sizes["g7-invitation"]) == (0.5, 0.5, 1.5)


def test_each_account_of_2018_stands_on_its_own_side():
    """Canada's ledger holds the Canadian account; Mexico's holds no grievance, and feels the rest a quarter harder."""
    after = told("2018-09")
    assert after.ledger[CANADA, MEXICO, SIDE_DEAL] < 0 == after.ledger[MEXICO, CANADA, SIDE_DEAL]
    accounts = {e.event.name: e.points for e in after.effects if "account" in e.event.name}
    assert accounts == {"talks-2018-canadian-account": Constants().sign_separate, "talks-2018-mexican-account": 0.0}
    harder = {e.event.name: e.points for e in told().effects}
    plain = {e.event.name: e.points for e in told(bitter=0).effects}
    felt = {name for name in plain if harder[name] != plain[name]}
    assert felt == {"bilateral-floated", "mar-a-lago"}
    assert all(harder[name] == 1.25 * plain[name] for name in felt)


def test_gestures_did_not_heal_the_side_deal():
    gestures = ("g7-invitation", "july-call", "kick-start-visit")
    with_, without = told().ledger[MEXICO, CANADA], told(without=gestures).ledger[MEXICO, CANADA]
    assert with_[GESTURE] > without[GESTURE] + 5
    assert with_[SIDE_DEAL] == without[SIDE_DEAL] < -10


def test_mexicos_refusal_lifted_canadas_trust_in_mexico():
    without = trusted(told(without=("mexico-opposes",)), CANADA, MEXICO)
    assert trusted(told(), CANADA, MEXICO) == pytest.approx(without + Constants().refuse_separate)

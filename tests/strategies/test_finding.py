"""Finding strategies by name, with parameters, and in files of one's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from negotiation.match import choose, play
from negotiation.rules.reasons import IllegalChoice
from negotiation.rules.scenario import Scenario
from negotiation.rules.step import step
from negotiation.strategies import StrategyError, find, names
from negotiation.words import languages, words

PLAIN = '''
"""Calls whoever trusts it least, and takes what brings something."""
from negotiation.strategies import one_at_a_time

@one_at_a_time
def talk(view, *, calls: int = 1, loud: bool = False):
    least = min(view.others, key=lambda j: view.state.trust[j, view.me])
    line = f"call {('us', 'canada', 'mexico')[least]}"
    return [line][:calls] if line in view.lines() else ["pass"]

@one_at_a_time
def decide(view):
    return [x for x in view.lines() if x.startswith("accept")][:1]
'''


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(PLAIN, encoding="utf-8")
    return path


def test_the_published_names_are_there_with_the_default_first() -> None:
    assert names()[0] == "default"
    published = "hold random tit_for_tat grim bully conciliator bilateral loyal ally"
    assert set(published.split()) <= set(names())


def test_a_short_form_is_the_default_player_at_a_level() -> None:
    assert str(find("hard")) == str(find(" default( level = hard ) ")) == "default(level=hard)"
    assert str(find("default")) == str(find("normal")) == "default(level=normal)"
    assert str(find("hold")) == "hold"
    assert find(str(find("easy"))) == find("easy")


@pytest.mark.parametrize(("text", "id_", "part"), [
    ("defualt", "strategy.unknown_near", "did you mean 'default'?"),
    ("xyzzy", "strategy.unknown", "there are default"),
    ("default(level=hrad)", "strategy.one_of", "easy, normal, hard"),
    ("default(levle=hard)", "strategy.parameter_near", "did you mean 'level'?"),
    ("default(zzz=1)", "strategy.parameter", "it has level"),
    ("default(level=hard, level=easy)", "strategy.twice", "given twice"),
    ("default(level)", "strategy.form", "name(parameter=value)"),
    ("default(level=hard", "strategy.form", "name(parameter=value)"),
    ("hold(x=1)", "strategy.no_parameters", "takes no parameters"),
    ("hard(x=1)", "strategy.no_parameters", "takes no parameters"),
    ("nowhere.py", "strategy.no_file", "no such file"),
])
def test_errors_say_what_would_be_right(text: str, id_: str, part: str) -> None:
    with pytest.raises(StrategyError) as caught:
        find(text)
    assert caught.value.reason.id == id_ and part in str(caught.value)
    assert words("en").reason(caught.value.reason) == str(caught.value)
    assert all(words(language).has(id_) for language in languages())


def test_a_file_of_ones_own_plays_alone_and_in_a_batch(mine: Path, kick_start: Scenario) -> None:
    player = find(str(mine))
    assert player.summary == "Calls whoever trusts it least, and takes what brings something."
    assert str(player) == f"{mine}(calls=1, loud=false)"
    seats = ("default", player, "default")
    batch, alone = play(kick_start, seats, np.arange(3)), play(kick_start, seats, 2)
    assert batch.illegal.sum() == 0 and batch.game(2).digest() == alone.digest()
    assert play(kick_start, ("default", f"{mine}(calls=0)", "default"), 2).digest() != alone.digest()


@pytest.mark.parametrize(("text", "id_"), [
    ("(calls=two)", "strategy.whole"), ("(loud=maybe)", "strategy.yes_no"), ("(call=1)", "strategy.parameter_near")])
def test_parameters_of_a_file_have_types(text: str, id_: str, mine: Path) -> None:
    with pytest.raises(StrategyError) as caught:
        find(str(mine) + text)
    assert caught.value.reason.id == id_
    assert words("en").reason(caught.value.reason) == str(caught.value)


@pytest.mark.parametrize(("body", "id_", "part"), [
    ("def talk(view): pass", "strategy.no_function", "decide(view) is missing"),
    ("def talk(): pass\ndef decide(view): pass", "strategy.no_view", "first argument"),
    ("def talk(view:\n", "strategy.unreadable", "mine.py:1: SyntaxError"),
    ("x = 1\nimport nothing_of_the_sort\n", "strategy.unreadable", "mine.py:2: ModuleNotFoundError"),
    ("def talk(view, *, k: float): pass\ndef decide(view): pass", "strategy.missing", "(k=...)"),
])
def test_a_file_that_does_not_work_is_named_with_its_line(
        body: str, id_: str, part: str, mine: Path) -> None:
    mine.write_text(body, encoding="utf-8")
    with pytest.raises(StrategyError) as caught:
        find(str(mine))
    assert caught.value.reason.id == id_ and part in str(caught.value)
    assert words("en").reason(caught.value.reason) == str(caught.value)


@pytest.mark.parametrize(("talk", "part"), [
    ("return [1 / 0]", "mine.py:4: ZeroDivisionError"), ("return ['cal mexico']", "mine.py:2: 'cal mexico' is not"),
    ("return ['relief']", "refuse.in_talk"), ("return 'call mexico'", "a list of lines is needed")])
def test_a_file_that_fails_in_play_is_named_with_its_line(
        talk: str, part: str, mine: Path, kick_start: Scenario) -> None:
    mine.write_text("from negotiation.strategies import one_at_a_time\n@one_at_a_time\ndef talk(view):\n"
                    f"    {talk}\n@one_at_a_time\ndef decide(view):\n    return []\n", encoding="utf-8")
    with pytest.raises(StrategyError, match=part.replace("(", r"\(")):
        choose(kick_start, kick_start.start(1), (None, str(mine), None))


def test_a_function_that_returns_lines_without_the_wrapper_is_told_so(mine: Path, kick_start: Scenario) -> None:
    mine.write_text("def talk(view):\n    return ['call us']\ndef decide(view):\n    return []\n", "utf-8")
    with pytest.raises(StrategyError, match="@one_at_a_time"):
        choose(kick_start, kick_start.start(1), (None, str(mine), None))


def test_lines_that_are_not_legal_are_for_the_game_to_judge(mine: Path, kick_start: Scenario) -> None:
    mine.write_text("from negotiation.strategies import one_at_a_time\n@one_at_a_time\ndef talk(view):\n"
                    "    return ['call us', 'call mexico', 'appeal']\n"
                    "@one_at_a_time\ndef decide(view):\n    return []\n", encoding="utf-8")
    seats, state = (None, str(mine), None), kick_start.start(1)
    with pytest.raises(IllegalChoice, match="canada: appeal"):
        step(kick_start, state, choose(kick_start, state, seats).choices)
    batch = kick_start.start(np.arange(2))
    assert step(kick_start, batch, choose(kick_start, batch, seats).choices).after.illegal[:, 1].tolist() == [1, 1]

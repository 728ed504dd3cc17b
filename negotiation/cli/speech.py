"""The language a command speaks, and how it says what went wrong: one line each, on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..reading import Problem
    from ..rules.scenario import Scenario
    from ..words import Words

_spoken = _asked = ""


def choose(argv: Sequence[str]) -> None:
    """Take the language from `--lang`, wherever it stands among the arguments; else the system's."""
    global _spoken, _asked
    from ..words import languages, system_language
    _spoken, _asked = system_language(), ""
    for n, text in enumerate(argv):
        if text == "--":
            break
        name, equals, value = text.partition("=")
        asked = value if equals else argv[n + 1] if n + 1 < len(argv) else ""
        if name == "--lang" and asked in languages():
            _spoken = _asked = asked


def asked_for() -> str | None:
    """The language `--lang` asked for; None where the window's own settings may choose."""
    return _asked or None


def words(scenario: Scenario | None = None) -> Words:
    """The words of the language chosen; a scenario may have some of its own."""
    from ..own_words import words_of
    from ..words import system_language
    return words_of(scenario, _spoken or system_language())


def t(id_: str, **places: Any) -> str:
    """A message in the language chosen."""
    return words()(id_, **places)


def problem_line(problem: Problem) -> str:
    """`FILE:LINE: KEY: what is wrong; what would be right`, as far as they are known."""
    place = f"{problem.file}:{problem.line}" if problem.line and problem.file else problem.file
    head = "".join(f"{part}: " for part in (place, problem.key) if part)
    say = words().reason
    return f"{head}{say(problem.problem)}; {say(problem.remedy)}"


def complain(lines: Iterable[str]) -> None:
    """Say what is wrong on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


def note(text: str) -> None:
    """Say something beside the answer, on standard error."""
    print(text, file=sys.stderr, flush=True)


def answer(document: Any) -> None:
    """The one JSON document of a command."""
    print(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))


def debugging() -> bool:
    """Whether tracebacks were asked for."""
    return os.environ.get("NEGOTIATION_DEBUG", "") not in ("", "0")

"""What a player has set, kept as `settings.yaml` in the folder for settings: read at the start, kept at every change.

A line that does not fit is told and its usual value stands; the file itself is never lost (`settings.yaml.bad`).
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import yaml

from ..checking import Checker
from ..reading import Item, Problem, joined, read_file
from ..words import languages
from ..writing import WriteError, write_whole
from .tokens import FAMILIES, LEAST_TEXT, MOST_TEXT, THEMES, Look

_RANGES = {"text": (LEAST_TEXT, MOST_TEXT), "volume": (0.0, 1.0), "controls": (0.0, 1.0), "events": (0.0, 1.0)}


def path() -> Path:
    """The file; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("negotiation", appauthor=False) / "settings.yaml"


def read() -> tuple[Look, tuple[Problem, ...]]:
    """What was set, and what is wrong with the file; the usual settings where there is none."""
    file = path()
    if not os.path.exists(file):           # nor where its folder may not be looked into
        return Look(), ()
    item, problems = read_file(file)
    check = Checker(problems)
    look = Look() if item is None else _look(check, item)
    if check.problems:
        _aside(file)
    return look, tuple(check.problems)


def keep(look: Look) -> None:
    """Write the settings. Raises WriteError."""
    file = path()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(file.parent, error) from error
    usual = dataclasses.asdict(Look())
    changed = {name: value for name, value in dataclasses.asdict(look).items() if value != usual[name]}
    head = "# What you have set in the window. A key that is not here has its usual value.\n"
    write_whole(file, head + (yaml.safe_dump(changed, allow_unicode=True, sort_keys=False) if changed else ""))


def _aside(file: Path) -> None:
    """Keep a copy of a file that could not be read whole, before the next change writes over it."""
    try:
        shutil.copyfile(file, file.with_name(file.name + ".bad"))
    except OSError:
        return  # it cannot be copied, so it will not be written over either


def _look(check: Checker, item: Item) -> Look:
    usual = Look()
    choices: dict[str, Sequence[str]] = {
        "theme": tuple(THEMES), "family": FAMILIES, "language": ("", *languages()),
    }
    found: dict[str, object] = {}
    given = check.table(item, "", tuple(field.name for field in dataclasses.fields(Look)))
    for name, entry in given.items():
        before = len(check.problems)
        value: object
        if name in choices:
            value = check.choice(entry, name, choices[name])
        elif name in _RANGES:
            value = check.number(entry, name, *_RANGES[name])
        elif name == "keys":
            rows = check.table(entry, name)
            value = {action: check.text(chord, joined(name, action)) for action, chord in rows.items()}
        else:
            value = check.flag(entry, name)
        if len(check.problems) == before:
            found[name] = value
    return dataclasses.replace(usual, **found)

"""Options and arguments that several commands share, and the values they take."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..rules.names import NAMES
from .command import Option, Wrong, unknown
from .speech import t

DEFAULT_SCENARIO = "kick-start-2025"
LAST_SEED = 2 ** 63 - 1


class Whole(click.ParamType):
    """A whole number in a range."""

    name = "N"

    def __init__(self, low: int, high: int | None = None) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; Wrong says the range."""
        try:
            number = int(str(value).replace("_", ""))
            if number < self.low or (self.high is not None and number > self.high):
                raise ValueError
        except ValueError:
            range_ = t("cli.wrong.at_least", low=str(self.low)) if self.high is None else \
                t("cli.wrong.between", low=str(self.low), high=str(self.high))
            raise Wrong(f"{_option(param)}: {t('cli.wrong.whole', value=str(value))}; {range_}") from None
        return number


class Amount(click.ParamType):
    """A number of US$ billion above zero."""

    name = "X"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; Wrong says what would do."""
        try:
            number = float(value)
            if not 0 < number < float("inf"):
                raise ValueError
        except ValueError:
            raise Wrong(f"{_option(param)}: {t('cli.wrong.amount', value=str(value))}") from None
        return number


class Country(click.ParamType):
    """us, canada or mexico."""

    name = "us|canada|mexico"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The country; Wrong suggests the nearest name."""
        name = str(value).lower()
        if name not in NAMES:
            raise Wrong(f"{_option(param)}: {unknown('cli.wrong.country', str(value), NAMES)}")
        return name


class Players(click.ParamType):
    """Strategies by country: `us=NAME,canada=NAME`; a lone name sits in every chair."""

    name = "us=NAME,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, str]:
        """The strategies' names by country; whether they exist is for the loader to say."""
        if isinstance(value, dict):
            return value
        out: dict[str, str] = {}
        for part in split_commas(str(value)):
            name, equals, strategy = part.partition("=")
            name = name.strip().lower()
            if not equals or "(" in name:
                if len(split_commas(str(value))) > 1:
                    raise Wrong(f"{_option(param)}: {t('cli.wrong.players', text=part)}")
                return dict.fromkeys(NAMES, part.strip())
            if name not in NAMES:
                raise Wrong(f"{_option(param)}: {unknown('cli.wrong.country', name, NAMES)}")
            if name in out:
                raise Wrong(f"{_option(param)}: {t('cli.wrong.seat_twice', name=repr(name))}")
            if not strategy.strip():
                raise Wrong(f"{_option(param)}: {t('cli.wrong.players', text=part)}")
            out[name] = strategy.strip()
        return out


class Setting(click.ParamType):
    """KEY=VALUE, a dotted key of the scenario."""

    name = "KEY=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The key and the text of the value."""
        key, equals, text = str(value).partition("=")
        if not equals or not key.strip() or not text.strip():
            raise Wrong(f"--set: {t('cli.wrong.setting', text=str(value))}")
        return key.strip(), text.strip()


def split_commas(text: str) -> list[str]:
    """The parts between commas; commas inside parentheses belong to a strategy's parameters."""
    parts, depth, start = [], 0, 0
    for n, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth <= 0:
            parts.append(text[start:n])
            start = n + 1
    return [p for p in [*parts, text[start:]] if p.strip()]


def _option(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else param.make_metavar(click.Context(click.Command("")))


def scenario() -> click.Argument:
    """The scenario to play: a shipped name or a path."""
    return click.Argument(["scenario"], required=False, default=DEFAULT_SCENARIO, metavar="[SCENARIO]")


def as_json() -> click.Option:
    """`--json`: one document on standard output and nothing else there."""
    return Option(["--json", "as_json"], is_flag=True, help="cli.option.json")


def seed(help_: str = "cli.option.seed") -> click.Option:
    """`--seed`: the whole number that names a game's luck."""
    return Option(["--seed"], type=Whole(0, LAST_SEED), default=None, metavar="N", help=help_)


def players(name: str = "--players", help_: str = "cli.option.players") -> click.Option:
    """`--players`: who plays."""
    return Option([name], type=Players(), default=None, metavar="us=NAME,…", help=help_)


def settings() -> click.Option:
    """`--set`: change the scenario by dotted key; may be given again."""
    return Option(["--set", "settings"], type=Setting(), multiple=True, metavar="KEY=VALUE", help="cli.option.set")


def flag(name: str, help_: str, param: str | None = None) -> click.Option:
    """A switch."""
    return Option([name, *([param] if param else [])], is_flag=True, help=help_)


def number(name: str, help_: str, low: int = 1, default: int | None = None) -> click.Option:
    """A whole number."""
    return Option([name], type=Whole(low), default=default, metavar="N", help=help_)


class _OneOf(click.ParamType):
    """One of a few words."""

    name = "WORD"

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word; Wrong suggests the nearest."""
        if str(value) not in self.words:
            raise Wrong(f"{_option(param)}: {unknown('cli.wrong.choice', str(value), self.words)}")
        return str(value)


def choice(name: str, help_: str, words: tuple[str, ...]) -> click.Option:
    """One of a few words, the first if none is given."""
    return Option([name], type=_OneOf(words), default=words[0], metavar="|".join(words), help=help_)


def path(name: str, help_: str, metavar: str = "FILE", param: str | None = None) -> click.Option:
    """The path of a file or folder."""
    convert: Callable[[str], Path] = lambda text: Path(os.path.expanduser(text))  # noqa: E731
    return Option([name, *([param] if param else [])], type=convert, default=None, metavar=metavar, help=help_)


def files(required: bool = True) -> click.Argument:
    """One or more files."""
    return click.Argument(["files"], nargs=-1, required=required, metavar="FILE…" if required else "[FILE…]")

"""The program itself: its name, its version, its commands."""

from __future__ import annotations

import click

from .. import __version__
from ..rules import VERSION
from . import COMMANDS
from .command import Option, Program, language_option, verbose_option
from .speech import t


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(t("cli.version", version=__version__, rules=VERSION))
        ctx.exit()


def program() -> Program:
    """The command line with all its commands."""
    version = Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version,
                     help="cli.option.version")
    return Program(COMMANDS, name="negotiation", help="cli.help", params=[version, language_option(), verbose_option()],
                   epilog="negotiation\nnegotiation watch --seed 3\nnegotiation simulate --games 200 --json")

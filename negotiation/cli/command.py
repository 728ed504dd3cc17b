"""How every command is made: help in the language of the user, `--lang`, exit statuses, errors on one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from .speech import t

OK, DIFFERS, WRONG, INTERRUPTED = 0, 1, 2, 130


class Wrong(click.ClickException):
    """Wrong use or bad input, in the user's language; `lines` are printed one by one."""

    exit_code = WRONG

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Option(click.Option):
    """An option whose help is a message id."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, in the language chosen."""
        id_ = self.help
        self.help = t(id_) if id_ else None
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = id_


class _Told:
    """Help pages in the language chosen; for commands and groups alike."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=t("cli.usage") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(t(self.help))  # type: ignore[attr-defined]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]  # type: ignore[attr-defined]
        rows = [r for r in (p.get_help_record(ctx) for p in shown) if r]
        with formatter.section(t("cli.options").rstrip(":")):
            formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:  # type: ignore[attr-defined]
            with formatter.section(t("cli.examples").rstrip(":")):
                for line in self.epilog.splitlines():  # type: ignore[attr-defined]
                    formatter.write(f"  {line}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option:
        return Option(["--help"], is_flag=True, is_eager=True, expose_value=False, help="cli.option.help",
                      callback=_show_help)


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


class _Language(click.ParamType):
    """One of the languages there are catalogues for."""

    name = "en|es|fr"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The language; the speech has taken it from the arguments already."""
        from ..words import languages
        if value not in languages():
            raise Wrong(f"--lang: {t('cli.wrong.language', name=value, names=', '.join(languages()))}")
        return str(value)


def language_option() -> click.Option:
    """`--lang`, which every command has."""
    return Option(["--lang"], type=_Language(), expose_value=False, help="cli.option.lang", metavar="en|es|fr")


def verbose_option() -> click.Option:
    """`-v`, which every command has: a log on standard error; `-vv` tells more."""
    return Option(["-v", "--verbose"], count=True, expose_value=False, is_eager=True, help="cli.option.verbose",
                  callback=_log)


def _log(ctx: click.Context, _: click.Parameter, value: int) -> None:
    if value and not ctx.resilient_parsing:
        from . import log
        log.begin(value)
        ctx.call_on_close(log.end)


class Command(_Told, click.Command):
    """One command of the program."""

    allow_extra_args = True                # so that they are named in the user's language

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. Raises Wrong if something stands behind its arguments."""
        if ctx.args:
            raise Wrong(f"{t('cli.wrong.extra', text=ctx.args[0])}; {t('cli.wrong.see_help', command=help_of(ctx))}")
        return super().invoke(ctx)


def help_of(ctx: click.Context | None) -> str:
    """The command line that shows a command's help."""
    return f"{ctx.command_path if ctx else 'negotiation'} --help"


Body = Callable[..., int | None]


def _id(name: str) -> str:
    """A command's name as modules and messages write it: what-if is what_if."""
    return name.replace("-", "_")


def command(name: str, *params: click.Parameter, examples: Sequence[str] = ()) -> Callable[[Body], Command]:
    """Make a command of a function: its help is the message `cli.NAME.help`, its examples are shown as typed.

    A command of a family is named `family.name`.
    """
    def made(body: Body) -> Command:
        return Command(name.rpartition(".")[2], callback=body, params=[*params, language_option(), verbose_option()],
                       help=f"cli.{_id(name)}.help", epilog="\n".join(examples) or None)
    return made


class Program(_Told, click.Group):
    """The program: its commands are modules of this folder, imported when they are called."""

    def __init__(self, names: Sequence[str], **settings: Any) -> None:
        super().__init__(**settings)
        self.names = tuple(names)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which they are shown."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; only its own module is imported."""
        if cmd_name not in self.names:
            return None
        found: click.Command = import_module(f".{_id(cmd_name)}", __package__).command_
        return found

    def resolve_command(self, ctx: click.Context,
                        args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was asked for. Raises Wrong with the nearest name."""
        if args and args[0] not in self.names and not args[0].startswith("-"):
            raise Wrong(unknown("cli.wrong.command", args[0], self.names))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line about each; nothing of them is imported."""
        with formatter.section(t("cli.commands").rstrip(":")):
            formatter.write_dl([(name, t(f"cli.{_id(name)}.short")) for name in self.names])


class Family(_Told, click.Group):
    """A command with commands of its own, such as `study`: its module holds them all."""

    def __init__(self, name: str, members: Sequence[Command]) -> None:
        super().__init__(name, commands={str(m.name): m for m in members}, help=f"cli.{name}.help",
                         params=[language_option(), verbose_option()], no_args_is_help=False)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments apart. Raises Wrong where no command is named."""
        if not args:
            raise Wrong(f"{t('cli.wrong.missing', name='COMMAND')}; {t('cli.wrong.see_help', command=help_of(ctx))}")
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Its commands, in the order in which they are shown."""
        return list(self.commands)

    def resolve_command(self, ctx: click.Context,
                        args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was asked for. Raises Wrong with the nearest name."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise Wrong(unknown("cli.wrong.command", args[0], list(self.commands)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its commands with a line about each."""
        with formatter.section(t("cli.commands").rstrip(":")):
            formatter.write_dl([(name, t(f"cli.{self.name}.{name}.short")) for name in self.commands])


def unknown(id_: str, name: str, known: Sequence[str]) -> str:
    """A message about a name nobody knows, with the nearest one, or all there are."""
    bare = {each.lstrip("-"): each for each in known}          # two dashes are no likeness
    hits = [bare[hit] for hit in get_close_matches(name.lower().lstrip("-"), list(bare), 1, 0.5)]
    if hits:
        return f"{t(id_, name=name)}; {t('file.did_you_mean', name=repr(hits[0]))}"
    return f"{t(id_, name=name)}; {t('file.use_one_of', names=', '.join(known))}"

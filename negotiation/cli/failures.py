"""What went wrong, on one line each, in the language of the user; no traceback unless it was asked for."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .command import Wrong, help_of, unknown
from .speech import problem_line, t, words

if TYPE_CHECKING:
    from ..session import Session


def lines_of(error: Exception, door: str = "command line", session: Session | None = None) -> list[str]:
    """The lines to print for an error that ended a command. One of the program itself is described in a file."""
    lines = _foreseen(error)
    if lines:
        return lines
    from ..trouble import tried
    line = t("cli.wrong.unexpected", what=_where(error), how="NEGOTIATION_DEBUG=1")
    file = tried(error, door, session, words().language)
    return [f"{line}; {t('trouble.described', file=file)}" if file else line]


def _foreseen(error: Exception) -> list[str]:
    """The lines for an error that a user can mend; none for one of the program itself."""
    if isinstance(error, click.ClickException):
        return _usage(error)
    from ..economy.errors import EconomyError
    from ..reading import FileError
    from ..rules.reasons import Reason
    from ..unfinished import PlayError, WrongUse
    if isinstance(error, FileError):
        return [problem_line(p) for p in error.problems]
    if isinstance(error, EconomyError):
        return [str(p) for p in error.problems]
    if isinstance(error, WrongUse):
        return [t(error.id, **error.places)]
    reason = getattr(error, "reason", None)
    if isinstance(reason, Reason) and words().has(reason.id):
        return [words().reason(reason)]
    if isinstance(error, PlayError):
        return [t("cli.wrong.games", first=str(error.first), last=str(error.last), what=str(error))]
    if isinstance(error, OSError) and error.filename:
        return [f"{error.filename}: {error.strerror}"]
    if isinstance(error, ImportError):
        return [t("cli.wrong.missing_part", name=error.name or str(error))]
    return []


def _where(error: Exception) -> str:
    """The error and the line that raised it; of a user's own file where there is one."""
    frames = traceback.extract_tb(error.__traceback__)
    package = str(Path(__file__).resolve().parents[1])
    own = [f for f in frames if not f.filename.startswith(package) and "site-packages" not in f.filename
           and not f.filename.startswith("<")]
    at = (own or frames)[-1]
    text = str(error).splitlines()
    return f"{at.filename}:{at.lineno}: {type(error).__name__}: {text[0] if text else ''}"


def _usage(error: click.ClickException) -> list[str]:
    if isinstance(error, Wrong):
        return list(error.lines)
    hint = t("cli.wrong.see_help", command=help_of(error.ctx if isinstance(error, click.UsageError) else None))
    if isinstance(error, click.NoSuchOption):
        known = [o for p in error.ctx.command.get_params(error.ctx) for o in p.opts] if error.ctx else []
        return [f"{unknown('cli.wrong.option', error.option_name, [o for o in known if o.startswith('-')])}"]
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return [f"{t('cli.wrong.missing', name=name)}; {hint}"]
    if isinstance(error, click.BadOptionUsage):
        return [f"{error.option_name}: {t('cli.wrong.no_value')}; {hint}"]
    return [f"{' '.join(error.format_message().split())}; {hint}"]

"""The command line: parse, call, and say what went wrong on one line. Heavy imports wait inside the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from . import speech
from .command import INTERRUPTED, OK, WRONG

COMMANDS = ("play", "watch", "simulate", "tournament", "study", "history", "replay", "verify", "check", "cases",
            "economy", "table", "what-if", "solve", "list", "new", "classroom", "doctor")
_GLOBAL = ("--help", "--version")
VERBOSE = ("-v", "-vv", "--verbose")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit status."""
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: Sequence[str]) -> int:
    """Run one command; its exit status: 0 done, 1 does not hold, 2 wrong use or bad input, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")     # an old terminal shows a question mark, not an error
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")     # standard output is for answers
    try:
        speech.choose(argv)
        from .program import program
        # Not list(argv): a command is called list, and once imported it bears that name in this module.
        status = int(program().main(_with_command([*argv]), prog_name="negotiation", standalone_mode=False) or OK)
        if sys.stdout is not None:
            sys.stdout.flush()               # a reader who has left is noticed here, and not after the end
        return status
    except (KeyboardInterrupt, click.Abort):
        speech.complain([speech.t("cli.interrupted")])
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())     # nobody reads on: leave quietly
        return 1
    except Exception as error:
        if speech.debugging():
            raise
        from .failures import lines_of
        speech.complain(lines_of(error))
        return WRONG


def _with_command(argv: list[str]) -> list[str]:
    """No command is `play`; `--lang` and `-v` may stand before one."""
    n = 0
    while n < len(argv) and (argv[n].startswith("--lang") or argv[n] in VERBOSE):
        n += 1 if "=" in argv[n] or argv[n] in VERBOSE else 2
    rest = argv[n:]
    if not rest or (rest[0].startswith("-") and rest[0] not in _GLOBAL):
        return [*argv[:n], "play", *rest]
    return argv

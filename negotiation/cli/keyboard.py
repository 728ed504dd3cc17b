"""Where the text game's lines come from: a keyboard, a pipe or a script; the game is kept when they end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..session import Session
from ..words import Words
from .play_text import Say, TextGame


def run(
    session: Session,
    t: Words,
    lines: Iterable[str] | None = None,
    say: Say = print,
    autosave: Callable[[Session], Path | None] | None = None,
) -> None:
    """Play at the keyboard (or from lines) until `quit`, the end of input or Ctrl-C; then keep the game
    by `autosave`.
    """
    game = TextGame(session, t, say, autosave)
    game.begin()
    source = iter(lines) if lines is not None else _keyboard(game)
    try:
        for line in source:
            if not game.answer(line):
                break
    finally:
        if autosave:
            kept = autosave(session)
            if kept:
                say(t("text.kept", file=str(kept)))


def _keyboard(game: TextGame) -> Iterator[str]:
    interactive = sys.stdin.isatty()
    while True:
        try:
            yield input(game.prompt()) if interactive else _read()
        except EOFError:
            return


def _read() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line

"""`negotiation play`: a game for one person, or for three at one machine; in the window or as text."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ..rules.names import CANADA, NAMES
from . import options, speech
from .command import INTERRUPTED, OK, Option, Wrong, command, unknown
from .display import has_display, has_keyboard
from .kept import game, room_game
from .speech import t

if TYPE_CHECKING:
    from ..session import Session

LEVELS = ("easy", "normal", "hard")
Kept = TypeVar("Kept")
SEEDS = 1_000_000                          # a new game's luck is one of so many: short enough to be written down


class Level(click.ParamType):
    """easy, normal or hard."""

    name = "|".join(LEVELS)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The level; Wrong suggests the nearest."""
        if value not in LEVELS:
            raise Wrong(f"--level: {unknown('cli.wrong.level', str(value), LEVELS)}")
        return str(value)


@command("play", click.Argument(["scenario"], required=False, default=None, metavar="[SCENARIO]"),
         Option(["--as", "country"], type=options.Country(), default=None, metavar="us|canada|mexico",
                help="cli.option.as"),
         options.seed(),
         Option(["--level"], type=Level(), default=None, metavar="|".join(LEVELS), help="cli.option.level"),
         options.players("--rivals", "cli.option.rivals"), options.path("--load", "cli.option.load"),
         options.flag("--text", "cli.option.text"), options.flag("--web", "cli.option.web"),
         options.flag("--hot-seat", "cli.option.hot_seat"),
         examples=("negotiation", "negotiation play tutorial", "negotiation play --as mexico --level hard",
                   "negotiation play --load game.nego", "negotiation play --text < moves.txt"))
def command_(scenario: str | None, country: str | None, seed: int | None, level: str | None,
             rivals: Mapping[str, str] | None, load: Path | None, text: bool, web: bool, hot_seat: bool) -> int:
    """Choose the door: window, text, page, or a told game where there is neither display nor keyboard."""
    if web:
        if load is not None or hot_seat or text:
            raise Wrong(t("cli.play.web_alone"))
        return _on_a_page(scenario or options.DEFAULT_SCENARIO, country, seed, level, rivals)
    lesson = room_game(load) if load is not None else None

    def session() -> Session:
        if lesson is not None:
            return lesson.begin(everybody=hot_seat)
        return _session(scenario or options.DEFAULT_SCENARIO, country, seed, level, rivals, load, hot_seat)

    keeper = lesson.keep if lesson is not None else None
    if not text and has_display():
        from .window import play
        asked = any(x is not None for x in (scenario, country, seed, level, rivals, load)) or hot_seat
        return play(session, asked, keeper)
    if not text and not has_keyboard():
        return _told(scenario or options.DEFAULT_SCENARIO, seed, load)
    return as_text(session(), keeper)


def _session(scenario: str, country: str | None, seed: int | None, level: str | None, rivals: Mapping[str, str] | None,
             load: Path | None, hot_seat: bool) -> Session:
    """The game that was asked for."""
    from ..record import session_of
    from ..scenarios import load as load_scenario
    from ..session import Session

    if load is not None:
        record = game(load)
        for notice in record.notices:
            speech.note(f"{load}: {speech.words().reason(notice)}")
        return session_of(record)
    asked = load_scenario(scenario)
    own = country or NAMES[CANADA]
    seats: dict[str, str | None] = {name: level or asked.seats[n] for n, name in enumerate(NAMES)}
    seats |= rivals or {}
    seats = dict.fromkeys(NAMES) if hot_seat else seats | {own: None}
    session = Session(asked, secrets.randbelow(SEEDS) if seed is None else seed, seats)
    if not hot_seat:
        session.seat = NAMES.index(own)
    return session


def _on_a_page(scenario: str, country: str | None, seed: int | None, level: str | None,
               rivals: Mapping[str, str] | None) -> int:
    """The same game in a browser of this computer."""
    from .classroom import need_the_extra, show
    need_the_extra()
    import asyncio

    from ..classroom.alone import Alone
    from ..classroom.serve import serve_alone
    from ..saves import folder

    asked = _session(scenario, country, seed, level, rivals, None, False)
    seats = dict(zip(NAMES, asked.seats, strict=True))

    def ready(url: str) -> None:
        print(t("cli.play.page", url=url), flush=True)
        show(url)

    alone = Alone(scenario, asked.seed, seats, speech.words().language)
    asyncio.run(serve_alone(folder().with_name("pages"), alone, ready))
    return OK


def as_text(session: Session, keeper: Callable[[Session], None] | None = None) -> int:
    """The game at the keyboard, or from lines of standard input; kept after every half of a month."""
    from .keyboard import run
    try:
        run(session, speech.words(session.scenario), autosave=_Autosave(keeper))
    except KeyboardInterrupt:
        return INTERRUPTED                 # the game has been kept, and the last line says how to go on
    except Exception as error:
        if speech.debugging():
            raise
        from .failures import lines_of
        raise Wrong(*lines_of(error, "text", session)) from error
    return OK


class _Autosave:
    """Keeps the game, where it came from as well; says once if it cannot, and plays on."""

    def __init__(self, keeper: Callable[[Session], None] | None = None) -> None:
        self._told, self._keeper = False, keeper

    def __call__(self, session: Session) -> Path | None:
        from ..saves import autosave
        self._try(self._keeper, session)
        return self._try(autosave, session)

    def _try(self, keep: Callable[[Session], Kept] | None, session: Session) -> Kept | None:
        from ..reading import FileError
        try:
            return None if keep is None else keep(session)
        except FileError as error:
            if not self._told:
                speech.complain(speech.problem_line(p) for p in error.problems)
            self._told = True
            return None


def _told(scenario: str, seed: int | None, load: Path | None) -> int:
    """Neither display nor keyboard: say so, then tell a game of computer players."""
    from ..session import Session
    from .watch import tell
    print(t("cli.play.nobody"))
    asked = _session(scenario, None, seed or 0, None, None, load, False)
    own = zip(NAMES, asked.seats, asked.scenario.seats, strict=True)
    session = Session(asked.scenario, asked.seed, {name: seat or computer for name, seat, computer in own})
    for played in asked.past:
        session.play_lines(played.lines)
    return tell(session)

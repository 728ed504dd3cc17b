"""`negotiation watch`: computer players only, in the window, as text, or as one picture a month."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..rules.names import NAMES
from . import options, speech
from .command import INTERRUPTED, OK, command
from .display import has_display
from .speech import t

if TYPE_CHECKING:
    from ..session import Session


@command("watch", options.scenario(), options.players(), options.seed(),
         options.number("--months", "cli.option.months"), options.path("--pictures", "cli.option.pictures", "DIR"),
         options.path("--save", "cli.option.save", "FILE.nego"),
         options.flag("--text", "cli.option.text"), options.flag("--exit", "cli.option.exit", "leave"),
         examples=("negotiation watch --seed 3", "negotiation watch --players us=bully,canada=ally,mexico=grim --text",
                   "negotiation watch --pictures board --exit"))
def command_(scenario: str, players: Mapping[str, str] | None, seed: int | None, months: int | None,
             pictures: Path | None, save: Path | None, text: bool, leave: bool) -> int:
    """Play the game and show it."""
    from ..scenarios import load
    from ..session import Session

    asked = load(scenario)
    seats = dict(zip(NAMES, asked.seats, strict=True)) | dict(players or {})
    session = Session(asked, seed or 0, seats)
    if pictures is not None:
        from .window import paint_months
        count = paint_months(session, pictures, months)
        print(t("cli.watch.painted", n=count, folder=str(pictures)))
        status = OK
    elif text or not has_display():
        status = tell(session, months)
    else:
        from .window import watch
        status = watch(session, months, leave)
    if save is not None:
        session.save(save)
        speech.note(t("cli.watch.saved", file=str(save)))
    return status


def tell(session: Session, months: int | None = None) -> int:
    """Tell a game of computer players month by month as it is played."""
    from .told import whole
    try:
        for line in whole(speech.words(session.scenario), session, months):
            print(line, flush=True)
    except KeyboardInterrupt:
        players = ",".join(f"{name}={seat}" for name, seat in zip(NAMES, session.seats, strict=True))
        how = f"negotiation watch {session.scenario.name} --seed {session.seed} --players '{players}'"
        speech.complain([t("cli.watch.stopped", month=session.month, command=how)])
        return INTERRUPTED
    return OK

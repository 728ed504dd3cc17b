"""`negotiation classroom`: the lesson server on this computer, for a class on the same network."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from . import options
from .command import OK, Option, Wrong, command
from .display import has_display
from .speech import t

if TYPE_CHECKING:
    from ..classroom.hall import Hall

PORT, LAST_PORT = 8080, 65534              # the console takes the next one
INSTALL = "pip install 'negotiation[classroom]'"
NEEDS = ("starlette", "uvicorn", "websockets", "segno")


@command("classroom",
         Option(["--port"], type=options.Whole(0, LAST_PORT), default=PORT, metavar="N", help="cli.option.port"),
         options.path("--data", "cli.option.data", "DIR", "folder"),
         options.flag("--no-browser", "cli.option.no_browser"),
         examples=("negotiation classroom", "negotiation classroom --port 9000 --data lessons --no-browser"))
def command_(port: int, folder: Path | None, no_browser: bool) -> int:
    """Serve until Ctrl-C; what is in the rooms is on the disk at every moment."""
    need_the_extra()
    import asyncio

    from ..classroom.serve import PortTaken, serve

    place = folder or rooms_folder()

    def ready(console: str, projector: str, hall: Hall) -> None:
        print(t("cli.classroom.console", url=console))
        print(t("cli.classroom.projector", url=projector))
        print(t("cli.classroom.address", address=hall.address, port=str(hall.port)) if hall.address
              else t("cli.classroom.no_address"))
        print(t("cli.classroom.folder", folder=place), flush=True)
        if not no_browser:
            show(console)

    try:
        asyncio.run(serve(place, "0.0.0.0", port, ready))
    except PortTaken as error:
        raise Wrong(t("cli.classroom.port_taken", place=error.filename)) from None
    print(t("cli.classroom.stopped"))
    return OK


def need_the_extra() -> None:
    """Say how the extra is added. Raises Wrong where it is missing."""
    missing = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        raise Wrong(f"{', '.join(missing)}: {t('doctor.remedy.install', command=INSTALL)}")


def show(url: str) -> None:
    """Open a page in the browser, where there is a screen to show it on; a terminal is left alone."""
    if has_display():
        import webbrowser
        webbrowser.open(url)


def rooms_folder() -> Path:
    """Where rooms are kept if no folder is named: beside the saved games."""
    from ..saves import folder
    return folder().with_name("rooms")

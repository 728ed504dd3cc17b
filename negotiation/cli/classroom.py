"""`negotiation classroom`: the lesson server on this computer, for a class on the same network."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import options, speech
from .command import OK, Family, Option, Wrong, command, unknown
from .display import has_display
from .speech import t

if TYPE_CHECKING:
    from ..classroom.hall import Hall
    from ..classroom.network import Site

PORT, LAST_PORT = 8080, 65534              # the console takes the next one
KEEP_DAYS, MOST_DAYS = 30, 3650
INSTALL = "pip install 'negotiation[classroom]'"
DATABASE = "pip install 'negotiation[classroom,postgres]'"
EXAMPLES = ("negotiation classroom --plan civics", "negotiation classroom --port 9000 --data lessons --no-browser")
NEEDS = ("starlette", "uvicorn", "websockets", "segno")


@command("classroom.bundle", click.Argument(["folder"], metavar="DIR", type=Path),
         examples=("negotiation classroom bundle classroom-usb",))
def bundle_(folder: Path) -> int:
    """A folder of wheels with a start script, for a computer without internet."""
    need_the_extra("packaging")
    from ..classroom.bundle import BundleError, bundle

    try:
        made = bundle(folder.expanduser())
    except BundleError as error:
        raise Wrong(*(speech.problem_line(p) for p in error.problems)) from None
    except OSError as error:
        raise Wrong(f"{folder}: {error.strerror}") from None
    size = sum(path.stat().st_size for path in made) / 1e6
    print(t("cli.classroom.bundle.done", n=len(made), size=f"{size:.0f}", folder=folder))
    return OK


class _Classroom(Family):
    """The server without a word behind it; what else there is, by its own word."""

    def __init__(self) -> None:
        super().__init__("classroom", (bundle_,))
        self.invoke_without_command, self.callback = True, _serve
        self.epilog = "\n".join(EXAMPLES)
        self.params = [
            Option(["--plan"], default=None, metavar="NAME", help="cli.option.plan"),
            Option(["--port"], type=options.Whole(0, LAST_PORT), default=PORT, metavar="N", help="cli.option.port"),
            options.path("--data", "cli.option.data", "DIR", "folder"),
            Option(["--database"], default=None, metavar="postgresql://…", help="cli.option.database"),
            Option(["--keep-days"], type=options.Whole(0, MOST_DAYS), default=KEEP_DAYS, metavar="N",
                   help="cli.option.keep_days"),
            Option(["--tls"], type=(Path, Path), default=None, metavar="CERT KEY", help="cli.option.tls"),
            Option(["--name"], default=None, metavar="HOST", help="cli.option.name"),
            options.flag("--no-browser", "cli.option.no_browser"), *self.params]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments apart; none is fine."""
        return click.Group.parse_args(self, ctx, args)


@click.pass_context
def _serve(ctx: click.Context, plan: str | None, port: int, folder: Path | None, database: str | None,
           keep_days: int, tls: tuple[Path, Path] | None, name: str | None, no_browser: bool) -> Any:
    """Serve until Ctrl-C; what is in the rooms is on the disk at every moment."""
    if ctx.invoked_subcommand is not None:
        return None
    need_the_extra()
    import asyncio

    from ..classroom import lesson
    from ..classroom.serve import PortTaken, serve

    if plan is not None and plan not in lesson.names():
        raise Wrong(f"--plan: {unknown('cli.wrong.plan', plan, lesson.names())}")
    if database is not None:
        if folder is not None:
            raise Wrong(t("cli.classroom.one_place"))
        need_the_extra("psycopg", remedy=DATABASE)
    place, site = database or folder or rooms_folder(), _site(tls, name)

    told = (database.partition("@")[2] or database).partition("?")[0] if database else place   # no password

    def ready(console: str, projector: str, hall: Hall) -> None:
        print(t("cli.classroom.console", url=console))
        print(t("cli.classroom.projector", url=projector))
        print(t("cli.classroom.address", address=hall.address, port=str(hall.port), scheme=site.scheme) if hall.address
              else t("cli.classroom.no_address"))
        print(t("cli.classroom.folder", folder=told), flush=True)
        if not no_browser:
            show(console)

    try:
        asyncio.run(serve(place, "0.0.0.0", port, ready, plan or "", keep_days, site))
    except PortTaken as error:
        raise Wrong(t("cli.classroom.port_taken", place=error.filename)) from None
    print(t("cli.classroom.stopped"))
    return OK


def _site(tls: tuple[Path, Path] | None, name: str | None) -> Site:
    """How students reach the page. Raises Wrong for a certificate that cannot be used, or a name without one."""
    from ..classroom.network import Site

    if tls is None:
        if name is not None:
            raise Wrong(f"--name: {t('cli.classroom.name_needs_tls')}")
        return Site()
    import ssl
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(*tls, password=lambda: "")
    except (OSError, ssl.SSLError) as error:
        raise Wrong(f"--tls: {error.strerror or error}; {t('cli.classroom.tls_needs')}") from None
    return Site(tls[0], tls[1], name or "")


def need_the_extra(*more: str, remedy: str = INSTALL) -> None:
    """Say how the extra is added. Raises Wrong where it is missing."""
    missing = [name for name in (*NEEDS, *more) if importlib.util.find_spec(name) is None]
    if missing:
        raise Wrong(f"{', '.join(missing)}: {t('doctor.remedy.install', command=remedy)}")


def show(url: str) -> None:
    """Open a page in the browser, where there is a screen to show it on; a terminal is left alone."""
    if has_display():
        import webbrowser
        webbrowser.open(url)


def rooms_folder() -> Path:
    """Where rooms are kept if no folder is named: beside the saved games."""
    from ..saves import folder
    return folder().with_name("rooms")


command_ = _Classroom()

"""Saved games: a list to open from, or to save into, and what is said when a file cannot be used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from .. import saves
from ..reading import FileError
from ..record import SUFFIX, RecordError, read
from ..rules.names import NAMES
from ..scenarios import ScenarioError, heading, names
from ..session import Session
from ..strategies import StrategyError
from ..words import Words
from ..writing import WriteError
from .board_map import links
from .controls import Button, TextField
from .game import Game, scenario_title
from .items import Flag, Icon, Item, Text, paragraph, well
from .layout import REST, Rect, columns
from .linkmap import VIEW, MapView
from .lists import ListBox, Option
from .pages import Page, Sheet, Trouble, problem_lines
from .screen import Screen
from .tokens import BODY, SECTION

LETTERS = " -_.,()"
PICTURED = 640.0  # the width from which the chosen game is shown beside the list


def opened(page: Page, path: Path) -> Screen:
    """The board of a saved game, or what is wrong with the file."""
    session, trouble = _played(page, path)
    if session is None:
        return trouble or page
    from .start import first_page

    page.sitting.begin(session)
    after = first_page(page.sitting)
    notices = "; ".join(page.t.reason(n) for n in read(path).notices)
    after.say(notices or page.t("files.opened", file=path.stem), "folder-open")
    return after


def _played(page: Page, path: Path) -> tuple[Session | None, Screen | None]:
    """The game of a file, or the sheet that says what is wrong with it."""
    t = page.t
    try:
        return Session.load(path), None
    except FileError as error:
        return None, Trouble(page, t("files.bad", file=path.name), problem_lines(t, error))
    except (StrategyError, ScenarioError, OSError) as error:
        return None, Trouble(page, t("files.bad", file=path.name), str(error).splitlines())


def watched(page: Page, path: Path) -> Screen:
    """A saved game to look at again, half month by half month, or what is wrong with the file."""
    from .replay import Replay

    session, trouble = _played(page, path)
    if session is None:
        return trouble or page
    before = page.sitting.game
    page.sitting.begin(session)
    replay = Replay(page, session, 0)
    page.sitting.game = before
    return replay


@lru_cache(maxsize=64)
def about(path: Path, stamp: int) -> tuple[str, str, int, int] | None:
    """Scenario, country, month and seed of a file, without playing it; None where it cannot be read."""
    try:
        record = read(path)
    except RecordError:
        return None
    played = record.branch.months
    return record.scenario, record.human, min(played + 1, months_of(record.scenario) or played + 1), record.seed


def months_of(scenario: str) -> int:
    """How long a shipped scenario is; 0 for one of somebody's own."""
    return heading(scenario).months if scenario in names() else 0


def named(scenario: str, t: Words) -> str:
    """The title of a shipped scenario, or the name of one's own."""
    return scenario_title(heading(scenario), t) if scenario in names() else scenario


@lru_cache(maxsize=16)
def stood(path: Path, stamp: int) -> Session | None:
    """A saved game played up to where it stands; None where that cannot be done."""
    try:
        return Session.load(path)
    except (FileError, StrategyError, ScenarioError, OSError):
        return None


def kept_games() -> list[Path]:
    """Every saved game of the folder, the newest first."""
    try:
        found = [p for p in saves.folder().glob(f"*{SUFFIX}") if p.is_file()]
    except OSError:
        return []
    return sorted(found, key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True)


class Files(Sheet):
    """The list of saved games; saving adds a name to write under."""

    want = (820.0, 640.0)

    def __init__(self, under: Page, saving: bool) -> None:
        super().__init__(under)
        self.saving = saving
        self.paths = kept_games()
        self.chosen = self.paths[0].name if self.paths and not saving else ""
        self.name = self.wanted_name() if saving else ""
        self.sure = ""  # the name that will be written over when saved once more

    def wanted_name(self) -> str:
        """A name for the game at hand: the country, and the month it stands in."""
        game = self.sitting.game
        assert game is not None
        year, month = game.session.date()
        return f"{game.me or 'game'} {year}-{month:02d}"

    def head(self) -> tuple[str, str]:
        """What this list is for."""
        return self.t("files.save" if self.saving else "files.load"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """The list, the name or path, the buttons."""
        t = self.t
        rows = tuple(self.option(path, at.w >= 520) for path in self.paths)
        foot = Rect(at.x, at.bottom - 42, at.w, 42)
        line = Rect(at.x, foot.y - 54, at.w, 40)
        upper = at.cut(bottom=at.bottom - line.y + 36)
        if rows and upper.w > PICTURED and self.chosen:
            upper, right = columns(upper, REST, 262, gap=14)
            yield from self.picture(right)
        if rows:
            yield ListBox(upper, rows, self.chosen, 52, name="list")
        else:
            yield paragraph(Rect(at.x, at.y + 6, at.w, 0), t("files.none"), 17)
        label = Rect(line.x, line.y - 26, line.w, 24)
        yield Text(label, t("files.name" if self.saving else "files.path"), BODY, "semibold", "soft")
        hint, most = ("", 60) if self.saving else (t("files.path.hint"), 400)
        tip = t("files.folder", folder=str(saves.folder()))
        yield TextField(line, self.name, hint, most, name="name", tip=tip)
        wide = foot.w >= 640
        sizes = (130.0, 150.0, 120.0, 200.0) if wide else (44.0, 44.0, 110.0, foot.w - (182 if self.saving else 228))
        delete, again, _, cancel, do = columns(foot, sizes[0], 0 if self.saving else sizes[1], REST, *sizes[2:], gap=8)
        tip = "" if self.chosen else t("files.choose")
        yield Button(delete, t("files.delete") if wide else "", icon="x", name="delete", enabled=bool(self.chosen),
                     tip=tip or ("" if wide else t("files.delete")))
        if not self.saving:
            yield Button(again, t("files.again") if wide else "", icon="history", name="again",
                         enabled=bool(self.chosen), tip=tip or ("" if wide else t("files.again")))
        yield Button(cancel, t("window.cancel"), key="escape", name="cancel")
        can = bool(self.name.strip()) if self.saving else bool(self.chosen or self.name.strip())
        words = t("files.do_save" if self.saving else "files.do_load")
        if self.saving and self.sure:
            words = t("files.over")
        yield Button(do, words, "primary", key="enter", name="do", enabled=can, tip="" if can else t("files.choose"))

    def picture(self, at: Rect) -> Iterator[Item]:
        """The chosen game as it stands: its month, its title, and the trust between the three."""
        path = saves.folder() / self.chosen
        stamp = path.stat().st_mtime_ns if os.path.exists(path) else 0
        session = stood(path, stamp)
        if session is None:
            return
        game = Game(session, self.t)
        yield well(at)
        inside = at.inset(12, 10)
        yield Text(Rect(inside.x, inside.y, inside.w, 24), game.month(min(session.month, session.scenario.months - 1)),
                   SECTION, "headline")
        yield paragraph(Rect(inside.x, inside.y + 28, inside.w, 0), game.title(), 15)
        y = inside.y + 60
        if at.h > 330:
            yield MapView(Rect(inside.x, y, inside.w, at.h - 260), VIEW)
            y += at.h - 250
        for link in links(game):
            for of, toward in ((link.left, link.right), (link.right, link.left)):
                yield Flag(Rect(inside.x, y + 3, 20, 16), of.country)
                yield Icon(Rect(inside.x + 24, y + 4, 14, 14), "arrow-right", "muted")
                yield Flag(Rect(inside.x + 42, y + 3, 20, 16), toward.country)
                words = self.t("files.trust", trust=of.text, band=game.band(of.trust))
                yield Text(Rect(inside.x + 70, y, inside.w - 70, 22), words, 15, "semibold")
                y += 24

    def option(self, path: Path, wide: bool = True) -> Option:
        """A row: name, what it holds, and where there is room when it was written."""
        t = self.t
        stat = path.stat() if os.path.exists(path) else None
        found = about(path, stat.st_mtime_ns if stat else 0)
        if found is None:
            detail = t("files.unreadable")
        else:
            scenario, human, month, seed = found
            who = t(f"country.{human}") if human in NAMES else t("files.nobody")
            detail = t("files.about", scenario=named(scenario, t), who=who, month=month, seed=str(seed))
        when = datetime.fromtimestamp(stat.st_mtime).strftime("%Y-%m-%d %H:%M") if stat and wide else ""
        return Option(path.name, self.known_as(path), detail=detail, note=when)

    def known_as(self, path: Path) -> str:
        """A file's name as people know it."""
        if path.name == saves.QUICK:
            return self.t("files.quick")
        if path.stem.startswith("auto-"):
            return self.t("files.auto", number=path.stem.removeprefix("auto-"))
        if path.stem.startswith(saves.ENDED_HEAD):
            return self.t("files.ended", name=path.stem.removeprefix(saves.ENDED_HEAD))
        return path.stem

    def on(self, name: str, value: object = None) -> Screen | None:
        """Choose, type, do, delete, leave."""
        match name:
            case "list":
                self.chosen = str(value)
                self.sure = ""
                if self.saving:
                    stem = Path(self.chosen).stem
                    self.name = stem if not stem.startswith("auto-") and self.chosen != saves.QUICK else self.name
                else:
                    self.name = ""
            case "name":
                self.name, self.sure = str(value), ""
                if not self.saving:
                    self.chosen = ""
            case "again":
                return watched(self, saves.folder() / self.chosen)
            case "cancel":
                return self.under
            case "delete":
                return self.delete()
            case "do":
                return self.save() if self.saving else self.load()
        return self

    def load(self) -> Screen:
        """Open what was chosen or typed."""
        typed = self.name.strip()
        return opened(self, Path(os.path.expanduser(typed)) if typed else saves.folder() / self.chosen)

    def save(self) -> Screen:
        """Write under the name; over another game only when asked twice."""
        kept = "".join(c for c in self.name.strip() if c.isalnum() or c in LETTERS).strip(" .")
        if not kept:
            self.say(self.t("files.bad_name"), "circle-alert")
            return self
        path = saves.folder() / f"{kept}{SUFFIX}"
        if os.path.exists(path) and self.sure != kept:
            self.sure = kept
            self.say(self.t("files.exists", file=kept), "circle-alert")
            return self
        assert self.sitting.game is not None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.sitting.game.session.save(path)
        except WriteError as error:
            return Trouble(self, self.t("files.not_saved"), problem_lines(self.t, error))
        except OSError as error:
            return Trouble(self, self.t("files.not_saved"), [str(error)])
        self.under.say(self.t("window.saved", file=kept), "save")
        return self.under

    def delete(self) -> Screen:
        """Take a game away, when asked twice."""
        if self.sure != f"delete {self.chosen}":
            self.sure = f"delete {self.chosen}"
            self.say(self.t("files.sure"), "circle-alert")
            return self
        self.sure = ""
        try:
            (saves.folder() / self.chosen).unlink(missing_ok=True)
        except OSError as error:
            return Trouble(self, self.t("files.not_deleted"), [str(error)])
        self.paths = kept_games()
        self.chosen = ""
        return self



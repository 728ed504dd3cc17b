"""What a saved game holds, and its text: a head, then month by month what every seat chose and a digest.

There is no state in it: loading plays the choices again and compares the digests (`record`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .reading import FileError
from .rules import VERSION
from .rules.names import NAMES, N
from .rules.notation import DECIDE, TALK
from .rules.reasons import Reason
from .rules.written import Lines
from .writing import write_whole

FORMAT = 1
FIRST_LINE = "negotiation saved game, format"
PERSON = "person"                          # stands for a strategy's name in the seat of a person
SUFFIX = ".nego"
SILENCE: Lines = ((),) * N


class RecordError(FileError):
    """A saved game that cannot be used; every problem names file, line and what would be right."""


@dataclass(frozen=True)
class Played:
    """One phase that is closed: the lines of each seat, and for a month's end the digest of its state."""

    phase: str
    lines: Lines
    digest: str = ""
    line: int = field(default=0, compare=False)           # where it stands in the file, and each seat's lines
    at: tuple[tuple[int, ...], ...] = field(default=((),) * N, compare=False)


@dataclass(frozen=True)
class Branch:
    """One course of a game: closed phases (talk, decide, talk …) and the plans for the open one."""

    name: str
    phases: tuple[Played, ...] = ()
    planned: Lines = SILENCE

    @property
    def months(self) -> int:
        """Months that are whole."""
        return len(self.phases) // 2


@dataclass(frozen=True)
class Record:
    """A game as choices. `text_of_scenario` is the whole file where the scenario is not a shipped one."""

    scenario: str
    fingerprint: str                                      # of the scenario's content
    seed: int
    seats: tuple[str, str, str]                           # a strategy's name, or "person"
    human: str = ""                                       # the seat of the person who saved it, "" for none
    branches: tuple[Branch, ...] = (Branch("main"),)
    playing: str = "main"                                 # the branch that was open
    text_of_scenario: str = ""
    rules: str = VERSION
    file: str = field(default="", compare=False)
    notices: tuple[Reason, ...] = field(default=(), compare=False)

    @property
    def branch(self) -> Branch:
        """The branch that was open when the game was saved."""
        return next(b for b in self.branches if b.name == self.playing)

    def text(self) -> str:
        """The file, ready to be written."""
        head = [f"{FIRST_LINE} {FORMAT}", f"rules: {self.rules}", f"scenario: {self.scenario}",
                f"fingerprint: {self.fingerprint}", f"seed: {self.seed}",
                *(f"seat {name}: {seat}" for name, seat in zip(NAMES, self.seats, strict=True))]
        if self.human:
            head.append(f"human: {self.human}")
        head += [f"branches: {', '.join(b.name for b in self.branches)}", f"playing: {self.playing}"]
        if self.text_of_scenario:
            head += ["scenario text:", *(f"| {t}".rstrip() for t in self.text_of_scenario.splitlines())]
        body = [t for b in self.branches for t in _branch_lines(b)]
        return "\n".join([*head, *body, "end"]) + "\n"

    def write(self, path: Path | str) -> None:
        """Write it whole or not at all: a full disk leaves an older save as it was. Raises WriteError."""
        write_whole(path, self.text())


def _branch_lines(branch: Branch) -> Iterator[str]:
    yield f"branch: {branch.name}"
    for n, played in enumerate(branch.phases):
        yield f"month {n // 2 + 1} {played.phase}"
        yield from _seat_lines(played.lines)
        if played.digest:
            yield f"digest {played.digest}"
    if any(branch.planned):
        yield f"month {branch.months + 1} {DECIDE if len(branch.phases) % 2 else TALK} planned"
        yield from _seat_lines(branch.planned)


def _seat_lines(lines: Lines) -> Iterator[str]:
    for name, own in zip(NAMES, lines, strict=True):
        yield from (f"{name}: {text}" for text in own)

"""A saved game's text, read line by line: everything that is wrong with it is collected, a torn last line left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .reading import Problem, known_names
from .record_text import FIRST_LINE, FORMAT, SILENCE, Branch, Played, Record, RecordError
from .rules.names import NAMES
from .rules.notation import DECIDE, TALK
from .rules.reasons import Reason

LARGEST = 5_000_000                        # bytes of a file


def parse(data: bytes | str, file: str = "") -> Record:
    """The saved game of a text. Raises RecordError with everything that is wrong with it."""
    data = data.encode("utf-8") if isinstance(data, str) else data
    if len(data) > LARGEST:
        remedy = Reason("file.keep_under", {"size": LARGEST // 1000})
        raise refused(file, 0, "", Reason("file.too_large"), remedy)
    return _Reader(file).read(data)


def refused(file: str, line: int, key: str, what: Reason, remedy: Reason) -> RecordError:
    """A RecordError of one problem."""
    return RecordError([Problem(file, line, key, what, remedy)])


_HEADING = re.compile(r"month (\d{1,4}) (talk|decide)( planned)?")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_KEYS = ("rules", "scenario", "fingerprint", "seed", *(f"seat {name}" for name in NAMES), "human", "branches",
         "playing")
_NEEDED = _KEYS[:7]


@dataclass
class _Block:
    """A phase as it is being read."""

    phase: str
    line: int
    planned: bool
    lines: list[list[str]] = field(default_factory=lambda: [[] for _ in NAMES])
    at: list[list[int]] = field(default_factory=lambda: [[] for _ in NAMES])
    digest: str = ""

    def played(self) -> Played:
        lines = tuple(tuple(own) for own in self.lines)
        return Played(self.phase, lines, self.digest, self.line, tuple(tuple(own) for own in self.at))


class _Reader:
    """Goes through a file line by line and collects what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.head: dict[str, str] = {}
        self.scenario: list[str] = []
        self.in_scenario = False
        self.branches: list[tuple[str, list[_Block]]] = []
        self.ended = False

    def fault(self, line: int, key: str, what: Reason, remedy: Reason) -> None:
        self.problems.append(Problem(self.file, line, key, what, remedy))

    def read(self, data: bytes) -> Record:
        rows = data.split(b"\n")
        torn = rows.pop()
        if torn.strip() == b"end":
            rows.append(torn)
        for number, row in enumerate(rows, 1):
            try:
                self.line(number, row.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r"))
            except UnicodeDecodeError:
                self.fault(number, "", Reason("file.not_utf8"), Reason("file.save_as_utf8"))
            if not self.head:
                break
        if self.head:
            self.check_head(len(rows))
        elif not self.problems:
            self.fault(1, "", Reason("record.not_one"), _first_line())
        if self.problems:
            raise RecordError(self.problems)
        return self.record()

    def line(self, number: int, text: str) -> None:
        if not self.head:
            return self.first(number, text)
        if self.in_scenario and text.startswith("|"):
            self.scenario.append(text[2:] if text.startswith("| ") else text[1:])
            return None
        self.in_scenario = False
        text = text.strip()
        if not text or text.startswith("#"):
            return None
        if self.ended:
            return self.fault(number, "", Reason("record.after_end"), Reason("record.end_last"))
        if text == "end":
            self.ended = True
            return None
        name, colon, value = text.partition(":")
        if colon and name == "branch":
            self.branches.append((value.strip(), []))
        elif not self.branches:
            self.head_line(number, text, name.strip(), value.strip())
        elif text.startswith("month "):
            self.heading(number, text)
        elif text.startswith("digest"):
            self.digest(number, text)
        elif colon:
            self.move(number, name.strip(), value.strip())
        else:
            self.fault(number, "", Reason("record.unexpected", {"text": text[:60]}), self.expected())
        return None

    def first(self, number: int, text: str) -> None:
        version = text.removeprefix(FIRST_LINE).strip()
        if not text.startswith(FIRST_LINE) or not version.isdecimal():
            self.fault(number, "", Reason("record.not_one"), _first_line())
        elif int(version) > FORMAT:
            newer = Reason("record.newer", {"format": version})
            self.fault(number, "", newer, Reason("record.install_newer"))
        else:
            self.head["format"] = version

    def head_line(self, number: int, text: str, name: str, value: str) -> None:
        if text == "scenario text:":
            self.in_scenario = True
        elif name not in _KEYS:
            unknown = Reason("file.unknown_key", {"name": f"'{name}'"})
            self.fault(number, name, unknown, known_names(name, _KEYS))
        elif name in self.head:
            self.fault(number, name, Reason("record.twice"), Reason("file.keep_one"))
        elif name == "seed" and not (value.isdecimal() and int(value) < 2 ** 63):
            self.fault(number, name, Reason("record.seed", {"text": value[:20]}), Reason("record.seed_range"))
        elif name == "human" and value not in NAMES:
            self.fault(number, name, _no_country(value), known_names(value, NAMES))
        elif not value:
            self.fault(number, name, Reason("record.no_value"), Reason("record.give_value"))
        else:
            self.head[name] = value

    def heading(self, number: int, text: str) -> None:
        found = _HEADING.fullmatch(text)
        blocks = self.branches[-1][1]
        open_block = bool(blocks) and blocks[-1].planned
        if found is None or open_block or (int(found[1]), found[2]) != self.due():
            self.fault(number, "", Reason("record.unexpected", {"text": text[:60]}), self.expected())
        if found is not None:
            if blocks and blocks[-1].phase == DECIDE and not blocks[-1].digest:
                self.fault(number, "", Reason("record.no_digest", {"month": len(blocks) // 2}),
                           Reason("record.digest_follows"))
            blocks.append(_Block(found[2], number, bool(found[3])))

    def due(self) -> tuple[int, str]:
        """The month and phase that come next in this branch."""
        closed = sum(not b.planned for b in self.branches[-1][1])
        return closed // 2 + 1, DECIDE if closed % 2 else TALK

    def expected(self) -> Reason:
        month, phase = self.due()
        return Reason("record.expected", {"what": f"month {month} {phase}"})

    def digest(self, number: int, text: str) -> None:
        value = text.removeprefix("digest").strip()
        blocks = self.branches[-1][1]
        if not blocks or blocks[-1].phase != DECIDE or blocks[-1].digest or blocks[-1].planned:
            self.fault(number, "digest", Reason("record.unexpected", {"text": text[:60]}), self.expected())
        elif not _DIGEST.fullmatch(value):
            self.fault(number, "digest", Reason("record.not_digest"), Reason("record.digest_form"))
            blocks[-1].digest = value or "?"
        else:
            blocks[-1].digest = value

    def move(self, number: int, name: str, text: str) -> None:
        blocks = self.branches[-1][1]
        if name not in NAMES:
            self.fault(number, name, _no_country(name), known_names(name, NAMES))
        elif not blocks or blocks[-1].digest:
            self.fault(number, name, Reason("record.unexpected", {"text": text[:60]}), self.expected())
        else:
            blocks[-1].lines[NAMES.index(name)].append(text)
            blocks[-1].at[NAMES.index(name)].append(number)

    def check_head(self, last: int) -> None:
        missing = [name for name in _NEEDED if name not in self.head]
        if missing and not self.problems:
            short = Reason("record.head_short", {"keys": ", ".join(missing)})
            self.fault(last, missing[0], short, Reason("record.copy_again"))
        for name, blocks in self.branches[:None if self.ended else -1]:
            if blocks and blocks[-1].phase == DECIDE and not (blocks[-1].digest or blocks[-1].planned):
                self.fault(blocks[-1].line, name, Reason("record.no_digest", {"month": len(blocks) // 2}),
                           Reason("record.digest_follows"))
        names = [name for name, _ in self.branches]
        if len(set(names)) < len(names):
            self.fault(last, "branch", Reason("record.branch_twice"), Reason("record.name_once"))

    def record(self) -> Record:
        head, notices = self.head, []
        branches = tuple(self.branch(name, blocks) for name, blocks in self.branches) or (Branch("main"),)
        if not self.ended:
            last = branches[-1]
            notices.append(Reason("record.torn", {"month": last.months + 1}))
        playing = head.get("playing", branches[0].name)
        if playing not in [b.name for b in branches]:
            playing = branches[-1].name
        seats = (head["seat us"], head["seat canada"], head["seat mexico"])
        text = "\n".join([*self.scenario, ""]) if self.scenario else ""
        return Record(head["scenario"], head["fingerprint"], int(head["seed"]), seats, head.get("human", ""),
                      branches, playing, text, head["rules"], self.file, tuple(notices))

    def branch(self, name: str, blocks: list[_Block]) -> Branch:
        """What is whole: in a torn file a phase counts as closed only if something came after it."""
        planned = SILENCE
        if blocks and blocks[-1].planned:
            planned = blocks.pop().played().lines
        elif blocks and not self.ended and name == self.branches[-1][0] and not blocks[-1].digest:
            blocks.pop()
        return Branch(name, tuple(b.played() for b in blocks), planned)


def _first_line() -> Reason:
    return Reason("record.first_line", {"text": f"{FIRST_LINE} {FORMAT}"})


def _no_country(name: str) -> Reason:
    return Reason("file.unknown_country", {"name": f"'{name[:20]}'"})

"""How many seconds of the processor each folder of tests takes: `pytest --times=docs/testing.md` (`make times`).

Seconds of the processor, own and of programs that were started, since seconds of a clock depend on what else runs. With
`-` in place of the page the table is only told.
"""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from groups import GROUPS

from release.page import keep, table

SYSTEM = {name for name, group in GROUPS.items() if group.programs}      # they need more than packages of Python
STARTS = "starting and collecting"

Spent = dict[str, tuple[float, bool]]                                    # test: seconds, whether of a system group


def spent_so_far() -> float:
    """Seconds of the processor that this process and what it started have taken."""
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in own)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--times", metavar="PAGE", help="keep the seconds by folder in a page; - only tells them")


def pytest_configure(config: pytest.Config) -> None:
    if config.option.times:
        config.pluginmanager.register(Timing(config), "timing of folders")


class Timing:
    """In a worker: what each test took. In the process that was asked: the table."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.begun = time.monotonic()
        self.spent: Spent = {}
        self.starts = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """A test with its fixtures; a fixture that many share counts where it was first wanted."""
        before = spent_so_far()
        told = yield
        needs = {name for mark in item.iter_markers("needs") for name in mark.args}
        self.spent[item.nodeid] = (spent_so_far() - before, bool(needs & SYSTEM))
        return told

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A worker hands over what it has."""
        rest = spent_so_far() - sum(seconds for seconds, _ in self.spent.values())
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["times"] = (self.spent, rest)
        elif not session.config.option.numprocesses:
            self.starts = rest

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object, error: object) -> None:
        """What a worker hands over."""
        spent, rest = getattr(node, "workeroutput", {}).get("times", ({}, 0.0))
        self.spent |= {test: tuple(told) for test, told in spent.items()}
        self.starts += rest

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell the table and the slowest twenty; keep the table if there is a page."""
        if hasattr(self.config, "workeroutput"):
            return
        text = f"{self.table()}\n\n{self.said()}"
        terminalreporter.write_line(text)
        slowest = sorted(self.spent.items(), key=lambda one: -one[1][0])[:20]
        for test, (seconds, _) in slowest:
            terminalreporter.write_line(f"{seconds:7.2f}  {test}")
        if self.config.option.times != "-":
            keep("times", text, Path(self.config.option.times))

    def table(self) -> str:
        """Rows of folders, the dearest first."""
        rows: dict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
        for test, (seconds, system) in self.spent.items():
            row = rows[folder(test)]
            row[0] += 1
            row[1 + system] += seconds
        told = sorted(rows.items(), key=lambda one: -sum(one[1][1:]))
        told.append((STARTS, [0, self.starts, 0.0]))
        told.append(("**all**", [sum(row[i] for _, row in told) for i in range(3)]))
        return table(("tests of", "tests", "CPU seconds", "and those that need a system extra"),
                     ((name, *(f"{number:.0f}" if number else "" for number in row)) for name, row in told))

    def said(self) -> str:
        """With how many processes, and how long by the clock."""
        processes = self.config.option.numprocesses or 1
        return f"{processes} processes; {time.monotonic() - self.begun:.0f} seconds by the clock."


def folder(test: str) -> str:
    """The folder of a test, as a reader looks for it."""
    parts = Path(test.partition("::")[0]).parts[1:-1]
    return f"`tests/{'/'.join(parts)}`" if parts else "`tests`"

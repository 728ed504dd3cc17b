"""Of the whole suite: groups that may be left out, workers, and a home folder of its own.

A test that needs something says so: `@pytest.mark.needs("display")`; `groups.py` lists the groups. Where it is
missing the group is left out and named at the end; with NEGOTIATION_TEST_ALL=1 it fails instead.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

import pytest
from groups import ALL, GROUPS, everything_asked, left_out_lines
from hypothesis import settings

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
for _name in ("LANG", "LC_MESSAGES", "LANGUAGE"):
    os.environ.pop(_name, None)
os.environ["LC_ALL"] = "C.UTF-8"
# A suite that was started in the background inherits a Ctrl-C that is ignored, and so would every program it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
# The same examples in every run, and no clock in them: a slow machine is not a wrong program.
settings.register_profile("house", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("house")

pytest_plugins = ["timing"]
LEFT_OUT: Counter[str] = Counter()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"needs(group): left out where the group is missing ({', '.join(GROUPS)})")


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Workers for the whole suite; a few chosen files run in this process, where they start at once."""
    whole = config.args_source != pytest.Config.ArgsSource.ARGS or any(
        Path(a).resolve() == config.rootpath / "tests" for a in config.args
    )
    return None if whole and not config.option.keyword else 0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the groups that are missing, unless everything was asked for."""
    if everything_asked():
        return
    missing = {name for name, group in GROUPS.items() if group.missing()}
    out = [item for item in items if _needs(item) & missing]
    for item in out:
        LEFT_OUT.update(_needs(item) & missing)
    if out:
        items[:] = [item for item in items if item not in out]
        config.hook.pytest_deselected(items=out)


def _needs(item: pytest.Item) -> set[str]:
    groups = {name for mark in item.iter_markers("needs") for name in mark.args}
    unknown = groups - set(GROUPS)
    if unknown:
        raise pytest.UsageError(f"{item.nodeid}: no such group: {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    return groups


def pytest_runtest_setup(item: pytest.Item) -> None:
    """With everything asked for, a group that is missing is a failure."""
    for name in _needs(item):
        missing = GROUPS[name].missing()
        if missing:
            pytest.fail(
                f"{ALL} is set and {name} is missing ({', '.join(missing)}). To add it: {GROUPS[name].add}",
                pytrace=False,
            )


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    """A worker tells what it left out; every worker collects the same tests."""
    told = getattr(node, "workeroutput", {}).get("left_out", {})
    LEFT_OUT.clear()
    LEFT_OUT.update(told)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = dict(LEFT_OUT)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in left_out_lines(dict(LEFT_OUT)):
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Saved games and settings go to a folder of the run, never to the home of the one who runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(home)

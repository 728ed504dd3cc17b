"""Examples in documents, as things to run: what stands in a page is what works.

A fenced block of `python` or `console` is run. A comment in front may say what else it is: `<!-- file: PATH -->`
writes it, `<!-- add to: PATH -->` appends it. In a console block `$ ` begins a command; the lines below must come, in
order, in what it prints (runs of blanks count as one); `# exit 1` behind a command is its exit status, else 0.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FENCE = re.compile(
    r"(?:^<!-- (?P<does>file|add to|run)(?:: (?P<path>\S+))? -->\n)?^```(?P<sort>\w+)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
COPIED = ("negotiation", "scenarios", "assets", "tests", "docs", "Makefile", "pyproject.toml", "README.md")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what is done with it, the file it is for, its line in the page."""

    sort: str
    does: str
    path: str
    text: str
    line: int


def blocks(text: str) -> list[Block]:
    """The blocks of a page that are written or run."""
    found = []
    for match in _FENCE.finditer(text):
        does = match["does"] or ("run" if match["sort"] in ("python", "console") else "")
        if does:
            line = text[: match.start()].count("\n") + 1
            found.append(Block(match["sort"], does, match["path"] or "", match["text"], line))
    return found


def sections(page: Path) -> dict[str, list[Block]]:
    """The blocks under each heading of the second rank that has any."""
    parts = re.split(r"^## (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = {head: blocks(text) for head, text in zip(parts[1::2], parts[2::2], strict=True)}
    return {head: some for head, some in found.items() if some}


class Place:
    """A folder in which examples are run; `negotiation` and `python` lead to this tree, or to the copy of it."""

    def __init__(self, folder: Path, source: Path = ROOT) -> None:
        self.folder = folder
        bin_ = folder / ".venv" / "bin"
        bin_.mkdir(parents=True)
        for name, words in (("negotiation", "-m negotiation"), ("python", "")):
            script = bin_ / name
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
            script.chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{bin_}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONPATH": str(source),
            "COLUMNS": "160",
            "NO_COLOR": "1",
        }

    @classmethod
    def copied(cls, folder: Path) -> Place:
        """A copy of the whole tree, to be changed."""
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
            elif source.exists():
                shutil.copy(source, folder / name)
        return cls(folder, folder)

    def do(self, block: Block) -> None:
        """Write a block, append it or run it. AssertionError with the page's line if it does not do what it says."""
        path = self.folder / block.path
        if block.does == "file":
            path.write_text(block.text, encoding="utf-8")
        elif block.does == "add to":
            path.write_text(path.read_text(encoding="utf-8") + "\n" + block.text, encoding="utf-8")
        elif block.sort == "console":
            for command, expected in _commands(block.text):
                self._command(command, expected, block.line)
        else:
            self._script(block)

    def _script(self, block: Block) -> None:
        """A Python block: a doctest if it has prompts, else a script."""
        script = self.folder / "example.py"
        prompts = block.text.lstrip().startswith(">>>")
        script.write_text(f'r"""\n{block.text}\n"""\n' if prompts else block.text, encoding="utf-8")
        words = ["-W", "error", *(["-m", "doctest"] if prompts else []), str(script)]
        done = subprocess.run(
            [sys.executable, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"line {block.line}\n{done.stdout}{done.stderr}"

    def _command(self, command: str, expected: list[str], line: int) -> None:
        command, _, status = command.partition("# exit ")
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
            stdin=subprocess.DEVNULL,
        )
        told = done.stdout + done.stderr
        assert done.returncode == int(status or 0), f"line {line}: {command}\n{told}"
        rest = _plain(told)
        for text in expected:
            assert _plain(text) in rest, (
                f"line {line}: {command}\n{text!r} does not come (or not in this order) in\n{told}"
            )
            rest = rest.partition(_plain(text))[2]


def _commands(text: str) -> list[tuple[str, list[str]]]:
    out: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            out.append((line[2:], []))
        elif line.strip() and out:
            out[-1][1].append(line)
    return out


def _plain(text: str) -> str:
    return " ".join(text.split())

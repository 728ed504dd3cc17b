"""The games of a tournament in a file: a head, then one line for every three players, written as they end.

A tournament that was stopped goes on from there; a file of another tournament is refused. A torn last line is dropped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np

from ..reading import FileError, Problem
from ..rules.arrays import Array
from ..rules.reasons import Reason
from ..writing import WriteError
from .lock import taken

NAME = "games.jsonl"
Three = tuple[str, str, str]               # full names of the players of us, canada, mexico


class Games:
    """Payoffs [seed, country] in US$ billion by players, in memory and, with a folder, in its file."""

    def __init__(self, head: Mapping[str, Any], folder: Path | None = None) -> None:
        """`head` says which games these are. Raises WriteError, and FileError for a folder that is another tournament's
        or in which one is at work."""
        self._payoffs: dict[Three, Array] = {}
        self.illegal = 0
        self._file: IO[str] | None = None
        if folder is None:
            return
        path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a", encoding="utf-8", newline="\n")
            if not taken(self._file):
                raise FileError([Problem(str(folder), 0, "", Reason("tournament.busy"), Reason("study.wait"))])
            self._read(path, head)
            if path.stat().st_size == 0:
                self._write(head)
        except OSError as error:
            self._close()
            raise WriteError(path, error) from error
        except FileError:
            self._close()
            raise

    def _read(self, path: Path, head: Mapping[str, Any]) -> None:
        whole = path.read_bytes()
        kept = whole[:whole.rfind(b"\n") + 1]
        for number, line in enumerate(kept.decode("utf-8", "replace").splitlines(), 1):
            try:
                row = json.loads(line)
                if number == 1:
                    _compare(path, row, head)
                else:
                    self._keep(tuple(row["players"]), np.array(row["payoff"], float), int(row["illegal"]))
            except (ValueError, KeyError, TypeError) as error:
                if isinstance(error, FileError):
                    raise
                raise _refused(path, number, "", "tournament.not_a_line") from error
        if len(kept) < len(whole):
            with path.open("r+b") as file:
                file.truncate(len(kept))

    def __contains__(self, players: Three) -> bool:
        return players in self._payoffs

    def __getitem__(self, players: Three) -> Array:
        return self._payoffs[players]

    def __len__(self) -> int:
        return len(self._payoffs)

    def add(self, players: Three, payoff: Array, illegal: int) -> None:
        """Keep the games of three players. Raises WriteError."""
        self._keep(players, payoff, illegal)
        self._write({"players": list(players), "payoff": payoff.tolist(), "illegal": illegal})

    def _keep(self, players: Sequence[str], payoff: Array, illegal: int) -> None:
        us, canada, mexico = players
        self._payoffs[us, canada, mexico] = payoff
        self.illegal += illegal

    def _write(self, row: Mapping[str, Any]) -> None:
        if self._file is not None:
            try:
                self._file.write(json.dumps(row) + "\n")
                self._file.flush()
            except OSError as error:
                raise WriteError(self._file.name, error) from error

    def __enter__(self) -> Games:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()


def _compare(path: Path, there: Any, head: Mapping[str, Any]) -> None:
    """Whether a file holds the games of this tournament. Raises FileError."""
    if not isinstance(there, dict):
        raise _refused(path, 1, "", "tournament.not_a_line")
    for key, value in head.items():
        if there.get(key) != value:
            raise _refused(path, 1, key, "tournament.other", there=str(there.get(key)), here=str(value))


def _refused(path: Path, line: int, key: str, id_: str, **places: Any) -> FileError:
    return FileError([Problem(str(path), line, key, Reason(id_, places), Reason("tournament.other_folder"))])

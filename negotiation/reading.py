"""YAML files as trees that know their lines: safe, bounded, and with every problem told at once.

The readers of scenarios, cases, designs and lesson packs build on this file and never touch YAML themselves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from .rules.reasons import Reason
from .words import words

LARGEST = 1_000_000        # bytes of a file
MOST_ALIASES = 50
DEEPEST = 20
MOST = 2**63               # a whole number beyond is text
LONGEST_NUMBER = 400       # signs; what is longer is text: 1:59:59… takes the square of its length to read
MOST_ITEMS = 100_000       # once aliases are followed
GUESSES = 100              # problems of a file after which no near name is looked for
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = ("null", "bool", "int", "float", "str", "timestamp", "map", "seq", "merge", "value")
_SAFE = yaml.constructor.SafeConstructor()
_NUMBERS: Mapping[str, Callable[[Any], Any]] = {
    "int": _SAFE.construct_yaml_int, "float": _SAFE.construct_yaml_float,
    "bool": _SAFE.construct_yaml_bool}
QUANTITY = ("value", "unit", "source")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a file, where, and what would be right. Line 0: the file as a whole."""

    file: str
    line: int
    key: str
    problem: Reason
    remedy: Reason

    def __str__(self) -> str:
        """One line in English: `FILE:LINE: KEY: what is wrong; what would be right`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [f"{p}: " for p in (place, self.key) if p]
        return f"{''.join(parts)}{english(self.problem)}; {english(self.remedy)}"


class FileError(ValueError):
    """A file that cannot be used; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems, in the order of the file; the text has one a line."""
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line)))
        super().__init__("\n".join(map(str, self.problems)))


def english(reason: Reason) -> str:
    """The English sentence of a reason; its id and places where the catalogue has none."""
    try:
        return words("en").reason(reason)
    except (LookupError, OSError):
        return " ".join([reason.id, *(f"{k}={v}" for k, v in reason.places.items())])


@dataclass(frozen=True, eq=False)
class Item:
    """A value of a file: a scalar, a list or a table of items, with its line.

    `{value, unit, source}` is read as its value; `source` is its own or that of a table around it.
    """

    value: Any
    file: str
    line: int
    unit: str = ""
    source: str = ""

    @property
    def plain(self) -> Any:
        """The value without lines, units and sources."""
        if isinstance(self.value, dict):
            return {k: v.plain for k, v in self.value.items()}
        return [v.plain for v in self.value] if isinstance(self.value, list) else self.value


def near(name: str, known: Sequence[str]) -> str:
    """The known name that is closest to this one; "" if none is close."""
    hits = get_close_matches(name.lower(), list(known), 1, 0.6)
    return hits[0] if hits else ""


def listed(names: Sequence[str]) -> str:
    """Names as a message shows them; one alone is quoted, so that it is never taken for a country in words."""
    return ", ".join(names) if len(names) > 1 else f"'{''.join(names)}'"


def known_names(name: str, known: Sequence[str], found: int = 0) -> Reason:
    """The remedy for a name nobody knows; after many problems (`found` so far) no near one is looked for."""
    hit = near(name, known) if found < GUESSES else ""
    if hit:
        return Reason("file.did_you_mean", {"name": f"'{hit}'"})
    return Reason("file.use_one_of", {"names": listed(known)})


class _Bomb(Exception):
    """Aliases that multiply beyond all use; `line` is where it was noticed."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass
class Tree:
    """Reads one text into items and collects what is wrong with it as YAML."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    _items: int = 0

    def fault(self, line: int, key: str, problem: Reason, remedy: Reason) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, line, key, problem, remedy))

    def read(self, text: bytes | str) -> Item | None:
        """The items of a text; None where nothing can be said about it (see `problems`)."""
        decoded = self._decoded(text)
        if decoded is None or not self._bounded(decoded):
            return None
        try:
            nodes = list(yaml.compose_all(decoded, _LOADER))
        except yaml.YAMLError as error:
            self._not_yaml(error)
            return None
        if len(nodes) > 1:
            line = nodes[1].start_mark.line + 1
            self.fault(line, "", Reason("file.two_documents"), Reason("file.keep_one_document"))
            return None
        if not nodes or nodes[0] is None:
            return Item({}, self.file, 1)
        try:
            return self._item(nodes[0], "", nodes[0].start_mark.line + 1, "", 0)
        except _Bomb as bomb:
            self.fault(bomb.line, "", Reason("file.too_many_aliases"), Reason("file.write_out"))
            return None

    def _decoded(self, text: bytes | str) -> str | None:
        if len(text) > LARGEST:
            self.fault(0, "", Reason("file.too_large"), Reason("file.keep_under", {"size": LARGEST // 1000}))
            return None
        try:
            return text if isinstance(text, str) else text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = text[:error.start].count(b"\n") + 1 if isinstance(text, bytes) else 0
            self.fault(line, "", Reason("file.not_utf8"), Reason("file.save_as_utf8"))
            return None

    def _not_yaml(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        detail = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
        line = mark.line + 1 if mark else 0
        self.fault(line, "", Reason("file.not_yaml", {"detail": detail}), Reason("file.check_indentation"))

    def _bounded(self, text: str) -> bool:
        """Whether depth and aliases stay within bounds; judged on events, before anything is built."""
        depth = aliases = 0
        try:
            for event in yaml.parse(text, _LOADER):
                depth += isinstance(event, yaml.CollectionStartEvent)
                depth -= isinstance(event, yaml.CollectionEndEvent)
                aliases += isinstance(event, yaml.AliasEvent)
                line = event.start_mark.line + 1  # type: ignore[union-attr]
                if depth > DEEPEST:
                    most = Reason("file.keep_depth", {"depth": str(DEEPEST)})
                    self.fault(line, "", Reason("file.too_deep"), most)
                    return False
                if aliases > MOST_ALIASES:
                    self.fault(line, "", Reason("file.too_many_aliases"), Reason("file.write_out"))
                    return False
        except yaml.YAMLError as error:
            self._not_yaml(error)
            return False
        return True

    def _item(self, node: yaml.Node, key: str, line: int, source: str, depth: int) -> Item | None:
        self._items += 1
        if self._items > MOST_ITEMS or depth > DEEPEST:
            raise _Bomb(line)
        tag = node.tag.rpartition(":")[2]
        if not node.tag.startswith("tag:yaml.org,2002:") or tag not in _PLAIN:
            self.fault(line, key, Reason("file.tag", {"tag": f"'{node.tag}'"}), Reason("file.plain_value"))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._table(node, key, line, source, depth)
        if isinstance(node, yaml.SequenceNode):
            rows = [self._item(n, f"{key}[{k}]", n.start_mark.line + 1, source, depth + 1)
                    for k, n in enumerate(node.value)]
            return Item([r for r in rows if r is not None], self.file, line, source=source)
        return Item(_scalar(node, tag), self.file, line, source=source)

    def _table(self, node: yaml.MappingNode, key: str, line: int, source: str, depth: int) -> Item | None:
        entries: dict[str, tuple[yaml.Node, int]] = {}
        for name_node, value in node.value:
            at = name_node.start_mark.line + 1
            if not isinstance(name_node, yaml.ScalarNode):
                self.fault(at, key, Reason("file.key_not_text"), Reason("file.plain_value"))
                continue
            name = str(name_node.value)
            if name in entries:
                first = Reason("file.twice", {"line": str(entries[name][1])})
                self.fault(at, joined(key, name), first, Reason("file.keep_one"))
                continue
            entries[name] = (value, at)
        own = entries.get("source")
        if own is not None and isinstance(own[0], yaml.ScalarNode) and own[0].value:
            source = str(own[0].value)
        if "value" in entries:
            return self._quantity(entries, key, line, source, depth)
        items = {name: self._item(value, joined(key, name), at, source, depth + 1)
                 for name, (value, at) in entries.items()}
        return Item({n: i for n, i in items.items() if i is not None}, self.file, line, source=source)

    def _quantity(self, entries: Mapping[str, tuple[yaml.Node, int]], key: str, line: int, source: str,
                  depth: int) -> Item | None:
        """`{value, unit, source}` as its value."""
        for name, (_, at) in entries.items():
            if name not in QUANTITY:
                unknown = Reason("file.unknown_key", {"name": f"'{name}'"})
                self.fault(at, joined(key, name), unknown, known_names(name, QUANTITY, len(self.problems)))
        unit = entries.get("unit")
        inner = self._item(entries["value"][0], key, line, source, depth + 1)
        return replace(inner, unit=str(unit[0].value) if unit else "") if inner is not None else None


def _scalar(node: yaml.Node, tag: str) -> Any:
    """The value of a plain scalar; dates stay text, and so does what only looks like a number."""
    if tag == "null":
        return None
    if tag in _NUMBERS and len(node.value) <= LONGEST_NUMBER:
        try:
            value = _NUMBERS[tag](node)
        except (ValueError, KeyError):
            return str(node.value)
        return value if not isinstance(value, int) or abs(value) < MOST else str(node.value)
    return str(node.value)


def joined(key: str, name: str) -> str:
    """The dotted key of an entry."""
    return f"{key}.{name}" if key else name


def read_file(path: Path, shown: str | None = None) -> tuple[Item | None, list[Problem]]:
    """The items of a file and what is wrong with it as YAML; `shown` is the name its problems bear."""
    tree = Tree(shown or str(path))
    try:
        if os.path.exists(path) and not os.path.isfile(path):     # a folder, a pipe, a device
            raise IsADirectoryError(path)
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:     # ValueError: a zero in the path
        problem = "file.no_such_file" if isinstance(error, FileNotFoundError) else "file.unreadable"
        tree.fault(0, "", Reason(problem), Reason("file.check_path"))
        return None, tree.problems
    return tree.read(text), tree.problems


def merged(parent: Item, child: Item) -> Item:
    """The child over its parent: tables entry by entry, else as a whole; null takes an entry away."""
    if not (isinstance(parent.value, dict) and isinstance(child.value, dict)):
        return child
    out = dict(parent.value)
    for name, item in child.value.items():
        if item.value is None:
            out.pop(name, None)
        else:
            out[name] = merged(out[name], item) if name in out else item
    return replace(child, value=out)

"""Finding a strategy by name, with parameters: `default(level=hard)`, a short form, or the path of a file.

A file is Python (`mine.py`) or a table of moves (`moves.csv`, see `script.py`).
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import os
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ..rules.notation import NotationError
from ..rules.reasons import Reason
from . import script
from .card import Card
from .choices import Choices
from .errors import StrategyError
from .view import View

DEFAULT = "default"
FILES = (".py", ".csv")
SHORT = {"easy": "default(level=easy)", "normal": "default(level=normal)", "hard": "default(level=hard)"}
_FORM = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<given>[^()]*)\))?", re.DOTALL)
_NO_DEFAULT = inspect.Parameter.empty


@dataclass(frozen=True)
class Parameter:
    """What a strategy lets one set: its name, type (or the values it may have) and usual value."""

    name: str
    type: Any
    usual: Any

    @property
    def values(self) -> tuple[str, ...]:
        """The values it may have, if they are listed."""
        return get_args(self.type) if get_origin(self.type) is Literal else ()


@dataclass(frozen=True)
class Strategy:
    """A way of playing any seat in any number of games. It remembers nothing: what it chooses follows from the view.

    str() gives its full name, which `find` understands.
    """

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    given: Mapping[str, Any]
    talking: Callable[[View], Choices] = field(repr=False, compare=False)
    deciding: Callable[[View], Choices] = field(repr=False, compare=False)
    card: Card | None = field(default=None, repr=False, compare=False)
    memory: int = 0                          # finished months of the record that its view holds

    @property
    def described(self) -> Reason:
        """What it does, as a message; a strategy that no catalogue knows describes itself by its summary."""
        if self.card is not None and not self.name.endswith(FILES):
            return Reason(f"strategy.{self.name}")
        return Reason("strategy.file", {"summary": self.summary})

    def talk(self, view: View) -> Choices:
        """Its words in the first half of the month."""
        return self.talking(view.remembering(self.memory))

    def decide(self, view: View) -> Choices:
        """Its answers, measures and vote in the second half."""
        return self.deciding(view.remembering(self.memory))

    def __deepcopy__(self, memo: object) -> Strategy:
        """Itself: it never changes."""
        return self

    def __call__(self, view: View) -> Choices:
        """Its choices in the phase of the view."""
        return self.talk(view) if view.phase == "talk" else self.decide(view)

    def __str__(self) -> str:
        values = ", ".join(f"{k}={_text(v)}" for k, v in self.given.items())
        return f"{self.name}({values})" if values else self.name


@lru_cache(maxsize=1)
def _files() -> Mapping[str, str]:
    """Module of every strategy: a file of this folder that has `talk` and `decide`."""
    package = importlib.import_module(__package__)
    found = [m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")]
    return {name.rstrip("_"): name for name in found if _plays(importlib.import_module(f"{__package__}.{name}"))}


def names() -> tuple[str, ...]:
    """The strategies there are: the default one first, then by name."""
    return (DEFAULT, *sorted(set(_files()) - {DEFAULT}))


def _plays(module: ModuleType) -> bool:
    return callable(getattr(module, "talk", None)) and callable(getattr(module, "decide", None))


def find(text: str) -> Strategy:
    """The strategy of a name (`tit_for_tat`), a short form (`hard`), a name with parameters (`default(level=hard)`) or
    the path of a file (`mine.py`, `moves.csv`). Raises StrategyError."""
    text = text.strip()
    text = SHORT.get(text, text)
    if text.endswith(".csv"):
        moves = script.read(text)
        return Strategy(text, moves.summary, (), MappingProxyType({}), moves.play, moves.play)
    if text.endswith(".py"):
        return _strategy(text, _from_file(text), None)
    match = _FORM.fullmatch(text)
    if match is None:
        raise StrategyError("strategy.form", text=text)
    if match["name"].endswith(".py"):
        return _strategy(match["name"], _from_file(match["name"]), match["given"])
    return _shipped(match["name"], match["given"])


@lru_cache(maxsize=256)
def _shipped(name: str, given: str | None) -> Strategy:
    """A strategy of this folder."""
    if name in names():
        return _strategy(name, importlib.import_module(f"{__package__}.{_files()[name]}"), given)
    if name in SHORT:
        raise StrategyError("strategy.no_parameters", name=name)
    known = [*names(), *SHORT]
    near = get_close_matches(name, known, 1, 0.5)
    if near:
        raise StrategyError("strategy.unknown_near", name=name, near=near[0])
    raise StrategyError("strategy.unknown", name=name, known=", ".join(known))


def _strategy(name: str, module: ModuleType, given: str | None) -> Strategy:
    parameters = _parameters(module)
    card = _card(name, module)
    values = _values(name, parameters, given)
    for key, allowed in (card.parameters if card else {}).items():
        if not allowed.low <= values[key] <= allowed.high:
            raise StrategyError("strategy.range", name=name, parameter=key, value=_text(values[key]),
                                low=f"{allowed.low:g}", high=f"{allowed.high:g}")
    talking, deciding = (_bound(name, module, f, values) for f in (module.talk, module.decide))
    lines = (module.__doc__ or "").strip().splitlines()
    memory = card.memory if card else int(getattr(module, "MEMORY", 0))
    return Strategy(name, lines[0] if lines else "", parameters, MappingProxyType(values), talking, deciding, card,
                    memory)


def _card(name: str, module: ModuleType) -> Card | None:
    """The card in the strategy's own file, or in NAME_card.py beside it."""
    card = getattr(module, "CARD", None)
    if card is None and not name.endswith(FILES) and importlib.util.find_spec(f"{module.__name__}_card"):
        card = importlib.import_module(f"{module.__name__}_card").CARD
    return card if isinstance(card, Card) else None


def _bound(name: str, module: ModuleType, function: Callable[..., Any], values: Mapping[str, Any],
           ) -> Callable[[View], Choices]:
    """One of the two functions with its parameters filled in. Of a file, what goes wrong within is a StrategyError."""
    taken = inspect.signature(function).parameters
    mine = {k: v for k, v in values.items() if k in taken}
    file = Path(module.__file__ or "") if name.endswith(".py") else None

    def play(view: View) -> Choices:
        try:
            out = function(view, **mine)
        except Exception as error:
            if file is None or isinstance(error, StrategyError):
                raise
            line = _line(error, file, inspect.unwrap(function).__code__.co_firstlineno)
            if isinstance(error, NotationError):
                raise StrategyError("strategy.bad_line", path=name, line=line, text=error.text,
                                    problem=error.reason) from error
            raise StrategyError("strategy.unreadable", path=name, line=line,
                                problem=f"{type(error).__name__}: {error}") from error
        if not isinstance(out, Choices):
            raise StrategyError("strategy.not_choices", name=name, function=function.__name__, value=type(out).__name__)
        return out
    return play


def _from_file(path: str) -> ModuleType:
    """The module of a file outside the package, loaded anew under a name of its own."""
    file = Path(os.path.expanduser(path))     # unlike Path.expanduser it lets an unknown user stand
    if not os.path.isfile(file):
        raise StrategyError("strategy.no_file", path=path)
    key = blake2b(str(file.resolve()).encode(), digest_size=8).hexdigest()
    spec = importlib.util.spec_from_file_location(f"negotiation_strategy_{key}", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise StrategyError("strategy.unreadable", path=path, line=_line(error, file),
                            problem=f"{type(error).__name__}: {error}") from error
    for function in ("talk", "decide"):
        found = getattr(module, function, None)
        if not callable(found):
            raise StrategyError("strategy.no_function", path=path, function=function)
        if not inspect.signature(found).parameters:
            raise StrategyError("strategy.no_view", path=path, function=function)
    return module


def _line(error: Exception, file: Path, line: int = 1) -> int:
    """The line of a user's file at which an error arose; `line` if it arose elsewhere."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    trace = error.__traceback__
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).name == file.name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _parameters(module: ModuleType) -> tuple[Parameter, ...]:
    """What the two functions take besides the view, by their signatures."""
    found: dict[str, Parameter] = {}
    for function in (module.talk, module.decide):
        hints = get_type_hints(inspect.unwrap(function))
        for p in list(inspect.signature(function).parameters.values())[1:]:
            if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL):
                usual = p.default
                guess = str if usual is _NO_DEFAULT else type(usual)
                found.setdefault(p.name, Parameter(p.name, hints.get(p.name, guess), usual))
    return tuple(found.values())


def _values(name: str, parameters: tuple[Parameter, ...], given: str | None) -> dict[str, Any]:
    """A value for every parameter, those of the text in place of the usual ones."""
    known = {p.name: p for p in parameters}
    chosen: dict[str, Any] = {}
    for part in (given or "").split(","):
        if not part.strip():
            continue
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not key or not value:
            raise StrategyError("strategy.form", text=f"{name}({given})")
        if key not in known:
            if not known:
                raise StrategyError("strategy.no_parameters", name=name)
            near = get_close_matches(key, list(known), 1, 0.5)
            if near:
                raise StrategyError("strategy.parameter_near", name=name, parameter=key, near=near[0])
            raise StrategyError("strategy.parameter", name=name, parameter=key, known=", ".join(known))
        if key in chosen:
            raise StrategyError("strategy.twice", name=name, parameter=key)
        chosen[key] = _value(name, known[key], value)
    for p in parameters:
        if p.name not in chosen and p.usual is _NO_DEFAULT:
            raise StrategyError("strategy.missing", name=name, parameter=p.name)
    return {p.name: chosen.get(p.name, p.usual) for p in parameters}


def _value(name: str, parameter: Parameter, text: str) -> Any:
    asked = {"name": name, "parameter": parameter.name, "value": text}
    if parameter.values:
        if text not in parameter.values:
            raise StrategyError("strategy.one_of", **asked, known=", ".join(parameter.values))
        return text
    if parameter.type is bool:
        if text.lower() not in ("true", "false", "yes", "no", "1", "0"):
            raise StrategyError("strategy.yes_no", **asked)
        return text.lower() in ("true", "yes", "1")
    if parameter.type is int:
        if not re.fullmatch(r"[+-]?\d+", text):
            raise StrategyError("strategy.whole", **asked)
        return int(text)
    if parameter.type is float:
        try:
            value = float(text)
        except ValueError:
            raise StrategyError("strategy.number", **asked) from None
        if value != value or value in (float("inf"), float("-inf")):
            raise StrategyError("strategy.number", **asked)
        return value
    return text


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

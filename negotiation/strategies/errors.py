"""What is wrong with a strategy that cannot be found or used as asked."""

from __future__ import annotations

from typing import Any

from ..rules.reasons import Reason

_MESSAGES = {
    "strategy.unknown": "there is no strategy '{name}'; there are {known}",
    "strategy.unknown_near": "there is no strategy '{name}'; did you mean '{near}'?",
    "strategy.form": "'{text}' is not a strategy; write name, or name(parameter=value)",
    "strategy.no_parameters": "{name} takes no parameters",
    "strategy.parameter": "{name} has no parameter '{parameter}'; it has {known}",
    "strategy.parameter_near": "{name} has no parameter '{parameter}'; did you mean '{near}'?",
    "strategy.twice": "{name}: {parameter} is given twice",
    "strategy.missing": "{name} needs {parameter}: write {name}({parameter}=...)",
    "strategy.number": "{name}: {parameter} must be a number, not '{value}'",
    "strategy.whole": "{name}: {parameter} must be a whole number, not '{value}'",
    "strategy.yes_no": "{name}: {parameter} must be true or false, not '{value}'",
    "strategy.range": "{name}: {parameter} must be from {low} to {high}, not {value}",
    "strategy.one_of": "{name}: {parameter} must be one of {known}, not '{value}'",
    "strategy.no_file": "{path}: there is no such file",
    "strategy.unreadable": "{path}:{line}: {problem}",
    "strategy.bad_line": "{path}:{line}: '{text}' is not a line of this game: {problem}",
    "strategy.no_function": "{path}: the function {function}(view) is missing",
    "strategy.no_view": "{path}: {function} must take the view as its first argument",
    "strategy.script_head": "{path}:1: the first line must name the columns month and move, and country where wanted; "
                            "it is '{text}'",
    "strategy.script_cells": "{path}:{line}: this row has {cells} cells and the first line names {columns} columns; "
                             "put a comma between the cells",
    "strategy.script_month": "{path}:{line}:{column}: '{text}' is not a month; write 1, 3-6 or every",
    "strategy.script_country": "{path}:{line}:{column}: '{text}' is no country; write us, canada or mexico, or leave "
                               "the cell empty",
    "strategy.script_move": "{path}:{line}:{column}: '{text}' is not a line of this game: {problem}",
    "strategy.script_empty": "{path}: there is no move in it; write a row such as 1,call mexico",
    "strategy.script_text": "{path}: it is not readable text; save it as CSV in UTF-8",
    "strategy.script_big": "{path}: it is larger than {most} kB; a script of moves is a short table",
    "strategy.not_choices": "{name}: {function} returned {value} and not choices; return view.choices() filled, "
                            "or put @one_at_a_time before a function that returns lines",
}


class StrategyError(ValueError):
    """A strategy that cannot be found or used as asked; `reason` is the message and its places."""

    def __init__(self, id_: str, **places: Any) -> None:
        plain = {k: v.id if isinstance(v, Reason) else v for k, v in places.items()}
        super().__init__(_MESSAGES[id_].format(**plain))
        self.reason = Reason(id_, places)

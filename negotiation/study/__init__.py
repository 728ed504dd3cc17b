"""Designed studies: games by the thousand under many conditions, in a folder that survives being killed.

    from negotiation.study import Study, run
    study = run("design.yaml", "results", workers=2)
    study.runs(); study.sql("select ending, count(*) from runs group by all"); Study("results").status()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["Design", "DesignError", "Study", "StudyError", "read_design", "resume", "retry", "run", "sensitivity",
           "verify"]

_HOME = {"Design": "design", "DesignError": "design", "read_design": "design", "Study": "results",
         "StudyError": "folder", "resume": "running", "retry": "running", "run": "running", "sensitivity": "indices",
         "verify": "check"}

if TYPE_CHECKING:
    from .check import verify
    from .design import Design, DesignError, read_design
    from .folder import StudyError
    from .indices import sensitivity
    from .results import Study
    from .running import resume, retry, run


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value

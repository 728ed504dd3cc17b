"""Where the shipped `scenarios/` and `assets/` lie: inside an installed wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `scenarios` or `assets`. Raises FileNotFoundError when an installation is incomplete."""
    for place in (HERE / "data" / name, HERE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name}: not found beside {HERE}; install negotiation again")

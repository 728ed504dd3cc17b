"""Sections of pages that cost time to word, kept while what they depend on stands still."""

from __future__ import annotations

from typing import Any


class Kept:
    """What was made last for each key."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def get(self, key: tuple[Any, ...], on: Any, make: Any) -> Any:
        """The section of a key, made anew if `on` is another."""
        old = self._kept.get(key)
        if old is None or old[0] != on:
            old = self._kept[key] = (on, make())
        return old[1]

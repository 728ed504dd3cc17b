"""What an environment of one game can do besides playing it: tell it, keep it, give its digest."""

from __future__ import annotations

from pathlib import Path

from . import keeping
from .games import Games
from .told import told


class AtHand:
    """A game at hand, or none before the first reset; `not_begun` is what is raised then."""

    games: Games | None
    render_mode: str | None
    not_begun: type[Exception] = ValueError

    def render(self) -> str | None:
        """The game as lines of text in mode "ansi"; mode "human" has printed them already."""
        return told(self._begun()) if self.render_mode == "ansi" else None

    def _human(self) -> None:
        if self.render_mode == "human":
            print(told(self._begun()))

    def save(self, path: str | Path) -> None:
        """Write the game to a file, in the middle of a month too; `reset(options={"load": path})` goes on with it."""
        keeping.save(self._begun(), path)

    @property
    def digest(self) -> str:
        """The digest of the state, as every other door gives it."""
        return self._begun().digest()

    def _begun(self) -> Games:
        if self.games is None:
            raise self.not_begun("the game has not begun: call reset first")
        return self.games

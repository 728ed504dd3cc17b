"""Why a batch of games could not be asked for, or stopped before its end, and what was finished by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .batch import Result


class WrongUse(ValueError):
    """A number of games, a seed or a seat that cannot be; `places` fill the message `id`."""

    def __init__(self, id_: str, text: str, **places: object) -> None:
        """Keep the message's id and places beside its English text."""
        super().__init__(text)
        self.id, self.places = id_, places


class Interrupted(KeyboardInterrupt):
    """Stopped by hand; `result` holds the games that were finished, in the order of their seeds."""

    def __init__(self, result: Result) -> None:
        """Keep what is there."""
        super().__init__()
        self.result = result


class GamesLost(RuntimeError):
    """Games that could not be played: those with the seeds `first` to `last`. `result`: what was finished before."""

    def __init__(self, text: str, first: int, last: int) -> None:
        """Name the games by their seeds."""
        super().__init__(text)
        self.first, self.last = first, last
        self.result: Result | None = None


class WorkerLost(GamesLost):
    """A process died twice over the same games: killed, or out of memory."""

    def __init__(self, first: int, last: int) -> None:
        """Name the games by their seeds."""
        super().__init__(f"the games with seeds {first} to {last} ended their process twice", first, last)


class PlayError(GamesLost):
    """Something a strategy or the rules raised; the text says what and where."""

"""Waiting for the next event without keeping the processor busy.

SDL's own waiting looks for events a thousand times a second (measured: 2.6 % of a core). Here the looks grow rarer the
longer nothing happens: 4 ms apart while somebody is at work, 33 ms when the window has been left alone.
"""

from __future__ import annotations

import time

import pygame

STEPS = ((0.5, 0.004), (3.0, 0.012), (float("inf"), 0.033))  # quiet for less than so long: the pause between two looks


def pause(quiet: float) -> float:
    """Seconds between two looks after so many quiet ones."""
    return next(seconds for limit, seconds in STEPS if quiet < limit)


def next_event(seconds: float | None, since: float) -> pygame.Event:
    """The next event; one of type NOEVENT when the seconds are over (None: never). `since`: when the last one came."""
    due = None if seconds is None else time.monotonic() + seconds
    while True:
        found = pygame.event.poll()
        now = time.monotonic()
        if found.type != pygame.NOEVENT or (due is not None and now >= due):
            return found
        rest = pause(now - since)
        time.sleep(rest if due is None else max(0.0, min(rest, due - now)))

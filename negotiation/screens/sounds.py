"""The cues as they are heard: pygame's mixer, opened when the first cue is due, and done without where it fails."""

from __future__ import annotations

from functools import cache

import pygame

from ..paths import shipped
from .cues import EVENTS
from .tokens import Look


class Speaker:
    """Plays cues by name as loudly as the player wants; what failed is told once by `trouble`."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.trouble = ""
        self._silent = False

    def play(self, name: str) -> None:
        """Play a cue; nothing when muted, without a device, or with a file that cannot be read."""
        share = self.look.events if name in EVENTS else self.look.controls
        loud = self.look.volume * share
        if self.look.mute or loud <= 0 or self._silent:
            return
        try:
            if not pygame.mixer.get_init():
                pygame.mixer.init()
            sound = _sound(name)
            sound.set_volume(loud)
            sound.play()
        except (pygame.error, OSError) as error:
            # One sentence is enough: a machine without a sound card will not grow one during the game.
            self._silent, self.trouble = True, str(error)

    def close(self) -> None:
        """Let the device go."""
        _sound.cache_clear()
        if pygame.mixer.get_init():
            pygame.mixer.quit()


@cache
def _sound(name: str) -> pygame.mixer.Sound:
    return pygame.mixer.Sound(shipped("assets") / "sounds" / f"{name}.wav")

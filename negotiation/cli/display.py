"""Is there somebody to show a window to, or at least somebody at the keys?"""

from __future__ import annotations

import os
import sys

UNSEEN = ("dummy", "offscreen")            # drivers that paint where nobody looks


def has_display() -> bool:
    """Whether a window can be shown."""
    if os.environ.get("SDL_VIDEODRIVER", "") in UNSEEN:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_keyboard() -> bool:
    """Whether a person is at the keys and reads the answers."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()

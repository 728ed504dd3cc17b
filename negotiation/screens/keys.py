"""What can be done by a key of its own, and which key that is at first. A player may choose others.

An action has the name of the control it works; those that belong to no control are the window's own.
"""

from __future__ import annotations

from collections.abc import Mapping

ACTIONS: Mapping[str, str] = {
    "end": "enter", "undo": "z", "redo": "y", "tab.suggested": "s", "tab.all": "a", "tab.deal": "d", "tab.offers": "o",
    "tab.tariffs": "r", "openly": "p", "quietly": "q", "map": "m", "swap": "x", "news": "n", "log": "l", "codex": "c",
    "coach": "h", "back": "ctrl+z", "save": "ctrl+s", "quicksave": "f5", "quickload": "f9", "settings": ",",
    "help": "f1", "menu": "escape", "leave": "ctrl+q", "tip": "t", "mute": "ctrl+m", "full": "f11", "picture": "f12",
}
# Keys that walk, press and turn everywhere, and the digits that choose: they cannot be given away.
FIXED = ("tab", "space", "left", "right", "up", "down", "home", "end", "pageup", "pagedown", "backspace", "delete",
         *"0123456789", "left shift", "right shift", "left ctrl", "right ctrl", "left alt", "right alt",
         "left meta", "right meta", "caps lock", "escape", "enter", "")


def chord(action: str, own: Mapping[str, str], default: str = "") -> str:
    """The key of an action: the player's own, else the usual one, else `default`."""
    return own.get(action) or ACTIONS.get(action) or default


def taken(wanted: str, own: Mapping[str, str]) -> str:
    """The action that has a key already; an empty text where none has."""
    return next((action for action in ACTIONS if chord(action, own) == wanted), "")


def given(action: str, wanted: str, own: Mapping[str, str]) -> dict[str, str]:
    """The player's keys once an action has this key; an action that had it gets the other's in exchange."""
    keys = dict(own)
    other = taken(wanted, own)
    if other and other != action:
        keys[other] = chord(action, own)
    keys[action] = wanted
    return {name: key for name, key in keys.items() if key != ACTIONS.get(name)}

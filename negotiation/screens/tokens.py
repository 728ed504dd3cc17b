"""Colors, type sizes and the player's choice of both, as plain tables. Contrast is held by tests/screens."""

from __future__ import annotations

from dataclasses import dataclass, field

PAPER = {
    "desk": "#E9E3D6",
    "sea": "#D6E2E6",
    "sea.line": "#C9D8DE",
    "land": "#E4DFD2",
    "panel": "#FFFDF8",
    "well": "#F6F1E6",
    "bar": "#1F2A36",
    "bar.ink": "#F7F2E8",
    "bar.soft": "#B9C3CC",
    "bar.hot": "#33414F",
    "line": "#D8CFBD",
    "edge": "#8A8172",
    "ink": "#1C2630",
    "soft": "#45515C",
    "muted": "#5E6973",
    "trust": "#55318A",
    "trust.hot": "#472676",
    "trust.ink": "#FFFFFF",
    "chosen": "#ECE4F7",
    "focus": "#FFC533",
    "focus.edge": "#1C2630",
    "good": "#0B6C77",
    "good.well": "#D8EEF0",
    "bad": "#96142F",
    "bad.well": "#FADFE3",
    "warn": "#7A4B00",
    "warn.well": "#FBEBCB",
    "us": "#1D4690",
    "us.ink": "#1D4690",
    "us.map": "#A9B8DE",
    "canada": "#BF4A12",
    "canada.ink": "#9A3A0A",
    "canada.map": "#F5C49A",
    "mexico": "#239C86",
    "mexico.ink": "#0E6B59",
    "mexico.map": "#C9F0DF",
    "trust.0": "#6F6879",
    "trust.1": "#7F68A6",
    "trust.2": "#6B489A",
    "trust.3": "#55318A",
    "trust.4": "#3D1E6B",
    "coin": "#FFFFFF",
    "shadow": "#0C121A34",
    "veil": "#0A0E1496",
}
NIGHT = PAPER | {
    "desk": "#0E141B",
    "sea": "#152230",
    "sea.line": "#1B2B3B",
    "land": "#243140",
    "panel": "#19232E",
    "well": "#212D3A",
    "bar": "#0A0F15",
    "bar.ink": "#F4F0E8",
    "bar.soft": "#9FB0BF",
    "line": "#33424F",
    "edge": "#7D8C9A",
    "ink": "#F2EFE8",
    "soft": "#C9D1D8",
    "muted": "#A3B0BC",
    "trust": "#B79CF2",
    "trust.hot": "#C9B4F7",
    "trust.ink": "#1A1030",
    "chosen": "#33294D",
    "focus.edge": "#000000",
    "good": "#86E3F3",
    "good.well": "#12343B",
    "bad": "#F58B86",
    "bad.well": "#46202B",
    "warn": "#F5C56B",
    "warn.well": "#3D2F12",
    "us": "#7C93E6",
    "us.ink": "#9FB4F2",
    "us.map": "#2A356F",
    "canada": "#F07A30",
    "canada.ink": "#F7A26C",
    "canada.map": "#6F3A14",
    "mexico": "#86ECD6",
    "mexico.ink": "#93EBD5",
    "mexico.map": "#3F7467",
    "trust.0": "#8B8FA0",
    "trust.1": "#9C8AC4",
    "trust.2": "#AE94DE",
    "trust.3": "#C0A5F5",
    "trust.4": "#D8C6FF",
    "coin": "#DDE3E8",
    "shadow": "#0C121A78",
}
CONTRAST = PAPER | {
    "desk": "#FFFFFF",
    "sea": "#FFFFFF",
    "sea.line": "#E0E0E0",
    "land": "#E0E0E0",
    "panel": "#FFFFFF",
    "well": "#FFFFFF",
    "bar": "#000000",
    "bar.soft": "#FFFFFF",
    "line": "#000000",
    "edge": "#000000",
    "ink": "#000000",
    "soft": "#000000",
    "muted": "#1A1A1A",
    "trust": "#3A0F7A",
    "good": "#005560",
    "good.well": "#FFFFFF",
    "bad": "#7A001E",
    "bad.well": "#FFFFFF",
    "us": "#12327A",
    "us.ink": "#12327A",
    "us.map": "#93A7DC",
    "canada": "#A33A00",
    "canada.ink": "#7A2C00",
    "canada.map": "#FFBE85",
    "mexico": "#0F7F6B",
    "mexico.ink": "#084F43",
    "mexico.map": "#C2F5E0",
}
THEMES = {"paper": PAPER, "night": NIGHT, "contrast": CONTRAST}

COUNTRIES = ("us", "canada", "mexico")
# Beside its color each country has a shape, and each state of trust a line: color never speaks alone.
MARKERS = {"us": "square", "canada": "circle", "mexico": "triangle"}
STROKES = ("dots", "dashes", "solid")
BANDS = (20, 40, 60, 80)

# Type scale in logical pixels; nothing is set smaller than LABEL.
LABEL, BODY, SECTION, LEAD, TITLE, FIGURE, NAME = 14, 16, 18, 20, 28, 34, 56
GAP, PAD, RADIUS, CORNER = 12, 14, 10, 7

FAMILIES = ("sans", "serif", "easy")
LEAST_TEXT, MOST_TEXT = 0.8, 2.0


@dataclass
class Look:
    """The player's own settings; screens that hold it may change it, and the window follows at once."""

    theme: str = "paper"
    text: float = 1.0  # size of text and controls, 0.8 to 2
    family: str = "sans"  # sans, serif, or easy (letters that are hard to mistake)
    motion: bool = True  # False: nothing fades, slides or counts up
    captions: bool = False  # a line of words for every cue
    mute: bool = False
    volume: float = 0.8  # of everything; the two below are shares of it
    controls: float = 0.7  # presses, turns, pages
    events: float = 1.0  # trust, answers, news, the month
    keys: dict[str, str] = field(default_factory=dict)  # the player's own keys: action to chord
    ask: bool = False  # ask before a half of the month ends with moves left
    numbers: bool = False  # who-cares arrows with their numbers
    steps: bool = True  # in a first game words, deals and measures open one after another
    full: bool = False  # full screen
    language: str = ""  # empty: the system's


def band(trust: float) -> int:
    """0 broken, 1 wary, 2 working, 3 warm, 4 close, of a trust 0..100."""
    return sum(trust >= edge for edge in BANDS)


def stroke(trust: float) -> str:
    """The line that stands for a trust: dots when broken, dashes when wary, solid from there."""
    return STROKES[min(band(trust), 2)]

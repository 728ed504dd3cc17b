"""Colors can be told apart: text at least 4.5 to 1 on its ground, controls at least 3 to 1, by the WCAG formula."""

import pytest

from negotiation.screens.tokens import COUNTRIES, MARKERS, THEMES, band, stroke

TEXT = [
    *((tone, ground) for tone in ("ink", "soft", "muted") for ground in ("panel", "well")),
    *((f"{country}.ink", "panel") for country in COUNTRIES),
    ("ink", "desk"),
    ("ink", "chosen"),
    ("soft", "chosen"),
    ("trust.ink", "trust"),
    ("trust.ink", "trust.hot"),
    ("bar.ink", "bar"),
    ("bar.soft", "bar"),
    ("bar.ink", "bar.hot"),
    ("good", "panel"),
    ("good", "good.well"),
    ("bad", "panel"),
    ("bad", "bad.well"),
    ("warn", "warn.well"),
    ("ink", "warn.well"),
    ("ink", "good.well"),
]
SHAPES = [
    *((country, "panel") for country in COUNTRIES),
    *((f"trust.{n}", "panel") for n in range(5)),
    ("edge", "panel"),
    ("edge", "well"),
    ("trust", "panel"),
    ("trust", "chosen"),
    ("good", "well"),
    ("focus", "focus.edge"),
]


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone, ground", TEXT)
def test_text_can_be_read_on_its_ground(theme, tone, ground):
    colors = THEMES[theme]
    assert contrast(colors[tone], colors[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone, ground", SHAPES)
def test_controls_and_marks_can_be_seen_on_their_ground(theme, tone, ground):
    colors = THEMES[theme]
    assert contrast(colors[tone], colors[ground]) >= 3


def test_every_theme_has_every_token():
    assert len({frozenset(colors) for colors in THEMES.values()}) == 1


def test_countries_differ_in_shape_as_well_as_in_color():
    assert len(set(MARKERS.values())) == len(COUNTRIES) == 3


def test_the_line_of_a_trust_says_broken_wary_or_working():
    assert [stroke(trust) for trust in (0, 19, 20, 39, 40, 100)] == ["dots"] * 2 + ["dashes"] * 2 + [
        "solid"
    ] * 2
    assert [band(trust) for trust in (0, 20, 40, 60, 80, 100)] == [0, 1, 2, 3, 4, 4]


SIGHTS = ("normal", "protanomaly", "deuteranomaly", "tritanomaly")


def distance(one: str, other: str, sight: str) -> float:
    """How far two colors lie apart for a kind of sight at its strongest, in CAM02-UCS (about 2 is just visible)."""
    from colorspacious import cspace_convert, deltaE

    def seen(color: str) -> object:
        rgb = [int(color[n : n + 2], 16) for n in (1, 3, 5)]
        if sight == "normal":
            return rgb
        space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
        return cspace_convert(cspace_convert(rgb, "sRGB255", "sRGB1"), space, "sRGB1").clip(0, 1) * 255

    return float(deltaE(seen(one), seen(other), input_space="sRGB255"))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", THEMES)
def test_countries_and_good_and_bad_can_be_told_apart_in_every_kind_of_sight(theme, sight):
    colors = THEMES[theme]
    pairs = [(a, b) for n, a in enumerate(COUNTRIES) for b in COUNTRIES[n + 1 :]]
    found = {pair: round(distance(colors[pair[0]], colors[pair[1]], sight), 1) for pair in (*pairs, ("good", "bad"))}
    assert min(found.values()) >= 20, found


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", THEMES)
def test_the_lands_of_the_map_differ(theme, sight):
    colors = THEMES[theme]
    lands = [colors[f"{country}.map"] for country in COUNTRIES]
    assert min(distance(lands[a], lands[b], sight) for a, b in ((0, 1), (0, 2), (1, 2))) >= 10


def test_the_measure_of_distance_gives_the_published_figures():
    """The table of the design, from the same tokens: to a tenth."""
    colors = THEMES["paper"]
    pairs = (("us", "canada"), ("us", "mexico"), ("canada", "mexico"))
    found = [min(distance(colors[a], colors[b], sight) for a, b in pairs) for sight in SIGHTS]
    assert found == pytest.approx([41.0, 27.9, 27.7, 26.9], abs=0.3)

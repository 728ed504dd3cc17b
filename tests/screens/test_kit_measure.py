"""Text is measured without pygame, and pygame agrees."""

import pygame
import pytest

from negotiation.screens import measure
from negotiation.screens.draw_brush import Brush, font
from negotiation.screens.tokens import FAMILIES

TEXTS = (
    "End month",
    "Steel duties spare Mexican goods",
    "A warm call to Mexico City",
    "AVATAR To Yes: Why? 35% − 1,000 × 2",
    "Si nada cambia, la confianza de México será de 36 en septiembre",
    "L’œuvre française : « déjà vu », 35 % — fin",
)
SIZES = (14, 15, 16, 18, 20, 28, 34)


@pytest.fixture(params=FAMILIES)
def family(request):
    measure.use(request.param)
    yield request.param
    measure.use("sans")


@pytest.mark.parametrize("name", measure.FONTS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_metrics_agree_with_pygame_within_a_pixel(family, name, text):
    # At 1000 pixels the whole pixels on which pygame sets each letter are the units of the font itself.
    large = font(name, 1000).size(text)[0] / 1000
    for size in SIZES:
        assert measure.width(text, name, size) == pytest.approx(large * size, abs=1.0)


@pytest.mark.parametrize("scale", (1.0, 1.5, 2.0))
def test_what_is_drawn_is_as_wide_as_it_was_measured(family, scale):
    brush = Brush(pygame.Surface((8, 8)), scale)
    for name in measure.FONTS:
        for text in TEXTS:
            for size in SIZES:
                drawn = brush.word(text, name, size, "ink")[0].get_width() / scale
                assert drawn == pytest.approx(measure.width(text, name, size), abs=1.0 + size / 14)


def test_kerning_counts():
    assert measure.width("AV", "regular", 100) < measure.width("A", "regular", 100) + measure.width(
        "V", "regular", 100
    )


def test_digits_line_up():
    for name in measure.FONTS:
        assert len({measure.width(digit, name, 16) for digit in "0123456789"}) == 1


def test_wrapping_keeps_every_word_and_stays_inside_the_width():
    text = "The minister flies to Mexico City, and nobody in Ottawa asks why the visit was not announced."
    lines = measure.wrap(text, "regular", 16, 200)
    assert " ".join(lines) == text
    assert len(lines) > 3
    assert all(measure.width(line, "regular", 16) <= 200 for line in lines)


def test_wrapping_keeps_new_lines_and_does_not_break_at_a_no_break_space():
    assert measure.wrap("one\n\ntwo", "regular", 16, 500) == ("one", "", "two")
    assert measure.wrap("a «\u00a0b\u00a0»", "regular", 16, 20) == ("a", "«\u00a0b\u00a0»")


def test_fit_shrinks_a_line_until_it_has_room_and_no_further_than_the_least():
    wide = measure.width("Washington", "bold", 20)
    assert measure.fit("Washington", "bold", 20, wide) == 20
    fitted = measure.fit("Washington", "bold", 20, wide * 0.8)
    assert 14 <= fitted < 20
    assert measure.width("Washington", "bold", fitted) <= wide * 0.8
    assert measure.fit("Washington", "bold", 20, 10) == 14


def test_shorten_ends_in_an_ellipsis_that_fits():
    short = measure.shorten("Washington and Ottawa", "regular", 16, 90)
    assert short.endswith("…")
    assert measure.width(short, "regular", 16) <= 90
    assert measure.shorten("Ottawa", "regular", 16, 90) == "Ottawa"


def test_the_height_of_a_text_is_that_of_its_lines():
    assert measure.height("one\ntwo", "regular", 16, 500, 1.5) == 48

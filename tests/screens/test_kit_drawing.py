"""Every record paints, nothing is cut, and what is painted is where the record says."""

from itertools import pairwise

import pygame
import pytest
from demonstration import Board, Gallery
from pilot import Pilot

from negotiation.screens import charts, controls, draw, draw_shapes, figures, items, linkmap, lists
from negotiation.screens.layout import Rect
from negotiation.screens.tokens import PAPER, Look
from negotiation.screens.window import picture

SIZES = ((1280, 720), (1920, 1080), (1600, 900), (2560, 1440))
BASES = {items.Item, controls.Control, lists.Scrolling}


def records():
    found, waiting = [], [items.Item]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if kind.__module__.startswith("negotiation.") and kind not in BASES:
            found.append(kind)
    return found


@pytest.mark.parametrize("kind", records(), ids=lambda kind: kind.__name__)
def test_every_record_has_its_own_way_to_be_drawn(kind):
    assert kind in draw.draw.registry


def test_the_demonstration_shows_every_record():
    board = Pilot(Board()).click("settings").key("tab")
    shown = {type(each.item) for each in board.placed()} | {
        type(each.item) for each in Pilot(Gallery()).placed()
    }
    shown |= {type(each.item) for each in Pilot(Board()).click("undo").placed()}
    assert set(records()) <= shown


def test_a_record_nobody_can_draw_is_refused_by_name():
    class Stranger(items.Item):
        pass

    with pytest.raises(TypeError, match="Stranger"):
        draw.paint(pygame.Surface((10, 10)), [Stranger(Rect(0, 0, 5, 5))])


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("make", (Board, Gallery))
def test_nothing_is_cut_at_any_size_of_this_shape(make, size):
    picture(make(), size)
    assert [(each.item, each.text) for each in draw.cut] == []


@pytest.mark.parametrize("theme", ("paper", "night", "contrast"))
def test_every_theme_paints(theme):
    surface = picture(Board(), look=Look(theme))
    assert surface.get_at((4, 400))[:3] != surface.get_at((640, 20))[:3]


def test_a_text_without_room_is_reported_with_its_item():
    short = items.Text(Rect(0, 0, 40, 20), "Washington and Ottawa", name="headline")
    cuts = draw.paint(pygame.Surface((200, 100)), [short])
    assert [(cut.item, cut.text) for cut in cuts] == [("headline", "Washington and Ottawa")]


def test_a_paragraph_too_long_for_its_box_is_reported():
    long = items.Paragraph(Rect(0, 0, 60, 20), "one two three four five six", name="news")
    assert [cut.item for cut in draw.paint(pygame.Surface((200, 100)), [long])] == ["news"]


def test_a_text_beyond_the_screen_is_reported():
    lost = items.Text(Rect(180, 10, 100, 20), "Ottawa", name="lost")
    assert [cut.item for cut in draw.paint(pygame.Surface((200, 100)), [lost])] == ["lost"]


def test_the_report_of_one_painting_does_not_leak_into_the_next():
    draw.paint(pygame.Surface((200, 100)), [items.Text(Rect(0, 0, 20, 20), "Washington")])
    draw.paint(pygame.Surface((200, 100)), [])
    assert draw.cut == []


def test_a_charts_line_is_painted_where_its_points_are():
    line = charts.Line("trust", (10.0, 90.0, 40.0), "trust")
    chart = charts.Chart(Rect(0, 0, 400, 200), (line,), 0, 100, ((0, "0"), (100, "100")))
    surface = pygame.Surface((400, 200))
    draw.paint(surface, [chart])
    for x, y in chart.points(line):
        assert surface.get_at((round(x), round(y)))[:3] == pygame.Color(PAPER["trust"])[:3]


def test_labels_at_the_ends_of_lines_keep_apart():
    lines = tuple(charts.Line(name, (50.0, 50.0)) for name in ("one", "two", "three"))
    ends = [y for y, _ in charts.Chart(Rect(0, 0, 400, 100), lines, 0, 100).ends()]
    assert all(after - before >= 18 for before, after in pairwise(ends))


def test_a_waterfall_stands_on_the_level_before():
    steps = (charts.Step("June", 34), charts.Step("up", 6, items.change("+6", 6)), charts.Step("July", 40))
    first, rise, last = (box for box, _ in charts.Waterfall(Rect(0, 0, 300, 200), steps, 0, 50).boxes())
    assert rise.bottom == pytest.approx(first.center[1])
    assert rise.y == pytest.approx(last.center[1])


def test_the_dash_of_a_ribbon_follows_the_weaker_side():
    def link(x, y):
        return linkmap.Link("us-mexico", linkmap.Side("us", x, str(x)), linkmap.Side("mexico", y, str(y)))

    def painted(one):
        names = (("us", "US"), ("canada", "Canada"), ("mexico", "Mexico"))
        surface = pygame.Surface((600, 500))
        draw.paint(surface, [linkmap.LinkMap(Rect(0, 0, 600, 500), (one,), "", names, name="map")])
        dark = pygame.Color(PAPER[one.tone])
        return sum(surface.get_at((x, y))[:3] == dark[:3] for x in range(250, 480) for y in range(200, 480))

    assert painted(link(60, 60)) > painted(link(90, 30)) > painted(link(110, 10)) > 0


def test_pills_stay_on_the_map_and_apart_from_each_other_at_full_size():
    board = next(item for item in Board().shown() if isinstance(item, linkmap.LinkMap))
    pills = [board.pill(link) for link in board.links]
    assert all(board.at.holds(pill) for pill in pills)
    assert not any(a.overlaps(b) for n, a in enumerate(pills) for b in pills[:n])


def test_a_meter_names_all_its_bands_or_only_the_present_one():
    words = ("Broken", "Wary", "Working", "Warm", "Close")
    assert len(list(figures.Meter(Rect(0, 0, 300, 40), 34, words=words, current=1).labels())) == 5
    assert [
        word for _, word, _ in figures.Meter(Rect(0, 0, 120, 40), 34, words=words, current=1).labels()
    ] == ["Wary"]


def test_months_that_would_touch_are_left_out_but_never_the_present_one():
    stops = tuple(figures.Stop(f"Month {n}") for n in range(21))
    line = figures.Timeline(Rect(0, 0, 400, 64), stops, 13)
    words = line.words()
    assert "Month 13" in [text for _, text, _ in words]
    assert not any(a.overlaps(b) for n, (a, _, _) in enumerate(words) for b, _, _ in words[:n])


def test_a_picture_is_saved_without_a_display(tmp_path):
    path = tmp_path / "board.png"
    picture(Board(), (640, 360), path)
    assert pygame.image.load(path).get_size() == (640, 360)


def test_what_is_kept_of_pictures_stays_under_its_size():
    draw_shapes.let_go()
    side = 1000
    for n in range(draw_shapes.KEPT // (4 * side * side) + 5):
        made = draw_shapes.keep(n, lambda: pygame.Surface((side, side), pygame.SRCALPHA))
        assert draw_shapes.keep(n, pytest.fail) is made
    assert 0 < draw_shapes._kept.held <= draw_shapes.KEPT
    draw_shapes.let_go()
    assert draw_shapes._kept.held == 0 and not draw_shapes._kept

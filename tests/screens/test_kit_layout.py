"""Rectangles, rows and columns."""

from negotiation.screens.layout import REST, Rect, Share, columns, evenly, flow, rows

BOX = Rect(10, 20, 300, 100)


def test_columns_fill_the_box_and_keep_their_gaps():
    left, middle, right = columns(BOX, 50, REST, 70, gap=10)
    assert (left.x, left.w) == (10, 50)
    assert (middle.x, middle.w) == (70, 160)
    assert right.right == BOX.right
    assert {each.h for each in (left, middle, right)} == {100}


def test_shares_divide_what_is_left_and_keep_their_least():
    one, two = columns(BOX, Share(1), Share(2))
    assert (one.w, two.w) == (100, 200)
    assert columns(BOX, 290, Share(1, least=40))[1].w == 40


def test_rows_run_from_top_to_bottom():
    top, bottom = rows(BOX, 30, REST, gap=5)
    assert (top.y, bottom.y, bottom.bottom) == (20, 55, 120)


def test_equal_columns_are_equal():
    assert len({each.w for each in evenly(BOX, 3, gap=6)}) == 1


def test_a_flow_starts_a_new_line_where_the_width_runs_out():
    places = flow(BOX, [140, 140, 140], 24, 10)
    assert [(place.x, place.y) for place in places] == [(10, 20), (160, 20), (10, 54)]


def test_boxes_can_be_cut_placed_and_pushed_inside():
    assert BOX.cut(left=10, bottom=20) == Rect(20, 20, 290, 80)
    assert BOX.placed(100, 50) == Rect(110, 45, 100, 50)
    assert Rect(400, 0, 50, 50).within(BOX) == Rect(260, 20, 50, 50)
    assert BOX.holds(BOX.inset(5))
    assert not BOX.holds(BOX.inset(-5))
    assert BOX.overlaps(Rect(300, 110, 50, 50))
    assert not BOX.overlaps(Rect(310, 20, 50, 50))
    assert (309, 119) in BOX
    assert (310, 20) not in BOX

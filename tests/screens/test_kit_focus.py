"""Everything can be reached and used by keyboard and by pointer, and says why when it cannot be used."""

from dataclasses import dataclass

import pytest
from demonstration import Board, Gallery
from pilot import Pilot

from negotiation.screens import focus
from negotiation.screens.controls import Button, Control, Slider
from negotiation.screens.events import Click, Drag, Move
from negotiation.screens.items import Ring
from negotiation.screens.layout import Rect
from negotiation.screens.lists import Dropdown, ListBox, Option, Scroller
from negotiation.screens.screen import Screen


def reached(screen, key):
    pilot, seen = Pilot(screen), []
    for _ in range(100):
        pilot.key(key)
        if pilot.screen.focus in seen:
            return seen
        seen.append(pilot.screen.focus)
    raise AssertionError("focus never came around")


@pytest.mark.parametrize("make", (Board, Gallery))
def test_tab_reaches_every_enabled_control_and_wraps(make):
    placed = focus.flat(make().shown())
    wanted = {each.item.name for each in placed if isinstance(each.item, Control) and each.item.enabled}
    assert wanted <= set(reached(make(), "tab"))


def focus_names(screen):
    return [each.item.name for each in focus.stops(focus.flat(screen.shown()))]


def test_tab_follows_reading_order_and_shift_tab_goes_back():
    forward = reached(Board(), "tab")
    assert forward == focus_names(Board())
    backward = reached(Board(), "shift+tab")
    assert backward == [forward[0], *reversed(forward[1:])] or backward == list(reversed(forward))


def test_a_disabled_control_with_a_reason_is_reached_and_says_it():
    pilot = Pilot(Board())
    while pilot.screen.focus != "undo":
        pilot.key("tab")
    assert pilot.tip() == "Nothing to take back yet"
    assert ("undo", None) not in pilot.key("enter").screen.log


def test_a_click_on_a_disabled_control_does_nothing_and_says_why():
    pilot = Pilot(Board()).click("undo")
    assert pilot.screen.log == []
    assert pilot.tip() == "Nothing to take back yet"


def test_the_key_of_a_disabled_control_says_why():
    assert Pilot(Board()).key("z").tip() == "Nothing to take back yet"


def test_the_ring_shows_after_keys_and_goes_with_a_click():
    pilot = Pilot(Board()).key("tab")
    assert any(isinstance(each, Ring) for each in pilot.screen.shown())
    pilot.click("propose")
    assert not any(isinstance(each, Ring) for each in pilot.screen.shown())


def test_enter_with_no_focus_presses_the_main_button():
    assert Pilot(Board()).key("enter").screen.log == [("end", None)]


def test_enter_and_space_press_the_focused_button():
    for key in ("enter", "space"):
        pilot = Pilot(Board())
        while pilot.screen.focus != "propose":
            pilot.key("tab")
        assert pilot.key(key).screen.log == [("propose", None)]


def test_enter_after_a_click_elsewhere_still_presses_the_main_button():
    assert Pilot(Board()).click("propose").key("enter").screen.log == [("propose", None), ("end", None)]


def test_a_control_answers_to_its_own_key():
    assert Pilot(Board()).key("p", "n").screen.log == [("propose", None), ("read", None)]


def test_tabs_by_click_by_arrow_and_by_number():
    assert Pilot(Board()).click("kind.visit").screen.tab == "visit"
    assert Pilot(Board()).click("kind.deal").key("right").screen.tab == "tariff"
    assert Pilot(Board()).key("4").screen.tab == "speech"
    assert Pilot(Board()).click("kind.deal").key("end", "right").screen.tab == "speech"


def test_links_on_the_map_by_click_and_by_arrow():
    assert Pilot(Board()).click("map.us-mexico").screen.link == "us-mexico"
    assert Pilot(Board()).click("map.us-mexico").key("right").screen.link == "canada-mexico"
    assert Pilot(Board()).click("map.canada").screen.log == [("map", "canada")]


def test_a_dropdown_by_mouse():
    pilot = Pilot(Board()).click("partner")
    assert pilot.click("partner.list.us").screen.partner == "us"
    assert "partner.list" not in pilot.names()


def test_a_click_beside_an_open_list_only_closes_it():
    pilot = Pilot(Board()).click("partner").click("propose")
    assert pilot.screen.log == []
    assert "partner.list" not in pilot.names()


def test_a_dropdown_by_keys():
    pilot = Pilot(Board())
    while pilot.screen.focus != "partner":
        pilot.key("tab")
    assert pilot.key("space", "up", "enter").screen.partner == "us"
    assert pilot.key("space", "down", "escape").screen.partner == "us"
    assert pilot.key("down").screen.partner == "mexico"


def test_a_slider_by_mouse_snaps_to_its_stops():
    assert Pilot(Board()).slide("tariff", 40).screen.tariff == 40
    assert Pilot(Board()).slide("tariff", 41.9).screen.tariff == 40


def test_a_slider_by_keys():
    pilot = Pilot(Board()).slide("tariff", 10)
    assert pilot.key("right").screen.tariff == 15
    assert pilot.key("left", "left").screen.tariff == 5
    assert pilot.key("end", "right").screen.tariff == 50
    assert pilot.key("home", "left").screen.tariff == 0
    assert pilot.key("pageup").screen.tariff == 25


def test_a_slider_with_uneven_stops_knows_where_each_is():
    slider = Slider(Rect(0, 0, 218, 40), (0.0, 10.0, 25.0, 50.0), 10.0)
    assert [slider.nearest(slider.place(stop)) for stop in slider.stops] == list(slider.stops)
    assert slider.place(10.0) < slider.place(17.5) < slider.place(25.0)


def test_a_dialog_holds_the_focus_and_gives_it_back():
    pilot = Pilot(Board())
    while pilot.screen.focus != "settings":
        pilot.key("tab")
    pilot.key("enter")
    assert pilot.screen.focus == "stay"
    assert [pilot.key("tab").screen.focus for _ in range(3)] == ["leave", "stay", "leave"]
    pilot.key("escape")
    assert pilot.dialog() is None
    assert pilot.screen.focus == "settings"


def test_nothing_under_a_dialog_can_be_pressed():
    pilot = Pilot(Board()).click("settings")
    place = pilot.find("propose").at.center
    pilot.give(Click(place)).key("p")
    assert pilot.screen.log == [("settings", None)]


def test_leaving_gives_no_screen():
    assert Pilot(Board()).click("settings").key("enter").screen is None


def test_a_tooltip_comes_when_the_pointer_rests_and_goes_when_it_moves_on():
    pilot = Pilot(Board()).hover("time.1")
    assert pilot.tip() == "A first visit"
    assert pilot.give(Move(pilot.find("propose").at.center)).tip() == ""


def test_a_tooltip_comes_with_the_focus_t_locks_it_and_escape_lets_it_go():
    pilot = Pilot(Board())
    while pilot.screen.focus != "trust":
        pilot.key("tab")
    assert "46" in pilot.tip()
    pilot.key("t").give(Move(pilot.find("propose").at.center))
    assert "46" in pilot.tip()
    assert pilot.key("escape").tip() == ""


def test_typing_goes_to_the_field_and_not_to_shortcuts():
    pilot = Pilot(Gallery()).click("seed").type("12x3")
    assert pilot.screen.typed == "4107123"
    assert pilot.key("backspace").screen.typed == "410712"
    assert pilot.key("delete").screen.typed == ""


def test_a_toggle_by_mouse_and_by_space():
    assert Pilot(Gallery()).click("far").screen.far is False
    pilot = Pilot(Gallery())
    while pilot.screen.focus != "far":
        pilot.key("tab")
    assert pilot.key("space").screen.far is False


def test_a_list_by_click_by_arrows_and_the_chosen_row_comes_into_view():
    assert Pilot(Gallery()).click("list.two").screen.row == "two"
    pilot = Pilot(Gallery()).click("list.two").key("end")
    assert pilot.screen.row == "four"
    assert "list.four" in [part.name for part in pilot.find("list").parts()]


def test_the_wheel_scrolls_and_stops_at_the_ends():
    pilot = Pilot(Gallery()).wheel("scroller", -100)
    bottom = pilot.find("scroller")
    assert bottom.scroll == bottom.long - bottom.at.h
    assert pilot.wheel("scroller", 100).find("scroller").scroll == 0


def test_tab_brings_a_hidden_control_into_view():
    pilot = Pilot(Gallery())
    while pilot.screen.focus != "number.7":
        pilot.key("tab")
    assert pilot.find("scroller").at.holds(pilot.find("number.7").at)


def test_what_is_scrolled_away_cannot_be_pressed():
    pilot = Pilot(Gallery())
    hidden = pilot.find("number.5").at.center
    assert focus.control_at(pilot.placed(), hidden) is None or (
        focus.control_at(pilot.placed(), hidden).item.name != "number.5"
    )


@dataclass
class Plain(Screen):
    """A screen of given items that remembers what was used."""

    given: tuple = ()
    used: object = None

    def items(self):
        yield from self.given

    def on(self, name, value=None):
        self.used = (name, value)
        return self


def test_the_thumb_of_a_scroll_bar_can_be_dragged():
    rows = tuple(Option(str(n), str(n)) for n in range(40))
    pilot = Pilot(Plain((ListBox(Rect(0, 0, 200, 200), rows, name="rows"),)))
    _, thumb = pilot.find("rows").bar()
    pilot.give(Click(thumb.center)).give(Drag((thumb.center[0], 500.0)))
    assert pilot.find("rows").scroll == 40 * 44 - 200
    assert pilot.screen.used is None


def test_a_long_dropdown_opens_inside_the_screen_and_scrolls_to_its_choice():
    many = tuple(Option(str(n), str(n)) for n in range(60))
    pilot = Pilot(Plain((Dropdown(Rect(20, 600, 200, 32), many, "50", name="many"),))).click("many")
    unfolded = pilot.find("many.list")
    assert pilot.screen.box.holds(unfolded.at)
    assert pilot.click("many.list.50").screen.used == ("many", "50")


def test_a_disabled_option_is_passed_over():
    options = (Option("a", "A"), Option("b", "B", enabled=False), Option("c", "C"))
    pilot = Pilot(Plain((ListBox(Rect(0, 0, 200, 200), options, "a", name="rows"),))).click("rows.b")
    assert pilot.screen.used is None
    assert pilot.key("down").screen.used == ("rows", "c")


def test_the_topmost_of_two_controls_is_pressed():
    under, over = Button(Rect(0, 0, 90, 40), "A", name="a"), Button(Rect(0, 0, 90, 40), "B", name="b")
    assert Pilot(Plain((under, over))).click("b").screen.used == ("b", None)


def test_focus_on_something_that_is_gone_starts_again_at_the_first():
    pilot = Pilot(Plain((Button(Rect(0, 0, 90, 40), "A", name="a"),)))
    pilot.screen.take_focus("no longer here", ringed=True)
    assert pilot.key("tab").screen.focus == "a"


def test_escape_goes_back_when_nothing_else_wants_it():
    class Deep(Plain):
        def back(self):
            return None

    assert Pilot(Deep()).key("escape").screen is None
    assert Pilot(Plain()).key("escape").screen is not None


def test_an_empty_scroller_is_no_stop():
    inner = Scroller(Rect(0, 0, 100, 100), (), 50, name="all")
    assert focus_names(Plain((inner,))) == []

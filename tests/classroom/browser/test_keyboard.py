"""A lesson by keyboard alone, the teacher's and a student's: every control is reached by Tab, seen while it has the
focus, and not covered by the head or foot of the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lesson import Room, lesson

from negotiation.classroom.room_file import records_of, room_of
from negotiation.record import verify
from negotiation.rules.names import NAMES
from negotiation.words import languages, words

pytestmark = [pytest.mark.needs("classroom"), pytest.mark.needs("browser")]
MOST = 120                                 # presses of Tab to anything
LOOKS = 10                                 # times that something wrong is looked at again
t = words("en")

# What has the focus: its words, and what is wrong with how it is shown.
_FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  const at = e.getClientRects()[0] ?? e.getBoundingClientRect();      // its first line: a link may run over two
  if (e === document.body || e.id === "main") return {name: "", id: "", wrong: "", nth: -1};
  const middle = (from, size, all) => (Math.max(from, 0) + Math.min(from + size, all)) / 2;   // of what is on screen
  const top = document.elementFromPoint(middle(at.x, at.width, innerWidth), middle(at.y, at.height, innerHeight));
  const seen = top && (e.contains(top) || top.contains(e));
  const wrong = style.outlineStyle === "none" ? "no ring" : seen ? "" : "covered";
  return {nth: Number(e.dataset.nth ?? -1), name: (e.getAttribute("aria-label") ?? e.innerText).trim(), id: e.id, wrong,
    foot: Boolean(e.closest("#tabs")) && e.classList.contains("main")};
}"""


def focus(page: Any) -> dict[str, Any]:
    """What has the focus; looked at again where the page is still being drawn or scrolled, as on a busy computer."""
    found: dict[str, Any] = page.evaluate(_FOCUS)
    for _ in range(LOOKS):
        if not found["wrong"]:
            break
        page.wait_for_timeout(300)
        found = page.evaluate(_FOCUS)
    return found


def walk(room: Room, page: Any, name: str = "", foot: bool = False) -> None:
    """Press Tab until a control of this name or id (or the button at the foot) has the focus."""
    met = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        found = focus(page)
        if found["wrong"]:
            room.faults.append(f"{found['name'] or found['id']}: {found['wrong']}")
        if (foot and found.get("foot")) or (name and name in (found["name"], found["id"])):
            return
        met.append(found["name"] or found["id"])
    raise AssertionError(f"no Tab leads to {name or 'the foot'}, only to {', '.join(dict.fromkeys(met))}")


def push(room: Room, page: Any, name: str = "", foot: bool = False) -> None:
    walk(room, page, name, foot)
    page.keyboard.press("Enter")


def test_a_lesson_by_keyboard_alone(tmp_path: Path):
    with lesson(tmp_path) as room:
        teacher = room.teacher("en")
        walk(room, teacher, "months")
        teacher.keyboard.press("ArrowDown")    # two months
        walk(room, teacher, "timer")
        teacher.keyboard.press("ArrowDown")    # no clock
        push(room, teacher, t("console.open_room"))
        teacher.wait_for_selector("text=/Room [A-Z0-9]{6}/")
        code = teacher.inner_text("#head h1")[-6:]
        phone = room.phone("en")
        walk(room, phone, "code")
        phone.keyboard.type(code)
        phone.keyboard.press("Enter")
        phone.wait_for_selector(".alias")
        push(room, teacher, t("console.seat_all", n=1))
        push(room, teacher, t("console.begin"))
        room.stand("brief")
        push(room, phone, foot=True)
        months(room, teacher, phone)
        room.stand("reflect")
        walk(room, phone, "reflect")
        phone.keyboard.type("By hand.")
        push(room, phone, foot=True)
        phone.wait_for_selector("table.tight")
        walk(room, phone, t("page.print"))
    (file,) = tmp_path.glob("*.negroom")
    (record,) = records_of(file).values()
    (table,) = room_of(file).tables.values()
    me = next(NAMES.index(n) for n in NAMES if table.players[NAMES.index(n)] is None)
    assert verify(record).equal and table.session.over
    assert [x.split()[0] for x in table.session.past[0].lines[me]] == ["offer"]
    assert next(x.split()[0] for x in table.session.past[1].lines[me]) == "accept"
    assert table.reflections == {me: "By hand."}
    assert [x["text"] for x in table.talk] == ["Both of you?"]


# Every control that can be used now, but for those within a details that is shut: a mark each, in their order.
_CONTROLS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter(e => !e.disabled && e.checkVisibility()).map((e, n) => { e.dataset.nth = n; return n; })"""


def tour(room: Room, page: Any) -> None:
    """Press Tab once around a narrow page: every control is met, in its order, and shown as it should be."""
    page.set_viewport_size({"width": 320, "height": 640})
    all_, met = page.evaluate(_CONTROLS), list[int]()
    for _ in range(len(all_) + 1):             # once it leaves the page
        page.keyboard.press("Tab")
        found = focus(page)
        if found["wrong"]:
            room.faults.append(f"{page.url} {found['name'][:60] or found['id']}: {found['wrong']}")
        met.append(found["nth"])
    order = [n for n in met if n >= 0]
    first = order.index(0)
    assert order[first:] + order[:first] == all_, f"{page.url}: {met}"


@pytest.mark.parametrize("language", languages())
def test_what_stands_beside_a_lesson_by_keyboard_alone(language: str, tmp_path: Path):
    """The choice of a plan; and by thirds slides and terms, the printed pack, the slips of a game on paper."""
    say = words(language)
    with lesson(tmp_path) as room:
        teacher = room.teacher(language)
        walk(room, teacher, "plan")
        teacher.keyboard.press("ArrowDown")
        teacher.wait_for_selector(".note.good a")
        tour(room, teacher)
        if language == "en":
            page = opened(room, teacher, say("console.slides"))
            first = page.inner_text("h1:visible")
            tour(room, page)
            page.keyboard.press("ArrowRight")
            assert page.inner_text("h1:visible") != first
            terms = room.page((320, 640), language, f"{room.server.students}/terms/{language}")
            tour(room, terms)
        elif language == "es":
            tour(room, opened(room, teacher, say("console.pack")))
        else:
            push(room, teacher, say("console.open_room"))
            for button in ("console.computers", "console.begin", "console.pause"):
                teacher.get_by_role("button", name=say(button), exact=True).wait_for()  # a busy computer takes long
                push(room, teacher, say(button))
            teacher.click(".tile .title")
            push(room, teacher, say("console.paper.enter"))
            teacher.wait_for_selector("fieldset")
            tour(room, teacher)


def opened(room: Room, page: Any, name: str) -> Any:
    """What a link opens in a tab of its own, by keyboard."""
    walk(room, page, name)
    with page.context.expect_page() as found:
        page.keyboard.press("Enter")
    found.value.wait_for_selector("h1:visible")
    return found.value


def months(room: Room, teacher: Any, phone: Any) -> None:
    """Two months: a prediction, a word, an offer and an answer in the first, only the foot in the second."""
    for month in (1, 2):
        room.stand("predict")
        if month == 1:
            push(room, phone, t("page.chance.0.5"))
        push(room, phone, foot=True)
        room.stand("talk")
        if month == 1:
            walk(room, phone, "say")
            phone.keyboard.type("Both of you?")
            phone.keyboard.press("Enter")
            phone.wait_for_selector(".said .mine")
        push(room, teacher, t("console.end_phase"))
        room.stand("offer")
        if month == 1:
            push(room, phone, t("room.deal.all"))
            push(room, phone, t("page.deal.more", clause=t("deal.security")[0].upper() + t("deal.security")[1:]))
            phone.wait_for_selector(".worth")
            push(room, phone, foot=True)
            phone.wait_for_selector(".planned li")
        push(room, phone, foot=True)
        room.stand("decide")
        if month == 1:
            push(room, phone, t("page.answer.accept"))
        push(room, phone, foot=True)
        room.stand("result")
        push(room, phone, foot=True)

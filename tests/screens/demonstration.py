"""Screens that show every record of the kit, with made-up numbers; the game has its own screens."""

from __future__ import annotations

from dataclasses import dataclass, field

from negotiation.screens.charts import Bar, Bars, Chart, Line, Spark, Step, Waterfall
from negotiation.screens.controls import (
    Button,
    Card,
    Chip,
    Choice,
    Slider,
    TextField,
    Toggle,
    chip_width,
    choice_height,
    toggle_height,
)
from negotiation.screens.figures import Cell, Column, Gauge, Meter, Stop, Table, Timeline, Tug
from negotiation.screens.items import (
    Badge,
    Cares,
    Delta,
    Dialog,
    Effect,
    Flag,
    Icon,
    Panel,
    Paragraph,
    Pips,
    Rule,
    Text,
    badge_width,
    change,
    fill,
    paragraph,
    toast,
    well,
)
from negotiation.screens.layout import REST, Rect, columns, evenly, flow, rows
from negotiation.screens.linkmap import Link, LinkMap, MapView, Side
from negotiation.screens.lists import Dropdown, ListBox, Option, Scroller, Tabs
from negotiation.screens.screen import Screen

MONTHS = (
    "Nov",
    "Dec",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
)
REASONS = (
    ("Steel duties spare Mexican goods", 6),
    ("A place at the leaders' table", 4),
    ("Ministers visited Mexico City", 3),
    ("Floated a pact without Mexico", -18),
    ("Harsh words in public", -7),
)
HAPPENED = {
    0: ("unlink", "bad", "Talk of a pact for two"),
    1: ("plane", "bad", "A first visit"),
    4: ("user-round", "soft", "A new prime minister"),
    7: ("users-round", "good", "Invited to the table"),
    9: ("clock", "warn", "The reprieve ends"),
    20: ("file-pen-line", "trust", "The review"),
}


def signed(value: float, up_is_good: bool = True, bare: bool = False) -> object:
    sign = "" if bare else "+" if value > 0 else "−" if value < 0 else "±"
    return change(f"{sign}{abs(value):g}", value, up_is_good)


def links() -> tuple[Link, ...]:
    def link(a: str, x: int, dx: int, b: str, y: int, dy: int) -> Link:
        left = Side(a, x, str(x), signed(dx, bare=True))
        right = Side(b, y, str(y), signed(dy, bare=True))
        return Link(f"{a}-{b}", left, right, "Wary", f"{a} and {b}: wary")

    return (
        link("canada", 31, -4, "us", 22, -6),
        link("us", 44, 3, "mexico", 39, 1),
        link("canada", 52, 2, "mexico", 34, 5),
    )


@dataclass
class Board(Screen):
    """As close to the design's picture of the board as the kit comes."""

    link: str = "canada-mexico"
    tab: str = "deal"
    partner: str = "mexico"
    tariff: float = 5.0
    log: list[tuple[str, object]] = field(default_factory=list)
    settings: bool = False

    def items(self):
        bar, line, rest = rows(self.box, 52, 64, REST)
        yield from self.bar(bar)
        yield from self.time(line)
        left, middle, right = columns(rest.inset(12), 292, REST, 392, gap=12)
        trust, tariffs = rows(left, REST, 236, gap=12)
        yield from self.trust(trust)
        yield from self.tariffs(tariffs)
        chart, payoffs = rows(middle, REST, 112, gap=12)
        yield LinkMap(
            chart,
            links(),
            self.link,
            (("us", "United States"), ("canada", "Canada (you)"), ("mexico", "Mexico")),
            (("dots", "broken"), ("dashes", "wary"), ("solid", "working")),
            "Trust",
            name="map",
        )
        yield from self.payoffs(payoffs)
        news, moves = rows(right, 150, REST, gap=12)
        yield from self.news(news)
        yield from self.moves(moves)
        if self.settings:
            dialog = Dialog(
                self.box.placed(420, 220),
                "Leave the game?",
                "It is saved at the start of each month.",
                name="ask",
            )
            yield dialog
            stay, leave = evenly(dialog.inside.cut(top=dialog.inside.h - 44), 2, gap=12)
            yield Button(stay, "Stay", name="stay", key="escape")
            yield Button(leave, "Leave", "primary", name="leave", key="enter")

    def bar(self, at):
        yield fill(at, "bar")
        yield Flag(Rect(at.x + 16, at.y + 8, 36, 36), "canada", round=True)
        yield Text(Rect(at.x + 60, at.y + 7, 300, 20), "You are Canada", 16, "bold", "bar.ink")
        yield Text(Rect(at.x + 60, at.y + 27, 300, 18), "Three-player game · Standard", 14, tone="bar.soft")
        yield Text(at, "NEGOTIATION", 20, "headline", "bar.ink", "center")
        tools = ("undo-2", "scroll-text", "save", "circle-question-mark", "settings")
        boxes = evenly(Rect(at.right - 14 - 220, at.y + 8, 220, 36), 5, gap=4)
        for icon, box in zip(tools, boxes, strict=True):
            yield Button(box, "", "bar", icon, name=icon, tip=f"Open {icon}")

    def time(self, at):
        yield fill(at, "well")
        yield Rule(at.cut(top=at.h - 1))
        yield Text(Rect(at.x + 16, at.y + 8, 130, 30), "July 2025", 20, "headline")
        yield Text(Rect(at.x + 16, at.y + 36, 130, 20), "Month 9 of 21", 14, tone="muted")
        stops = tuple(Stop(m, *HAPPENED.get(n, ("", "soft", ""))) for n, m in enumerate(MONTHS))
        yield Timeline(at.cut(left=128, right=128), stops, 8, name="time")
        yield Text(Rect(at.right - 146, at.y + 10, 130, 22), "USMCA review", 15, "bold", align="right")
        yield Text(Rect(at.right - 146, at.y + 34, 130, 20), "in 12 months", 14, tone="muted", align="right")

    def trust(self, at):
        yield Panel(at)
        box = at.inset(14)
        yield Flag(Rect(box.x, box.y, 40, 40), "mexico", round=True)
        yield Text(Rect(box.x + 50, box.y - 2, box.w - 50, 22), "Mexico’s trust in you", 17, "bold")
        yield Text(
            Rect(box.x + 50, box.y + 20, box.w - 50, 20),
            "Click a link on the map to switch",
            14,
            tone="muted",
        )
        yield Text(
            Rect(box.x, box.y + 46, 46, 40),
            "34",
            34,
            "headline",
            name="trust",
            tip="46 at the start, and what happened since",
        )
        yield Delta(Rect(box.x + 46, box.y + 56, 34, 20), signed(5), 15)
        yield Text(Rect(box.x + 84, box.y + 56, 90, 20), "this month", 14, tone="muted")
        wide = badge_width("Wary")
        yield Badge(Rect(box.right - wide, box.y + 54, wide, 24), "Wary")
        yield Cares(Rect(box.right - 150, box.y + 30, 148, 22), (Effect("us", -2), Effect("mexico", 1, "+3.1")))
        bands = ("Broken", "Wary", "Working", "Warm", "Close")
        yield Meter(
            Rect(box.x, box.y + 84, box.w, 48),
            34,
            words=bands,
            current=1,
            before=29,
            name="meter",
            tip="29 last month",
        )
        y = box.y + 136
        yield Rule(Rect(box.x, y, box.w, 1))
        yield Text(Rect(box.x, y + 6, 120, 22), "Why?", 15, "bold")
        yield Text(Rect(box.x + 120, y + 6, box.w - 120, 22), "base 46", 14, tone="muted", align="right")
        for n, (text, value) in enumerate(REASONS):
            line = Rect(box.x, y + 28 + 22 * n, box.w, 22)
            yield Text(line.cut(right=48), text, 15, tone="soft")
            yield Delta(line.cut(left=line.w - 46), signed(value), 15, "right")
        foot = Rect(box.x, box.bottom - 22, box.w, 24)
        yield Rule(foot.moved(0, -4))
        yield Icon(Rect(foot.x, foot.y, 18, 24), "trending-up")
        yield Text(foot.cut(left=25), "If nothing changes: 36 by September", 15, tone="soft")

    def tariffs(self, at):
        panel = Panel(at, "Tariffs in force", "percent")
        yield panel
        head = tuple(
            Column(text, REST, "center", flag)
            for text, flag in (("US", "us"), ("CAN", "canada"), ("MEX", "mexico"))
        )

        def rate(value, moved=0):
            if value is None:
                return Cell("–", tone="muted")
            font = "bold" if value >= 25 else "semibold"
            return Cell(f"{value}%", 18, font, change=signed(moved, False, True) if moved else None)

        rates = ((None, 35, 25), (25, None, 0), (5, 0, None))
        moves = ((0, 10, 0), (0, 0, -5), (0, 0, 0))
        names = (("US", "us"), ("CAN", "canada"), ("MEX", "mexico"))
        body = tuple(
            (Cell(text, 15, "semibold", flag=flag), *(rate(v, m) for v, m in zip(row, moved, strict=True)))
            for (text, flag), row, moved in zip(names, rates, moves, strict=True)
        )
        box = panel.inside
        yield Table(box.cut(bottom=18), (Column("", 60), *head), body, (1,))
        yield Text(Rect(box.x, box.bottom - 14, box.w, 20), "Rows charge, columns pay", 14, tone="muted")

    def payoffs(self, at):
        series = {"us": (54, 55, 57, 56, 58, 57, 59, 59, 61), "canada": (52, 51, 50, 47, 45, 43, 42, 41, 38)}
        series["mexico"] = (49, 48, 46, 47, 45, 46, 45, 46, 47)
        names = {"us": "United States", "canada": "Canada", "mexico": "Mexico"}
        for box, (country, values) in zip(evenly(at, 3, gap=12), series.items(), strict=True):
            yield Panel(box, stripe=country)
            yield Flag(Rect(box.x + 18, box.y + 12, 22, 20), country)
            yield Text(
                Rect(box.x + 48, box.y + 11, box.w - (110 if country == "canada" else 54), 22),
                names[country],
                16,
                "bold",
            )
            if country == "canada":
                yield Badge(Rect(box.right - 54, box.y + 11, 42, 22), "You", "trust.ink", "trust")
            yield Text(Rect(box.x + 18, box.y + 40, 46, 40), str(values[-1]), 32, "headline")
            yield Delta(Rect(box.x + 64, box.y + 52, 36, 20), signed(values[-1] - values[-2]), 14)
            yield Spark(Rect(box.x + 100, box.y + 44, box.w - 112, 40), values, country, 36, 64)
            yield Text(Rect(box.x + 18, box.y + 84, box.w - 30, 20), "Payoff this year", 14, tone="muted")

    def news(self, at):
        yield Panel(at, stripe="ink")
        box = at.inset(14, 12).cut(left=6)
        yield Icon(Rect(box.x, box.y, 18, 20), "newspaper", "muted")
        yield Text(Rect(box.x + 25, box.y, 200, 20), "News · July 2025", 14, "semibold", "muted")
        yield Text(Rect(box.right - 80, box.y, 80, 20), "1 of 2", 14, tone="muted", align="right")
        head = Paragraph(
            Rect(box.x, box.y + 24, box.w, 26), "A warm call to Mexico City", 20, "headline", "ink"
        )
        yield head
        text = (
            "A gift football, a warm tone, and a promise that new steel duties will not touch Mexican goods."
        )
        yield paragraph(Rect(box.x, box.y + 52, box.w, 0), text, 16)
        words = ("Mexico’s trust +5", "good", "trending-up"), ("US trust −2", "bad", "trending-down")
        wide = [badge_width(text, icon) for text, _, icon in words]
        for (text, tone, icon), place in zip(
            words, flow(Rect(box.x, box.bottom - 24, box.w, 24), wide, 26, 8), strict=True
        ):
            yield Badge(place, text, tone, f"{tone}.well", icon=icon)
        yield Button(Rect(box.right - 80, box.bottom - 28, 80, 32), "Read", "ghost", key="n", name="read")

    def moves(self, at):
        yield Panel(at, "Your moves", "handshake")
        yield Pips(Rect(at.right - 70, at.y, 56, 40), 2, 3)
        yield Text(Rect(at.right - 150, at.y, 76, 40), "2 left", 14, tone="soft", align="right")
        box = at.inset(14, 0).cut(top=40, bottom=12)
        kinds = (
            ("deal", "Deal", "handshake"),
            ("tariff", "Tariff", "percent"),
            ("visit", "Visit", "plane"),
            ("speech", "Speech", "megaphone"),
        )
        options = tuple(Option(v, t, i, key=str(n)) for n, (v, t, i) in enumerate(kinds, 1))
        yield Tabs(Rect(box.x, box.y, box.w, 34), options, self.tab, name="kind")
        y = box.y + 43
        yield Text(Rect(box.x, y, 40, 30), "With", 15, tone="soft")
        partners = (Option("us", "United States", flag="us"), Option("mexico", "Mexico", flag="mexico"))
        yield Dropdown(Rect(box.x + 42, y, 160, 32), partners, self.partner, name="partner")
        yield Text(
            Rect(box.x + 212, y, box.w - 212, 30), "Refused you in May", 14, tone="muted", align="right"
        )
        y += 40
        offers = ("Steel exemption", "Leader visit"), ("Joint text",)
        for n, (place, title) in enumerate(
            zip(evenly(Rect(box.x, y, box.w, 86), 2, gap=10), ("You offer", "You ask"), strict=True)
        ):
            yield well(place)
            yield Text(Rect(place.x + 10, place.y + 4, 150, 22), title, 14, "bold", "soft")
            for m, text in enumerate(offers[n]):
                chip = Rect(place.x + 9, place.y + 27 + 29 * m, chip_width(text, closable=True), 26)
                yield Chip(chip, text, closable=True, name=f"clause.{text}")
        yield Button(Rect(box.x + box.w / 2 + 11, y + 56, 84, 26), "Add", "ghost", "plus", 15, name="add")
        y += 94
        yield Text(Rect(box.x, y, box.w - 60, 20), "Your tariff on Mexican steel", 15, tone="soft")
        yield Text(Rect(box.right - 60, y - 2, 60, 22), f"{self.tariff:g}%", 18, "bold", align="right")
        marks = ((0, "0"), (10, "now 10"), (25, "25"), (50, "50%"))
        stops = tuple(float(n) for n in range(0, 51, 5))
        yield Slider(Rect(box.x - 4, y + 19, box.w + 8, 46), stops, self.tariff, marks, 10, name="tariff")
        y += 64
        good = self.tariff <= 10
        tone, shown = ("good", "Mexico would accept") if good else ("bad", "Mexico would refuse")
        lower = Rect(box.x, y, box.w, max(60, box.bottom - 72 - y))
        yield well(lower, f"{tone}.well", "")
        yield Icon(Rect(lower.x + 10, lower.y + 6, 18, 22), "circle-check" if good else "circle-x", tone)
        yield Text(Rect(lower.x + 34, lower.y + 6, 220, 22), shown, 16, "bold", tone, name="forecast")
        yield Button(
            Rect(lower.right - 100, lower.y + 3, 96, 28), "Advice", "ghost", "lightbulb", 15, name="advice"
        )
        yield Tug(
            Rect(lower.x + 12, lower.y + 36, lower.w - 24, 11),
            13,
            9,
            name="tug",
            tip="value +9, face +4; trust −6, fear −3",
        )
        plan = Rect(box.x, box.bottom - 68, box.w, 26)
        yield Text(plan, "Planned", 14, "semibold", "soft")
        yield Chip(
            Rect(plan.x + 60, plan.y, chip_width("Minister to Mexico City", "plane", True), 26),
            "Minister to Mexico City",
            "plane",
            True,
            name="planned",
        )
        undo, propose, end = columns(Rect(box.x, box.bottom - 36, box.w, 36), 84, 108, REST, gap=8)
        yield Button(undo, "Undo", key="z", name="undo", enabled=False, tip="Nothing to take back yet")
        yield Button(propose, "Propose", key="p", name="propose")
        yield Button(end, "End month", "primary", key="enter", name="end")

    def on(self, name, value=None):
        self.log.append((name, value))
        match name:
            case "map":
                self.link = value if "-" in value else self.link
            case "kind":
                self.tab = value
            case "partner":
                self.partner = value
            case "tariff":
                self.tariff = value
            case "settings":
                self.settings = True
            case "stay":
                self.settings = False
            case "leave":
                return None
        return self


TRUSTS = (
    (
        "US in Canada",
        (48, 40, 36, 34, 33, 33, 32, 31, 22, 20, 22, 24, 27, 30, 32, 34, 37, 40, 42, 45, 47),
        "us.ink",
        "solid",
        "square",
    ),
    (
        "Mexico in Canada",
        (46, 28, 22, 20, 22, 24, 26, 29, 34, 38, 44, 48, 52, 50, 55, 58, 60, 62, 64, 67, 70),
        "mexico.ink",
        "dashes",
        "triangle",
    ),
    (
        "US in Mexico",
        (44, 45, 45, 44, 43, 42, 41, 41, 44, 43, 42, 44, 45, 46, 44, 47, 48, 50, 49, 52, 54),
        "soft",
        "dots",
        "circle",
    ),
)


@dataclass
class Gallery(Screen):
    """The records the board does not use."""

    typed: str = "4107"
    row: str = "one"
    far: bool = True
    chosen: str = "canada"

    def items(self):
        left, right = columns(self.box.inset(12), REST, 560, gap=12)
        top, bottom = rows(left, 300, REST, gap=12)
        yield Panel(top, "Trust, month by month", "heart-handshake", "21 months")
        lines = tuple(Line(*one) for one in TRUSTS)
        ticks = tuple((n, str(n)) for n in range(0, 101, 20))
        along = ((0, "Nov 24"), (4, "Mar"), (8, "Jul"), (12, "Nov 25"), (16, "Mar"), (20, "Jul 26"))
        yield Chart(
            top.inset(14, 8).cut(top=34),
            lines,
            0,
            100,
            ticks,
            along,
            ((1, "1"), (8, "2"), (9, "3"), (13, "4")),
            name="chart",
        )
        one, two = columns(bottom, 0.46 * bottom.w, REST, gap=12)
        yield Panel(one, "Payoff earned", "coins")
        bars = (
            Bar("United States", 1184, "1184", "us", "us", 1150),
            Bar("Canada", 962, "962", "canada", "canada", 880),
            Bar("Mexico", -211, "−211", "mexico", "mexico", 100),
        )
        yield Bars(one.inset(14).cut(top=30, bottom=180), bars, -300, 1300)
        yield Gauge(Rect(one.x + 14, one.bottom - 178, one.w - 28, 40), 0.72, "ignores", "mirrors")
        box = Rect(one.x + 14, one.bottom - 134, one.w - 28, 0)
        words = "Longer tooltips", "Show the reason behind every number"
        high = toggle_height(*words, box.w)
        yield Toggle(Rect(box.x, box.y, box.w, high), words[0], self.far, words[1], name="far")
        yield TextField(
            Rect(one.x + 14, one.bottom - 58, one.w - 28, 40), self.typed, "Seed", 12, True, name="seed"
        )
        yield Panel(two, "Mexico’s trust in you", "history")
        steps = (
            Step("June", 34, None, "34"),
            Step("Exemption", 6, signed(6)),
            Step("Visit", 3, signed(3)),
            Step("Memory fades", 2, signed(2)),
            Step("US pressure", -2, signed(-2)),
            Step("July", 43, None, "43"),
        )
        yield Waterfall(two.inset(14).cut(top=26), steps, 25, 50)
        cards, choices, lists, texts = rows(right, 176, 170, 140, REST, gap=12)
        names = (
            ("canada", "Canada", "Repair a broken friendship"),
            ("us", "United States", "Strong, and hard to trust"),
            ("mexico", "Mexico", "Keep three at the table"),
        )
        for box, (country, text, detail) in zip(evenly(cards, 3, gap=12), names, strict=True):
            yield Card(box, country, text, detail, "Normal", country == self.chosen, name=f"card.{country}")
        y = choices.y
        answers = (
            (
                "Back Mexico in public",
                "Say the pact must stay trilateral, and offer to draft with Mexico.",
                (("mexico", 2), ("us", -2)),
            ),
            ("Wait and consult", "Spend the month on quiet calls.", (("mexico", 0), ("us", -3))),
        )
        for n, (text, detail, who) in enumerate(answers, 1):
            high = choice_height(text, detail, choices.w, 2)
            effects = tuple(Effect(*each) for each in who)
            yield Choice(
                Rect(choices.x, y, choices.w, high),
                text,
                detail,
                effects,
                n == 1,
                key=str(n),
                name=f"choice.{n}",
            )
            y += high + 8
        options = tuple(
            Option(v, t, note=d)
            for v, t, d in (
                ("one", "The three-player game", "21 months"),
                ("two", "After the reprieve", "10 months"),
                ("three", "Open from a file…", "any"),
                ("four", "A fourth", ""),
            )
        )
        a, b = columns(lists, REST, 220, gap=12)
        yield ListBox(a, options, self.row, name="list")
        inner = []
        for n in range(8):
            inner.append(Button(Rect(6, 6 + 42 * n, 190, 34), f"Number {n}", name=f"number.{n}"))
        yield Scroller(b, tuple(inner), 8 * 42 + 8, name="scroller")
        yield MapView(texts.cut(right=texts.w - 220))
        yield paragraph(
            texts.cut(left=232),
            "Un párrafo en español, con ñ, é y ü, y otro en français : « déjà vu », 35 % — œuvre.",
            16,
            "serif",
            "ink",
        )
        yield toast("Saved before July. The game can be taken up again from here.", self.box.cut(left=700))

    def on(self, name, value=None):
        match name.split("."):
            case ["seed"]:
                self.typed = value
            case ["list"]:
                self.row = value
            case ["far"]:
                self.far = value
            case ["card", country]:
                self.chosen = country
        return self

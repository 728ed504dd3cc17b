"""The board: where everything is seen and decided. What it shows lies in the files `board_*`; here is what it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..rules.countries import NAMES, OTHERS, PAIR_NAMES
from . import draft as drafts
from . import measure
from .board_advice import Advice
from .board_coach import Coach
from .board_duties import levers
from .board_frame import bar, months
from .board_map import SIDES, link_map, pair_name
from .board_moves import LOW, ROOMY, moves_panel, tab_names
from .board_news import HIGH, STRIP, news_card
from .board_offers import voted, voting
from .board_payoffs import CAPTION, LEAST, payoff_cards
from .board_tariffs import tariffs_card
from .board_tools import Tools
from .board_trust import trust_card
from .cues import of_month
from .curtain import Curtain
from .items import Item
from .layout import REST, Rect, columns, rows
from .lists import Option, Tabs, fitting
from .pages import Sitting
from .screen import Screen
from .sure import Sure, Unvoted

WIDE = (1150.0, 600.0)  # logical size from which all cards stand side by side
PAIRED = (860.0, 480.0)  # and from which one card stands beside the moves; below, there is one at a time
MOVES = "moves"
PANES = (("map", "map"), ("trust", "heart-handshake"), ("tariffs", "percent"), ("payoffs", "coins"))


class Board(Tools):
    """One month's half at a time: look, plan, end."""

    replaying = False

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        others = OTHERS[self.game.session.seat]
        me = NAMES[self.game.session.seat]
        self.link = (NAMES[others[1]], me)
        self.tab = "suggested"
        self.pane = "map"
        self.alone = MOVES  # the card shown where there is room for one
        self.partner = NAMES[others[0]]  # toward whom tariffs are shown

    # what is seen ------------------------------------------------------------------------------------------

    def content(self) -> Iterator[Item]:
        """The bar, the months, and the cards as the window has room for them."""
        wide, paired = (self.box.w >= w and self.box.h >= h for w, h in (WIDE, PAIRED))
        top, line, rest = rows(self.box, 52 if paired else 44, 64 if wide else 56 if paired else 34, REST)
        yield from bar(self, top)
        yield from months(self, line)
        if wide:
            yield from self.wide(rest.inset(12))
        else:
            yield from (self.compact(rest.inset(10)) if paired else self.single(rest.inset(6)))

    def single(self, at: Rect) -> Iterator[Item]:
        """One card at a time, the moves among them."""
        tabs, pane = rows(at, 34, REST, gap=6)
        yield from self.panes(tabs, ((MOVES, "gavel"), *PANES), self.alone, "alone")
        if self.alone == MOVES:
            yield from self.side(pane)
        else:
            yield from self.card(self.alone, pane)

    def panes(self, at: Rect, names: tuple[tuple[str, str], ...], chosen: str, name: str) -> Iterator[Item]:
        """Tabs of cards: with words where they fit, else icons alone and the words as tips."""
        options = tuple(Option(each, self.t(f"pane.{each}"), icon) for each, icon in names)
        yield Tabs(at, fitting(options, at.w, 15), chosen, 15, name=name)

    def card(self, name: str, at: Rect) -> Iterator[Item]:
        """One of the cards that show how things stand; they change with the state and the link alone."""
        show = {"map": link_map, "trust": trust_card, "tariffs": tariffs_card, "payoffs": payoff_cards}
        key = (name, at, self.link, self.t.language, measure.family())
        yield from self.game.kept(key, lambda: tuple(show[name](self, at)))

    def wide(self, at: Rect) -> Iterator[Item]:
        """Trust and tariffs | map and payoffs | news and moves."""
        left, middle, right = columns(at, 296, REST, 412 if at.w < 1400 else 440, gap=12)
        trust, tariffs = rows(left, REST, 240, gap=12)
        chart, payoffs = rows(middle, REST, CAPTION + 2 + LEAST, gap=8)
        yield from self.side(right)
        yield from self.card("trust", trust)
        yield from self.card("map", chart)
        yield from self.card("tariffs", tariffs)
        yield from self.card("payoffs", payoffs)

    def compact(self, at: Rect) -> Iterator[Item]:
        """One card at a time on the left, moves on the right."""
        left, right = columns(at, REST, 404, gap=10)
        yield from self.side(right)
        tabs, pane = rows(left, 38, REST, gap=8)
        yield from self.panes(tabs, PANES, self.pane, "pane")
        yield from self.card(self.pane, pane if self.pane != "payoffs" else pane.cut(bottom=max(0.0, pane.h - 260)))

    def side(self, at: Rect) -> Iterator[Item]:
        """News, and the player's moves below."""
        if self.tab in ROOMY or at.h < LOW:
            yield from moves_panel(self, at)
            return
        news, moves = rows(at, HIGH if at.h > 500 else STRIP, REST, gap=10)
        yield from moves_panel(self, moves)
        yield from news_card(self, news)

    # what is done ------------------------------------------------------------------------------------------

    def on(self, name: str, value: object = None) -> Screen | None:
        """A control was used: the first part of its name says what it is about."""
        head, _, rest = name.partition(".")
        act = getattr(self, f"_on_{head}", None)
        return act(rest, value) if act is not None else self

    def _on_map(self, rest: str, value: object) -> Screen:
        """A pill selects its pair, and turns it around when pressed again; a flag selects trust in it."""
        of, toward = self.link
        me = self.game.me
        if value in PAIR_NAMES:
            a, b = SIDES[str(value)]
            if pair_name(of, toward) == value:
                self.link = (toward, of)
            else:
                self.link = (b, a) if me == a else (a, b)
        elif isinstance(value, str) and value in NAMES:
            self.link = (value, me) if me and value != me else (of if of != value else toward, value)
        return self

    def _on_swap(self, rest: str, value: object) -> Screen:
        self.link = self.link[::-1]
        return self

    def _on_tariff(self, rest: str, value: object) -> Screen:
        payer, charged = rest.split(".")
        self.link = (charged, payer)
        return self

    def _on_pane(self, rest: str, value: object) -> Screen:
        self.pane = str(value)
        return self

    def _on_alone(self, rest: str, value: object) -> Screen:
        self.alone = str(value)
        return self

    def _on_tab(self, rest: str, value: object) -> Screen:
        self.tab = str(value)
        return self

    def _on_suggestion(self, rest: str, value: object) -> Screen:
        self.plan(self.game.suggestions()[int(rest)].line)
        return self

    def _on_more(self, rest: str, value: object) -> Screen:
        self.tab = "all" if self.game.talking else "tariffs"
        return self

    def _on_everything(self, rest: str, value: object) -> Screen:
        self.game.first = False
        self.say(self.t("first.opened"), "lock")
        return self

    def _on_say(self, rest: str, value: object) -> Screen:
        self.toggle(rest)
        return self

    def _on_planned(self, rest: str, value: object) -> Screen:
        self.game.session.unplan(rest)
        self.cue("undo")
        return self

    def _on_build(self, rest: str, value: object) -> Screen:
        self.tab = "deal"
        self.write(drafts.begin(self.game, rest))
        return self

    def _on_with(self, rest: str, value: object) -> Screen:
        self.write(drafts.begin(self.game, str(value)))
        return self

    def _on_clause(self, rest: str, value: object) -> Screen:
        draft, clause = self.the_draft(), int(rest)
        level = int(value) if isinstance(value, float) else int(not draft.level(self.game, clause))
        other = draft.other(self.game, clause, level)
        if other is None:
            self.say(self.t("deal.needs_a_clause"), "circle-alert")
        else:
            self.write(other)
        return self

    def _on_openly(self, rest: str, value: object) -> Screen:
        if self.plan(self.the_draft().line(self.game)):
            self.say(self.t("deal.planned"), "handshake")
        return self

    def _on_quietly(self, rest: str, value: object) -> Screen:
        if self.plan(self.the_draft().line(self.game, quietly=True)):
            self.say(self.t("deal.planned_quietly"), "handshake")
        return self

    def _on_advice(self, rest: str, value: object) -> Screen:
        return Advice(self, rest)

    def _on_coach(self, rest: str, value: object) -> Screen:
        return Coach(self)

    def _on_answer(self, rest: str, value: object) -> Screen:
        for name in ("accept", "refuse"):
            line = f"{name} {rest}"
            if line in self.game.session.planned() and value != line:
                self.game.session.unplan(line)
        if value != "keep" and str(value) not in self.game.session.planned():
            self.plan(str(value))
        return self

    def _on_vote(self, rest: str, value: object) -> Screen:
        for line in [p for p in self.game.session.planned() if p.startswith("vote ") and p != value]:
            self.game.session.unplan(line)
        if value != "keep" and str(value) not in self.game.session.planned():
            self.plan(str(value))
        return self

    def _on_toward(self, rest: str, value: object) -> Screen:
        self.partner = str(value)
        return self

    def _on_step(self, rest: str, value: object) -> Screen:
        way, _, head = rest.partition(".")
        lever = next(each for each in levers(self.game, head.split()[1]) if each.head == head)
        rate = lever.step(int(way))
        if rate is not None:
            self.set_lever(head, rate)
        return self

    def _on_lever(self, rest: str, value: object) -> Screen:
        if isinstance(value, float):
            self.set_lever(rest, value)
        return self

    def _on_sparing(self, rest: str, value: object) -> Screen:
        head = f"wall {self.partner}"
        lever = next(each for each in levers(self.game, self.partner) if each.head == head)
        self.set_lever(head, lever.rate, value == "sparing")
        return self

    def _on_undo(self, rest: str, value: object) -> Screen:
        self.game.session.unplan()
        self.cue("undo")
        return self

    def _on_redo(self, rest: str, value: object) -> Screen:
        self.game.session.replan()
        self.cue("add")
        return self

    def _on_end(self, rest: str, value: object) -> Screen | None:
        """Close this half: after Talk decide, after Decide look at what the month changed."""
        from .summary import Summary

        session = self.game.session
        if session.over:
            return self.ended()
        if value != "sure":
            if not self.game.talking and voting(self.game) and not voted(self.game):
                return Unvoted(self)
            if self.sitting.look.ask and self.moves_left():
                return Sure(self)
        after = session.people.index(session.seat) + 1
        if after < len(session.people):
            session.seat = session.people[after]
            return Curtain(self.sitting)
        talking = self.game.talking
        self.scroll_to("suggestions", 0)
        session.next()
        session.seat = session.people[0]
        self.tab = "suggested"
        if talking and (session.offers() or voting(self.game)):
            self.tab = "offers"
            self.cue("news")
        if talking and not session.over:
            self.say(self.sitting.autosave(), "circle-alert")
            return Curtain(self.sitting) if self.game.shared else self
        self.say(self.sitting.autosave(), "circle-alert")
        summary = Summary(self)
        summary.cue(*of_month(self.game))
        return summary

    def moves_left(self) -> int:
        """How many places of this half are still free."""
        menu = self.game.session.scenario.menu
        return max(0, (menu.slots if self.game.talking else menu.do_slots) - self.game.counted())

    def ended(self) -> Screen:
        """The game is over: how it ended."""
        from .ending import Ending

        return Ending(self.sitting)

    def next_month(self) -> Screen:
        """From the summary into the next month, or to the end."""
        if self.game.session.over:
            return self.ended()
        self.say(self.sitting.autosave(), "circle-alert")
        return Curtain(self.sitting) if self.game.shared else self

    def handle(self, event: Any) -> Screen | None:
        """As every page; a tab that this half of the month does not have is left."""
        after = super().handle(event)
        if not self.game.watched and (self.tab not in tab_names(self.game) or self.game.closed(self.tab)):
            self.tab = "suggested"
            self.changed()
        return after

"""A game told in words: its standing, its months with their reasons, its end. Used by the text game,
`watch`, `replay` and a told game.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod

from .. import explain
from ..economy.policy import Policy
from ..rules.countries import CANADA, MEXICO, NAMES, OFF, US, N
from ..rules.kinds.sector import SECTORS
from ..rules.notation import TALK, parse
from ..rules.reasons import Reason
from ..rules.state import State
from ..session import Played, Session
from ..words import Words

LINKS = ((MEXICO, CANADA), (CANADA, MEXICO), (US, CANADA), (CANADA, US), (US, MEXICO), (MEXICO, US))
MOST_REASONS = 3  # reasons told for one link in a month
LEAST_CHANGE = 0.5  # trust points a month that are worth telling


def month_name(t: Words, session: Session, month: int | None = None) -> str:
    """ "August 2025" for a month of the game."""
    year, number = session.date(month)
    return t("month.year", month=t(f"month.{number}"), year=str(year))


def heading(t: Words, session: Session) -> str:
    """The month being played and the phase it is in."""
    return t(
        "text.heading",
        month=month_name(t, session),
        phase=t(f"phase.{session.phase}"),
        played=session.month + 1,
        months=session.scenario.months,
    )


def title(t: Words, session: Session) -> str:
    """The scenario's title in the language, or its name."""
    found = session.scenario.text.get("title", {})
    return str(found.get(t.language) or found.get("en") or session.scenario.name)


def about(t: Words, session: Session, ways: bool = True) -> Iterator[str]:
    """What the scenario is about; with `ways` also what differs and ways to do well."""
    def own(texts: Mapping[str, str]) -> str:
        return str(texts.get(t.language) or texts.get("en") or "")

    text = session.scenario.text
    block = text.get("about", {})
    if "summary" in text:
        yield own(text["summary"])
    for name in ("stake", "differs") if ways else ("stake",):
        if name in block:
            yield t(f"text.about.{name}", text=own(block[name]))
    for n, way in enumerate(block.get("ways", ()) if ways else (), 1):
        yield f"  {n}. {own(way)}"


def standing(t: Words, session: Session) -> Iterator[str]:
    """Trust, tariffs and payoffs as they stand, a few lines."""
    s = session.state
    for i in range(N):
        cells = [
            t(
                "text.trust_cell",
                country=NAMES[j],
                trust=float(s.trust[i, j]),
                band=t(f"band.{explain.band(float(s.trust[i, j]))}"),
            )
            for j in range(N)
            if j != i
        ]
        yield t("text.trust_row", country=NAMES[i], cells=t("list.separator").join(cells))
    yield from tariffs(t, session)
    payoff = session.payoff()
    for i, name in enumerate(NAMES):
        p = payoff[name]
        yield t(
            "text.payoff_row",
            country=name,
            total=p.total,
            economy=p.economy,
            politics=p.politics,
            future=p.future,
            nothing=p.nothing,
            approval=float(s.approval[i]),
        )
    passes = session.passage()
    if passes is not None:
        yield t("text.passage", all=t.percent(100 * prod(passes.values())),
                **{name: t.percent(100 * share) for name, share in passes.items()})


def tariffs(t: Words, session: Session) -> Iterator[str]:
    """Every general and sector tariff in force, one line a pair that has any."""
    yield from tariff_lines(t, session.state)


def tariff_lines(t: Words, s: State | Policy) -> Iterator[str]:
    """The same of anything that holds walls, sparing and sector tariffs."""
    for i in range(N):
        for j in range(N):
            if not OFF[i, j]:
                continue
            parts = []
            if s.wall[i, j] > 0:
                parts.append(
                    t("text.wall_sparing" if s.spare[i, j] > 0 else "text.wall_all", rate=float(s.wall[i, j]))
                )
            parts += [
                t("text.sector_rate", sector=Reason(f"sector.{name}"), rate=float(s.sector[i, j, k]))
                for k, name in enumerate(SECTORS)
                if s.sector[i, j, k] > 0
            ]
            if parts:
                yield t("text.tariff_row", country=NAMES[i], partner=NAMES[j], parts=", ".join(parts))


def why(t: Words, session: Session, i: int, j: int) -> Iterator[str]:
    """Why i trusts j as it does: lines that add up."""
    yield t(
        "text.why_head",
        country=NAMES[i],
        partner=NAMES[j],
        trust=session.trust(i, j),
        band=t(f"band.{explain.band(session.trust(i, j))}"),
    )
    for line in session.why(i, j):
        yield f"  {t.number(line.points, '+.1f'):>6}  {t(line.id)}"


def phase(t: Words, session: Session, played: Played, sight: Sequence[int] | None = None,
          told_news: bool = False) -> Iterator[str]:
    """What happened in a phase: the news, every seat's lines with the reasons given, and what came of them.

    `sight`: the seats whose eyes we look through; a quiet offer of others that did not leak stays
    hidden. None sees all. `told_news`: the card of the month stands above already.
    """
    menu = session.scenario.menu
    before = played.transition.before
    if before.phase == TALK and not told_news:
        told = explain.news_words(t, session.scenario, before)
        if told:
            yield t("text.news", text=told)
    for i in range(N):
        for n, text in enumerate(played.lines[i]):
            move = parse(menu, text, i)
            if explain.hidden(played.transition.after, menu, text, i, sight):
                continue
            reason = played.reasons[i][n] if n < len(played.reasons[i]) else None
            words = explain.move_words(t, menu, move)
            yield (
                t("text.did_because", actor=NAMES[i], words=words, reason=t.reason(reason))
                if reason
                else t("text.did", actor=NAMES[i], words=words)
            )
    if not any(played.lines):
        yield t("text.silence" if before.phase == TALK else "text.no_decision")
    for event in explain.events(played.transition):
        places = dict(event.places)
        if "deal" in places:
            places["deal"] = explain.deal_words(t, session.scenario.catalogue, int(str(places["deal"])))
        yield "* " + t(event.id, **places)
    clock = explain.clock_reason(session.scenario, played.transition)
    if clock is not None:
        yield "* " + t.reason(clock)


def trust_moved(t: Words, session: Session, phases: int = 2) -> Iterator[str]:
    """How every trust moved over the last month, with the reasons that weighed most."""
    start = (
        session.past[-phases].transition.before
        if len(session.past) >= phases
        else session.past[0].transition.before
    )
    for i, j in LINKS:
        old, new = float(start.trust[i, j]), session.trust(i, j)
        if abs(new - old) < LEAST_CHANGE:
            continue
        reasons = [
            t("text.points", points=w.points, why=t(w.id))
            for w in session.changes(i, j, phases)[:MOST_REASONS]
        ]
        yield t(
            "text.trust_moved",
            country=NAMES[i],
            partner=NAMES[j],
            old=old,
            new=new,
            reasons=t("list.separator").join(reasons),
        )


def ending(t: Words, session: Session) -> Iterator[str]:
    """How it ended and what it was worth to each, beside doing nothing and the par of each chair."""
    yield t("text.end", ending=t(f"ending.{session.ending}"), text=t(f"ending.{session.ending}.text"))
    score = session.standing()
    for name, p in session.payoff().items():
        yield t(
            "text.payoff_end",
            country=name,
            total=p.total,
            economy=p.economy,
            politics=p.politics,
            future=p.future,
            nothing=p.nothing,
        )
        if score[name] is not None:
            yield "  " + t("text.score", score=score[name])


def whole(
    t: Words, session: Session, months: int | None = None, sight: Sequence[int] | None = None
) -> Iterator[str]:
    """Play a game of computer players to its end and tell it month by month."""
    yield t("text.title", title=title(t, session), seed=session.seed)
    yield from standing(t, session)
    while not session.over and (months is None or session.month < months):
        yield ""
        yield t(
            "text.month_head",
            month=month_name(t, session),
            played=session.month + 1,
            months=session.scenario.months,
        )
        for played in session.end_month():
            yield from phase(t, session, played, sight)
        yield from trust_moved(t, session)
    if session.over:
        yield ""
        yield from ending(t, session)

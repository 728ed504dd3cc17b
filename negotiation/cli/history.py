"""`negotiation history`: the months before a scenario's first as they happened, and those after it as a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ..rules.history import month_number, month_text
from ..rules.names import NAMES
from . import options, speech
from .command import OK, Option, Wrong, command
from .speech import t

if TYPE_CHECKING:
    from ..analysis.chronicle import Chapter
    from ..analysis.past import Past
    from ..analysis.script import Retold, Scene
    from ..rules.arrays import Array
    from ..rules.scenario import Scenario
    from ..session import Session
    from ..words import Words

LEAST = 0.5                                # trust points that are worth telling


class Month(click.ParamType):
    """A month written 2025-03."""

    name = "YYYY-MM"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Its number since year 0; Wrong says how one is written."""
        try:
            return month_number(str(value))
        except ValueError:
            raise Wrong(f"--month: {t('cli.history.month', value=str(value))}") from None


@command("history", options.scenario(),
         Option(["--month"], type=Month(), default=None, metavar="YYYY-MM", help="cli.option.history_month"),
         Option(["--as", "country"], type=options.Country(), default=None, metavar="us|canada|mexico",
                help="cli.option.history_as"),
         options.seed(), options.flag("--text", "cli.option.text"), options.as_json(),
         examples=("negotiation history", "negotiation history --month 2024-12", "negotiation history --as mexico",
                   "negotiation history --json"))
def command_(scenario: str, month: int | None, country: str | None, seed: int | None, text: bool,
             as_json: bool) -> int:
    """Tell the history, or step into it."""
    from ..analysis.script import retold
    from ..scenarios import load
    asked = load(scenario)
    if country is not None:
        if as_json:
            raise Wrong(t("cli.history.as_json"))
        return _step_in(retold(asked, seed or 0), country, month, text)
    script = retold(asked, seed or 0)
    if as_json:
        speech.answer(document(asked, script, month))
    else:
        for line in lines(speech.words(), asked, script, month):
            print(line)
    return OK


def _step_in(script: Retold, country: str, month: int | None, text: bool) -> int:
    """Play on from the start of a month that the script reached."""
    from ..analysis.chronicle import opening_month
    from .display import has_display
    from .play import as_text
    scenario = script.session.scenario
    first = opening_month(scenario)
    last = first + min(len(script.scenes), scenario.months - 1)
    begun = first if month is None else month
    if not first <= begun <= last:
        outside = t("cli.history.outside", month=month_text(begun), first=month_text(first), last=month_text(last))
        raise Wrong(f"--month: {outside}")
    seats = {name: None if name == country else scenario.seats[n] for n, name in enumerate(NAMES)}
    session = script.at(begun - first, seats)
    session.seat = NAMES.index(country)
    if not text and has_display():
        from .window import play
        return play(lambda: session, True)
    return as_text(session)


# as text -------------------------------------------------------------------------------------------------


def lines(words: Words, scenario: Scenario, script: Retold, until: int | None = None) -> Iterator[str]:
    """The whole history of a scenario as text, or as far as a month."""
    from ..analysis.chronicle import chapters, months_told
    from . import told
    before = [one for one in chapters(scenario) if until is None or one.number <= until]
    yield words("history.title", title=told.title(words, script.session))
    if not months_told(scenario):
        yield words("debrief.past.none")
    for one in before:
        yield from _chapter(words, one)
    known = [scene for scene in script.scenes if until is None or _number(script, scene) <= until]
    if known:
        yield ""
        yield words("text.history.script", seed=str(script.session.seed))
    for scene in known:
        yield from _scene(words, script.session, scene)


def _chapter(words: Words, one: Chapter) -> Iterator[str]:
    from .told import LINKS, tariff_lines
    yield ""
    yield words("text.history.month", month=_month(words, *one.date))
    for event in one.events:
        yield _event(words, event)
    if one.new_policy:
        yield from tariff_lines(words, one.policy)
    for i, j in LINKS:
        old, new = float(one.before[i, j]), float(one.trust[i, j])
        if abs(new - old) >= LEAST:
            yield words("text.history.trust", country=NAMES[i], partner=NAMES[j], old=old, new=new)


def _event(words: Words, event: Past) -> str:
    said = event.text.get(words.language) or event.text.get("en", "")
    if event.account:
        return f"* {said} ({words('debrief.account')})"
    moved = words("text.history.felt", country=event.toward, partner=event.who, points=event.change)
    return f"* {said} ({moved})"


def _scene(words: Words, session: Session, scene: Scene) -> Iterator[str]:
    """What happened in a month that is played, the lines for it, and how far apart the two have come."""
    from .told import LINKS, month_name
    yield ""
    yield words("text.history.month", month=month_name(words, session, scene.month))
    for event in scene.events:
        yield f"* {event.text.get(words.language) or event.text.get('en', '')}"
    yield from _played(words, session, scene)
    for event, reason in scene.left:
        said = event.text.get(words.language) or event.text.get("en", "")
        yield words("text.history.left", event=said.rstrip("."), why=words.reason(reason))
    if scene.waiting:
        yield words("text.history.waiting", n=scene.waiting)
    for i, j in LINKS:
        happened, played = float(scene.happened[i, j]), float(scene.trust[i, j])
        if abs(played - happened) >= LEAST:
            yield words("text.history.apart", country=NAMES[i], partner=NAMES[j], happened=happened, played=played,
                        points=played - happened)


def _played(words: Words, session: Session, scene: Scene) -> Iterator[str]:
    from .. import explain
    menu = session.scenario.menu
    for half in (scene.talk, scene.decide):
        for i, own in enumerate(half):
            for line in own:
                yield words("text.did", actor=NAMES[i], words=explain.move_words(words, menu, line, i))


def _month(words: Words, year: int, month: int) -> str:
    return words("month.year", month=words(f"month.{month}"), year=str(year))


def _number(script: Retold, scene: Scene) -> int:
    from ..analysis.chronicle import opening_month
    return opening_month(script.session.scenario) + scene.month


# as a document -------------------------------------------------------------------------------------------


def document(scenario: Scenario, script: Retold, until: int | None = None) -> dict[str, Any]:
    """Chapters and scenes with trust, points and lines; months as 2025-03."""
    from ..analysis.chronicle import chapters
    told = [one for one in chapters(scenario) if until is None or one.number <= until]
    scenes = [s for s in script.scenes if until is None or _number(script, s) <= until]
    return {
        "scenario": scenario.name, "first_month": scenario.first_month, "seed": script.session.seed,
        "chapters": [{"month": month_text(c.number), "events": [_fact(e) for e in c.events], "trust": _links(c.trust),
                      "frozen": [[NAMES[i], NAMES[j]] for i in range(3) for j in range(3) if c.frozen[i, j] > 0]}
                     for c in told],
        "script": [{"month": month_text(_number(script, s)), "events": [_fact(e)["text"] for e in s.events],
                    "talk": _own(s.talk), "decide": _own(s.decide),
                    "left": [{"text": _fact(e)["text"], "reason": reason.id} for e, reason in s.left],
                    "waiting": s.waiting, "happened": _links(s.happened), "trust": _links(s.trust)} for s in scenes]}


def _fact(event: Past) -> dict[str, Any]:
    return {"who": event.who, "toward": event.toward, "change": round(event.change, 9), "account": event.account,
            "text": event.text.get("en", ""), "source": event.source}


def _own(half: tuple[tuple[str, ...], ...]) -> dict[str, list[str]]:
    return {name: list(own) for name, own in zip(NAMES, half, strict=True)}


def _links(trust: Array) -> dict[str, dict[str, float]]:
    return {a: {b: round(float(trust[i, j]), 9) for j, b in enumerate(NAMES) if j != i} for i, a in enumerate(NAMES)}

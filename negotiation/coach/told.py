"""An answer in words: what each alternative is, what it changes, and why. Used by the text game and the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..analysis.intervals import Estimate
from ..rules.countries import NAMES, OTHERS
from ..rules.reasons import Reason
from ..words import Words
from .answers import CLOSE, LEAST, Answer, Row, verdict
from .plans import PLAN

MONEY, SHARES = ("gain", "value"), ("chance", "before", "after")


def title(t: Words, row: Row, said: Callable[[str], str]) -> str:
    """What the alternative is; `said` puts a line into words."""
    each = row.alternative

    def all_of(lines: Sequence[str]) -> str:
        return t("list.separator").join(said(line) for line in lines)

    match each.kind:
        case "plan":
            return t("coach.row.plan", moves=all_of(each.lines)) if each.lines else t("coach.row.plan.none")
        case "computer":
            return t("coach.row.computer", moves=all_of(each.lines)) if each.lines else t("coach.row.computer.none")
        case "pass":
            return t("coach.row.pass")
        case "instead":
            if all_of(each.dropped) == said(each.line):     # two papers for one table
                return t("coach.row.other_terms", moves=said(each.line))
            return t("coach.row.instead", dropped=all_of(each.dropped), moves=said(each.line))
        case "without":
            return t("coach.row.without", moves=said(each.line))
    return t("coach.row.added", moves=said(each.line))


def payoff(t: Words, figure: Estimate) -> str:
    """The change of one's payoff, with its interval where one is known."""
    gain, low, high = (billion(t, x) for x in (figure.mean, figure.low, figure.high))
    if figure.n == 0:
        return t("coach.payoff.same") if verdict(figure) == CLOSE else t("coach.payoff.first", gain=gain)
    if figure.low > -LEAST and figure.high < LEAST:
        return t("coach.payoff.same")
    if verdict(figure) == CLOSE:
        return t("coach.payoff.close", low=low, high=high)
    return t("coach.payoff", gain=gain, low=low, high=high)


def trust(t: Words, seat: int, row: Row) -> Iterator[str]:
    """The change of both others' trust, where there is one."""
    for j, figure in zip(OTHERS[seat], row.trust, strict=True):
        if figure.low > -LEAST and figure.high < LEAST:
            continue
        if verdict(figure) == CLOSE:
            yield t("coach.trust.close", country=NAMES[j])
        else:
            yield t("coach.trust", country=NAMES[j], points=t.number(figure.mean, "+,.1f"))


def why(t: Words, row: Row) -> Iterator[str]:
    """The reasons as sentences; those of a strategy's own that no catalogue has are left out."""
    for reason in row.reasons:
        if t.has(reason.id):
            places: dict[str, object] = dict(reason.places)
            if reason.id.startswith("coach."):
                places |= {k: billion(t, float(str(places[k]))) for k in MONEY if k in places}
                places |= {k: t.percent(float(str(places[k]))) for k in SHARES if k in places}
            yield t.reason(Reason(reason.id, places))


def progress(t: Words, answer: Answer | None, games: int) -> str:
    """How far it has come."""
    if answer is None:
        return t("coach.thinking")
    return t("coach.games", games=answer.games, all=games) if answer.games else t("coach.first")


def told(t: Words, answer: Answer, games: int, said: Callable[[str], str]) -> Iterator[str]:
    """A whole answer line by line."""
    yield progress(t, answer, games)
    for row in answer.rows:
        yield "  " + title(t, row, said)
        if row.alternative.kind != PLAN:
            yield "     " + t("list.separator").join((payoff(t, row.payoff), *trust(t, answer.seat, row)))
            reasons = " · ".join(why(t, row))
            if reasons:
                yield "     " + reasons


def billion(t: Words, amount: float) -> str:
    """A signed amount of money, short."""
    return t("coach.billion", amount=t.number(amount, "+,.1f" if abs(amount) >= LEAST else ",.1f"))

"""Whether something happens until the end: when deals are signed, what the last months are worth, dull stretches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks.validation.figures import exact, share
from benchmarks.validation.plays import Games, Sample
from benchmarks.validation.rows import COUNTRY
from benchmarks.validation.tables import Table
from negotiation.rules.countries import N
from negotiation.rules.future import ENDINGS

from .bars import NORMAL, Asked, Report, Verdict, share_of
from .courses import NAMES as COURSES
from .courses import Courses
from .endgame import MONTHS, Best, Endgame
from .happenings import ANYTHING, NAMES, TABLE, WEIGHTY, Happened, Happenings, longest_gap

TITLE = "Pace"
MIDDLE = 6                     # month by which a first deal should be signed
EARLY, WORTH = 40.0, 60.0      # percent of games: signed by then; something worth deciding in the last months
LEAST = 2.0                    # $bn that makes a choice worth deciding
QUIET = 2                      # months in a row without anything new that a player may have
FORKED = 3                     # one of so many games is forked: each is played a thousand times


def _forks(asked: Asked, chair: int) -> Endgame:
    return Endgame(chair, max(2, asked.games // FORKED), asked.changes)


def _courses(asked: Asked, chair: int) -> Courses:
    return Courses(chair, asked.games, asked.changes)


def _games(asked: Asked) -> Games:
    return asked.arm(NORMAL)


def tasks(asked: Asked) -> list[Any]:
    """The default games twice, looked at in two ways, and the forks of each chair."""
    return [*(_forks(asked, i) for i in range(N)), *(_courses(asked, i) for i in range(N)), _games(asked),
            Happenings(asked.games, asked.changes)]


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """Four tables."""
    sample: Sample = results[_games(asked)]
    happened: Happened = results[Happenings(asked.games, asked.changes)]
    signed = happened.first_signed
    early = share_of((signed > 0) & (signed <= MIDDLE))
    verdicts = [Verdict(f"a first signature by month {MIDDLE} in at least {EARLY:.0f} % of default games",
                        early >= EARLY, f"{early:.0f} %")]
    last, worth = _last_months(results, asked)
    gaps, quiet = _gaps(happened)
    return Report([_endings(sample), _signatures(sample, happened), last, gaps], verdicts + worth + quiet)


def _endings(sample: Sample) -> Table:
    rows = [(name, share(sample.ending == k), *(
        exact(sample.total[sample.ending == k, i].mean()) if (sample.ending == k).any() else "-" for i in range(N)))
        for k, name in enumerate(ENDINGS)]
    return Table("Endings of default games", ("ending", "games, %", *(f"{name}, mean, $bn" for name in COUNTRY)), rows)


def _signatures(sample: Sample, happened: Happened) -> Table:
    last = happened.on.shape[2]
    rows = [(label, *(f"{share_of(months == m):.0f}" for m in [*range(1, last + 1), 0]))
            for label, months in (("the first deal of any kind", happened.first_signed),
                                  ("the first with the United States", sample.first_us),
                                  ("the first three-way one", sample.first_three))]
    return Table("When deals are signed, % of games", ("signed", *(f"{m}" for m in range(1, last + 1)), "never"), rows)


def _last_months(results: Mapping[Any, Any], asked: Asked) -> tuple[Table, list[Verdict]]:
    rows, verdicts = [], []
    for i in range(N):
        best: Best = results[_forks(asked, i)]
        course, which = results[_courses(asked, i)]
        enough = share_of(course >= LEAST)
        often = Counter(best.what).most_common(4)
        rows.append((COUNTRY[i], exact(enough), exact(float(np.median(course)), digits=1),
                     "; ".join(f"{name} {share_of(np.array(which) == name):.0f} %" for name in COURSES),
                     *(exact(share_of(x >= LEAST)) for x in (best.gain, best.without_votes, best.over_default)),
                     exact(float(np.median(best.gain)), digits=1), "; ".join(f"{what} ({n})" for what, n in often)))
        verdicts.append(Verdict(
            f"{COUNTRY[i]}: the best course of the last {MONTHS} months is worth ${LEAST:.0f}bn over passing in at "
            f"least {WORTH:.0f} % of games", enough >= WORTH, f"{enough:.0f} % of {len(course)} games; one single "
            f"choice is in {share_of(best.gain >= LEAST):.0f} % of {len(best.gain)}"))
    head = ("chair", f"games in which the best course is worth ${LEAST:.0f}bn over passing, %", "median, $bn",
            "the best course", f"games in which one choice is worth ${LEAST:.0f}bn over passing, %",
            "the same without the vote, %", "over the default player's own choice, %", "median over passing, $bn",
            "most often the best (games)")
    note = ("A course is that of an adviser, or of one who mends trust, followed through all these months, against "
            "passing through all of them; a single choice is against passing in that one phase. What is best is found "
            "on some fates and reckoned on others: everything hidden is drawn anew, the humors of the others too.")
    return Table("What the last months are worth", head, rows, note), verdicts


def _gaps(happened: Happened) -> tuple[Table, list[Verdict]]:
    rows, verdicts = [], []
    for label, kinds in (("an offer on its table", TABLE),
                         ("an offer, a tariff, a signature, a word of weight", WEIGHTY), ("anything", ANYTHING)):
        gap = longest_gap(happened.on[list(kinds)])
        for i in range(N):
            rows.append((label, COUNTRY[i], exact(float(gap[:, i].mean()), digits=1), exact(float(gap[:, i].max())),
                         share(gap[:, i] > QUIET)))
        if kinds == WEIGHTY:
            found = [f"{COUNTRY[i]} {share_of(gap[:, i] > QUIET):.0f} % of games, longest {gap[:, i].max()} months"
                     for i in range(N)]
            verdicts.append(Verdict(f"nobody has more than {QUIET} months in a row without something new",
                                    bool((gap <= QUIET).all()), "; ".join(found)))
    monthly = happened.on.any(-1).mean(1)
    busy = ", ".join(f"{name} {100 * x:.0f}" for name, x in zip(NAMES, monthly[:, -4:].mean(-1), strict=True))
    note = f"In the last four months, percent of months in which it happens to somebody: {busy}."
    head = ("what counts as new", "chair", "longest run without, mean months", "most",
            f"games with more than {QUIET}, %")
    return Table("Dull stretches", head, rows, note), verdicts



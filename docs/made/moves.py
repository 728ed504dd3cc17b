"""The tables of moves: the numbered menu, and what the game says when something cannot be done."""

from __future__ import annotations

import re
import runpy

from negotiation.rules import kinds
from negotiation.rules.countries import NAMES, OTHERS, N
from negotiation.rules.menu import ANSWER, HOME_MEASURE, MEASURE, PASS, VOTE
from negotiation.rules.notation import DECIDE, TALK, line
from negotiation.words import words

from .pages import ROOT, default, table

t = words("en")


def menu() -> str:
    """The numbered menu of each seat, gathered into rows of codes that stand together."""
    mine = default().menu
    talks = table(("codes of the US", "of Canada", "of Mexico", "Talk"), _rows(TALK))
    decides = table(("codes of the US", "of Canada", "of Mexico", "Decide"), _rows(DECIDE))
    sizes = [(len(mine.say[i]), len(mine.do[i])) for i in range(N)]
    counts = "; ".join(f"{t(f'country.{NAMES[i]}')} {say:,} and {do:,}" for i, (say, do) in enumerate(sizes))
    return f"Codes in Talk and in Decide, in the default scenario: {counts}.\n\n{talks}\n\n{decides}"


def _rows(phase: str) -> list[tuple[str, ...]]:
    runs = [_runs(i, phase) for i in range(N)]
    heads = list(dict.fromkeys(head for run in runs for head in run))
    order = max(runs, key=len)
    heads.sort(key=lambda head: list(order).index(head) if head in order else len(order))
    return [(*(run.get(head, "-") for run in runs), head) for head in heads]


def _runs(i: int, phase: str) -> dict[str, str]:
    """What the codes of a seat are, by what stands together, with the range of codes."""
    mine = default().menu
    tab = mine.say[i] if phase == TALK else mine.do[i]
    found: dict[str, list[int]] = {}
    for code in range(len(tab)):
        found.setdefault(_head(i, phase, code), []).append(code)
    out = {}
    for head, codes in found.items():
        lines = list(dict.fromkeys(_pattern(i, line(mine, i, phase, code)) for code in codes))
        what = f"{head}: {', '.join(f'`{text}`' for text in lines)}" if head else f"`{lines[0]}`"
        out[what] = str(codes[0]) if len(codes) == 1 else f"{codes[0]:,}–{codes[-1]:,}"
    return out


def _pattern(i: int, text: str) -> str:
    """A line with its capital, rate, sector and clauses left open."""
    head, *rest = text.split()
    if head == "offer":
        return f"offer {'all' if rest[0] == 'all' else 'COUNTRY'} CLAUSES" + (
            " quietly" if rest[-1] == "quietly" else ""
        )
    text = re.sub(rf"\b({'|'.join(NAMES)})\b", "COUNTRY", text)
    text = re.sub(r"\b\d+\b", "RATE", text)
    return re.sub(r"(sector COUNTRY) \w+", r"\1 SECTOR", text)


def _head(i: int, phase: str, code: int) -> str:
    mine = default().menu
    if code == 0:
        return ""
    if phase == TALK:
        tab = mine.say[i]
        j, deal = int(tab.target[code]), int(tab.deal[code])
        if j == i:
            return "three-way offers, in catalogue order" if deal >= 0 else "words at home"
        which = f"{('first', 'second')[OTHERS[i].index(j)]} other capital"
        word = kinds.AIMED[int(tab.word[code]) - 1]
        return f"{which}, {'quiet offers' if word.deals == 'quiet' else 'open offers' if deal >= 0 else 'words'}"
    tab_ = mine.do[i]
    sort, j = int(tab_.sort[code]), int(tab_.target[code])
    which = "" if j == i else f"{('first', 'second')[OTHERS[i].index(j)]} other capital"
    return {
        PASS: "",
        ANSWER: f"{which}, answers",
        MEASURE: f"{which}, measures",
        HOME_MEASURE: "measures at home",
        VOTE: "votes",
    }[sort]


def refusals() -> str:
    """Every reason for which something is not possible."""
    catalogue = runpy.run_path(str(ROOT / "assets" / "text" / "compile.py"))["catalogue"](
        ROOT / "assets" / "text" / "en.po"
    )
    rows = []
    for message in catalogue:
        id_ = message.id[0] if isinstance(message.id, tuple) else message.id
        if id_.startswith("refuse."):
            text = message.string[-1] if isinstance(message.string, tuple) else message.string
            rows.append((f"`{id_}`", re.sub(r"\{(\w+)[^}]*\}", r"{\1}", text)))
    return table(("id", "text"), sorted(rows))


BLOCKS = {"menu": menu, "refusals": refusals}

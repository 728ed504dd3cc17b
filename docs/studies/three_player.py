"""Is a three-player game better? Plays three-player.yaml beside it and writes the tables of three-player.md.

    python docs/studies/three_player.py [--out FOLDER] [--workers 2]

A folder that holds the study already is read, not played again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from made.pages import filled, table  # noqa: E402

from negotiation.rules.names import NAMES  # noqa: E402
from negotiation.study import Study, run  # noqa: E402
from negotiation.study.effects import conditions, holm, paired  # noqa: E402

DESIGN, PAGE, DEALS = HERE / "three-player.yaml", HERE / "three-player.md", "menu.deals"
THREE = "all"                              # the table that the others are compared with
TABLES = {"us-canada, us-mexico, canada-mexico": "separate talks for both",
          "us-canada": "Canada alone with Washington", "us-mexico": "Mexico alone with Washington",
          "us-canada, us-mexico, canada-mexico, all": "the game as it is: every kind of deal"}
COUNTRIES = {"us": "United States", "canada": "Canada", "mexico": "Mexico"}
WORDS = {"players": {"easy": "easy", "normal": "normal", "hard": "hard"},
         "rules.pass0": {"-0.1": "can pass", "-0.8": "hardly ever passes"},
         "rules.predict_on": {"1": "costs", "0": "is free"},
         "rules.convex_on": {"1": "is free", "0": "costs"}}
HEADS = {"players": "players", "rules.pass0": "renewal", "rules.predict_on": "waiting",
         "rules.convex_on": "first pain of tariffs"}
SHIPPED = {"players": "normal", "rules.pass0": "-0.1", "rules.predict_on": "1", "rules.convex_on": "1"}
SURE = 0.05


@dataclass(frozen=True)
class Gap:
    """What three at one table bring a country more than another table: US$ billion, 95 % interval, p."""

    difference: float
    low: float
    high: float
    p: float

    @property
    def sure(self) -> int:
        """1: three are better; -1: they are worse; 0: that is not sure."""
        return 0 if self.p >= SURE else 1 if self.difference > 0 else -1

    def __str__(self) -> str:
        text = f"{self.difference:+.1f} ({self.low:+.1f} to {self.high:+.1f})".replace("-", "−")
        return f"**{text}**" if self.sure < 0 else text if self.sure else f"{text} ?"


class Found:
    """The comparisons of the study: on average over all settings, over those of one level, and at each setting."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.what = conditions(study)
        self.keys = [k for k in self.what.columns if k not in ("point", DEALS)]
        self.settings = list(dict.fromkeys(tuple(r[k] for k in self.keys) for r in self.what.to_dict("records")))
        self._points = {(tuple(r[k] for k in self.keys), r[DEALS]): r["point"] for r in self.what.to_dict("records")}
        runs = study.runs()
        self._pay = {n: runs.pivot(index="replication", columns="point", values=f"payoff_{n}") for n in NAMES}
        self.single = {deals: self._each(deals) for deals in TABLES}
        every: dict[tuple[str, str], dict[str, Any]] = {
            (d, n): self._mean(d, n, self.settings) for d in TABLES for n in NAMES}
        holm(list(every.values()))
        self.overall = {key: _gap(row) for key, row in every.items()}

    def _each(self, deals: str) -> dict[tuple[tuple[str, ...], str], Gap]:
        """Every setting and country; p corrected over these."""
        rows = {(s, n): self._mean(deals, n, [s]) for s in self.settings for n in NAMES}
        holm(list(rows.values()))
        return {key: _gap(row) for key, row in rows.items()}

    def _mean(self, deals: str, name: str, settings: Sequence[tuple[str, ...]]) -> dict[str, Any]:
        """Three less another table, averaged over settings within each seed; seeds are what is counted."""
        three, other = ([self._points[s, d] for s in settings] for d in (THREE, deals))
        pay = self._pay[name]
        return paired((pay[three].to_numpy() - pay[other].to_numpy()).mean(1))

    def levels(self, deals: str) -> list[tuple[str, str, list[Gap]]]:
        """Every level of every condition with the three countries' means over it; p corrected over the table."""
        rows: dict[tuple[str, str, str], dict[str, Any]] = {}
        for at, key in enumerate(self.keys):
            for level in dict.fromkeys(s[at] for s in self.settings):
                here = [s for s in self.settings if s[at] == level]
                rows |= {(key, level, n): self._mean(deals, n, here) for n in NAMES}
        holm(list(rows.values()))
        return [(key, level, [_gap(rows[key, level, n]) for n in NAMES])
                for key, level in dict.fromkeys((k, v) for k, v, _ in rows)]

    def shipped(self) -> tuple[str, ...]:
        """The setting that the game ships with."""
        return tuple(SHIPPED[k] for k in self.keys)


def _gap(row: dict[str, Any]) -> Gap:
    return Gap(row["difference"], row["low"], row["high"], row["p"])


def blocks(found: Found) -> dict[str, str]:
    """The made parts of the page, by name."""
    names = [COUNTRIES[n] for n in NAMES]
    main = next(iter(TABLES))
    words = [HEADS[k] for k in found.keys]
    average = [(TABLES[d], *(found.overall[d, n] for n in NAMES)) for d in TABLES]
    shipped = [(TABLES[d], *(found.single[d][found.shipped(), n] for n in NAMES)) for d in TABLES]
    counts = [(TABLES[d], *(" / ".join(str(sum(found.single[d][s, n].sure == k for s in found.settings))
                                       for k in (1, 0, -1)) for n in NAMES)) for d in TABLES]
    levels = [(HEADS[k], WORDS[k][v], *gaps) for k, v, gaps in found.levels(main)]
    every = [(*_say(found.keys, s), *(found.single[main][s, n] for n in NAMES)) for s in found.settings]
    turned = list(_turned(found))
    return {"three-answer": "\n".join(_answer(found)),
            "three-shipped": table(("three at one table, less …", *names), shipped),
            "three-average": table(("three at one table, less …", *names), average),
            "three-counts": table(("against …", *names), counts),
            "three-levels": table(("condition", "level", *names), levels),
            "three-turned": table(("against …", *words, "for", "three less it"), turned) if turned else
            "At no setting is another table surely better.",
            "three-every": table((*words, *names), every),
            "three-made": _made(found.study)}


def _say(keys: Sequence[str], setting: Sequence[str]) -> list[str]:
    return [WORDS[k][v] for k, v in zip(keys, setting, strict=True)]


def _turned(found: Found) -> Iterator[tuple[object, ...]]:
    """Settings where separate talks, or one neighbor alone, surely beat three at one table."""
    for deals in list(TABLES)[:3]:
        for (setting, name), gap in found.single[deals].items():
            if gap.sure < 0:
                yield TABLES[deals], *_say(found.keys, setting), COUNTRIES[name], gap


def _answer(found: Found) -> Iterator[str]:
    """The answer in a sentence a country."""
    main, settings = next(iter(TABLES)), len(found.settings)
    for n in NAMES:
        gap, sure = found.single[main][found.shipped(), n], [found.single[main][s, n].sure for s in found.settings]
        word = {1: "better", 0: "not surely better or worse", -1: "worse"}[gap.sure]
        turned = [s for s in found.settings if found.single[main][s, n].sure < 0]
        common = [f"{HEADS[k]} {WORDS[k][v]}" for at, (k, v) in enumerate(zip(found.keys, turned[0], strict=True))
                  if all(s[at] == v for s in turned)] if turned else []
        end = f"It turns over at {len(turned)}" + (f", all with: {'; '.join(common)}." if common else ".") \
            if turned else "It turns over at none."
        yield (f"* **{COUNTRIES[n]}**: as the game ships, three at one table are {word} than separate talks by "
               f"US$ {gap} billion. Of {settings} settings they are surely better at {sure.count(1)}, unsure at "
               f"{sure.count(0)}. {end}")


def _made(study: Study) -> str:
    folder, status, about = study.folder, study.status(), study.folder.about()
    last = folder.seed + folder.layout.replications - 1
    rows = [("games", f"{status.done:,} of {status.runs:,} ({status.points} points × {status.replications} seeds); "
                      f"{status.failed} failed"),
            ("seeds", f"{folder.seed} to {last} at every point"), ("rules version", about["rules"]),
            *((f"scenario {name}", f"`{mark}`") for name, mark in about["scenarios"].items()),
            ("versions", about["versions"])]
    return table(("what", "value"), rows)


def main(words: Sequence[str] | None = None) -> int:
    """Play, or read what is there; write the page."""
    parser = argparse.ArgumentParser(description="Is a three-player game better? Plays the study, writes its page.")
    parser.add_argument("--out", type=Path, default=Path("three-player"), help="the study's folder")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(words)
    command = f"negotiation study run docs/studies/three-player.yaml --out {given.out.name} --workers {given.workers}"
    study = run(DESIGN, given.out, workers=given.workers, command=command)
    made = blocks(Found(study))
    PAGE.write_text(filled(PAGE, {name: (lambda text=text: text) for name, text in made.items()}),
                    encoding="utf-8", newline="\n")
    print(f"Written: {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A scenario of one's own from a few answers: title, months, trust, tariffs. What it writes passes `check`."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field

from .rules.countries import NAMES, PAIR_NAMES, PAIRS, N
from .rules.history import month_number, month_text
from .words import languages, words

LIKE = "kick-start-2025"
LENGTHS = (3, 4, 6, 8, 12, 16, 20)           # months that a form offers
RATES = (0.0, 5.0, 10.0, 25.0, 35.0, 50.0)
REVIEW = month_number("2026-07")           # the last month, in which the pact is reviewed
FRAME = """\
# {head}
like: {like}
name: {name}
title:
{titles}
summary:
{summaries}

# {months_note}
first_month: "{first}"
months: {{value: {months}, unit: months, source: "{source}"}}

# {seats}
seats: {{us: default, canada: default, mexico: default}}

# {state}
state:
  tariffs:
    source: "{source}"
    us:
      canada: {{general: {canada:g}, spare: {spare}}}
      mexico: {{general: {mexico:g}, spare: {spare}}}
{trust}  approval: {{us: 50, canada: 50, mexico: 50, source: "{source}"}}

# {rules}
rules: {{}}

# {luck_note}
luck: {{value: {luck}, unit: switch, source: "{source}"}}

# {try_}
#   negotiation check {file}
#   negotiation play {file}
#   negotiation simulate {file} --games 100
"""


def plain_name(title: str) -> str:
    """A title as the name of a file: small letters, digits and hyphens; "my-scenario" where none are left."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].strip("-") or "my-scenario"


@dataclass
class Form:
    """The answers, as the default scenario has them. Trust by pair, the same both ways; none: as history left it."""

    title: str = ""
    months: int = 12
    on_canada: float = 35.0                # percent, Washington's general tariff
    on_mexico: float = 25.0
    spare: bool = True
    trust: dict[str, float] = field(default_factory=dict)      # by pair: "us-canada"
    luck: bool = True

    def text(self, name: str, file: str, language: str = "en") -> str:
        """The file, its comments in a language. `name` is that of the scenario."""
        t = words(language)
        title = json.dumps(self.title or name.replace("-", " ").capitalize(), ensure_ascii=False)
        note = {part: t(f"new.scenario.{part}")
                for part in ("head", "months", "seats", "state", "rules", "luck", "try")}
        return FRAME.format(
            head=note["head"], like=LIKE, name=name, file=file, months=self.months, months_note=note["months"],
            titles="\n".join(f"  {code}: {title}" for code in languages()),
            summaries="\n".join(f"  {code}: {words(code)('new.scenario.summary')}" for code in languages()),
            first=month_text(REVIEW - self.months + 1), source="judge: chosen in the form", seats=note["seats"],
            state=note["state"], canada=self.on_canada, mexico=self.on_mexico, spare=str(self.spare).lower(),
            trust=self._trust(), rules=note["rules"], luck_note=note["luck"], luck=int(self.luck), try_=note["try"])

    def _trust(self) -> str:
        """The six numbers, a row a country; nothing where none was given."""
        if not self.trust:
            return ""
        rows: list[dict[str, float]] = [{} for _ in range(N)]
        for pair, (i, j) in zip(PAIR_NAMES, PAIRS, strict=True):
            if pair in self.trust:
                rows[i][NAMES[j]] = rows[j][NAMES[i]] = self.trust[pair]
        lines = [f"    {NAMES[i]}: {{{', '.join(f'{j}: {x:g}' for j, x in row.items())}}}" for i, row in enumerate(rows)
                 if row]
        return "\n".join(['  trust:', '    source: "judge: chosen in the form"', *lines]) + "\n"

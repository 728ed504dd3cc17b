"""The one table of a game's state: every field with shape, unit, meaning and who sees it.

It drives the digest (order of the rows), the views of players, the observations of environments and the rules page.
"""

from __future__ import annotations

from dataclasses import dataclass

# Who sees a field: everybody; only the two parties of an entry [i, j]; only country i; nobody.
ALL_SEE, PARTIES, OWN, NOBODY = "all", "parties", "own", "nobody"


@dataclass(frozen=True)
class Field:
    """One row: the axes behind the games, the value at a bare start, and the words for readers."""

    name: str
    shape: tuple[int, ...]
    start: float
    range: str
    unit: str
    sees: str
    meaning: str


FIELDS = (
    Field("month", (), 0, "0..", "months", ALL_SEE, "months played"),
    Field("seed", (), 0, "any", "-", NOBODY, "names the game's luck"),
    Field("wall", (3, 3), 0, "0 5 10 25 35 50", "percent", ALL_SEE, "i's general tariff on j"),
    Field("spare", (3, 3), 1, "0/1", "-", ALL_SEE, "i's general tariff spares pact goods of j"),
    Field(
        "sector", (3, 3, 6), 0, "0 5 10 25 35 50", "percent", ALL_SEE, "i's extra tariff on six sectors of j"
    ),
    Field("pact", (3,), 2, "2/1/0", "-", ALL_SEE, "pairs: in the three-way pact / a separate pact / lapsed"),
    Field("content", (3,), 0, "0/1", "-", ALL_SEE, "tighter origin rule for cars on that pair"),
    Field("renewed", (), 0, "0/1", "-", ALL_SEE, "three-way pact extended to 2042"),
    Field("notice", (3,), 0, "0..7", "months", ALL_SEE, "notice of withdrawal running"),
    Field("deal", (4,), -1, "-1..", "deal no.", ALL_SEE, "deal in force: three pairs and the three-way one"),
    Field("since", (4,), 99, "0..", "months", ALL_SEE, "months since a deal of that kind was signed"),
    Field(
        "visited",
        (3, 3),
        0,
        "0..3",
        "months",
        ALL_SEE,
        "until i may visit j again, announced; diagonal: appeal again",
    ),
    Field(
        "fresh", (3, 3, 2), 1, "0..1", "share", ALL_SEE, "worth of i's next amends, next reprieve toward j"
    ),
    Field(
        "tested", (3, 3, 4), 0, "0/1", "-", OWN, "i's running pledge (three) or reprieve to j has been tested"
    ),
    Field("torn", (), -1, "-1..", "deal no.", ALL_SEE, "three-way deal that was breached, none signed since"),
    Field("base", (3, 3), 36, "any", "trust", ALL_SEE, "temperament: trust before any cause"),
    Field("ledger", (3, 3, 12), 0, "caps", "trust", ALL_SEE, "the twelve causes of i's trust in j"),
    Field("bitter", (3, 3), 0, "0..1", "share", ALL_SEE, "how much harder i takes a side deal of j"),
    Field("frozen", (3, 3), 0, "0/1", "-", ALL_SEE, "i has shut the channel to j"),
    Field(
        "pledge",
        (3, 3, 3),
        0,
        "0..13",
        "months",
        ALL_SEE,
        "i's pledge to j: stay three-way; no new tariffs; together",
    ),
    Field("reprieve", (3, 3), 0, "0..4", "months", ALL_SEE, "reprieve i granted j"),
    Field("warned", (3, 3), 0, "0..4", "months", ALL_SEE, "i's warning to j stands"),
    Field("warnrate", (3, 3), 0, "0..50", "percent", ALL_SEE, "rate i threatens j with"),
    Field("counter", (3, 3), 0, "0/1", "-", ALL_SEE, "i's warning was made to meet one of j"),
    Field("ev", (3, 3, 12), 0, "-", "trust", ALL_SEE, "this month's events by cause, before saturation"),
    Field("nerve", (3,), 0.6, "0..1", "share", ALL_SEE, "how far a capital's warnings are believed"),
    Field("offer", (3, 3), -1, "-1..", "deal no.", PARTIES, "offers on the table; diagonal: to both"),
    Field("quiet", (3, 3), 0, "0/1", "-", PARTIES, "the offer was whispered"),
    Field("known", (3, 3), 0, "0/1", "-", PARTIES, "the offer is public"),
    Field("age", (3, 3), 0, "0/1", "months", PARTIES, "the offer is in its second month"),
    Field("last", (3, 3), -1, "-1..", "deal no.", OWN, "the paper i laid down last before j"),
    Field("aid", (3,), 0, "0..3", "months", ALL_SEE, "relief money running"),
    Field(
        "mood",
        (3, 5),
        0,
        "-30..30",
        "approval",
        ALL_SEE,
        "pain, pride, wins, concessions, news; approval = 50 + sum",
    ),
    Field("claim", (3, 3, 6), 0, "0..1", "share", ALL_SEE, "claim shares"),
    Field("labour", (3, 7), 0, "0..1", "share", ALL_SEE, "sector labor shares"),
    Field("econ", (3,), 0, "-", "$bn", ALL_SEE, "economy summed so far"),
    Field("polit", (3,), 0, "-", "$bn", ALL_SEE, "politics summed so far"),
    Field("raised", (3, 3), 0, "0/1", "-", ALL_SEE, "i raised a tariff on j this month"),
    Field("signed", (3,), 0, "0/1", "-", ALL_SEE, "i signed a deal this month"),
    Field(
        "status",
        (),
        1,
        "0..6",
        "-",
        ALL_SEE,
        "where the pact stands: renewed, yearly reviews, US-Mexico separate, "
        "US-Canada separate, both separate, lapsed, one neighbor out",
    ),
    Field("over", (), 0, "0/1", "-", ALL_SEE, "the game has ended"),
    Field("illegal", (3,), 0, "0..", "lists", ALL_SEE, "lists refused so far"),
    Field("u", (3,), 0, "-", "% of GDP", ALL_SEE, "the month's economy, at annual rate"),
    Field(
        "parts",
        (3, 6),
        0,
        "-",
        "% of GDP",
        ALL_SEE,
        "earnings, revenue, idle, waiting, deals, shock of the month",
    ),
)
NAMES = tuple(f.name for f in FIELDS)
FIELD = {f.name: f for f in FIELDS}
REPORT = ("u", "parts")  # told to people, not part of the digest

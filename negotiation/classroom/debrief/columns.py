"""The columns of the tables that are taken away, and what each means: the codebook."""

from __future__ import annotations

from collections.abc import Mapping

from ...analysis.cooperative import COALITIONS
from ...analysis.tables import MONTHS
from ...rules.countries import NAMES

# Kinds of event that are told, and what of their bodies; the others hold hashes or belong to the clock's inner works.
TOLD: Mapping[str, tuple[str, ...]] = {
    "phase": ("phase", "round"), "pause": (), "resume": (), "extend": ("seconds",), "plan": ("lines",),
    "done": ("on",), "closed": ("phase", "lines", "digest"), "player": ("player",), "rewind": ("round",),
    "predict": ("seen",), "check": ("item", "answer", "right"), "reflect": ("text",), "say": ("to", "phrase", "text"),
    "stage": ("stage",), "headline": ("game", "ready", "text"), "reseat": ("game", "seat"), "pen": (), "kick": ("why",),
    "card": ("card", "game", "month"), "rule": ("rule",), "word": ("word",),
    "poll": ("game", "acts"), "vote": ("choice",),
    "answer": ("place", "kind", "answer", "right"), "idea": ("when", "place", "kind", "answer", "right"),
}
WORTHS = ["+".join(NAMES[i] for i in c) for c in COALITIONS]
GAME = {"game": "number of the game", "arm": "side of the comparison; none without one"}
COUNTRY = {"country": "us, canada or mexico"}

EVENTS = {"event": "number of the event in the room's log", "seconds": "since the room was opened",
          "game": "0: the room",
          "who": "alias; empty for the teacher, the clock and the computer", **COUNTRY, "kind": "kind of event",
          "what": "what it holds, as JSON; lines are in the notation of the game"}
ROUNDS = {**GAME, **MONTHS, **{f"signed.{c}": f"1 if {c} signed something that month" for c in NAMES},
          **{f"raised.{c}": f"on how many others {c} raised a tariff that month" for c in NAMES}}
MOVES = {"game": GAME["game"], "month": "from 1", **COUNTRY, "line": "the line in notation",
         "toward": "the other country; empty for all or for oneself", "sign": "1 a kindness, -1 pressure, 0 neither",
         "event": "the event of the log that closed its half month"}
PREDICTIONS = {"game": GAME["game"], "month": "from 1", **COUNTRY, "about": "the country it is about",
               "what": "signs: that it signs; raises: that it raises a tariff on somebody", "chance": "0.1, 0.5 or 0.9",
               "came": "1 if it came"}
SEATS = {**GAME, **COUNTRY, "people": "aliases of who sat there",
         "player": "computer player at the end; empty for people",
         "ending": "id of the ending", "months": "months played", "payoff": "payoff, US$ billion",
         "nothing": "what doing nothing would have given, US$ billion",
         "line": "walk-away line at the start, US$ billion",
         "shapley": "Shapley value at the start, US$ billion over no deal",
         "score": "same-role score: doing nothing 0, par 1; empty where the scenario has no par",
         "rank": "rank of the payoff among the seats of this country in this arm, 1 the highest",
         "of": "how many seats that are"}
GAMES = {**GAME, "seed": "its luck", "ending": "id of the ending", "months": "months played",
         "signed": "deals signed, as month:kind:clauses, one a line", "promises": "promises and reprieves given",
         "kept": "words kept to their end", "broken": "words broken",
         **{f"v.{name}": f"what {name} could make at the start, US$ billion over no deal" for name in WORTHS}}
DEALS = {"game": GAME["game"], "month": "of the first signature of the game", "kind": "who the deals are of",
         "deal": "clauses in notation",
         **{f"worth.{c}": f"US$ billion over no deal to {c}; empty if no member" for c in NAMES},
         "zone": "1 if it may be signed and no member loses", "edge": "1 if no other in the zone is better for all",
         "signed": "1 for the deal that was signed"}
QUIZ = {"who": "alias", "game": "game the person sat in", **COUNTRY, "place": "place of the item, from 1",
        "kind": "kind of item, the id of its formula",
        "source": "own game, the class's middle one (median), class, transfer, article",
        "about": "game the numbers are from; 0 for none", "events": "events of the log they stand in",
        "inputs": "numbers the formula takes, as JSON", "options": "answers in their order, as JSON",
        "mistakes": "the mistake each answer shows; empty for the right one",
        "key": "place of the right answer, from 1",
        "answer": "place of the answer given, from 1", "right": "1 if right"}
IDEAS = {"who": "alias", "when": "before the games or after the lesson", "place": "place of the item, from 1",
         "idea": "what it is about", "inputs": "numbers of the item, as JSON",
         "options": "answers in their order, as JSON", "mistakes": "the mistake each answer shows; - for the right one",
         "key": "place of the right answer, from 1", "answer": "place of the answer given, from 1",
         "right": "1 if right"}
GAINS = {"idea": "what the items are about; all: the sum of all ideas", "people": "who answered before and after",
         "before": "share of right answers before the games, of those people", "after": "the same after the lesson",
         "gain": "normalized gain, (after - before) / (1 - before); empty where all were right before"}
GRADEBOOK = {"who": "alias", "game": GAME["game"], **COUNTRY}
GRADES_END = {"before": "ideas right before the games; empty unless all were answered",
              "after": "ideas right after the lesson; empty unless all were answered", "ideas": "ideas asked about",
              "quiz": "items right", "quiz_max": "items asked", "reflection": "1 if a sentence was written at the end",
              "took_part": "months in which the person did or said anything", "months": "months played",
              "score": SEATS["score"], "rank": SEATS["rank"], "of": SEATS["of"]}

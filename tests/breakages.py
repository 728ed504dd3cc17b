"""Ways to break a scenario file: each changes one line, and names the line and the key to be complained of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Broken = tuple[str, int, str]                  # the text, the line, the key


def put(text: str, key: str, value: str) -> tuple[str, int]:
    """The text with a top-level entry of one line in place of the one it has, or at its end; and that line's number."""
    lines = text.rstrip("\n").split("\n")
    start = next((n for n, line in enumerate(lines) if re.match(rf"{re.escape(key)}:", line)), None)
    if start is None:
        lines.append(f"{key}: {value}")
        return "\n".join(lines) + "\n", len(lines)
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " -#"):
        end += 1
    lines[start:end] = [f"{key}: {value}"]
    return "\n".join(lines) + "\n", start + 1


def _way(key: str, value: str, where: str = "") -> Callable[[str], Broken]:
    def broken(text: str) -> Broken:
        new, line = put(text, key, value)
        return new, line, where or key
    return broken


def _added(line: str, where: str) -> Callable[[str], Broken]:
    def broken(text: str) -> Broken:
        lines = [*text.rstrip("\n").split("\n"), line]
        return "\n".join(lines) + "\n", len(lines), where
    return broken


def _par_near_hold(text: str) -> Broken:
    text, _ = put(text, "hold", "{us: 1, canada: 2, mexico: 3}")
    new, line = put(text, "par", "{us: 1, canada: 50, mexico: 50}")
    return new, line, "par.us"


WAYS: Mapping[str, Callable[[str], Broken]] = {
    "an unknown key": _added("mnths: 6", "mnths"),
    "a key given twice": _added("name: again", "name"),
    "a tab for an indentation": _added("\tluck: 1", ""),
    "a tag of a program": _way("summary", "!!python/object/apply:os.system [ls]", "summary"),
    "months as a word": _way("months", "six"),
    "months out of range": _way("months", "99"),
    "half a month": _way("months", "6.5"),
    "months in years": _way("months", "{value: 6, unit: years}"),
    "a thirteenth month": _way("first_month", '"2025-13"'),
    "a month in words": _way("first_month", "next year"),
    "like nobody": _way("like", "kick-strat-2025"),
    "a name with spaces": _way("name", "Has Spaces"),
    "a title without English": _way("title", "{es: Título}"),
    "a language nobody speaks here": _way("title", "{en: Title, de: Titel}", "title.de"),
    "a list for a text": _way("summary", "[one, two]"),
    "an unknown country": _way("seats", "{us: default, canda: default}", "seats.canda"),
    "a seat in two words": _way("seats", "{us: two words}", "seats.us"),
    "luck of two": _way("luck", "2"),
    "luck in words": _way("luck", "maybe"),
    "an unknown card": _way("news", "[stormm]", "news[0]"),
    "a card twice": _way("news", "[storm, storm]", "news[1]"),
    "a card without its list": _way("news", "storm"),
    "an unknown constant": _way("rules", "{cal: 4}", "rules.cal"),
    "a share above one": _way("rules", "{pass1: 3}", "rules.pass1"),
    "a constant on the wrong side": _way("rules", "{call: -4}", "rules.call"),
    "an unknown word": _way("menu", "{words: [cal]}", "menu.words[0]"),
    "a ladder that falls": _way("menu", "{ladder: [10, 5]}", "menu.ladder"),
    "a clause level too high": _way("menu", "{clauses: {access_canada: [9]}}", "menu.clauses.access_canada[0]"),
    "no deals": _way("menu", "{deals: []}", "menu.deals"),
    "a par of one": _way("par", "{us: 1}", "par"),
    "a par near hold": _par_near_hold,
    "a country toward itself": _way("state", "{tariffs: {us: {us: {general: 5}}}}", "state.tariffs.us.us"),
    "a tariff off the ladder": _way("state", "{tariffs: {us: {canada: {general: 13}}}}",
                                    "state.tariffs.us.canada.general"),
    "trust above a hundred": _way("state", "{trust: {canada: {us: 140}}}", "state.trust.canada.us"),
    "an unknown pact": _way("state", "{pact: {us-canada: two-way}}", "state.pact.us-canada"),
    "an offer that is a call": _way("state", '{offers: ["us: call mexico"]}', "state.offers[0]"),
    "an unknown part of a lesson": _way("lesson", "{goal: x}", "lesson.goal"),
    "ways that are no list": _way("about", "{ways: x}", "about.ways"),
    "a message nobody has": _way("words", "{messages: {no.such: x}}", "words.messages.no.such"),
    "a country without its capital": _way(
        "words", "{countries: {us: {name: A, code: A, adjective: A}, canada: {name: B, capital: B, code: B, "
        "adjective: B}, mexico: {name: C, capital: C, code: C, adjective: C}}}", "words.countries.us"),
    "an economy nobody has": _way("economy", "nowhere"),
    "sources that are a list": _way("sources", "[a]"),
}

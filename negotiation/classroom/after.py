"""What pages show once the games are over: the card of the debrief, the quiz, its results; each face its own part."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..rules.countries import KIND_NAMES, NAMES, N
from ..words import Words
from .board import month_name
from .debrief import changes
from .debrief import poll as polls
from .debrief.card import Choice, Talk, deck, shown
from .debrief.deck.vent import WORDS
from .debrief.deck.what_if import proposal
from .debrief.facts import Game
from .kept import Kept
from .quiz import before_after
from .quiz.sheet import items_of, results, worded
from .room import Member, Room
from .settings import AFTER, DEBRIEF, QUIZ

Sections = dict[str, Any]


def _card(room: Room, t: Words, kept: Kept) -> dict[str, Any]:
    """The card that is shown, worded once for a language. `places` is for this program alone: it tells games apart."""
    talk = _talk(room, t)
    on = (talk.lesson, talk.choice, talk.spoken, dict(room.rules), room.poll)

    def make() -> dict[str, Any]:
        return shown(talk)

    found: dict[str, Any] = kept.get(("card", t.language), on, make)
    return found


def _talk(room: Room, t: Words) -> Talk:
    return Talk(room.lesson(), room.choice, t, Counter(room.spoken.values()), room.rules, room.poll,
                lambda game, t: aliases(room, game, t))


def _proposals(room: Room, t: Words) -> list[str]:
    """The acts that are voted on, in words; none while there is no vote."""
    talk, game = _talk(room, t), room.lesson().game(room.poll.get("game", 0))
    return [] if game is None else [proposal(talk, game, act) for act in room.poll["acts"]]


def aliases(room: Room, game: Game, t: Words) -> str:
    """Who sits in a game."""
    from .views import alias

    return t("list.separator").join(alias(t, m) for i in range(N) for m in room.at(game.number, i))


def student(room: Room, member: Member, kept: Kept) -> Sections:
    """The card with one's own mark on it and one's word, or one's quiz."""
    if room.stage not in AFTER:
        return {"after": None}
    t = room.words(member.language)
    out: Sections = {"stage": room.stage}
    if room.stage == DEBRIEF:
        card = dict(_card(room, t, kept))
        places = card.pop("places")
        out |= {"card": card, "own": places.index(member.game) if member.game in places else None,
                "words": sorted(({"id": w, "text": t(f"card.word.{w}")} for w in WORDS), key=lambda w: w["text"]),
                "word": room.spoken.get(member.name), "poll": _proposals(room, t),
                "vote": room.votes.get(member.name)}
    else:
        out |= {"quiz": _quiz(room, member, t), "ideas": before_after.told(room, member, t)}
    return {"after": out}


def _quiz(room: Room, member: Member, t: Words) -> list[dict[str, Any]]:
    """One's items while the quiz is open; afterwards those that were answered."""
    given = room.answers.get(member.name, {})
    if room.stage != QUIZ and not given:
        return []
    return [worded(room, t, item, given.get(place)) for place, item in enumerate(items_of(room, member))
            if room.stage == QUIZ or place in given]


def screen(room: Room, kept: Kept) -> Sections:
    """The projector's card; how far the quiz has come."""
    t = room.words(room.settings.language)
    card = None
    if room.stage == DEBRIEF:
        card = {key: value for key, value in _card(room, t, kept).items() if key != "places"}
    seated = [m for m in room.here() if m.game]
    count = len(room.settings.quiz)
    done = sum(len(room.answers.get(m.name, {})) >= count for m in seated)
    return {"card": card, "quiz": {"done": done, "of": len(seated)} if room.stage == QUIZ else None}


def console(room: Room, kept: Kept, language: str) -> Sections:
    """The remote: the card as the projector shows it, the notes beside it, what may be chosen; the quiz's results."""
    if room.stage not in AFTER:
        return {"after": None}
    t, choice = room.words(language), room.choice
    card = {key: value for key, value in _card(room, t, kept).items() if key != "places"}
    cards = [{"id": c.id, "number": n, "title": t(f"card.{c.id}"), "one_game": c.one_game}
             for n, c in enumerate(deck(room.scenario), 1)]
    return {"after": {
        "stage": room.stage, "card": card, "note": t(f"card.{choice.card}.note"), "cards": cards,
        "choice": {"hide": choice.hide, "game": choice.game, "month": choice.month, "kind": choice.kind,
                   "rule": choice.rule},
        "games": [g.number for g in room.lesson().games], "options": _options(room, choice, t),
        "rules": [{"id": r, "text": t(f"card.rule.{r}")} for r in changes.RULES],
        "poll": [{**act, "game": room.poll["game"], "text": text, "votes": n} for act, text, n in zip(
            room.poll.get("acts", ()), _proposals(room, t), polls.counts(room), strict=True)],
        "spoken": len(room.spoken), "quiz": results(room, t),
        "gains": before_after.rows(room, t)}}


def _options(room: Room, choice: Choice, t: Words) -> dict[str, Any]:
    """Months, kinds of deal and acts of the game the card is about."""
    lesson = room.lesson()
    if not lesson.games:
        return {"game": 0, "months": [], "kinds": [], "acts": []}
    game = lesson.game(choice.game) or lesson.median
    menu = game.scenario.menu
    from ..explain import move_words

    def told(line: str) -> str:
        return move_words(t, menu, line.partition(": ")[2], NAMES.index(line.partition(":")[0]))

    acts = []
    if choice.card == "what_if":
        for n, act in enumerate(changes.acts(game)):
            text = t("card.act", month=month_name(t, game.session, act["month"] - 1), country=NAMES[act["seat"]],
                     act=told(act["without"]))
            acts.append({"at": n, "text": text, "month": act["month"], "without": act["without"], "instead": [
                {"line": line, "text": told(line) if line else t("card.act.nothing")} for line in act["instead"]]})
    return {"game": game.number, "months": [month_name(t, game.session, m) for m in range(game.months)],
            "kinds": [t(f"card.kind.{name}") for name in KIND_NAMES], "acts": acts}

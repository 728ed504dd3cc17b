"""The debrief: cards from the room's own log, the same figures as its tables, nothing private, nothing lost."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from classes import at_random, of_computers, of_people
from lessons import begun, seat_of, until
from quiz_check import Rows, rows_of

from negotiation.analysis.what_if import change, what_if
from negotiation.classroom import after, views
from negotiation.classroom.acts import act
from negotiation.classroom.debrief import changes, export, remote
from negotiation.classroom.debrief.card import deck
from negotiation.classroom.debrief.drawing import reach, ticks, written
from negotiation.classroom.event import Refused
from negotiation.classroom.kept import Kept
from negotiation.classroom.orders import order
from negotiation.classroom.room import Room
from negotiation.rules.names import NAMES
from negotiation.words import words

MINUS = "\u2212"
ROOT = Path(__file__).parents[2]


@lru_cache
def computers() -> Room:
    """Twelve games of all sorts of computer players."""
    return at_random(12, 7)


@lru_cache
def people() -> Room:
    """Games of people who act at random, on two sides of a comparison."""
    return of_people(11, 6, 260, treatment="talks")


def told(room: Room, card: str, language: str = "en", **chosen: Any) -> dict[str, Any]:
    """A card as the console is sent it."""
    order(room, "card", {"card": card, **chosen})
    found: dict[str, Any] = after.console(room, Kept(), language)["after"]["card"]
    return found


def number(text: str) -> float:
    return float(text.replace(MINUS, "-").replace(",", "").replace("+", "").replace("%", ""))


def table(card: dict[str, Any], n: int = 0) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in card["sheets"][n]["rows"]}


# every card ----------------------------------------------------------------------------------------------------------


def test_there_are_ten_cards_in_order():
    assert [card.order for card in deck()] == list(range(1, 11))


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_card_is_told_in_every_language(language: str):
    """A sentence, two questions, a note; a chart that is a picture, the same in tables of equal rows."""
    styled = (ROOT / "negotiation/classroom/page/card.css").read_text() + (
        ROOT / "negotiation/classroom/page/page.css").read_text()
    for room, hide in ((computers(), True), (people(), False)):
        for card in deck():
            found = told(room, card.id, language, hide=hide)
            json.dumps(after.screen(room, Kept()))
            assert found["title"] and found["finding"] and len(found["questions"]) == 2
            assert not re.search(r"\{\w|card\.\w|\bnan\b", json.dumps({**found, "chart": None}))
            for sheet in found["sheets"]:
                assert sheet["rows"], "no table of headings alone"
                assert all(len(row) == len(sheet["head"]) for row in sheet["rows"])
            if found["chart"] is None:
                assert card.id in ("vent", "foreseen", "what_if", "one_rule")
                continue
            assert found["sheets"], "a chart has its table beside it"
            picture = ET.fromstring(written(found["chart"]))
            wide = float(picture.get("viewBox", "").split()[2])
            for line in picture:
                if line.get("text-anchor") == "middle":
                    there = 2 * min(float(line.get("x", 0)), wide - float(line.get("x", 0)))
                    assert 7.6 * len(line.text or "") <= there, f"cut at the edge: {line.text}"
            for mark in picture.iter():
                for name in mark.get("class", "").split():
                    assert f".{name}" in styled or name == "one", name


def test_axes_have_round_ends():
    for values in ([0.0], [3.2, 17.9], [-0.4, 0.3], [-120.0, 55.0]):
        low, high = reach(values)
        assert low <= min(values) and high >= max(values) and {low, high} <= {round(x, 9) for x in ticks(low, high)}


# the same figures from the tables ------------------------------------------------------------------------------------


def test_what_happened_equals_the_tables():
    room = computers()
    card, games = told(room, "happened"), rows_of(room)["games.csv"]
    ends = {words("en")(f"ending.{g['ending']}") for g in games}
    found = table(card)
    for g in ends:
        assert int(found[g][0]) == sum(words("en")(f"ending.{x['ending']}") == g for x in games)
    apart = sum("separate" in x["signed"].split() or "separate" in x["signed"] for x in games)
    assert int(found["A separate pact was signed"][0]) == apart
    renewed = sum(x["ending"] in ("renewed", "renewed_walls") for x in games)
    assert card["finding"].startswith(f"Games: {len(games)}. The pact was renewed in {renewed};")


def test_predictions_equal_the_tables():
    """Whether a thing came is looked up in the months, not taken from the prediction's own row."""
    room = people()
    tables, card = rows_of(room), told(people(), "foreseen")
    months = {(r["game"], r["month"]): r for r in tables["rounds.csv"]}
    squares, came_of = [], {}
    for p in tables["predictions.csv"]:
        row = months[p["game"], p["month"]]
        came = int(row[f"{'signed' if p['what'] == 'signs' else 'raised'}.{p['about']}"]) > 0
        assert came == (p["came"] == "1")
        squares.append((float(p["chance"]) - came) ** 2)
        came_of.setdefault((p["what"], p["chance"]), []).append(came)
    assert len(squares) >= 4
    assert f"Brier score {sum(squares) / len(squares):.2f};" in card["finding"]
    said = {"0.1": "would not", "0.5": "might", "0.9": "would"}
    rows = {(r[0], r[1]): r for r in card["sheets"][0]["rows"]}
    for (what, chance), marks in came_of.items():
        row = rows[{"signs": "That it signs", "raises": "That it raises a tariff"}[what], said[chance]]
        assert (int(row[2]), int(row[3])) == (len(marks), sum(marks))


def test_the_zone_equals_the_tables():
    room = computers()
    rows: dict[str, Rows] = {}
    for r in rows_of(room)["deals.csv"]:
        rows.setdefault(r["game"], []).append(r)
    assert rows
    for game, deals in rows.items():
        card = told(room, "road", game=int(game), month=0, kind=-1)
        who = [c for c in NAMES if deals[0][f"worth.{c}"]]
        worth = [[float(d[f"worth.{c}"]) for c in who] for d in deals]
        zone = [w for w, d in zip(worth, deals, strict=True) if d["zone"] == "1"]
        assert all(min(w) >= 0 for w in zone)
        edge = [w for w in zone if not any(all(b >= a for a, b in zip(w, o, strict=True)) and o != w for o in zone)]
        counts = table(card, 1)
        assert int(counts["Deals there are"][0]) == len(deals)
        assert int(counts["Zone of possible agreement"][0]) == len(zone)
        assert int(counts["On its edge"][0]) == len(edge)
        signed = next(w for w, d in zip(worth, deals, strict=True) if d["signed"] == "1")
        better = [[b - a for a, b in zip(signed, o, strict=True)] for o in zone]
        left = max((m for m in better if min(m) >= 0), key=sum, default=[0.0] * len(who))
        found = table(card)
        assert [number(x) for x in found["The deal signed"]] == pytest.approx(signed, abs=.051)
        assert sum(number(x) for x in found["Left on the table"]) == pytest.approx(sum(left), abs=.16)


def test_trust_equals_the_tables():
    room = computers()
    tables, compared = rows_of(room), 0
    for game in room.lesson().games:
        months = [r for r in tables["rounds.csv"] if r["game"] == str(game.number)]
        falls = []
        for a, b in itertools.pairwise(months):
            for key in (k for k in a if k.startswith("trust.")):
                change_ = float(b[key]) - float(a[key])
                if change_ <= -1:
                    falls.append(change_)
        sheets = told(room, "trust", game=game.number)["sheets"]
        found = [number(row[3]) for sheet in sheets if not sheet["long"] for row in sheet["rows"]]
        assert found == pytest.approx(sorted(falls)[:3], abs=.51)
        compared += len(found)
    assert compared > 5


def test_power_equals_the_tables():
    room = computers()
    tables, found = rows_of(room), table(told(computers(), "power"))
    for name in NAMES:
        seats = [r for r in tables["seats.csv"] if r["country"] == name]
        game = tables["games.csv"][0]
        shapley = 0.0
        for joined in itertools.permutations(NAMES):
            before = [n for n in NAMES if n in joined[:joined.index(name)]]
            now = [n for n in NAMES if n in (*before, name)]
            shapley += float(game[f"v.{'+'.join(now)}"]) - (float(game[f"v.{'+'.join(before)}"]) if before else 0.0)
        got = [float(r["payoff"]) - float(r["line"]) for r in seats]
        row = found[words("en")(f"country.{name}")]
        assert number(row[0]) == pytest.approx(float(seats[0]["line"]), abs=.051)
        assert number(row[1]) == pytest.approx(shapley / 6, abs=.051)
        assert number(row[2]) == pytest.approx(sum(got) / len(got), abs=.051)


def test_the_sides_equal_the_tables():
    room = people()
    tables, card = rows_of(room), told(people(), "arms")
    arms = sorted({g["arm"] for g in tables["games.csv"]})
    assert len(arms) == 2 and "Small sample" in card["warning"]
    found = table(card)
    for column, arm in enumerate(arms):
        games = [g["game"] for g in tables["games.csv"] if g["arm"] == arm]
        gain = sum(float(r["payoff"]) - float(r["nothing"]) for r in tables["seats.csv"] if r["arm"] == arm)
        rises = sum(int(r[f"raised.{c}"]) for r in tables["rounds.csv"] if r["arm"] == arm for c in NAMES)
        signed = sum(len(g["signed"].split("\n")) for g in tables["games.csv"] if g["arm"] == arm and g["signed"])
        last = [max((r for r in tables["rounds.csv"] if r["game"] == g), key=lambda r: int(r["month"])) for g in games]
        trust = sum(float(v) for r in last for k, v in r.items() if k.startswith("trust.")) / 6
        assert int(found["Games"][column]) == len(games)
        for key, total in (("Gain of the three together, US$ billion", gain), ("Tariff rises", rises),
                           ("Deals signed", signed), ("Trust at the end", trust)):
            assert number(found[key][column]) == pytest.approx(total / len(games), abs=.051)


def test_likeness_to_the_article_equals_the_tables():
    room = computers()
    tables, card = rows_of(room), told(computers(), "article", hide=False)
    rows = {int(re.search(r"\d+", r[0])[0]): r[1:] for r in card["sheets"][1]["rows"]}        # type: ignore[index]
    for game in tables["games.csv"]:
        lines = [(m["country"], m["line"]) for m in tables["moves.csv"] if m["game"] == game["game"]]
        floated = any(c == "canada" and x.startswith("offer us") and "separate" in x.split() for c, x in lines)
        froze = ("mexico", "freeze canada") in lines
        held = [cell == "●" for cell in rows[int(game["game"])][:7]]
        assert held[0] == floated and held[2] == froze
        assert held[6] == (game["ending"] in ("renewed", "renewed_walls", "yearly_reviews"))
        assert int(rows[int(game["game"])][7]) == sum(held)


# different classes, different pictures -------------------------------------------------------------------------------


def test_three_sorts_of_players_give_three_visibly_different_debriefs():
    """T8: at random, selfish, and answering in kind: other shapes on the wall, other lines of trust, other payoffs."""
    rooms = [of_computers([[sort] * 3] * 2, 3) for sort in ("random", "bully", "tit_for_tat")]
    for card in ("happened", "trust", "power"):
        pictures = [written(told(room, card, hide=True)["chart"]) for room in rooms]
        assert len(set(pictures)) == 3, card
    ends = [(g.trust[-1].mean(), room.lesson().payoff.sum(1).mean()) for room in rooms for g in room.lesson().games[:1]]
    for (trust, payoff), (other_trust, other_payoff) in itertools.combinations(ends, 2):
        assert abs(trust - other_trust) > 2 or abs(payoff - other_payoff) > 5


# what if, and another rule -------------------------------------------------------------------------------------------


def test_a_what_if_is_the_engines_and_stays_in_the_log():
    room = computers()
    game = next(g for g in room.lesson().games if g.deeds)
    deed = changes.acts(game)[0]
    found = changes.asked(game, deed["month"], deed["without"], "", games=6)
    own = what_if(game.session, change(game.session, deed["month"], deed["without"]), 2)
    many = what_if(changes.lucky(game.session), change(game.session, deed["month"], deed["without"]), 6)
    assert own.own is not None
    for name in NAMES:
        row, key = found["found"]["payoff"][name], f"payoff.{name}"
        assert row["own"] == pytest.approx(own.own[1][key] - own.own[0][key], abs=1e-4)
        assert row["low"] <= row["middle"] <= row["high"]
        assert row["low"] == pytest.approx(many.figures[key].band[0], abs=1e-4)
    remote.keep_asked(room, found)
    card = told(room, "what_if")
    assert "What if" in card["about"] and "One possible history" in card["warning"]
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()


def test_an_act_that_was_not_played_cannot_be_changed():
    game = computers().lesson().games[0]
    with pytest.raises(Refused):
        changes.asked(game, 1, "us: visit canada unannounced", "", games=2)
    with pytest.raises(Refused):
        changes.asked(game, 99, "us: call canada", "", games=2)


def test_an_acceptance_can_be_turned_round():
    found = [a for g in computers().lesson().games for a in changes.acts(g) if " accept " in a["without"]]
    assert found and all(a["instead"][1] == a["without"].replace("accept", "refuse", 1) for a in found)


def test_another_rule_is_played_by_the_class_and_kept():
    room = people()
    with pytest.raises(Refused):
        changes.ruled(room, room.lesson().games, "no such rule")
    games = changes.ruled(room, room.lesson().games, "three_way")
    assert [row["game"] for row in games] == [g.number for g in room.lesson().games]
    remote.keep_ruled(room, "three_way", games)
    found = table(told(room, "one_rule"))
    for i, name in enumerate(NAMES):
        now = sum(row["now"][i] for row in games) / len(games)
        assert number(found[words("en")(f"country.{name}")][1]) == pytest.approx(now, abs=.051)
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()


# who sees what -------------------------------------------------------------------------------------------------------


def frames(room: Room) -> Iterator[str]:
    """Everything the projector and the students are sent."""
    yield json.dumps(after.screen(room, Kept()))
    for name in room.members:
        yield json.dumps(views.student(room, room.members[name], Kept())["after"])


def test_hidden_names_are_in_no_frame():
    room = people()
    wanted = [views.alias(words("en"), m) for m in room.here()]
    for card in deck():
        order(room, "card", {"card": card.id, "hide": True})
        for frame in frames(room):
            assert "places" not in json.loads(frame) and not any(f"({x}" in frame for x in wanted)
            assert not re.search(r"Game \d|Partida \d|Partie \d", frame)
    order(room, "card", {"card": "trust", "hide": False, "game": 1})
    shown = json.loads(next(iter(frames(room))))["card"]["about"]
    assert shown.startswith("Game 1")


def test_ones_own_game_is_marked_for_oneself_alone():
    room = people()
    for card in ("happened", "article"):
        order(room, "card", {"card": card, "hide": True})
        places = after._card(room, words("en"), Kept())["places"]
        for member in room.here():
            own = views.student(room, member, Kept())["after"]["own"]
            assert own == (places.index(member.game) if member.game in places else None)


def test_nothing_of_the_debrief_is_sent_before_it_begins():
    room = begun(3)
    assert after.console(room, Kept(), "en") == {"after": None}
    assert after.screen(room, Kept()) == {"card": None, "quiz": None}
    assert views.student(room, seat_of(room, "us"), Kept())["after"] is None
    for kind in ("word", "answer"):
        with pytest.raises(Refused):
            act(room, seat_of(room, "us"), kind, {"word": "hope", "place": 0, "answer": 0}, "x")


def test_one_word_each_and_a_later_one_takes_its_place():
    room = of_people(3, 2, 20)
    for n, word in enumerate(("hope", "doubt", "hope")):
        act(room, seat_of(room, "canada"), "word", {"word": word}, f"w{n}")
    act(room, seat_of(room, "us"), "word", {"word": "hope"}, "w9")
    with pytest.raises(Refused):
        act(room, seat_of(room, "us"), "word", {"word": "<script>"}, "w10")
    assert table(told(room, "vent")) == {"hope": ["2"]}


def test_games_stay_as_they_are_once_the_debrief_has_begun():
    room = of_people(3, 2, 20)
    before = room.tables[1].session.state.digest()
    for kind, body in (("rewind", {"game": 1, "round": 1}), ("begin", {})):
        with pytest.raises(Refused):
            order(room, kind, body)
    order(room, "end_phase", {})
    assert room.tables[1].session.state.digest() == before


def test_a_debrief_of_games_that_were_cut_short_counts_what_was_played():
    """The teacher may begin it in the middle of a month, even of the first."""
    room = begun(3)
    order(room, "debrief", {})
    for card in deck():
        assert told(room, card.id)["finding"]
    with pytest.raises(Refused) as refused:
        order(room, "quiz", {})
    assert refused.value.reason.id == "room.refused.no_month"


def test_a_closed_lesson_can_be_looked_at_again():
    room = of_people(3, 2, 20)
    order(room, "close", {})
    assert after.console(room, Kept(), "en")["after"]["stage"] == "closed"
    order(room, "debrief", {})
    assert after.screen(room, Kept())["card"] and room.tables[1].phase == "ended"


def test_figures_follow_the_games():
    """Counted once while nothing moves, anew once something has."""
    room = begun(3)
    first = room.lesson()
    assert room.lesson() is first and not first.games
    until(room, "result")
    assert room.lesson() is not first and len(room.lesson().games) == 1


def test_a_wrong_choice_is_refused_by_name():
    room = people()
    for body, name in (({"card": "no"}, "card"), ({"hide": 1}, "hide"), ({"game": 99}, "game"),
                       ({"month": -1}, "month"), ({"kind": 9}, "kind")):
        with pytest.raises(Refused) as refused:
            order(room, "card", body)
        assert refused.value.reason.places["name"] == name


def test_one_game_alone_is_told_well():
    """A lesson of three phones is one game: of a comparison it has one side."""
    room = of_people(3, 4, 150, calm=True, treatment="talks")
    (game,) = room.tables.values()
    for language in ("en", "es", "fr"):
        side = words(language)(f"room.arm.{game.arm.name}")
        assert side in told(room, "arms", language)["finding"]
    room = of_people(3, 4, 150, calm=True)
    assert told(room, "arms")["finding"].startswith("No comparison")


# to take away --------------------------------------------------------------------------------------------------------


def test_every_column_of_every_table_is_in_the_codebook():
    files = export.files(people(), people().fresh, words("es"))
    book = {(r["file"], r["column"]) for r in csv.DictReader(io.StringIO(files["codebook.csv"]))}
    heads = {(name, column) for name, text in files.items() if name != "codebook.csv"
             for column in next(csv.reader(io.StringIO(text)))}
    assert heads == book
    pack = zipfile.ZipFile(io.BytesIO(export.packed(people(), people().fresh, words("en"))))
    assert pack.testzip() is None and set(pack.namelist()) == set(files)


def test_no_table_holds_a_secret():
    room = people()
    text = "".join(export.files(room, room.fresh, words("en")).values())
    for member in room.members.values():
        for secret in (member.token, member.before, member.resume):
            assert not secret or secret not in text
    assert "token" not in text and "resume\":" not in text


def test_the_gradebook_counts_what_each_did():
    room = people()
    rows = list(csv.DictReader(io.StringIO(export.files(room, room.fresh, words("en"))["gradebook.csv"])))
    assert len(rows) == len(room.here())
    for row, member in zip(rows, room.here(), strict=True):
        spoke = {r["round"] for t in room.tables.values() for r in t.talk if r["who"] == member.name}
        assert int(row["took_part"]) >= len(spoke - {0})
        assert row["game"] == str(member.game)


def test_the_same_role_score_is_the_doors():
    """(payoff - doing nothing) / (par - doing nothing), where the scenario has a par; ranks among the same country."""
    room = of_computers([["default"] * 3, ["hold"] * 3], 5)
    scenario = room.tables[1].session.scenario
    rows = rows_of(room)["seats.csv"]
    assert scenario.par is not None and scenario.hold is not None
    for row in rows:
        i = NAMES.index(row["country"])
        score = (float(row["payoff"]) - scenario.hold[i]) / (scenario.par[i] - scenario.hold[i])
        assert float(row["score"]) == pytest.approx(score, abs=1e-5)
        better = [r for r in rows if r["country"] == row["country"] and float(r["payoff"]) > float(row["payoff"])]
        assert (int(row["rank"]), int(row["of"])) == (1 + len(better), 2)

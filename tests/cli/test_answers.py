"""What every command answers: the published keys, and statuses that say whether what was asked holds."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from negotiation.cli.list import THINGS
from negotiation.outcome import COLUMNS
from negotiation.rules import VERSION
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.scenarios import names as scenario_names
from negotiation.session import Session
from negotiation.strategies import names as strategy_names

ROOT = Path(__file__).parents[2]
CASES = """\
cases:
- id: X1
  title: nothing happens
  acts: [{months: 1}]
  expect: {month: MONTH}
"""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    session = Session(load("tutorial"), 7, {"us": "random", "mexico": "random"})
    session.end_month()
    session.plan("call mexico")
    session.next()
    session.save(tmp_path / "game.nego")
    return tmp_path / "game.nego"


def changed(saved: Path, old: str, new: str) -> Path:
    text = saved.read_text(encoding="utf-8")
    assert old in text
    saved.write_text(text.replace(old, new, 1), encoding="utf-8")
    return saved


# simulate ------------------------------------------------------------------------------------------------------------

def test_simulate_json_is_one_document_with_the_published_keys(program):
    answer = program("simulate", "tutorial", "--games", 3, "--seed", 5, "--players", "us=hold", "--json")
    document = answer.document
    assert answer.status == 0 and answer.err == ""
    assert list(document) == ["scenario", "rules", "games", "seed", "months", "players", "illegal", "payoff", "trust",
                              "endings", "digest"]
    assert (document["scenario"], document["rules"], document["games"], document["seed"]) == ("tutorial", VERSION, 3, 5)
    assert document["players"] == {"us": "hold", "canada": "default(level=easy)", "mexico": "default(level=easy)"}


def test_simulate_tells_a_summary_and_writes_rows(program, tmp_path: Path):
    answer = program("simulate", "tutorial", "--games", 3, "--players", "random", "--out", "rows.csv")
    assert answer.status == 0 and "United States" in answer.out and "sha256:" in answer.out
    assert answer.errors == ["3 rows in rows.csv"]
    assert (tmp_path / "rows.csv").read_text().splitlines()[0] == ",".join(COLUMNS)


def test_simulate_sets_keys_of_the_scenario(program):
    answer = program("simulate", "tutorial", "--players", "hold", "--set", "months=2", "--set", "rules.K=5", "--json")
    assert answer.document["months"]["max"] == 2


def test_the_same_answer_from_one_process_or_two(program):
    arguments = ("simulate", "tutorial", "--games", 6, "--players", "random", "--json")
    assert program(*arguments).out == program(*arguments, "--workers", 2).out


# saved games ---------------------------------------------------------------------------------------------------------

def test_verify_finds_a_game_equal(program, saved: Path):
    answer = program("verify", saved, "--json")
    assert answer.status == 0
    assert answer.document == [{"file": str(saved), "equal": True, "months": 1, "first_difference": None}]
    assert program("verify", saved).out == f"{saved}: 1 month, equal\n"


def test_verify_names_the_first_month_that_differs(program, saved: Path):
    changed(saved, "digest sha256:", "digest sha256:00")
    text = saved.read_text()
    digest = next(line for line in text.splitlines() if line.startswith("digest"))
    saved.write_text(text.replace(digest, digest[:-2]))
    answer = program("verify", saved, "--json")
    assert answer.status == 1 and answer.document[0]["first_difference"] == 1
    plain = program("verify", saved)
    assert plain.status == 1 and "month 1" in plain.out and f"{saved}:" in plain.err


def test_replay_tells_a_game_again_to_any_month(program, saved: Path):
    whole, start = program("replay", saved), program("replay", saved, "--month", 0)
    assert whole.status == start.status == 0 and len(whole.out) > len(start.out)
    assert "Call Mexico City" in whole.out and "Call Mexico City" not in start.out
    assert program("replay", saved, "--month", 2).status == 2


def test_replay_json_holds_every_line(program, saved: Path):
    document = program("replay", saved, "--json").document
    assert [(p["month"], p["phase"]) for p in document["phases"]] == [(1, "talk"), (1, "decide"), (2, "talk")]
    assert document["phases"][2]["lines"]["canada"] == ["call mexico"]
    assert document["players"]["canada"] == "person" and document["state"]["months"] == 1


def test_a_torn_file_is_told_with_a_notice(program, saved: Path):
    saved.write_text(saved.read_text()[:-6])
    for command in ("replay", "verify", "check"):
        answer = program(command, saved)
        assert answer.status == 0 and "torn" in answer.err


def test_a_whisper_between_others_is_not_told_while_the_game_goes_on(program, tmp_path: Path):
    session = Session(load("kick-start-2025", {"luck": "0"}), 7, {})
    session.plan("offer mexico us_on_mexico=2 separate quietly", seat=0)
    session.seat, session.people = 1, (1,)
    session.next()
    assert session.state.known[0, 2] == 0
    session.seats = ("hold", None, "hold")
    session.save(tmp_path / "game.nego")
    assert "Offer Mexico City quietly" not in program("replay", "game.nego").out
    table = program("table", "--load", "game.nego", "--json").document
    assert table["offers"] == []


# check ---------------------------------------------------------------------------------------------------------------

def test_check_is_silent_when_all_is_well(program, saved: Path):
    for name in scenario_names():
        assert program("check", Path(load_path(name)), "--json").document == []
    answer = program("check", saved)
    assert (answer.status, answer.out) == (0, f"{saved}: all is well\n")


def load_path(name: str) -> Path:
    from negotiation.paths import shipped
    return shipped("scenarios") / f"{name}.yaml"


def test_check_tells_everything_that_is_wrong_at_once(program, saved: Path, tmp_path: Path):
    (tmp_path / "bad.yaml").write_text("like: tutorial\nmonths: 99\nluck: x\nstate: {trust: {canada: {uz: 4}}}\n")
    (tmp_path / "cases.yaml").write_text(CASES.replace("MONTH", "one") + "  given: {trust.canda.us: 4}\n")
    (tmp_path / "economy.yaml").write_text("cases:\n- id: E1\n  total_duty: {us<-canada: {cars: 0.2}}\n")
    (tmp_path / "mine.py").write_text("def talk(view): return view.choices()\n")
    changed(saved, "seed: 7", "seed: seven")
    files = ("bad.yaml", "cases.yaml", "economy.yaml", "mine.py", saved, "x.txt", "none.yaml")
    answer = program("check", *files, "--json")
    assert answer.status == 1
    rows = answer.document
    assert all(list(row) == ["file", "line", "key", "problem", "remedy"] for row in rows)
    assert {row["file"] for row in rows} == {str(f) for f in files}
    assert [row["line"] for row in rows if row["file"] == "bad.yaml"] == [2, 3, 4]
    assert [(row["line"], row["key"]) for row in rows if row["file"] == str(saved)] == [(5, "seed")]
    plain = program("check", *files)
    assert plain.status == 1 and len(plain.out.splitlines()) == len(rows)


@pytest.mark.parametrize(("body", "said"), [
    ("    return 1 / 0", "ZeroDivisionError"),
    ("    return ['call canada', 'call canada', 'call mexico']", ""),
    ("    return ['cal canada']", "cal"),
    ("    return 7", "int"),
])
def test_check_plays_a_strategy_and_names_its_fault(program, tmp_path: Path, body: str, said: str):
    (tmp_path / "mine.py").write_text(
        "from negotiation.strategies import one_at_a_time\n\n\n@one_at_a_time\ndef talk(view):\n" + body
        + "\n\n\n@one_at_a_time\ndef decide(view):\n    return []\n")
    answer = program("check", "mine.py", "--json")
    assert answer.status == 1 and len(answer.document) == 1
    assert said in answer.document[0]["problem"] + str(answer.document[0]["key"])


# cases, economy, table -----------------------------------------------------------------------------------------------

def test_cases_run_and_tell_what_differs(program, tmp_path: Path):
    (tmp_path / "good.yaml").write_text(CASES.replace("MONTH", "1"))
    (tmp_path / "bad.yaml").write_text(CASES.replace("MONTH", "2"))
    assert program("cases", "good.yaml", "--json").document == {"run": 1, "passed": 1, "failed": []}
    answer = program("cases", "good.yaml", "bad.yaml", "--json")
    assert answer.status == 1 and (answer.document["run"], answer.document["passed"]) == (2, 1)
    row = answer.document["failed"][0]
    assert (row["id"], row["expected"], row["got"]) == ("X1", 2, 1.0)
    assert "X1: month should be 2" in program("cases", "bad.yaml").out


def test_the_shipped_cases_hold(program):
    answer = program("cases", "--json")
    assert answer.status == 0 and answer.document["failed"] == [] and answer.document["run"] >= 97


def test_economy_answers_and_compares(program, tmp_path: Path):
    case = {"id": "E1", "total_duty": {"us<-canada": {"autos": 0.25}}}
    (tmp_path / "one.yaml").write_text(yaml.safe_dump({"cases": [case]}))
    row = program("economy", "one.yaml", "--json").document[0]
    assert list(row) == ["id", "welfare_pct", "earnings_pct", "revenue_pct", "welfare_bn", "displaced_pct", "max_error"]
    assert row["max_error"] is None and len(row["welfare_pct"]) == 3
    for shift, status in ((0.0, 0), (0.01, 1)):
        expect = {"welfare_pct": [row["welfare_pct"][0] + shift, *row["welfare_pct"][1:]]}
        (tmp_path / "one.yaml").write_text(yaml.safe_dump([{**case, "expect": expect}]))
        answer = program("economy", "one.yaml", "--json")
        assert answer.status == status and answer.document[0]["max_error"] == pytest.approx(shift, abs=1e-6)
        assert program("economy", "one.yaml").status == status


def test_table_tells_what_there_is_to_bargain_over(program, saved: Path):
    document = program("table", "tutorial", "--json").document
    assert list(document) == ["scenario", "month", "no_deal", "offers", "kinds", "coalitions"]
    assert list(document["kinds"]) == ["us-canada", "us-mexico", "canada-mexico", "all"]
    three = document["kinds"]["all"]
    assert 0 < three["zopa"] <= three["deals"] and three["nash"]["deal"].startswith("all ")
    assert list(document["no_deal"]) == list(NAMES) and document["coalitions"]["all"] > 0
    later = program("table", "--load", saved, "--json").document
    assert later["month"] == 2
    for language in ("en", "es", "fr"):
        told = program("table", "--load", saved, "--lang", language)
        assert told.status == 0 and len(told.out.splitlines()) > 8 and "table." not in told.out


# list, new --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("what", THINGS)
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_list_has_a_name_and_a_summary_for_everything(program, what: str, language: str):
    answer = program("list", what, "--json", "--lang", language)
    rows = answer.document
    assert answer.status == 0 and rows and all(row["name"] and row["summary"] for row in rows)
    assert len(program("list", what, "--lang", language).out.splitlines()) == len(rows)


def test_list_names_what_there_is(program):
    assert [row["name"] for row in program("list", "scenarios", "--json").document] == list(scenario_names())
    assert {row["name"] for row in program("list", "strategies", "--json").document} >= {*strategy_names(), "easy"}
    assert all("numbers_without_source" in row for row in program("list", "scenarios", "--json").document)
    assert [row["name"] for row in program("list", "languages", "--json").document] == ["en", "es", "fr"]


def test_every_listed_move_is_a_line_of_notation(program):
    from negotiation.rules.notation import parse
    menu = load("kick-start-2025").menu
    rows = program("list", "moves", "--json").document
    for row in rows:
        move = parse(menu, row["line"])
        assert str(move) == row["line"] and move.phase == row["phase"]
    from negotiation.rules.kinds import AIMED, HOME, HOME_MEASURES, MEASURES
    assert {row["name"] for row in rows} >= {k.name for k in (*AIMED, *HOME, *MEASURES, *HOME_MEASURES)}


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_new_files_pass_check_and_play(program, language: str):
    assert program("new", "scenario", "my-summer", "--lang", language).status == 0
    assert program("new", "strategy", "my_player", "--lang", language).status == 0
    assert program("check", "my-summer.yaml", "my_player.py", "--json").document == []
    answer = program("simulate", "my-summer.yaml", "--players", "canada=my_player.py,us=hold,mexico=hold", "--json",
                     "--set", "months=2")
    assert answer.status == 0 and answer.document["scenario"] == "my-summer" and answer.document["illegal"] == 0


def test_new_writes_nothing_over_a_file_and_refuses_odd_names(program, tmp_path: Path):
    (tmp_path / "mine.py").write_text("mine")
    for arguments in (("strategy", "mine"), ("scenario", "My Summer"), ("strategy", "class"), ("strategy", "1st")):
        answer = program("new", *arguments)
        assert answer.status == 2 and len(answer.errors) == 1
    assert (tmp_path / "mine.py").read_text() == "mine" and len(list(tmp_path.iterdir())) == 1

"""The history told, compared with its script, and stepped into; and how it refuses."""

from __future__ import annotations

import pytest
from opened_early import early

from negotiation.analysis.chronicle import trust_after
from negotiation.rules.history import month_number
from negotiation.scenarios import load


def test_the_history_is_told_month_by_month_with_what_it_did(program):
    said = program("history").out
    for words in ("Kick start: how it came to this", "— January 1994 —", "— November 2024 —", "— August 2025 —",
                  "catches Mexican officials off guard. (Mexico in Canada −9.4)",
                  "One side's account; it weighs nothing by itself",
                  "Tariffs of the United States on Canada: 35% sparing pact goods"):
        assert words in said, words
    assert said.count("\n—") == 13 and "the nearest legal choices" not in said


def test_it_is_told_as_far_as_a_month(program):
    said = program("history", "--month", "2024-12").out
    assert "— December 2024 —" in said and "2025" not in said


def test_from_an_earlier_start_the_script_and_the_difference_are_told(program, tmp_path):
    said = program("history", early(tmp_path), "--seed", "3").out
    assert "Mexico City: Freeze the channel with Ottawa" in said
    assert "Without a choice of its own: Sheinbaum gives Carney a handcrafted soccer ball" in said
    assert "2 changes of tariffs wait for the next month" in said
    assert "Trust of Mexico in the United States: 37 as it happened, " in said


def test_the_document_has_the_same(program, tmp_path):
    found = program("history", early(tmp_path), "--json").document
    assert [c["month"] for c in found["chapters"]] == ["1994-01", "2018-08", "2018-09", "2024-11"]
    assert [s["month"] for s in found["script"]] == [f"2024-{m}" for m in (12,)] + [f"2025-0{m}" for m in range(1, 9)]
    assert found["script"][0]["talk"] == {"us": [], "canada": [], "mexico": ["freeze canada"]}
    assert found["script"][8]["happened"]["mexico"]["canada"] == pytest.approx(
        float(trust_after(load("kick-start-2025"), month_number("2025-08"))[2, 1]), abs=1e-8)
    full = program("history", "--json").document
    start = load("kick-start-2025").start().trust
    assert full["chapters"][-1]["trust"]["canada"]["us"] == pytest.approx(float(start[1, 0]), abs=1e-8)
    assert full["script"] == []


def test_one_steps_in_at_a_month_and_plays_on(process, tmp_path):
    done = process("history", early(tmp_path), "--as", "mexico", "--month", "2025-03", "--text", given="quit\n")
    assert done.status == 0 and "You lead Mexico." in done.out and "March 2025" in done.out


@pytest.mark.parametrize(("given", "said"), [
    (["--month", "2025-13"], "--month: '2025-13' is no month; write it like 2025-03"),
    (["--as", "canada", "--month", "2024-12"],
     "--month: 2024-12 is outside what can be played: from 2025-08 to 2025-08"),
    (["--as", "canada", "--json"], "--as plays a game and --json tells one: give one of them"),
    (["no-such"], "no-such"),
])
def test_what_cannot_be_told_is_said_on_one_line(program, given, said):
    done = program("history", *given)
    assert done.status == 2 and done.out == "" and len(done.errors) == 1 and said.lower() in done.errors[0].lower()


def test_a_scenario_without_a_past_says_so(program, tmp_path):
    path = tmp_path / "bare.yaml"
    path.write_text("like: kick-start-2025\nname: bare\nstate:\n  trust: {history: none, base: 50}\n", encoding="utf-8")
    assert "it tells no past" in program("history", path).out

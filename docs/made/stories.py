"""Games told in words, as the program tells them."""

from __future__ import annotations

from negotiation.cli import told
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.words import words


def told_game() -> str:
    """The tutorial of three months, played by computer players: how it stands, its first month, its end."""
    scenario = load("tutorial")
    game = Session(scenario, 7, dict(zip(("us", "canada", "mexico"), scenario.seats, strict=True)))
    standing, first, *_, end = "\n".join(told.whole(words("en"), game)).split("\n\n")
    return "\n\n".join(("```text\n" + standing, first, "…", end + "\n```"))


BLOCKS = {"told": told_game}

"""Games told in words, as the program tells them."""

from __future__ import annotations

import os
import subprocess
import sys

from negotiation.cli import told
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.words import words

from .pages import ROOT


def told_game() -> str:
    """The tutorial of three months, played by computer players: how it stands, its first month, its end."""
    scenario = load("tutorial")
    game = Session(scenario, 7, dict(zip(("us", "canada", "mexico"), scenario.seats, strict=True)))
    standing, first, *_, end = "\n".join(told.whole(words("en"), game)).split("\n\n")
    return "\n\n".join(("```text\n" + standing, first, "…", end + "\n```"))


def batch() -> str:
    """A batch as the command line shows it."""
    command = "negotiation simulate --games 20 --players canada=bilateral,mexico=bilateral"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    words_ = [sys.executable, "-m", *command.split()]
    done = subprocess.run(words_, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    return "\n".join(("```text", f"$ {command}", *lines, "```"))


BLOCKS = {"told": told_game, "batch": batch}

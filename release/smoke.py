"""What an installed copy must be able to do, tried from outside: the standard library and the program, nothing else.

    python smoke.py BIN [EXTRA]      BIN: the folder of `negotiation` and `python` in an environment of its own

Without an extra, every command that needs one must name it and how to add it, on one line, and leave with status 2.
Prints one JSON document: the versions that were there, and the digest of ten games.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path

DESIGN = """name: smoke
scenario: tutorial
seed: 5
replications: 4
{points}
"""
GRID = "grid: {players.canada: [hold, bilateral]}"
SALTELLI = "sample: {method: saltelli, points: 2, ranges: {rules.K: [4, 8], rules.call: [3, 5]}}"
MOVES = "call mexico\nend\nend\nsave game.nego\nquit\n"
MESA = """
from negotiation import NegotiationModel
model = NegotiationModel("tutorial", rng=7)
model.run()
print(model.digest)
"""
ENVIRONMENT = """
import numpy as np
from negotiation.env import SeatEnv, parallel_env
game = parallel_env(scenario="tutorial")
seen, infos = game.reset(seed=7)
while game.agents:
    seen, reward, over, cut, infos = game.step({a: np.flatnonzero(o["action_mask"])[0] for a, o in seen.items()})
seat = SeatEnv(seat="mexico", scenario="tutorial")
seat.reset(seed=7)
print(infos["us"]["digest"])
"""
OPENSPIEL = """
import pyspiel
import negotiation.env.openspiel
state = pyspiel.load_game("python_negotiation(scenario=tiny,months=1,seeds=2)").new_initial_state()
while not state.is_terminal():
    if state.is_simultaneous_node():
        state.apply_actions([state.legal_actions(seat)[0] for seat in range(3)])
    else:
        state.apply_action(state.legal_actions()[0])
print(state.returns())
"""
DASK = """
import subprocess, sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None,
                      host="127.0.0.1", protocol="tcp://") as cluster:
        subprocess.run([sys.argv[1], "study", "run", "design.yaml", "--out", "far", "--executor",
                        "dask:" + cluster.scheduler_address], check=True)
"""
NEEDS = {"study": ["study", "run", "design.yaml", "--out", "out"], "classroom": ["classroom", "--no-browser"]}


class Smoke(AssertionError):
    """Something an installed copy does not do."""


class Copy:
    """An installed copy in an environment of its own, asked in an empty folder with an empty home."""

    def __init__(self, bin_: Path, folder: Path) -> None:
        self.bin, self.folder = bin_, folder
        self.environment = {"PATH": f"{bin_}{os.pathsep}{os.environ.get('PATH', '')}", "LC_ALL": "C.UTF-8",
                            "HOME": str(folder), "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy",
                            "NO_COLOR": "1", "COLUMNS": "160"}

    def ask(self, *words: str, given: str = "", status: int = 0) -> str:
        """What a command of the program prints. Raises Smoke if it leaves with another status, or with a traceback."""
        return self._told([str(self.bin / "negotiation"), *words], given, status)

    def python(self, code: str, *words: str) -> str:
        """What a script prints. Raises Smoke if it fails."""
        (self.folder / "script.py").write_text(code, encoding="utf-8")
        return self._told([str(self.bin / "python"), "script.py", *words], "", 0)

    def _told(self, words: list[str], given: str, status: int) -> str:
        done = subprocess.run(words, cwd=self.folder, env=self.environment, input=given, capture_output=True,
                              text=True, encoding="utf-8", timeout=300)
        if done.returncode != status or "Traceback" in done.stderr:
            raise Smoke(f"{' '.join(words[:6])}: status {done.returncode}, not {status}\n{done.stdout}{done.stderr}")
        return done.stdout if status == 0 else done.stderr


def want(true: bool, what: str) -> None:
    """Raise Smoke where something does not hold."""
    if not true:
        raise Smoke(what)


def batch(copy: Copy) -> dict[str, str]:
    """Ten games: the digest, and the versions of what played them."""
    version = copy.ask("--version").strip()
    words = ("--games", "10", "--players", "us=random,mexico=bully", "--json")
    told = json.loads(copy.ask("simulate", "tutorial", *words))
    want(told["games"] == 10 and told["illegal"] == 0, f"a batch of ten games: {told}")
    numpy = copy.python("import numpy; print(numpy.__version__)").strip()
    return {"version": version, "numpy": numpy, "digest": told["digest"]}


def alone(copy: Copy) -> None:
    """The game itself: a told game, a typed game, a picture, a Mesa model, cases, doctor; and what it lacks, named."""
    want("July 2026" in copy.ask("watch", "tutorial", "--seed", "7", "--text", "--exit"), "a told game has an end")
    want("June 2026" in copy.ask("play", "tutorial", "--as", "canada", "--text", given=MOVES), "a typed game goes on")
    want(json.loads(copy.ask("verify", "game.nego", "--json"))[0]["equal"], "a saved game plays again")
    copy.ask("watch", "tutorial", "--months", "1", "--pictures", "seen", "--exit")
    want(any(copy.folder.joinpath("seen").glob("*.png")), "a picture of the board")
    want(copy.python(MESA).startswith("sha256:"), "a Mesa model runs")
    cases = json.loads(copy.ask("cases", "--json"))
    want(cases["run"] == cases["passed"] > 100, f"the numbered cases: {cases['failed'][:2]}")
    looks = {row["name"]: row for row in json.loads(copy.ask("doctor", "--json"))}
    needed = ("python", "libraries", "files", "fonts", "saves", "model")
    want(all(looks[name]["works"] for name in needed), f"doctor: {looks}")
    want(all(row["works"] or row["remedy"] for row in looks.values()), "doctor names a remedy for all that fails")
    (copy.folder / "design.yaml").write_text(DESIGN.format(points=GRID), encoding="utf-8")
    for extra, words in NEEDS.items():
        told = copy.ask(*words, status=2)
        want(f"negotiation[{extra}]" in told and len(told.strip().splitlines()) == 1, f"{words}: {told}")


def study(copy: Copy) -> None:
    """A designed study: run, verified, exported, reported."""
    (copy.folder / "design.yaml").write_text(DESIGN.format(points=GRID), encoding="utf-8")
    want("8 done, 0 failed" in copy.ask("study", "run", "design.yaml", "--out", "out"), "a study runs")
    copy.ask("study", "verify", "out", "--sample", "2")
    copy.ask("study", "export", "out", "--parquet", "runs.parquet")
    copy.ask("study", "report", "out")
    want((copy.folder / "runs.parquet").is_file(), "a study is exported")


def sensitivity(copy: Copy) -> None:
    """Sobol indices of a small sample."""
    (copy.folder / "design.yaml").write_text(DESIGN.format(points=SALTELLI), encoding="utf-8")
    copy.ask("study", "run", "design.yaml", "--out", "out")
    want("rules.K" in copy.ask("study", "sensitivity", "out", "--of", "payoff_canada"), "Sobol indices")


def dask(copy: Copy) -> None:
    """A study on a cluster of one worker."""
    (copy.folder / "design.yaml").write_text(DESIGN.format(points=GRID), encoding="utf-8")
    want("8 done, 0 failed" in copy.python(DASK, str(copy.bin / "negotiation")), "a study on a cluster")


def env(copy: Copy) -> None:
    """PettingZoo and Gymnasium."""
    want("sha256:" in copy.python(ENVIRONMENT), "an environment plays to its end")


def openspiel(copy: Copy) -> None:
    """OpenSpiel."""
    want("[" in copy.python(OPENSPIEL), "OpenSpiel plays to its end")


def classroom(copy: Copy) -> None:
    """The server comes up, serves the student's page, and goes when it is told."""
    server = subprocess.Popen([copy.bin / "negotiation", "classroom", "--no-browser", "--port", "0"], cwd=copy.folder,
                              env=copy.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert server.stdout is not None
    try:
        for line in server.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/screen", line)
            if found:
                break
        else:
            raise Smoke("the server names no address")
        with urllib.request.urlopen(f"http://127.0.0.1:{found[1]}/", timeout=30) as page:
            want(b"<html" in page.read().lower(), "the student's page")
        server.send_signal(signal.SIGINT)
        want(server.wait(30) == 0, "the server ends when it is told")
    finally:
        server.kill()
        server.stdout.close()
        server.wait()


def postgres(copy: Copy) -> None:
    """The store of rooms in a database says that there is none at an address, and that it has no password to tell."""
    said = copy.python("""
from negotiation.classroom.store import StoreError, store_at
try:
    store_at("postgresql://judge:secret@/lessons?host=/nowhere").list()
except StoreError as error:
    print(error)
""")
    want("check that the database is running" in said and "secret" not in said, "a database that is not there is named")


EXTRAS: dict[str, Callable[[Copy], None]] = {
    "study": study, "dask": dask, "sensitivity": sensitivity, "env": env, "openspiel": openspiel,
    "classroom": classroom, "postgres": postgres}


def main(words: list[str]) -> int:
    """Try a copy; 1 with the first thing that fails."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(words[0]).resolve(), Path(folder))
        try:
            found = batch(copy)
            (EXTRAS[words[1]] if len(words) > 1 else alone)(copy)
        except (Smoke, subprocess.TimeoutExpired) as error:
            print(json.dumps({"failed": str(error)}))
            return 1
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

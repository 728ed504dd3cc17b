"""Learning to play Canada by the cross-entropy method: numpy alone, on many games at once.

    python docs/examples/learn.py            writes learned.json, which learned.py plays

Each generation draws weights around a mean, plays all of them on the same games (common random numbers), and moves the
mean to the best. What came out is then judged on games it has not seen, beside players that did not learn.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
from learned import WEIGHTS, best_ideas, features, ideas

from negotiation import simulate
from negotiation.env import make_vec

SCENARIO, SEAT = "kick-start-2025", "canada"
FRESH = 1_000_000                          # first seed of the games that judge: no generation sees them


def returns(envs, weights: np.ndarray, seeds: np.ndarray) -> np.ndarray:
    """[candidate] mean payoff over the games of the seeds, US$ bn; all candidates and games side by side."""
    count, games = len(weights), len(seeds)
    whose = np.repeat(np.arange(count), games)
    seen, _ = envs.reset(options={"seeds": np.tile(seeds, count).tolist()})
    total, playing = np.zeros(count * games), np.ones(count * games, bool)
    codes, sight = ideas(envs.sight.menu, envs.seat), envs.sight
    while playing.any():
        scores = np.einsum("gif,gf->gi", weights[whose], features(sight, seen["observation"], envs.seat))
        seen, reward, over, _, _ = envs.step(best_ideas(codes, scores, seen["action_mask"]))
        total += np.where(playing, reward, 0.0)
        playing &= ~over
    return total.reshape(count, games).mean(1)


def learn(generations: int, candidates: int, games: int, elite: int, seed: int) -> tuple[np.ndarray, list[dict]]:
    """The mean weights after so many generations, and what each generation was worth."""
    rng, curve = np.random.default_rng(seed), []
    envs = make_vec(candidates * games, scenario=SCENARIO, seat=SEAT)
    seen, _ = envs.reset(seed=seed)
    shape = len(ideas(envs.sight.menu, envs.seat)), features(envs.sight, seen["observation"][:1], envs.seat).shape[1]
    mean, spread = np.zeros(shape), np.ones(shape)
    for generation in range(generations):
        weights = mean + spread * rng.standard_normal((candidates, *shape))
        weights[0] = mean
        worth = returns(envs, weights, np.arange(games) + games * generation)
        best = np.argsort(worth)[-elite:]
        mean = weights[best].mean(0)
        spread = weights[best].std(0) + 0.5 * 0.8 ** generation
        curve.append({"generation": generation + 1, "mean": round(float(worth.mean()), 3),
                      "elite": round(float(worth[best].mean()), 3)})
        print(f"generation {generation + 1}: mean {worth.mean():8.2f}, elite {worth[best].mean():8.2f}", flush=True)
    return mean, curve


def judged(games: int) -> dict[str, dict[str, float]]:
    """Payoff of Canada in fresh games by who plays it: mean and 95 % interval, and the same of learned less each."""
    mine = Path(__file__).with_name("learned.py")
    paid = {}
    for name in (str(mine), "random", "hold", "default"):
        frame = simulate(SCENARIO, games=games, seed=FRESH, players={SEAT: name})
        assert frame.attrs["summary"]["illegal"] == 0
        paid["learned" if name == str(mine) else name] = frame[f"payoff_{SEAT}"].to_numpy()
    out = {}
    for name, payoffs in paid.items():
        ahead = paid["learned"] - payoffs
        out[name] = {**interval(payoffs), "learned_ahead": interval(ahead)} if name != "learned" else interval(payoffs)
    return out


def interval(values: np.ndarray) -> dict[str, float]:
    """Mean and 95 % interval of the mean."""
    half = 1.96 * values.std(ddof=1) / len(values) ** 0.5
    return {"mean": round(float(values.mean()), 3), "low": round(float(values.mean() - half), 3),
            "high": round(float(values.mean() + half), 3)}


def main() -> None:
    """Learn, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--generations", type=int, default=10)
    parser.add_argument("--candidates", type=int, default=32)
    parser.add_argument("--games", type=int, default=8)
    parser.add_argument("--elite", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judge", type=int, default=200, help="fresh games")
    asked = parser.parse_args()
    began = time.process_time()
    weights, curve = learn(asked.generations, asked.candidates, asked.games, asked.elite, asked.seed)
    found = {"scenario": SCENARIO, "seat": SEAT, "settings": vars(asked), "curve": curve,
             "weights": np.round(weights, 4).tolist()}
    WEIGHTS.write_text(json.dumps(found) + "\n", encoding="utf-8")
    found["judged"] = judged(asked.judge)
    WEIGHTS.write_text(json.dumps(found) + "\n", encoding="utf-8")
    for name, row in found["judged"].items():
        print(name, row)
    print(f"{time.process_time() - began:.0f} s of one core")


if __name__ == "__main__":
    main()

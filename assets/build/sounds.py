"""Make the eleven cues of the window out of sines and noise, into sounds/: a developer's script, numpy only.

    python assets/build/sounds.py

Bells are sums of partials that fade faster the higher they are; taps are noise around a band. Own work.
"""

from __future__ import annotations

import sys
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

Wave = npt.NDArray[np.float64]

SOUNDS = Path(__file__).resolve().parents[1] / "sounds"
RATE = 22_050  # samples a second: the highest partial lies under 6 kHz
LOUDEST = 0.89
BELL = ((1.0, 1.0), (2.0, 0.28), (3.0, 0.10), (4.2, 0.05))
GLASS = ((1.0, 1.0), (2.76, 0.4), (5.4, 0.15))


def note(midi: int) -> float:
    """The frequency of a key of the piano; 69 is the A of 440 Hz."""
    return float(440 * 2 ** ((midi - 69) / 12))


def faded(samples: Wave, rise: float, fall: float, curve: float) -> Wave:
    """Samples with a soft beginning, a fading body and an end without a click."""
    t = np.arange(len(samples)) / RATE
    level = np.minimum(1, t / rise) * np.exp(-np.maximum(0, t - rise) * curve / fall)
    last = int(0.004 * RATE)
    level[-last:] *= np.linspace(1, 0, last)
    return samples * level


def tone(midi: int, seconds: float, partials: tuple[tuple[float, float], ...] = BELL) -> Wave:
    """One struck note."""
    t = np.arange(int(seconds * RATE)) / RATE
    ring = [level * np.sin(2 * np.pi * note(midi) * p * t) * np.exp(-t * p * 1.3) for p, level in partials]
    return faded(np.sum(ring, axis=0), 0.006, seconds, 4.0)


def tap(seconds: float, low: float, high: float, rise: float = 0.001, curve: float = 4.0) -> Wave:
    """A short noise around a band of frequencies; always the same one."""
    count = int(seconds * RATE)
    parts = np.fft.rfft(np.random.default_rng(7).standard_normal(count))
    away = (np.fft.rfftfreq(count, 1 / RATE) - (low + high) / 2) / ((high - low) / 2)
    samples = np.fft.irfft(parts * np.exp(-(away**2)), count)
    return faded(samples / np.abs(samples).max(), rise, seconds, curve)


def mixed(*parts: tuple[float, Wave]) -> Wave:
    """Sounds over each other, each from its own second on."""
    out = np.zeros(max(int(start * RATE) + len(samples) for start, samples in parts))
    for start, samples in parts:
        begin = int(start * RATE)
        out[begin : begin + len(samples)] += samples
    return out


# Every cue with its loudness in decibels below full scale.
CUES: dict[str, tuple[Callable[[], Wave], float]] = {
    "hover": (lambda: tap(0.03, 2500, 5200), -30),
    "click": (lambda: mixed((0, tone(79, 0.06)), (0, 0.5 * tap(0.02, 1500, 4000))), -20),
    "add": (lambda: mixed((0, tone(72, 0.14)), (0.06, tone(76, 0.18))), -18),
    "undo": (lambda: mixed((0, tone(76, 0.12)), (0.06, tone(71, 0.18))), -18),
    "page": (lambda: tap(0.16, 900, 3800, 0.03, 3.0), -24),
    "trust_up": (lambda: mixed((0, tone(67, 0.3)), (0.09, tone(71, 0.3)), (0.18, tone(74, 0.5))), -16),
    "trust_down": (lambda: mixed((0, tone(67, 0.3)), (0.11, tone(63, 0.55))), -16),
    "accept": (lambda: mixed((0, tone(60, 0.5)), (0, tone(64, 0.5)), (0.12, tone(67, 0.6)), (0.24, tone(72, 0.8))),
               -15),
    "refuse": (lambda: mixed((0, tone(58, 0.35)), (0.02, tone(59, 0.35)), (0.2, tone(53, 0.6))), -16),
    "month": (lambda: mixed((0, tone(84, 0.9, GLASS)), (0, 0.4 * tap(0.05, 2000, 6000))), -18),
    "news": (lambda: mixed(*((n * 0.07, tone(81, 0.05)) for n in range(3))), -20),
}


def samples(name: str) -> npt.NDArray[np.int16]:
    """One cue as it is written: 16 bits, one channel."""
    make, loudness = CUES[name]
    made = make()
    made = made * 10 ** (loudness / 20) / np.sqrt((made**2).mean())
    return np.round(np.clip(made, -LOUDEST, LOUDEST) * 32767).astype("<i2")


def write(folder: Path) -> None:
    """Every cue as a WAV file."""
    folder.mkdir(exist_ok=True)
    for name in CUES:
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(name).tobytes())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SOUNDS)

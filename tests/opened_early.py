"""A scenario that begins inside its history: after the visit to Mar-a-Lago, before any tariff."""

from __future__ import annotations

from pathlib import Path

EARLY = """\
like: kick-start-2025
name: early
title: {en: Early, es: Antes, fr: Avant}
first_month: "2024-12"
months: 20
luck: 0
state:
  tariffs:
    us:
      canada: {general: 0, sectors: {autos: 0, metals: 0}}
      mexico: {general: 0, sectors: {autos: 0, metals: 0}}
    canada: {us: {sectors: {autos: 0, metals: 0, agrifood: 0, other: 0}}}
  trust: {until: "2024-11"}
  reprieves: {us: {mexico: 0}}
"""


def early(folder: Path) -> Path:
    """The file of that scenario."""
    path = folder / "early.yaml"
    path.write_text(EARLY, encoding="utf-8")
    return path

"""The shipped trade data and the open cases, read once."""

from pathlib import Path

import yaml

from negotiation.paths import shipped


def _read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


SHIPPED = _read(shipped("scenarios") / "data" / "north-america-2024.yaml")
CASES = _read(Path(__file__).parent / "economy_cases.yaml")["cases"]

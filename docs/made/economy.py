"""The tables of the trade model's page."""

from __future__ import annotations

import yaml

from negotiation.data_files import load_calibration
from negotiation.economy import run_cases
from negotiation.economy.figures import GOODS
from negotiation.paths import shipped

from .pages import ROOT, number, table

DATA = "north-america-2024"


def flows() -> str:
    """Goods flows by sector with their sources."""
    data = yaml.safe_load((shipped("scenarios") / "data" / f"{DATA}.yaml").read_text(encoding="utf-8"))
    rows = []
    for name, entry in data["flows"].items():
        values = entry["value"]
        rows.append((name.replace("<-", " ← "), *map(number, values), number(round(sum(values), 1)), entry["source"]))
    return table(("flow", *GOODS, "total", "source"), rows)


def economy() -> str:
    """The long run of every test case, as the model gives it now."""
    text = (ROOT / "tests" / "economy" / "economy_cases.yaml").read_text(encoding="utf-8")
    cases = yaml.safe_load(text)["cases"]
    names = {case["id"]: case.get("name", "") for case in cases}

    def triple(values: tuple[float, float, float], digits: int) -> str:
        return " / ".join(f"{v:.{digits}f}".replace("-", "−") for v in values)

    rows = [
        (
            f"`{r.id} {names[r.id]}`",
            triple(r.welfare_pct, 3),
            triple(r.earnings_pct, 3),
            triple(r.revenue_pct, 3),
            triple(r.welfare_bn, 1),
            triple(r.displaced_pct, 2),
        )
        for r in run_cases(load_calibration(DATA), cases)
    ]
    return table(("case", "w", "earnings", "revenue", "$bn a year", "labor displaced"), rows)


BLOCKS = {"flows": flows, "economy": economy}

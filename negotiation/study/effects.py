"""What a study found: points against points and levels against levels, paired by seed, with intervals and p by Holm."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..rules.names import NAMES
from .tables import DONE

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from .results import Study

MOST_LEVELS = 12                           # of a condition; a sample gives every point a level of its own
FIGURES = ("runs", "difference", "low", "high", "p")


def paired(gap: NDArray[np.float64]) -> dict[str, Any]:
    """The mean of differences [run] with a 95 % interval (Student's t) and the p of the paired t-test.

    At least two runs. Differences that are alike in every run have p 0, or 1 where there is none.
    """
    import numpy as np
    from scipy.stats import t
    mean, error = float(gap.mean()), float(gap.std(ddof=1) / np.sqrt(len(gap)))
    half = float(t.ppf(0.975, len(gap) - 1)) * error
    p = float(2 * t.sf(abs(mean) / error, len(gap) - 1)) if error > 0 else float(mean == 0.0)
    return {"runs": len(gap), "difference": mean, "low": mean - half, "high": mean + half, "p": p}


def holm(rows: Sequence[dict[str, Any]]) -> None:
    """Correct the `p` of rows in place for there being so many of them (Holm 1979)."""
    so_far = 0.0
    for rank, row in enumerate(sorted(rows, key=lambda row: float(row["p"]))):
        so_far = max(so_far, min(1.0, (len(rows) - rank) * row["p"]))
        row["p"] = so_far


def differences(runs: pd.DataFrame) -> pd.DataFrame:
    """Each point against the first, country by country, paired by seed; p corrected over the whole table.

    Columns: point, country, runs, difference (US$ billion), low, high, p.
    """
    import pandas as pd
    rows: list[dict[str, Any]] = []
    wide = {name: _wide(runs, name) for name in NAMES}
    for point in list(wide[NAMES[0]].columns)[1:]:
        for name in NAMES:
            gap = (wide[name][point] - wide[name].iloc[:, 0]).dropna().to_numpy()
            if len(gap) > 1:
                rows.append({"point": int(point), "country": name, **paired(gap)})
    holm(rows)
    return pd.DataFrame(rows, columns=["point", "country", *FIGURES])


def conditions(study: Study) -> pd.DataFrame:
    """What differs between the points: a row a point, a column of text for each condition.

    Columns that always change together are one condition: three seats that change alike are `players`.
    """
    import pandas as pd
    points = study.points()
    table = pd.DataFrame({"point": points["point"], **{key: points[key].map(label) for key in study.factors}})
    kept: dict[str, list[str]] = {}
    for key in study.factors:
        codes = pd.factorize(table[key])[0].tolist()
        twin = next((k for k in kept if pd.factorize(table[k])[0].tolist() == codes), None)
        kept.setdefault(twin or key, []).append(key)
    seats = [f"player_{name}" for name in NAMES]
    names = {k: "players" if tied == seats else " with ".join(tied) for k, tied in kept.items()}
    return table[["point", *kept]].rename(columns=names)


def effects(study: Study) -> pd.DataFrame:
    """Each level of each condition against its first, all else alike, paired by seed; p corrected over the table.

    For each seed the difference is averaged over the pairs of points that differ in this condition alone, so seeds
    are what the interval counts. Columns: condition, level, against, country, pairs, runs, difference (US$ billion),
    low, high, p. Conditions of more than `MOST_LEVELS` levels, and those without such pairs, have no row.
    """
    import pandas as pd
    table, runs = conditions(study), study.runs()
    wide = {name: _wide(runs, name) for name in NAMES}
    rows: list[dict[str, Any]] = []
    for key in list(table.columns)[1:]:
        levels = list(dict.fromkeys(table[key]))
        if len(levels) > MOST_LEVELS:
            continue
        for level in levels[1:]:
            pairs = _pairs(table, key, levels[0], level, list(wide[NAMES[0]].columns))
            for name in NAMES if pairs else ():
                here, there = (wide[name][[pair[k] for pair in pairs]].to_numpy() for k in (0, 1))
                gap = (there - here).mean(1)               # a seed with a run missing has none
                gap = gap[gap == gap]
                if len(gap) > 1:
                    rows.append({"condition": key, "level": level, "against": levels[0], "country": name,
                                 "pairs": len(pairs), **paired(gap)})
    holm(rows)
    return pd.DataFrame(rows, columns=["condition", "level", "against", "country", "pairs", *FIGURES])


def label(value: Any) -> str:
    """A value of a condition as a reader writes it; the default player by its level's name."""
    if value is None or value != value:
        return "as it is"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(label, value))
    if isinstance(value, str):
        return value.removeprefix("default(level=").removesuffix(")") if value.startswith("default(") else value
    return json.dumps(value)


def _pairs(table: pd.DataFrame, key: str, first: str, level: str, there: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of played points that differ in this condition alone: (at the first level, at this one)."""
    rest = [c for c in table.columns if c not in ("point", key)]
    at: dict[str, dict[tuple[str, ...], int]] = {first: {}, level: {}}
    for row in table[table["point"].isin(there)].to_dict("records"):
        if row[key] in at:
            at[row[key]].setdefault(tuple(row[c] for c in rest), row["point"])
    return [(at[first][k], point) for k, point in at[level].items() if k in at[first]]


def _wide(runs: pd.DataFrame, name: str) -> pd.DataFrame:
    """Payoffs of a country, a row a replication, a column a point."""
    return runs[runs["status"] == DONE].pivot(index="replication", columns="point", values=f"payoff_{name}")

"""A study as one page that needs nothing else: figure, tables, seeds, versions, the command that makes it again."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..rules.names import NAMES
from ..writing import write_whole
from .results import Study

if TYPE_CHECKING:
    import pandas as pd

COUNTRIES = {"us": "United States", "canada": "Canada", "mexico": "Mexico"}
COLORS = {"us": "#0072B2", "canada": "#D55E00", "mexico": "#009E73"}         # told apart by every eye (Okabe, Ito)
MOST = 40                                  # points in a figure; rows of a table
PAYOFFS = ("Mean payoff of each country in US$ billion at 2024 prices, with a 95% interval of the mean (Student's t "
           "over the runs of a point). All points play the same seeds, so a difference between two points is surer "
           "than their intervals show.")
PAIRED = ("Paired by seed: mean difference in US$ billion with a 95% interval; p by the paired t-test, corrected over "
          "the whole table (Holm).")
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}
th,td{padding:.25rem .6rem;border-bottom:1px solid #ccc;text-align:right;font-variant-numeric:tabular-nums}
th:first-child,td:first-child,td.text{text-align:left}figure{margin:1rem 0}svg{max-width:100%;height:auto}
code,pre{background:#f3f3f3;padding:.1rem .3rem}pre{padding:.6rem;overflow-x:auto}caption{text-align:left}"""


def write_report(study: Study, file: Path | None = None) -> Path:
    """Write the page, `report.html` in the study's folder unless another file is named.

    The same study gives the same bytes. Raises StudyError, WriteError.
    """
    goal = file or study.path / "report.html"
    write_whole(goal, page(study))
    return goal


def page(study: Study) -> str:
    """The page as text."""
    status, about = study.status(), study.folder.about()
    means, runs = study.means(), study.runs()
    told = [f"<h1>{escape(status.name)}</h1>",
            f"<p>{status.points:,} points × {status.replications:,} replications = {status.runs:,} games: "
            f"{status.done:,} done, {status.failed:,} failed, {status.missing:,} missing.</p>"]
    if status.missing:
        told.append("<p><strong>The study is not complete: what follows is about the runs that are there.</strong></p>")
    if len(means):
        told += ["<h2>Payoffs</h2>", f"<p>{PAYOFFS}</p>", _figure(means), _means(study, means),
                 "<h2>Differences from the first point</h2>", f"<p>{PAIRED}</p>", _table(differences(runs))]
        told += ["<h2>Endings</h2>", _table(_endings(runs))]
    if status.failed:
        told += ["<h2>Runs that failed</h2>", _table(study.failures().head(MOST))]
    told += ["<h2>How it was made</h2>", _table(_made(study, about)), "<p>To make it again:</p>",
             f"<pre>{escape(study.folder.made['command'])}\nnegotiation study report {escape(study.path.name)}</pre>",
             "<h2>The design</h2>", f"<pre>{escape((study.path / 'design.yaml').read_text(encoding='utf-8'))}</pre>"]
    return (f"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{escape(status.name)}</title>"
            f"<meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\n<body>\n"
            + "\n".join(told) + "\n</body></html>\n")


def differences(runs: pd.DataFrame) -> pd.DataFrame:
    """Each point against the first, country by country, paired by seed; p-values corrected by Holm (1979).

    Columns: point, country, runs, difference (US$ billion), low, high, p. A difference that is the same in every run
    has p 0, or 1 where it is none.
    """
    import numpy as np
    import pandas as pd
    from scipy.stats import t
    rows: list[dict[str, Any]] = []
    done = runs[runs["status"] == "done"]
    for name in NAMES:
        wide = done.pivot(index="replication", columns="point", values=f"payoff_{name}")
        for point in list(wide.columns)[1:]:
            gap = (wide[point] - wide[wide.columns[0]]).dropna().to_numpy()
            if len(gap) < 2:
                continue
            mean, error = float(gap.mean()), float(gap.std(ddof=1) / np.sqrt(len(gap)))
            half = float(t.ppf(0.975, len(gap) - 1)) * error
            p = float(2 * t.sf(abs(mean) / error, len(gap) - 1)) if error > 0 else float(mean == 0.0)
            rows.append({"point": int(point), "country": name, "runs": len(gap), "difference": mean, "low": mean - half,
                         "high": mean + half, "p": p})
    order = sorted(range(len(rows)), key=lambda k: rows[k]["p"])
    so_far = 0.0
    for rank, k in enumerate(order):
        so_far = max(so_far, min(1.0, (len(rows) - rank) * rows[k]["p"]))
        rows[k]["p"] = so_far
    frame = pd.DataFrame(rows, columns=["point", "country", "runs", "difference", "low", "high", "p"])
    return frame.sort_values(["point", "country"], key=lambda c: c.map(NAMES.index) if c.name == "country" else c,
                             ignore_index=True)


def _figure(means: pd.DataFrame) -> str:
    """Payoffs by point with their intervals, as SVG."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator
    shown = means.head(MOST)
    # Text stays text; ids that do not change make the same study the same page.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "negotiation", "font.size": 11}):
        figure = Figure(figsize=(9, 4.2), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        for k, name in enumerate(NAMES):
            y = shown[f"payoff_{name}"]
            half = (shown[f"high_{name}"] - y).fillna(0.0)
            axes.errorbar(shown["point"] + (k - 1) * 0.15, y, yerr=half, fmt="osD"[k], color=COLORS[name], capsize=3,
                          markersize=5, label=COUNTRIES[name])
        axes.set_xlabel("point of the design")
        axes.set_ylabel("payoff, US$ billion")
        axes.axhline(0, color="#888", linewidth=0.8)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.legend(frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, 1.14))
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    svg = re.sub(r"^.*?(?=<svg)", "", out.getvalue(), flags=re.DOTALL)
    note = f"The first {MOST} of {len(means):,} points." if len(means) > MOST else "All points."
    return (f"<figure role=\"img\" aria-label=\"Mean payoff of each country at each point\">{svg}"
            f"<figcaption>{note} Bars are 95% intervals of the mean.</figcaption></figure>")


def _means(study: Study, means: pd.DataFrame) -> str:
    columns: dict[str, Any] = {"point": means["point"], **{f: means[f] for f in study.factors}, "runs": means["runs"]}
    for name in NAMES:
        cells = zip(means[f"payoff_{name}"], means[f"low_{name}"], means[f"high_{name}"], strict=True)
        columns[COUNTRIES[name]] = [_minus(f"{m:.2f} ({lo:.2f} to {hi:.2f})" if lo == lo else f"{m:.2f}")
                                    for m, lo, hi in cells]
    import pandas as pd
    return _table(pd.DataFrame(columns))


def _endings(runs: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd
    done = runs[runs["status"] == "done"]
    table = pd.crosstab(done["point"], done["ending"].astype(str))
    return table.reset_index()


def _made(study: Study, about: Mapping[str, Any]) -> pd.DataFrame:
    import pandas as pd
    folder = study.folder
    rows = [("rules", about["rules"]), ("begun with", folder.made["versions"]), ("read with", about["versions"]),
            ("begun", folder.made["when"]),
            ("seeds", f"{folder.seed} to {folder.seed + folder.layout.replications - 1} at every point"),
            *((f"scenario {name}", mark) for name, mark in about["scenarios"].items()),
            *((f"strategy {name}", f"sha256:{mark}") for name, mark in folder.strategies.items())]
    return pd.DataFrame(rows, columns=["what", "value"])


def _table(frame: pd.DataFrame) -> str:
    """A table of at most MOST rows; says so where there are more."""
    head = "".join(f"<th>{escape(str(c))}</th>" for c in frame.columns)
    rows = frame.head(MOST).itertuples(index=False)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    more = f"<p>The first {MOST} of {len(frame):,} rows.</p>" if len(frame) > MOST else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"<td>{_minus(f'{value:.3g}' if abs(value) < 0.01 else f'{value:.3f}')}</td>"
    return f"<td{' class=text' if isinstance(value, str) else ''}>{escape(str(value))}</td>"


def _minus(text: str) -> str:
    """Numbers with a true minus sign; that of an exponent too."""
    return text.replace("-", "−")

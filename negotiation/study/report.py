"""A study as one page that needs nothing else: findings, figures, tables, seeds, versions, how to make it again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from math import floor, log10
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from ..rules.names import NAMES
from ..writing import write_whole
from .effects import conditions, differences, effects
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
SURE = 0.05                                # p below which a difference is called sure
HOW_SURE = ("In brackets 95% intervals. Highest and lowest are as measured: in other runs, points next in order may "
            f"change places. A change is called sure where p is below {SURE} after Holm's correction for all changes "
            "of all conditions.")
STEPS = ("Each level of a condition against its first, over all pairs of points that differ in nothing else, paired by "
         "seed: mean difference in US$ billion with a 95% interval over the seeds; p by the paired t-test, corrected "
         "over the whole table (Holm). These are averages over the other conditions; a single point may answer "
         "otherwise.")
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}
th,td{padding:.25rem .6rem;border-bottom:1px solid #ccc;text-align:right;font-variant-numeric:tabular-nums}
th:first-child,td:first-child,.text{text-align:left;min-width:6rem}
figure{margin:1rem 0}svg{max-width:100%;height:auto}
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
        steps = effects(study)
        told += ["<h2>What was found, and how sure</h2>", _found(study, means, steps)]
        if len(steps):
            told += ["<h2>What each condition changes</h2>", f"<p>{STEPS}</p>", _steps_figure(steps),
                     _table(_steps(steps))]
        told += ["<h2>Payoffs</h2>", f"<p>{PAYOFFS}</p>", _figure(means), _means(study, means),
                 "<h2>Differences from the first point</h2>", f"<p>{PAIRED}</p>", _table(_told(differences(runs)))]
        told += ["<h2>Endings</h2>", _table(_endings(runs))]
    if status.failed:
        told += ["<h2>Runs that failed</h2>", _table(study.failures().head(MOST))]
    told += ["<h2>How it was made</h2>", _table(_made(study, about)), "<p>To make it again:</p>",
             f"<pre>{escape(study.folder.made['command'])}\nnegotiation study report {escape(study.path.name)}</pre>",
             "<h2>The design</h2>", f"<pre>{escape((study.path / 'design.yaml').read_text(encoding='utf-8'))}</pre>"]
    return (f"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{escape(status.name)}</title>"
            f"<meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\n<body>\n"
            + "\n".join(told) + "\n</body></html>\n")


def _found(study: Study, means: pd.DataFrame, steps: pd.DataFrame) -> str:
    """What was found and how sure, in sentences made of the tables: best and worst point, the surest condition."""
    what = conditions(study).set_index("point")
    told = []
    for name in NAMES:
        best, worst = (means.loc[means[f"payoff_{name}"].agg(f)] for f in ("idxmax", "idxmin"))
        ends = [f"{word} at {_place(what, int(row['point']))}: {_interval(row, name)}"
                for word, row in (("highest", best), ("lowest", worst))]
        text = f"<b>{COUNTRIES[name]}</b>: {'; '.join(ends)}." if len(means) > 1 else \
            f"<b>{COUNTRIES[name]}</b>: {_interval(best, name)}."
        own = steps[steps["country"] == name]
        sure = own[own["p"] < SURE]
        if len(sure):
            top = sure.loc[sure["difference"].abs().idxmax()]
            text += (f" Of {len(own)} changes of a condition {len(sure)} {'is' if len(sure) == 1 else 'are'} sure; the "
                     f"largest: {escape(top['condition'])} {escape(top['level'])} instead of {escape(top['against'])}, "
                     f"{_change(top)}.")
        elif len(own):
            text += f" None of {len(own)} changes of a condition is sure."
        told.append(f"<li>{_minus(text)}</li>")
    return f"<ul>{''.join(told)}</ul><p>{HOW_SURE}</p>"


def _place(what: pd.DataFrame, point: int) -> str:
    """A point with its conditions."""
    where = "; ".join(f"{key} {value}" for key, value in what.loc[point].items())
    return f"point {point}" + (f" ({escape(where)})" if where else "")


def _interval(row: Mapping[str, Any], name: str) -> str:
    mean, low, high = (row[f"{k}_{name}"] for k in ("payoff", "low", "high"))
    return f"{mean:.2f} ({low:.2f} to {high:.2f})" if low == low else f"{mean:.2f}"


def _steps(steps: pd.DataFrame) -> pd.DataFrame:
    change = (steps["level"] + " instead of " + steps["against"]).map(_minus)
    return _told(steps.assign(change=change)[["condition", "change", *steps.columns[3:]]])


def _told(rows: pd.DataFrame) -> pd.DataFrame:
    """A table of differences for readers: names of countries, intervals in one column, no more digits than p has."""
    cells = [_change(row) for row in rows.to_dict("records")]
    p = ["< 0.0001" if x < 0.0001 else f"{x:.4f}" for x in rows["p"]]
    front = rows.drop(columns=["difference", "low", "high", "p"])
    return front.assign(country=rows["country"].map(COUNTRIES), **{"difference (95% interval)": cells, "p": p})


def _change(row: Any) -> str:
    """A difference with its interval, to a hundredth; one smaller than that to the digit in which it shows."""
    size = abs(row["difference"])
    digits = 2 if not 0 < size < 0.005 else min(9, 1 - floor(log10(size)))
    return _minus("{:+.{n}f} ({:+.{n}f} to {:+.{n}f})".format(row["difference"], row["low"], row["high"], n=digits))


def _steps_figure(steps: pd.DataFrame) -> str:
    """What each level of a condition changes, with intervals, as SVG; the first levels downwards."""
    names = (steps["condition"] + " " + steps["level"] + " instead of " + steps["against"]).map(_minus)
    rows = list(dict.fromkeys(names))[:MOST]
    with _drawing(0.9 + 0.5 * len(rows)) as (axes, done):
        for k, name in enumerate(NAMES):
            own = steps[(steps["country"] == name) & names.isin(rows)]
            at = [rows.index(n) + (k - 1) * 0.18 for n in names[own.index]]
            half = own["high"] - own["difference"]
            axes.errorbar(own["difference"], at, xerr=half, fmt="osD"[k], color=COLORS[name], capsize=3, markersize=5,
                          label=COUNTRIES[name])
        axes.set_yticks(range(len(rows)), [fill(r, 46) for r in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.axvline(0, color="#888", linewidth=0.8)
        axes.set_xlabel("difference of payoff, US$ billion")
        axes.figure.legend(*axes.get_legend_handles_labels(), frameon=False, ncols=3, loc="outside upper center")
    return _framed("".join(done), "What each condition changes for each country", "Bars are 95% intervals.")


@contextmanager
def _drawing(height: float) -> Iterator[tuple[Any, list[str]]]:
    """Axes to draw on, and a list that holds the SVG afterwards. Text stays text; the same study, the same bytes."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    done: list[str] = []
    # Ids that do not change make the same study the same page.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "negotiation", "font.size": 11}):
        figure = Figure(figsize=(9, height), layout="constrained")
        FigureCanvasSVG(figure)
        yield figure.add_subplot(), done
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    done.append(re.sub(r"^.*?(?=<svg)", "", out.getvalue(), flags=re.DOTALL))


def _framed(svg: str, says: str, note: str) -> str:
    return f"<figure role=\"img\" aria-label=\"{says}\">{svg}<figcaption>{note}</figcaption></figure>"


def _figure(means: pd.DataFrame) -> str:
    """Payoffs by point with their intervals, as SVG."""
    from matplotlib.ticker import MaxNLocator
    shown = means.head(MOST)
    with _drawing(4.2) as (axes, done):
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
    note = f"The first {MOST} of {len(means):,} points." if len(means) > MOST else "All points."
    return _framed("".join(done), "Mean payoff of each country at each point",
                   f"{note} Bars are 95% intervals of the mean.")


def _means(study: Study, means: pd.DataFrame) -> str:
    import pandas as pd
    what = conditions(study).set_index("point").loc[means["point"]].reset_index()
    cells = {COUNTRIES[name]: [_minus(_interval(row, name)) for row in means.to_dict("records")] for name in NAMES}
    return _table(pd.concat([what, means[["runs"]], pd.DataFrame(cells)], axis=1))


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
    words = [len(frame) > 0 and isinstance(frame[c].iloc[0], str) for c in frame.columns]
    head = "".join(f"<th{' class=text' * w}>{escape(str(c))}</th>" for c, w in zip(frame.columns, words, strict=True))
    rows = frame.head(MOST).itertuples(index=False)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    more = f"<p>The first {MOST} of {len(frame):,} rows.</p>" if len(frame) > MOST else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"<td>{_minus(f'{value:.3g}' if abs(value) < 0.01 else f'{value:.3f}')}</td>"
    return f"<td{' class=text' if isinstance(value, str) else ''}>{escape(str(value))}</td>"


def _minus(text: str) -> str:
    """Numbers with a true minus sign; hyphens in words stay."""
    return re.sub(r"(?<![\w-])-(?=\d)", "−", text)

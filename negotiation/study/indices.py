"""Sobol indices: which of the ranges of a design moves an outcome, alone and together with the others (SALib)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .folder import fault
from .results import Study
from .tables import FAILED

if TYPE_CHECKING:
    import pandas as pd


def sensitivity(study: Study, column: str = "payoff_canada", seed: int = 0) -> pd.DataFrame:
    """First-order and total Sobol indices of a column of runs, averaged over the replications of each point.

    Needs a design with `sample: {method: saltelli}`, all of whose runs are there. `first`: the share of the variance
    that the key moves alone; `total`: with all its joint effects; `…_half`: half of a 95 % interval, by bootstrap.
    Source: Saltelli et al. 2010, in SALib. Raises StudyError, ImportError.
    """
    import numpy as np
    import pandas as pd
    method = study.folder.method
    if method.get("method") != "saltelli":
        raise fault(study.path, "study.no_saltelli", "study.sample_saltelli")
    runs = study.runs()
    status = study.status()
    if status.missing or (runs["status"] == FAILED).any():
        raise fault(study.path, "study.not_all_there", "study.resume_and_retry", folder=f"'{study.path}'")
    if column not in runs or not pd.api.types.is_numeric_dtype(runs[column]):
        numbers = [c for c in runs if pd.api.types.is_float_dtype(runs[c])]
        raise fault(study.path, "study.not_a_number", "file.use_one_of", name=f"'{column}'", names=", ".join(numbers))
    values = runs.groupby("point", sort=True)[column].mean().to_numpy()
    keys = list(method["ranges"])
    if float(np.ptp(values)) == 0.0:
        return pd.DataFrame({"key": keys, "first": 0.0, "first_half": 0.0, "total": 0.0, "total_half": 0.0})
    from SALib.analyze import sobol
    problem = {"num_vars": len(keys), "names": keys, "bounds": list(method["ranges"].values())}
    found = sobol.analyze(problem, values, calc_second_order=False, seed=seed)
    return pd.DataFrame({"key": keys, "first": found["S1"], "first_half": found["S1_conf"], "total": found["ST"],
                         "total_half": found["ST_conf"]})

"""Runs cases of the trade model: duties in, long-run results out, compared with what the case expects.

A case is a mapping with `total_duty` (full rates on the listed flows) or the two-lane form
`duty_not_claiming`, `duty_claiming` and `claim_share`; flows and goods that are not listed keep their 2024
duty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from negotiation.economy.arithmetic import total
from negotiation.economy.border import two_lanes
from negotiation.economy.calibration import Calibration
from negotiation.economy.equilibrium import equilibrium_of
from negotiation.economy.figures import FLOWS, GOODS, PLAYERS, Reader, fraction_duty, share
from negotiation.economy.portable import Floats

KEYS = ("id", "name", "total_duty", "duty_not_claiming", "duty_claiming", "claim_share", "expect")
MEASURES = ("welfare_pct", "earnings_pct", "revenue_pct", "welfare_bn", "displaced_pct")
OLD_NAMES = {"USA": "us", "CAN": "canada", "MEX": "mexico", "ROW": "row"}

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class CaseResult:
    """The long run of one case; us, canada, mexico."""

    id: str
    welfare_pct: Triple
    """Percent of own GDP; the two parts below add up to it."""
    earnings_pct: Triple
    revenue_pct: Triple
    welfare_bn: Triple
    """US$ billion a year."""
    displaced_pct: Triple
    """Percent of labor whose sector shrinks."""
    max_error: float | None
    """Largest difference from `expect` in points of GDP (money as a share of own GDP); None without it."""

    def row(self) -> dict[str, Any]:
        """As plain numbers and lists."""
        return {key: list(x) if isinstance(x, tuple) else x for key, x in asdict(self).items()}


def run_case(calibration: Calibration, case: Mapping[str, Any]) -> CaseResult:
    """The result of one case. Raises EconomyError with all that is wrong in it, NoConvergence if it has no
    solution.
    """
    return run_cases(calibration, [case])[0]


def run_cases(calibration: Calibration, cases: Sequence[Mapping[str, Any]]) -> list[CaseResult]:
    """The results of the cases, in their order; each is the same as alone."""
    reader = Reader()
    if not isinstance(cases, Sequence) or isinstance(cases, str):
        reader.fault("cases", "must be a list", "Begin each case with `- id:`")
        reader.done()
    read = [_Case(reader, calibration, case, number) for number, case in enumerate(cases, start=1)]
    reader.done()
    if not read:
        return []
    general, claiming, claims = (np.stack(lane) for lane in zip(*(case.lanes for case in read), strict=True))
    border = two_lanes(calibration.elasticity, calibration.duty, general, claiming, claims)
    solution = equilibrium_of(calibration).solve(border)
    moved = 100 * total(np.maximum(calibration.labour - solution.labour, 0.0))
    money = solution.welfare * calibration.gdp / 100
    measures = (solution.welfare, solution.earnings, solution.revenue, money, moved)
    found = np.stack(measures, axis=1)[..., :3]
    return [case.result(calibration, rows) for case, rows in zip(read, found, strict=True)]


class _Case:
    """A case that has been read: its name, the duties of both lanes and the claim shares `[4, 4, 7]`."""

    def __init__(self, reader: Reader, calibration: Calibration, case: Any, number: int) -> None:
        name = str(case.get("id", f"case {number}")) if isinstance(case, Mapping) else f"case {number}"
        given = reader.table(case, name, KEYS, sparse=True)
        duty = calibration.duty
        general, claiming, claims = duty.copy(), duty.copy(), np.zeros_like(duty)
        self.name, self.lanes = name, (general, claiming, claims)
        forms = {
            "total_duty": ((general, claiming), fraction_duty),
            "duty_not_claiming": ((general,), fraction_duty),
            "duty_claiming": ((claiming,), fraction_duty),
            "claim_share": ((claims,), share),
        }
        listed = {form: _flows(reader, given.get(form), f"{name}.{form}", arrays, check)
                  for form, (arrays, check) in forms.items()}
        one = listed.pop("total_duty")
        for flow in sorted(one & set().union(*listed.values())):
            fault = "the flow also stands in the two-lane form"
            reader.fault(f"{name}.total_duty.{flow}", fault, "Keep one of the two")
        self.expect: dict[str, Floats] = {}
        if given.get("expect") is not None:
            expected = reader.table(given["expect"], f"{name}.expect", MEASURES, sparse=True)
            self.expect = {key: reader.row(row, f"{name}.expect.{key}", PLAYERS, "number", lambda _: "")
                           for key, row in expected.items()}

    def result(self, calibration: Calibration, rows: Floats) -> CaseResult:
        """The result from its measures `[5, 3]`."""
        errors = []
        for key, values in self.expect.items():
            unit = 100 / calibration.gdp[:3] if key == "welfare_bn" else 1.0
            errors.append(float((np.abs(rows[MEASURES.index(key)] - values) * unit).max()))
        welfare, earnings, revenue, money, moved = [(float(us), float(ca), float(mx)) for us, ca, mx in rows]
        return CaseResult(self.name, welfare, earnings, revenue, money, moved, max(errors, default=None))


def _flows(reader: Reader, value: Any, key: str, into: tuple[Floats, ...], check: Any) -> set[str]:
    """Write the listed rates into the arrays; the flows that are listed."""
    if value is None:
        return set()
    if isinstance(value, Mapping):
        named: dict[str, Any] = {}
        for name, goods in value.items():
            flow = "<-".join(OLD_NAMES.get(side.strip(), side.strip()) for side in str(name).split("<-"))
            if flow in named:
                reader.fault(f"{key}.{name}", "the flow stands here twice", "Keep one of the two")
            named[flow] = goods
        value = named
    listed = reader.table(value, key, tuple(FLOWS), sparse=True)
    for flow, goods in listed.items():
        for good, rate in reader.table(goods, f"{key}.{flow}", GOODS, sparse=True).items():
            number = reader.number(rate, f"{key}.{flow}.{good}", "fraction", check)
            for array in into:
                array[(*FLOWS[flow], GOODS.index(good))] = number
    return set(listed)

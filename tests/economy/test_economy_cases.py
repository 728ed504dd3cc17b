"""Files of cases: what is wrong in them is told with key and remedy, and results have the published form."""

import pytest

from negotiation.economy import EconomyError, run_case, run_cases

RATE = {"us<-canada": {"autos": 0.25}}


def test_a_result_has_the_published_fields(calibration):
    row = run_case(calibration, {"id": "mine", "total_duty": RATE}).row()
    assert list(row) == [
        "id", "welfare_pct", "earnings_pct", "revenue_pct", "welfare_bn", "displaced_pct", "max_error"]
    assert row["max_error"] is None
    assert all(len(row[key]) == 3 and isinstance(row[key][0], float) for key in list(row)[1:6])
    assert row["welfare_pct"][1] < -0.05


def test_countries_may_be_written_in_the_short_form_of_statistics(calibration):
    short = run_case(calibration, {"id": "mine", "total_duty": {"USA<-CAN": {"autos": 0.25}}})
    assert short == run_case(calibration, {"id": "mine", "total_duty": RATE})


def test_the_largest_difference_is_told_in_points_of_gdp(calibration):
    found = run_case(calibration, {"total_duty": RATE})
    near = [found.welfare_pct[0], found.welfare_pct[1] + 0.01, found.welfare_pct[2]]
    result = run_case(calibration, {"total_duty": RATE, "expect": {"welfare_pct": near}})
    assert result.max_error == pytest.approx(0.01)
    money = [found.welfare_bn[0], found.welfare_bn[1] + 22.4, found.welfare_bn[2]]
    result = run_case(calibration, {"total_duty": RATE, "expect": {"welfare_bn": money}})
    assert result.max_error == pytest.approx(1.0, rel=1e-3)


def test_no_cases_give_no_results(calibration):
    assert run_cases(calibration, []) == []


CARS = "X.total_duty.us<-canada.autos"
BAD = [
    ("text", "case 1: must be a table with the keys id, name"),
    ({"id": "X", "duty": {}}, "X.duty: unknown key"),
    ({"id": "X", "total_duty": 0.25}, "X.total_duty: must be a table with the keys us<-canada"),
    ({"id": "X", "total_duty": {"us<-us": {}}}, "X.total_duty.us<-us: unknown key. Use one of us<-canada"),
    ({"id": "X", "total_duty": {"us<-canada": 0.25}}, "X.total_duty.us<-canada: must be a table"),
    ({"id": "X", "total_duty": {"us<-canada": {"cars": 0.2}}}, "X.total_duty.us<-canada.cars: unknown key"),
    ({"id": "X", "total_duty": {"us<-canada": {"services": 1}}}, "X.total_duty.us<-canada.services: unknown"),
    ({"id": "X", "total_duty": {"us<-canada": {"autos": 25}}},
     f"{CARS}: 25 must lie between 0 and 2.0 (0 and 200 percent). The unit is: fraction"),
    ({"id": "X", "total_duty": {"us<-canada": {"autos": -0.1}}}, f"{CARS}: -0.1 must lie"),
    ({"id": "X", "total_duty": {"us<-canada": {"autos": "x"}}}, f"{CARS}: 'x' is not a number"),
    ({"id": "X", "claim_share": {"us<-canada": {"autos": 1.1}}}, "X.claim_share.us<-canada.autos: 1.1 must"),
    ({"id": "X", "total_duty": RATE, "claim_share": {"USA<-CAN": {"autos": 1}}},
     "X.total_duty.us<-canada: the flow also stands in the two-lane form. Keep one of the two"),
    ({"id": "X", "total_duty": {"us<-canada": {}, "USA<-CAN": {}}},
     "X.total_duty.USA<-CAN: the flow stands here twice"),
    ({"id": "X", "expect": {"welfare": [0, 0, 0]}}, "X.expect.welfare: unknown key. Use one of welfare_pct"),
    ({"id": "X", "expect": {"welfare_pct": [0, 0]}}, "X.expect.welfare_pct: has 2 numbers. Give 3 numbers"),
]


@pytest.mark.parametrize(("case", "message"), BAD)
def test_a_bad_case_is_refused_with_key_and_remedy(calibration, case, message):
    with pytest.raises(EconomyError) as refused:
        run_cases(calibration, [case])
    assert any(str(problem).startswith(message) for problem in refused.value.problems), str(refused.value)


def test_the_problems_of_all_cases_are_told_at_once(calibration):
    with pytest.raises(EconomyError) as refused:
        run_cases(calibration, [{"id": "A", "duty": 1}, {"id": "B", "total_duty": 2}])
    assert [problem.key for problem in refused.value.problems] == ["A.duty", "B.total_duty"]


def test_cases_that_are_no_list_are_refused(calibration):
    with pytest.raises(EconomyError, match="cases: must be a list"):
        run_cases(calibration, {"id": "A"})


def test_a_duty_of_two_hundred_percent_everywhere_has_an_equilibrium(calibration):
    goods = dict.fromkeys(("autos", "metals", "energy", "agrifood", "mach_elec", "other"), 2.0)
    players = ("us", "canada", "mexico")
    flows = {f"{a}<-{b}": goods for a in players for b in players if a != b}
    assert max(run_case(calibration, {"total_duty": flows}).welfare_pct) < 0

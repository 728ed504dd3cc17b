"""Bad trade data is refused with the key, the fault and the remedy; good data has several forms."""

import math

import numpy as np
import pytest

from negotiation.economy import EconomyError, balance


def put(mapping, key, value):
    *path, last = key.split("/")
    for step in path:
        mapping = mapping[step]
        if isinstance(mapping, dict) and "value" in mapping:
            mapping = mapping["value"]
    if isinstance(mapping, list):
        last = int(last)
    if value is ...:
        del mapping[last]
    else:
        mapping[last] = value


BAD = [
    ("gdp", ..., "gdp: missing. Add it"),
    ("gdp/us", ..., "gdp.us: missing. Add it"),
    ("gdp/usa", 1, "gdp.usa: unknown key. Use one of us, canada, mexico, row"),
    ("gdp/us", 0, "gdp.us: 0 must be above 0. The unit is: US$ billion"),
    ("gdp/us", "a lot", "gdp.us: 'a lot' is not a number"),
    ("gdp/us", True, "gdp.us: True is not a number"),
    ("gdp/us", math.nan, "gdp.us: nan is not a number"),
    ("gdp/us", None, "gdp.us: None is not a number"),
    ("gdp/us", {"value": 29200, "unit": "pesos"}, "gdp.us: is given in 'pesos'. Give it in US$ billion"),
    ("gdp/us", {"value": 29200, "from": "me"}, "gdp.us.from: unknown key. Use one of value, unit, source"),
    ("gdp", 3, "gdp: is not a list of numbers"),
    ("flows", [], "flows: must be a table with the keys us<-canada"),
    ("flows/us<-canada", ..., "flows.us<-canada: missing. Add it"),
    ("flows/us<-us", [0] * 6, "flows.us<-us: unknown key"),
    ("flows/us<-canada", [1, 2, 3], "flows.us<-canada: has 3 numbers. Give 6 numbers in the order autos"),
    ("flows/us<-canada", [-1, 1, 1, 1, 1, 1], "flows.us<-canada.autos: -1 must not be negative"),
    ("flows/us<-canada", {"autos": 1}, "flows.us<-canada.metals: missing"),
    ("elasticities/metals", 0, "elasticities.metals: 0 must be above 0"),
    ("elasticities/metals", -2, "elasticities.metals: -2 must be above 0"),
    ("duties/us<-canada", [201, 0, 0, 0, 0, 0], "duties.us<-canada.autos: 201 must lie between 0 and 200"),
    ("duties/us<-canada", [-1, 0, 0, 0, 0, 0], "duties.us<-canada.autos: -1 must lie between 0 and 200"),
    ("final_shares/us", [0.1] * 7, "final_shares.us: the shares sum to 0.7000. Make them sum to 1"),
    ("final_shares/us", ..., "final_shares.us: missing"),
    ("input_shares/us", [[0.1] * 7] * 6, "input_shares.us: must have 7 rows of 7 numbers"),
    ("input_shares/us", [[0.15] * 7] * 7, "input_shares.us: autos would use inputs worth 1.0500"),
    ("input_shares/us/2", [0.1] * 6, "input_shares.us.energy: has 6 numbers"),
    ("domestic_floor", 1.5, "domestic_floor: 1.5 must lie between 0 and 1"),
    ("pact/claims/us<-canada", [2, 0, 0, 0, 0, 0], "pact.claims.us<-canada.autos: 2 must lie between"),
    ("pact/claims_ceiling/us<-canada", [0] * 6, "pact.claims_ceiling.us<-canada: lies below the claims"),
    ("pact/claims/us<-row", [0] * 6, "pact.claims.us<-row: unknown key"),
    ("pact/carve_out/us/canada/energy", 300, "pact.carve_out.us.canada.energy: 300 must lie"),
    ("pact/carve_out/us/us", {}, "pact.carve_out.us.us: unknown key. Use one of canada, mexico"),
    ("pact/content_credit/us/canada/services", 1, "pact.content_credit.us.canada.services: unknown key"),
    ("pact/claim_response", 0, "pact.claim_response: 0 must be above 0"),
    ("pact", {}, "pact.claims: missing"),
    ("title", ..., "title: missing"),
]


@pytest.mark.parametrize(("key", "value", "message"), BAD)
def test_a_bad_value_is_named_with_its_remedy(mapping, key, value, message):
    put(mapping, key, value)
    with pytest.raises(EconomyError) as refused:
        balance(mapping)
    assert any(str(problem).startswith(message) for problem in refused.value.problems), str(refused.value)
    assert all(problem.key and problem.fault and problem.remedy for problem in refused.value.problems)


@pytest.mark.parametrize("mapping", [None, [], "text", 3])
def test_something_that_is_no_table_is_refused(mapping):
    with pytest.raises(EconomyError, match="must be a table with the keys title, gdp"):
        balance(mapping)


def test_all_problems_of_a_file_are_told_at_once(mapping):
    put(mapping, "gdp/us", -1)
    put(mapping, "flows/us<-canada", [1])
    put(mapping, "pact/claims/us<-mexico", [5] * 6)
    with pytest.raises(EconomyError) as refused:
        balance(mapping)
    keys = [problem.key for problem in refused.value.problems]
    assert keys[:2] == ["gdp.us", "flows.us<-canada"]
    assert sum(key.startswith("pact.claims.us<-mexico") for key in keys) == 6
    assert str(refused.value).count("\n") == len(keys) - 1


@pytest.mark.parametrize(("region", "flow"), [("canada", "us<-canada"), ("mexico", "us<-mexico")])
def test_exports_that_no_economy_could_make_cannot_balance(mapping, region, flow):
    put(mapping, f"flows/{flow}", [9000] * 6)
    with pytest.raises(EconomyError, match=rf"final_shares\.{region}: the accounts cannot balance"):
        balance(mapping)


def test_values_may_be_plain_or_carry_unit_and_source(mapping, calibration):
    def stripped(value):
        if isinstance(value, dict):
            if "value" in value:
                return value["value"]
            return {key: stripped(inner) for key, inner in value.items()}
        return value

    plain = balance(stripped(mapping))
    assert np.array_equal(plain.shares, calibration.shares)
    assert np.array_equal(plain.pact.carve_out, calibration.pact.carve_out)


def test_a_row_may_be_a_table_of_goods(mapping, calibration):
    goods = ("autos", "metals", "energy", "agrifood", "mach_elec", "other")
    row = mapping["flows"]["us<-canada"]["value"]
    mapping["flows"]["us<-canada"] = {"value": dict(zip(goods, row, strict=True)), "unit": "US$ billion"}
    assert np.array_equal(balance(mapping).shares, calibration.shares)


def test_every_number_of_the_shipped_data_has_a_source(mapping):
    def bare(value, key):
        if isinstance(value, dict):
            if "value" in value:
                assert value["unit"], key
                assert value["source"].strip(), key
                return
            for name, inner in value.items():
                bare(inner, f"{key}.{name}")
        else:
            assert isinstance(value, str), f"{key} has no source"

    bare(mapping, "")


def test_a_calibration_cannot_be_written_to(calibration):
    with pytest.raises(ValueError, match="read-only"):
        calibration.shares[0] = 0
    with pytest.raises(ValueError, match="read-only"):
        calibration.pact.claims[0] = 0
    with pytest.raises(AttributeError):
        calibration.gdp = None

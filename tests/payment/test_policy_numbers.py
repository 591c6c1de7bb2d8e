"""National numbers by year, and the regimes that say they use them."""

import tomllib

import pytest

from scenarios.errors import InputError
from scenarios.policy_numbers import FILE, policy_names, policy_number
from scenarios.regime_files import load_regime

TABLE = tomllib.loads(FILE.read_text())
REFERENCE_YEAR = 2017


def terms(regime, contract, element):
    found = {c.id: c for c in load_regime(regime).contracts}
    return found[contract].elements[element]


@pytest.mark.parametrize("name", policy_names())
def test_a_value_follows_another_and_says_where_it_is_from(name):
    rows = TABLE[name]["values"]
    starts = [row["from"] for row in rows]
    assert starts == sorted(set(starts))
    for row, following in zip(rows, [*starts[1:], 9999], strict=True):
        assert row["from"] <= row.get("to", following) <= following
        assert row["source"]
        assert row["confidence"] in {"published", "recalled"}
        assert policy_number(name, row["from"]).value == row["value"]


def test_the_rate_of_a_year_is_the_last_that_began():
    rates = [policy_number("marginal_rate_emergency", year).value for year in (2009, 2014, 2018, 2021)]
    assert rates == [1.0, 0.3, 0.7, 1.0]


def test_the_regimes_of_a_year_use_the_numbers_of_that_year():
    tariff = terms("east-london-today", "acute", "tariff")
    points = terms("east-london-today", "primary_care", "quality_points")
    weighted = terms("practices-by-weighted-list", "primary_care", "weighted_list")
    aligned = terms("aligned-payment-2022", "acute_planned", "fixed_and_variable")
    used = {
        ("marginal_rate_emergency", REFERENCE_YEAR): tariff.marginal_rate,
        ("quality_point", REFERENCE_YEAR): points.pounds_per_point,
        ("average_list", REFERENCE_YEAR): points.average_list,
        ("global_sum", REFERENCE_YEAR): weighted.pounds_per_weighted_patient,
        ("elective_marginal_rate", 2022): aligned.above,
    }
    assert used == {key: policy_number(*key).value for key in used}
    assert aligned.below == aligned.above


@pytest.mark.parametrize(
    ("name", "year", "said"),
    [
        ("global_sums", 2017, "did you mean 'global_sum'"),
        ("global_sum", 1999, "no global_sum is known for 1999"),
        ("global_sum", 2021, "there is one from 2015"),
    ],
)
def test_what_is_not_known_is_said_in_one_line(name, year, said):
    with pytest.raises(InputError, match=said):
        policy_number(name, year)

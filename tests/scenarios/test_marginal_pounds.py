"""Marginal pounds of a lived scenario: what the contracts say, for the provider's own patients."""

import numpy as np
import pandas as pd
import pytest

import scenarios
from scenarios.errors import InputError
from scenarios.questions.marginal import EVERY, Marginals, marginal
from scenarios.questions.marginal_table import PRACTICES

TOWN = "small-town-today"
SMALL = {"sample": 0.2}


@pytest.fixture(scope="module")
def today() -> Marginals:
    return marginal(TOWN, **SMALL)


@pytest.fixture(scope="module")
def capitation() -> Marginals:
    return marginal("small-town-capitation", **SMALL)


def of(table: pd.DataFrame, provider: str, what: str, does: str = "delivers") -> pd.Series:
    (row,) = table.query("provider == @provider and what == @what and does == @does").iloc
    return row


def test_by_default_it_is_march_of_the_regimes_first_year(today: Marginals, capitation: Marginals) -> None:
    assert (today.month, capitation.month) == ("2018-03", "2019-03")


def test_a_hospital_is_paid_the_tariff_for_one_more_and_loses_it_for_one_fewer(today: Marginals) -> None:
    first = of(today.pounds, "TGH", "OPFA")
    assert (first["one_more"], first["one_fewer"]) == (pytest.approx(165 * 1.2), pytest.approx(-165 * 1.2))
    assert first["margin"] == first["one_more"] - first["horizon_cost"]
    assert 0 < first["variable_cost"] < first["horizon_cost"] < first["one_more"]
    emergency = of(today.pounds, "TGH", "NEL")
    assert 0.7 * 2100 * 1.2 - 1e-6 <= emergency["one_more"] <= 2100 * 1.2 + 1e-6


def test_a_block_brings_nothing_for_one_more_until_it_is_reset(today: Marginals) -> None:
    contact = of(today.pounds, "COM", "COMM")
    assert contact["one_more"] == contact["one_fewer"] == 0
    assert contact["next_year"] > 45
    assert contact["margin"] == -contact["horizon_cost"] < 0


def test_what_the_contracts_pay_adds_up_to_what_the_provider_gets(today: Marginals) -> None:
    parts = today.by_element.groupby(["provider", "does", "what"])[["one_more", "next_year"]].sum()
    for (provider, does, what), row in parts.iterrows():
        whole = of(today.pounds, str(provider), str(what), str(does))
        assert row.tolist() == pytest.approx([whole["one_more"], whole["next_year"]])


def test_practices_are_one_row_each_thing_and_one_of_them_is_its_own(today: Marginals) -> None:
    assert PRACTICES in set(today.pounds["provider"])
    assert not set(today.pounds["provider"]) & today.practices
    alone = marginal(TOWN, provider="P1", **SMALL)
    assert set(alone.pounds["provider"]) == {"P1"}
    fee = of(alone.pounds, "P1", "PREV")
    assert fee["one_more"] == pytest.approx(5.0) == of(today.pounds, PRACTICES, "PREV")["one_more"]
    assert not alone.practices


def test_practices_together_count_for_what_they_do_and_by_their_lists_for_the_rest(today: Marginals) -> None:
    alone = [marginal(TOWN, provider=p, **SMALL) for p in sorted(today.practices)]
    contacts = [of(one.pounds, p, "GP") for one, p in zip(alone, sorted(today.practices), strict=True)]
    together = of(today.pounds, PRACTICES, "GP")
    units = [row["units"] for row in contacts]
    assert together["units"] == sum(units)
    cost = np.average([row["horizon_cost"] for row in contacts], weights=units)
    assert together["horizon_cost"] == pytest.approx(cost)
    points = of(today.pounds, PRACTICES, "proactive_care", "achieves")
    own = [
        of(one.pounds, p, "proactive_care", "achieves")["one_more"]
        for one, p in zip(alone, sorted(today.practices), strict=True)
    ]
    assert min(own) < points["one_more"] < max(own)
    assert np.isnan(points["units"])


def test_work_that_nobody_pays_for_is_there(today: Marginals) -> None:
    contact = of(today.pounds, PRACTICES, "GP")
    assert (contact["paid_by"], contact["one_more"]) == ("nobody", 0.0)
    assert contact["units"] > 0


def test_under_capitation_the_lead_hospital_answers_for_what_its_people_use(capitation: Marginals) -> None:
    used = of(capitation.pounds, "TGH", "NEL", "its people use")
    assert used["one_more"] == 0
    assert used["next_year"] > 0
    assert "whole_population.capitation" in used["paid_by"]
    assert np.isnan(used["units"])


def test_cliffs_are_those_of_the_provider_asked_about(today: Marginals) -> None:
    one = marginal(TOWN, provider="TGH", **SMALL)
    assert {c.payee for c in one.cliffs} == {"TGH"}
    assert [c.words for c in one.cliffs] == [c.words for c in today.cliffs if c.payee == "TGH"]


def test_the_table_to_save_holds_the_whole_and_its_parts(today: Marginals) -> None:
    table = today.table()
    whole = table["contract"] == EVERY
    assert (whole.sum(), (~whole).sum()) == (len(today.pounds), len(today.by_element))
    assert list(table.columns[:6]) == ["provider", "kind", "does", "what", "contract", "element"]


def test_an_april_is_seen_under_the_contracts_it_begins() -> None:
    before, after = (marginal("small-town-capitation", month=m, **SMALL) for m in ("2018-03", "2018-04"))
    assert "whole_population" not in set(before.by_element["contract"])
    assert "whole_population" in set(after.by_element["contract"])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"provider": "TGG"}, "did you mean 'TGH'"),
        ({"provider": "CCG"}, "'CCG' delivers nothing"),
        ({"month": "March"}, "write it as YYYY-MM"),
        ({"month": "2017-04"}, "nothing can be known of 2017-04"),
        ({"month": "2099-04"}, "a month from 2017-05 to"),
    ],
)
def test_what_cannot_be_asked_is_said(asked: dict[str, str], said: str) -> None:
    with pytest.raises(InputError) as fault:
        marginal(TOWN, **({"month": "2017-05"} | asked), sample=0.1)
    assert said in str(fault.value)


def test_a_scenario_read_before_is_as_good_as_its_name() -> None:
    scenario = scenarios.load_scenario(TOWN).changed(sample=0.1)
    one, other = marginal(scenario, month="2017-06"), marginal(TOWN, month="2017-06", sample=0.1)
    pd.testing.assert_frame_equal(one.pounds, other.pounds)

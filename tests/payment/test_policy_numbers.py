"""National numbers by year, the regimes that name them, and what a scenario's year does to them."""

import tomllib

import pytest

from abm.payment.catalogue import ELEMENTS
from scenarios.errors import InputError
from scenarios.files.extending import laid_over
from scenarios.files.policy_numbers import FILE, HOME_YEAR, policy_names, policy_number
from scenarios.files.policy_terms import resolved
from scenarios.files.regime_files import REGIME, load_regime, policy_numbers_of, regime_names
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.pairs import paired, tasks_of
from scenarios.runs.manifest import described
from scenarios.runs.resolve import resolve
from scenarios.runs.runner import Runs

TABLE = tomllib.loads(FILE.read_text())
RATE, TODAY = "marginal_rate_emergency", "east-london-today"
MINE = """
title = "Mine"
extends = "east-london-today"
[contracts.acute.elements.tariff]
marginal_rate = { policy = "%s" }
"""


def terms(regime, contract, element, year=HOME_YEAR):
    found = {c.id: c for c in load_regime(regime, year).contracts}
    return found[contract].elements[element]


def rate_of(regime):
    return {c.id: c for c in regime.contracts}["acute"].elements["tariff"].marginal_rate


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
    rates = [policy_number(RATE, year).value for year in (2009, 2014, 2018, 2021)]
    assert rates == [1.0, 0.3, 0.7, 1.0]


def test_every_number_that_a_year_can_change_is_named_and_none_is_written_out():
    named = {name: {n.name for n in policy_numbers_of(name)} for name in regime_names()}
    assert RATE in named["east-london-today"]
    assert "global_sum" in named["practices-by-weighted-list"]
    assert "elective_marginal_rate" in named["aligned-payment-2022"]
    assert set().union(*named.values()) == set(policy_names())
    today = {"marginal_rate": 0.7, "pounds_per_point": 171.2, "average_list": 7732.0}
    for name in regime_names():
        raw = tomllib.loads((REGIME.folder / f"{name}.toml").read_text())
        for contract in raw.get("contracts", {}).values():
            for element in contract.get("elements", {}).values():
                assert not today.items() & {k: v for k, v in element.items() if isinstance(v, float)}.items()


def test_the_regimes_of_a_year_use_the_numbers_of_that_year():
    assert terms("east-london-today", "acute", "tariff").marginal_rate == 0.7
    assert terms("east-london-today", "acute", "tariff", 2012).marginal_rate == 0.3
    assert terms("east-london-today", "acute", "tariff", 2019).marginal_rate == 1.0
    points = [terms("east-london-today", "primary_care", "quality_points", year) for year in (2017, 2012)]
    assert [(p.pounds_per_point, p.average_list) for p in points] == [(171.2, 7732.0)] * 2
    weighted = terms("practices-by-weighted-list", "primary_care", "weighted_list", 2012)
    assert weighted.pounds_per_weighted_patient == 85.35
    aligned = terms("aligned-payment-2022", "acute_planned", "fixed_and_variable")
    assert aligned.below == aligned.above == policy_number("elective_marginal_rate", 2022).value


def test_a_scenarios_year_moves_its_regime_and_not_the_conduct_it_starts_from():
    then, now = load_scenario("east-london-marginal-rate-of-2012"), load_scenario("east-london-today")
    assert [(s.year, s.policy_year) for s in (then, now)] == [(2012, 2012), (2017, None)]
    setups = [resolve(s).setup for s in (then, now)]
    regimes = [(s.regime, s.reference) for s in setups]
    assert [tuple(map(rate_of, pair)) for pair in regimes] == [(0.3, 0.7), (0.7, 0.7)]
    assert regimes[0][1] == regimes[1][1]
    assert [r.id for pair in regimes for r in pair] == [f"{TODAY}-of-2012", TODAY, TODAY, TODAY]
    alone = resolve(then.changed(reference="")).setup
    assert alone.regime is alone.reference


def test_years_of_one_regime_can_be_set_against_one_another():
    town = load_scenario("small-town-today").changed(sample=0.05, months=2)
    first, *others = (town.changed(policy_year=year) for year in (2018, 2012, 2019))
    pairs = [(resolve(first), resolve(other)) for other in others]
    found = paired(pairs, 1, Runs().of(tasks_of(pairs, 1)))
    rates_rising = [found[0].money[1], found[0].money[0], found[1].money[1]]
    spent = [int(paid.spent.sum()) for paid in rates_rising]
    assert spent == sorted(set(spent))


def test_a_shadow_is_of_the_scenarios_year():
    town = load_scenario("small-town-today").changed(policy_year=2012, shadows=("capitation-trust-led",))
    shadow = {c.id: c for c in town.setup().shadows[0].contracts}
    assert shadow["members_acute"].elements["tariff"].marginal_rate == 0.3


def test_a_manifest_keeps_the_year_and_every_number_with_its_source():
    then, now = (described(resolve(f"east-london-{n}")) for n in ("marginal-rate-of-2012", "today"))
    assert (then["policy_year"], now["policy_year"]) == (2012, 2017)
    kept = {n["name"]: n for n in then["policy_numbers"]}
    assert (kept[RATE]["value"], kept[RATE]["year"]) == (0.3, 2012)
    assert kept["quality_point"]["year"] == 2017
    assert all(n["source"] for n in kept.values())
    assert then["regime_hash"] != now["regime_hash"]


def test_a_number_of_another_year_is_not_left_half_laid_over():
    pinned, plain = {"rate": {"policy": "global_sum", "year": 2015}}, {"rate": {"policy": "global_sum"}}
    assert laid_over(pinned, plain) == plain
    assert laid_over({"rate": 0.5}, pinned) == pinned
    assert laid_over(pinned, {"rate": 0.5}) == {"rate": 0.5}


def test_a_number_may_stand_anywhere_in_an_element(tmp_path):
    said = {"form": "fee_for_service", "prices": {"GP": {"policy": "global_sum", "year": 2016}, "PREV": 5.0}}
    found = resolved(said, HOME_YEAR, "mine.toml", "e")
    assert found == {"form": "fee_for_service", "prices": {"GP": 80.59, "PREV": 5.0}}
    assert ELEMENTS[found.pop("form")].model_validate(found).prices["GP"] == 80.59


@pytest.mark.parametrize(
    ("name", "year", "said"),
    [
        ("global_sums", 2017, "did you mean 'global_sum'"),
        ("global_sum", 1999, "no global_sum is known for 1999"),
        ("global_sum", 2021, "there is one for 2015 to 2019 and from 2024"),
        ("elective_marginal_rate", 2017, "there is one from 2022"),
    ],
)
def test_what_is_not_known_is_said_in_one_line(name, year, said):
    with pytest.raises(InputError, match=said):
        policy_number(name, year)


AT = "mine.toml: contracts.acute.elements.tariff.marginal_rate: "


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ('"marginal_rate_emergancy"', AT + "no policy number 'marginal_rate_emergancy'; did you mean 'marg"),
        (
            '"elective_marginal_rate"',
            AT + "no elective_marginal_rate is known for 2017; there is one from 2022",
        ),
        ('"elective_marginal_rate", yaer = 2022', AT + "unknown key 'yaer'; did you mean 'year'?"),
        ('"marginal_rate_emergency", year = "2012"', AT + "year '2012' is no year; write 2017 for 2017/18"),
        ('"marginal_rate_emergency", year = true', AT + "year true is no year"),
        ("7", AT + "policy is not a name in quotes"),
        ('"global_sum"', AT + "85.35 is too large"),
    ],
)
def test_a_faulty_policy_term_is_one_line_with_the_key(tmp_path, term, said):
    file = tmp_path / "mine.toml"
    file.write_text(MINE.replace('"%s"', term))
    with pytest.raises(InputError) as fault:
        load_regime(file)
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_year_without_a_number_names_scenario_regime_key_and_the_years_there_are(tmp_path):
    (tmp_path / "rate.toml").write_text(MINE % "elective_marginal_rate")
    file = tmp_path / "mine.toml"
    file.write_text('title = "M"\nextends = "small-town-today"\nregime = "rate.toml"\npolicy_year = 2021\n')
    with pytest.raises(InputError) as fault:
        load_scenario(file)
    assert str(fault.value) == (
        "mine.toml: regime: rate.toml: contracts.acute.elements.tariff.marginal_rate: "
        "no elective_marginal_rate is known for 2021; there is one from 2022"
    )

"""What is measured is what a record holds, counted by hand another way."""

from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError

from abm.effects.catalogue import EFFECTS
from abm.vocabulary import OUTCOME, POD
from scenarios.errors import InputError
from scenarios.questions.run import run
from scenarios.reforms.answers import until
from scenarios.reforms.quantity import COUNTS, Quantity, of_year


@pytest.fixture(scope="module")
def record():
    """Two years of the small town, without its programme."""
    return run("small-town-today", seed=1, sample=0.2, months=24, counterfactuals=False).record


def year(record, name: str, where: str = "stocks") -> np.ndarray:
    """Twelve months of something, by its name."""
    return np.array([month[name] for month in getattr(record, where)[-12:]])


def lines(record, *pods: str) -> np.ndarray:
    return np.isin(record.lines.pod, [POD[pod] for pod in pods])


def test_units_are_those_of_the_year_by_point_of_delivery(record) -> None:
    delivered = np.array(record.delivered[-12:])
    every = delivered[:, lines(record, "NEL", "NELST")]
    assert of_year(Quantity(units=("NEL", "NELST")), record) == every.sum()
    own = of_year(Quantity(units=("NEL", "NELST"), residents=True), record)
    assert own == every[..., :-1].sum() < every.sum()
    here, there = (Quantity(units=("NEL", "NELST"), boroughs=(b,)) for b in record.place.boroughs)
    assert of_year(here, record) + of_year(there, record) == own
    with pytest.raises(InputError, match="no borough 'riverdale'"):
        of_year(Quantity(units=("NEL",), boroughs=("riverdale",)), record)
    old = of_year(Quantity(units=("NEL", "NELST"), segments=("older_75_plus",), residents=True), record)
    assert 0 < old < own


def test_kinds_and_providers_narrow_units(record) -> None:
    everybody = of_year(Quantity(units=("PREV",)), record)
    practices = of_year(Quantity(units=("PREV",), kinds=("gp_practice",)), record)
    community = of_year(Quantity(units=("PREV",), kinds=("community",)), record)
    assert everybody == practices + community
    one = Quantity(units=("PREV",), providers=(record.place.organisations[0].id,))
    assert 0 < of_year(one, record) < practices
    with pytest.raises(InputError, match="no organisation 'TGX'"):
        of_year(Quantity(units=("AE",), providers=("TGX",)), record)


def test_value_is_units_at_reference_cost(record) -> None:
    at = record.value[lines(record, "DC")]
    assert of_year(Quantity(value=("DC",)), record) == pytest.approx(
        of_year(Quantity(units=("DC",)), record) * at[0]
    )


def test_what_all_receive_is_what_all_spend(record) -> None:
    assert of_year(Quantity(pounds="received"), record) == of_year(Quantity(pounds="spent"), record) > 0
    assert of_year(Quantity(pounds="kept"), record) == 0
    trusts = Quantity(pounds="kept", kinds=("acute_trust",))
    assert of_year(trusts, record) == of_year(Quantity(pounds="received", kinds=("acute_trust",)), record)
    assert of_year(Quantity(pounds="cost", kinds=("acute_trust",)), record) > 0


def test_outcomes_are_shares_true_or_as_written_down(record) -> None:
    true, recorded, chances = year(record, "measures", "outcomes").sum(axis=(0, 1))[
        OUTCOME["timely_discharge"]
    ]
    assert of_year(Quantity(outcome="timely_discharge"), record) == pytest.approx(100 * true / chances)
    written = of_year(Quantity(outcome="timely_discharge", recorded=True), record)
    assert written == pytest.approx(100 * recorded / chances)
    missed = of_year(Quantity(outcome="timely_discharge", missed=True), record)
    assert missed == pytest.approx(100 - 100 * true / chances)
    nobody = Quantity(outcome="planned_in_time", kinds=("gp_practice",))
    assert np.isnan(of_year(nobody, record))


@pytest.mark.parametrize("name", COUNTS)
def test_every_count_is_there(record, name: str) -> None:
    assert of_year(Quantity(count=name), record) > 0


def test_counts_are_of_the_year_and_levels_its_mean(record) -> None:
    assert of_year(Quantity(count="delayed_days"), record) == year(record, "delayed_days").sum()
    people = year(record, "people", "outcomes").sum(axis=(1, 2))
    assert of_year(Quantity(count="people"), record) == pytest.approx(people.mean())
    old = Quantity(count="people", segments=("older_75_plus",))
    assert 0 < of_year(old, record) < people.mean()
    avoidable, other = (of_year(Quantity(count=f"{c}_admissions"), record) for c in ("avoidable", "other"))
    assert avoidable + other == of_year(Quantity(units=("NEL", "NELST"), residents=True), record)


@pytest.mark.parametrize(
    "effect", [e for e in EFFECTS.values() if not e.counterfactual], ids=lambda e: e.identifier
)
def test_every_effect_can_be_measured_without_counterfactuals(record, effect) -> None:
    wanted = next(v.value for v in effect.measure(record, None) if v.month is None and v.scope == "total")
    assert of_year(Quantity(effect=effect.identifier), record) == pytest.approx(wanted, nan_ok=True)


def test_places_in_use_are_those_of_whoever_is_asked_for(record) -> None:
    everybody = of_year(Quantity(count="places_in_use"), record)
    kinds = ("community", "mental_health", "social_care")
    each = [of_year(Quantity(count="places_in_use", kinds=(kind,)), record) for kind in kinds]
    assert all(each)
    assert sum(each) == pytest.approx(everybody)
    one = next(o.id for o in record.place.organisations if o.kind == "community")
    assert of_year(Quantity(count="places_in_use", providers=(one,)), record) <= each[0]
    assert of_year(Quantity(count="places_in_use", kinds=("gp_practice",)), record) == 0


def test_an_unknown_scope_names_the_nearest(record) -> None:
    with pytest.raises(InputError, match="did you mean 'stay'"):
        of_year(Quantity(effect="E5", scope="stays"), record)


def test_a_year_is_read_from_a_record_cut_off_there(record) -> None:
    shorter = run("small-town-today", seed=1, sample=0.2, months=12, counterfactuals=False).record
    for quantity in (
        Quantity(units=("GP",)),
        Quantity(pounds="received"),
        Quantity(count="deaths"),
        Quantity(count="enrolled"),
        Quantity(effect="E5", scope="stay"),
        Quantity(effect="E6"),
        Quantity(outcome="planned_in_time", recorded=True),
    ):
        assert of_year(quantity, until(record, 12)) == of_year(quantity, shorter), quantity
        assert of_year(quantity, until(record, 24)) == of_year(quantity, record)
    assert until(record, 12).months == 12
    assert until(replace(record), 24).months == 24


@pytest.mark.parametrize(
    "terms",
    [
        {},
        {"units": ["GP"], "value": ["GP"]},
        {"units": ["GP"], "recorded": True},
        {"effect": "E5", "kinds": ["acute_trust"]},
        {"count": "deaths", "segments": ["under_5"]},
        {"count": "deaths", "kinds": ["community"]},
        {"outcome": "planned_in_time", "segments": ["under_5"]},
        {"units": ["GP"], "scope": "total of all"},
        {"value": ["REF"]},
        {"effect": "E19"},
        {"pounds": "lost"},
    ],
)
def test_a_quantity_is_one_thing_with_its_own_words(terms: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Quantity.model_validate(terms)

"""Effects on who is served, and how well (E9, E10, E13, E16), worked by hand."""

import math

import numpy as np
import pytest

from abm.effects import cream_skimming, gaming_of_measures, inequality, place_of_death
from abm.vocabulary import OUTCOME, OUTCOMES
from tests.effects.told import COMMUNITY, ORGANISATIONS, PLACE, TRUST, headline, in_month, quiet


def doors(accepted: list, by_need: list) -> dict[str, np.ndarray]:
    return {"accepted": np.array(accepted, float), "accepted_by_need": np.array(by_need, float)}


NOBODY = [[0, 0], [0, 0]]
ALIKE = [[[100, 70]] * 5] * 4


def test_taking_the_lighter_first_is_an_odds_ratio_under_one() -> None:
    # Odds 80:20 for the lighter and 60:40 for the heavier: 1.5 / 4.
    told = quiet(12, outcomes=[doors([[[100, 80], [50, 30]], NOBODY, NOBODY, NOBODY], ALIKE)] * 12)
    values = cream_skimming.measure(told, None)
    assert headline(values) == pytest.approx(0.375)
    assert headline(values, "community") == pytest.approx(0.375)
    assert math.isnan(headline(values, "planned treatment"))
    assert headline(values, "deprivation") == pytest.approx(1.0)


def test_a_strict_service_with_heavier_people_does_not_pass_for_cream_skimming() -> None:
    # Neither service looks at severity: one takes 90% and sees the light, the other 50% and the heavy.
    open_door, strict = [[900, 810], [100, 90]], [[100, 50], [900, 450]]
    told = quiet(1, outcomes=[doors([open_door, NOBODY, strict, NOBODY], ALIKE)])
    assert headline(cream_skimming.measure(told, None)) == pytest.approx(1.0)


def test_where_everyone_is_taken_on_there_is_nothing_to_compare() -> None:
    everyone = [[100, 100], [50, 50]]
    told = quiet(1, outcomes=[doors([everyone, NOBODY, NOBODY, NOBODY], [[[10, 10]] * 5] * 4)])
    values = cream_skimming.measure(told, None)
    assert math.isnan(headline(values))
    assert math.isnan(headline(values, "deprivation"))


def test_the_most_deprived_are_set_against_the_least() -> None:
    need = [[100, 50], [100, 99], [100, 1], [100, 99], [100, 75]]  # odds 1 and 3
    told = quiet(1, outcomes=[doors([NOBODY] * 4, [need, *[[[0, 0]] * 5] * 3])])
    assert headline(cream_skimming.measure(told, None), "deprivation") == pytest.approx(1 / 3)


def measures(**counts: tuple[int, float, float, float]) -> dict[str, np.ndarray]:
    table = np.zeros((ORGANISATIONS, len(OUTCOMES), 3))
    for outcome, (organisation, *numbers) in counts.items():
        table[organisation, OUTCOME[outcome]] = numbers
    return {"measures": table}


def test_gaming_is_what_is_recorded_beyond_what_is_true() -> None:
    told = quiet(
        3, outcomes=[measures(timely_discharge=(TRUST, 80, 90, 100), proactive_care=(0, 40, 40, 1000))] * 3
    )
    values = gaming_of_measures.measure(told, None)
    assert headline(values, "timely_discharge") == pytest.approx(10.0)
    assert headline(values, "timely_discharge true") == pytest.approx(80.0)
    assert headline(values, "proactive_care") == pytest.approx(0.0)
    assert math.isnan(headline(values, "died_where_wished"))
    assert headline(values) == pytest.approx(5.0)  # each outcome counts alike, however many people it is of
    assert headline(values, "TGH") == pytest.approx(10.0)
    assert "COM" not in {v.scope for v in values}


def test_an_organisation_is_judged_on_the_outcomes_it_has() -> None:
    told = quiet(1, outcomes=[measures(died_where_wished=(COMMUNITY, 10, 15, 50))])
    assert headline(gaming_of_measures.measure(told, None), "COM") == pytest.approx(10.0)


def test_deaths_are_counted_by_where_and_by_wish() -> None:
    earlier = {"deaths": np.array([[0, 50], [0, 50]]), "wishes": np.array([0, 0])}
    lately = {"deaths": np.array([[30, 20], [25, 25]]), "wishes": np.array([20, 10])}
    values = place_of_death.measure(quiet(13, outcomes=[earlier] + [lately] * 12), None)
    assert headline(values) == pytest.approx(45.0)
    assert headline(values, "where wished") == pytest.approx(30.0)
    assert in_month(values, 0) == pytest.approx(100.0)
    nobody = {"deaths": np.zeros((2, 2)), "wishes": np.zeros(2)}
    assert math.isnan(headline(place_of_death.measure(quiet(1, outcomes=[nobody]), None)))


def need(unmet: list, avoidable: list, people: list, boroughs: int = PLACE.n_boroughs) -> dict:
    """A month's events by deprivation, all in the first borough; each person brings one need a month."""
    elsewhere = np.zeros((boroughs - 1, 5))
    told = {"unmet": unmet, "avoidable": avoidable, "people_by_need": people, "asked": people}
    rows = {name: np.vstack([np.array([row], float), elsewhere]) for name, row in told.items()}
    return {**rows, "accepted_by_need": np.zeros((4, 5, 2))}


def test_the_slope_runs_from_the_least_to_the_most_deprived() -> None:
    # 1,000 needs in each fifth a month, of which 5, 4, 3, 2, 1 are not met: one per 1,000 a fifth.
    told = quiet(12, outcomes=[need([5, 4, 3, 2, 1], [2, 2, 2, 2, 2], [1000] * 5)] * 12)
    values = inequality.measure(told, None)
    assert headline(values) == pytest.approx(5.0)
    assert headline(values, "unmet need") == pytest.approx(5.0)
    assert headline(values, "unmet need ratio") == pytest.approx(5.0)
    assert headline(values, "avoidable admissions") == pytest.approx(0.0, abs=1e-9)
    assert headline(values, "avoidable admissions ratio") == pytest.approx(1.0)


def test_a_large_fifth_weighs_as_many_as_it_has() -> None:
    # Ranks 0.625 and 0.125 of 750 and 250 needs: a difference of 4 per 1,000 over half the scale.
    told = quiet(6, outcomes=[need([6, 0, 0, 0, 1], [0] * 5, [750, 0, 0, 0, 250])] * 6)
    rates = 1000 * 6 / 750, 1000 * 1 / 250
    assert headline(inequality.measure(told, None)) == pytest.approx((rates[0] - rates[1]) / 0.5)


def test_one_fifth_alone_has_no_slope() -> None:
    told = quiet(1, outcomes=[need([5, 0, 0, 0, 0], [0] * 5, [1000, 0, 0, 0, 0])])
    values = inequality.measure(told, None)
    assert math.isnan(headline(values))
    assert math.isnan(headline(values, "unmet need ratio"))


def test_turning_away_at_a_door_counts_among_needs_brought() -> None:
    told = need([10, 0, 0, 0, 0], [0] * 5, [90, 100, 100, 100, 100])
    told["accepted_by_need"][0, 0] = [10, 0]
    assert inequality.asked(quiet(1, outcomes=[told])).tolist() == [100.0] * 5

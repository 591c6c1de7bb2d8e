"""Backfilling, referrals and prevention, worked by hand; and what holds for every effect."""

import math

import numpy as np
import pytest

from abm.effects import acute_backfilling, prevention_uptake, referral_inflation
from abm.effects.catalogue import EFFECTS, measured
from abm.effects.effect import Counterfactuals, Effect
from abm.effects.yearly import by_line, by_line_of_residents
from abm.vocabulary import POD
from tests.additions.parts import silent, unlisted
from tests.effects.lived import lived
from tests.effects.told import LINES, PLACE, TRUST, Told, headline, in_month, month


def spells(*residents: float) -> Told:
    return Told([month(NEL=(TRUST, r, 1000.0), AEADM=(TRUST, 0, 0)) for r in residents])


def test_backfilling_is_what_came_back_of_what_was_taken_away() -> None:
    # From month 1 on: without 200, held 180, actual 185; a quarter of the 20 came back.
    without, held, actual = spells(100, 100, 100), spells(100, 90, 90), spells(100, 92, 93)
    values = acute_backfilling.measure(actual, Counterfactuals(without, held, start=1))
    assert headline(values) == pytest.approx(25.0)
    assert headline(values, "taken away") == pytest.approx(10.0)


def test_patients_from_outside_are_no_part_of_backfilling() -> None:
    assert acute_backfilling.hospital_value(spells(100, 50), start=0) == pytest.approx(1500.0)


def test_backfilling_is_not_applicable_where_hardly_anything_was_taken_away() -> None:
    slight = Counterfactuals(spells(1000), spells(996), start=0)
    enough = Counterfactuals(spells(1000), spells(994), start=0)
    assert math.isnan(headline(acute_backfilling.measure(spells(997), slight)))
    assert headline(acute_backfilling.measure(spells(997), enough)) == pytest.approx(50.0)
    assert acute_backfilling.measure(spells(997), None) == []


def test_trusts_that_do_even_less_backfill_less_than_nothing() -> None:
    values = acute_backfilling.measure(spells(80), Counterfactuals(spells(100), spells(90), start=0))
    assert headline(values) == pytest.approx(-100.0)


def test_referrals_are_set_against_the_same_problems_at_the_norm() -> None:
    early = [(month(REF=(0, 500, 0)), [100.0, 0.0, 0.0])] * 2
    late = [(month(REF=(0, 12, 0)), [10.0, 0.0, 0.0])] * 12
    told = Told([d for d, _ in early + late])
    told.stocks = [{"referrals_at_norm": np.array(n)} for _, n in early + late]
    values = referral_inflation.measure(told, None)
    assert headline(values) == pytest.approx(20.0)  # the last twelve months only
    assert headline(values, PLACE.organisations[0].id) == pytest.approx(20.0)
    assert math.isnan(headline(values, PLACE.organisations[1].id))
    assert in_month(values, 0) == pytest.approx(400.0)


def test_uptake_is_a_share_of_those_eligible_and_pounds_at_reference_cost() -> None:
    told = Told([month(PREV=(0, 30, 0))] * 6)
    told.eligible, told.enrolled = [np.array([100.0, 50.0, 0.0])] * 6, [np.array([30.0, 30.0, 0.0])] * 6
    values = prevention_uptake.measure(told, None)
    assert headline(values) == pytest.approx(40.0)
    assert headline(values, PLACE.organisations[1].id) == pytest.approx(60.0)
    assert headline(values, "spend") == pytest.approx(30 * 10.0 * 12)  # six months, as a year


@pytest.mark.parametrize("effect", EFFECTS.values(), ids=lambda effect: effect.identifier)
def test_an_effect_carries_all_that_others_say_of_it(effect: Effect) -> None:
    assert silent(effect, but=("counterfactual", "worse")) == []
    assert effect.worse in ("more", "less", None), f"worse: {effect.worse}"
    assert effect.cannot_tell.endswith("."), "cannot_tell is the end of a sentence"


def test_every_effect_that_is_written_is_listed() -> None:
    assert unlisted("abm.effects", "EFFECT", EFFECTS.values()) == []


def test_effects_are_numbered_in_order() -> None:
    assert list(EFFECTS) == [f"E{n}" for n in range(1, len(EFFECTS) + 1)]


def test_effects_that_need_counterfactuals_are_left_out_without_them() -> None:
    told = lived()
    needing = {e.identifier for e in EFFECTS.values() if e.counterfactual}
    assert "E1" in needing
    assert {v.effect for v in measured(told)} == set(EFFECTS) - needing
    assert {v.effect for v in measured(told, Counterfactuals(told, told, 0))} == set(EFFECTS)


def test_no_effect_gives_two_values_under_one_name() -> None:
    names = [(v.effect, v.scope, v.month) for v in measured(lived())]
    assert len(names) == len(set(names))


def test_a_year_is_summed_again_when_a_record_has_grown() -> None:
    told = spells(100.0)
    assert by_line(told)[LINES.line[TRUST, POD["NEL"]]] == 1100
    told.delivered.append(month(NEL=(TRUST, 50.0, 0.0)))
    assert by_line(told)[LINES.line[TRUST, POD["NEL"]]] == 1150
    assert by_line_of_residents(told)[LINES.line[TRUST, POD["NEL"]]] == 150

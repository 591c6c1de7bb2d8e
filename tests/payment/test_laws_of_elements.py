"""Laws of every form of payment, whatever its terms: who may owe, what more of a thing brings, and halves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abm.contracts.contract import Contract
from abm.contracts.settlement import Settlement
from abm.payment.bundle import Bundle
from abm.payment.catalogue import ELEMENTS
from abm.payment.gain_share import GainShare
from abm.payment.outcomes import Outcomes, OutcomeTarget
from abm.payment.pooled_budget import PooledBudget
from abm.payment.risk_pool import RiskPool
from abm.quantities import to_pence
from tests.payment import drawn_elements as drawn
from tests.payment.tiny_place import tiny, year

PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 21, coding=True)
PENNY = 0.005
QUICK = settings(max_examples=200)
elapsed = st.integers(1, 12).map(lambda month: month / 12)
amount = st.floats(0, 5e6).map(lambda x: round(x, 2))
amounts = st.lists(amount, min_size=10, max_size=10)
any_element = st.sampled_from(sorted(drawn.BY_FORM)).flatmap(drawn.BY_FORM.__getitem__)

MAY_OWE = {
    "bundle": lambda e: e.share > 0,
    "gain_share": lambda e: e.loss_share > 0,
    "outcomes": lambda e: e.framing == "penalty",
    "pooled_budget": lambda e: e.share > e.contribution,
    "risk_pool": lambda e: e.paid_in > 0,
}
"""The one term of a form by which a payee may owe its payer; the others never pay less than nothing."""

WAYS = {"more": 1, "nothing": 0, "less": -1, "either": None}


def brings(element, measure):
    """Whether more of a measure brings more (1), nothing (0) or less (-1), as its worked examples say.

    None where it may do either: a pathway begun, or a person more, moves what is expected and its limits.
    """
    said = drawn.worked(element.form)["brings"]
    return WAYS[said[measure.name] if measure.name in said else said[measure.basis]]


MONEY = (
    "prices", "unit_prices", "patient_level_costs", "before", "now", "starts", "covers", "premium",
    "pounds_per_year", "cap_pounds_per_year", "pounds_per_person_year", "pounds_per_weighted_patient",
    "pounds_per_point", "pounds_per_week", "pounds_per_hour", "pounds_per_contact",
)  # fmt: skip
"""Terms in pounds."""


def readings(element, drawn_amounts):
    """One amount for each measure; successes are no more than their chances, at least one."""
    found = list(drawn_amounts[: len(element.measures())])
    for i, measure in enumerate(element.measures()):
        if measure.basis == "outcome":
            found[i + 1] = max(found[i + 1], 1.0)
            found[i] = min(found[i], found[i + 1])
    return np.array([found])


def owed(element, plan, measured, gone):
    return float(element.pay(measured, plan, gone)[0])


def at(element, factor):
    """The element with every term in pounds times a factor."""
    terms = {name: getattr(element, name) for name in MONEY if hasattr(element, name)}
    changed = {n: {pod: v * factor for pod, v in t.items()} for n, t in terms.items() if isinstance(t, dict)}
    changed |= {name: term * factor for name, term in terms.items() if isinstance(term, float)}
    if getattr(element, "pounds_from", None):
        changed["share"] = element.share * factor
    return element.model_copy(update=changed)


def paid(elements, payee):
    """Pounds and pence a pair, float[n] and int[months, n], under one contract with these elements."""
    named = {f"e{i}": element for i, element in enumerate(elements)}
    contract = Contract(id="c", payer="commissioner", payees=(payee,), elements=named)
    settlement = Settlement(PLACE, LINES, [contract], TOTAL)
    shape = (len(elements), -1)
    pence = [settlement.settle(month).pence.reshape(shape).sum(axis=0) for month in MONTHS]
    return settlement.owed(settlement.readings, 1.0).reshape(shape).sum(axis=0), np.cumsum(pence, axis=0)


def test_the_laws_are_of_every_form_there_is():
    assert sorted(drawn.BY_FORM) == sorted(ELEMENTS)
    assert {*drawn.WITH_TERMS_AT_RANDOM, *MAY_OWE} <= set(ELEMENTS)


@given(any_element, amounts, amounts, elapsed)
@QUICK
def test_nobody_owes_a_payer_but_by_a_term_that_says_so(element, last, this, gone):
    plan = element.plan(readings(element, last))
    pay = owed(element, plan, readings(element, this), gone)
    assert np.isfinite(pay)
    assert pay >= -PENNY or MAY_OWE.get(element.form, lambda e: False)(element)


PRICE, TARGET = {"NEL": 2_000.0}, OutcomeTarget(lower=0.1, upper=0.9)


@pytest.mark.parametrize(
    ("element", "last", "this"),
    [
        (Bundle(starts=("OPFA",), covers={"OPFUP": 75.0}, share=0.1), [100, 15_000], [100, 20_000]),
        (GainShare(unit_prices=PRICE, gain_share=0.5, loss_share=0.1), [1e6, 12_000], [1.1e6, 12_000]),
        (
            Outcomes(pounds_per_year=1e5, framing="penalty", targets={"timely_discharge": TARGET}),
            [0, 1], [50, 100],
        ),
        (PooledBudget(prices=PRICE, contribution=0.1, share=0.2), [1e6], [0]),
        (RiskPool(unit_prices=PRICE, pool=0.05, paid_in=0.1), [1e6, 12_000], [1e6, 12_000]),
    ],
)  # fmt: skip
def test_who_may_owe_does_when_it_goes_against_them(element, last, this):
    assert MAY_OWE[element.form](element)
    assert owed(element, element.plan(np.array([last], float)), np.array([this], float), 1.0) < -PENNY


@given(any_element, amounts, amounts, st.integers(0, 9), st.floats(0, 1e6), elapsed)
@QUICK
def test_more_of_a_thing_brings_more_or_less_as_its_form_says(element, last, this, which, more, gone):
    measures = element.measures()
    i = which % max(len(measures), 1)
    way = brings(element, measures[i]) if measures else None
    if way is None:
        return
    measured, plan = readings(element, this), element.plan(readings(element, last))
    added = measured.copy()
    added[0, i] += more
    if measures[i].basis == "outcome":  # one more success is one of the chances there were
        added[0, i] = min(added[0, i], measured[0, i + 1])
    step = owed(element, plan, added, gone) - owed(element, plan, measured, gone)
    assert step * way >= -PENNY if way else abs(step) <= PENNY


@given(any_element, drawn.share, st.sampled_from(["acute_trust", "community", "social_care", "gp_practice"]))
@settings(max_examples=120)
def test_two_parts_of_an_element_on_the_same_base_pay_what_it_pays(element, part, payee):
    payee = "gp_practice" if element.form in drawn.OF_PRACTICES else payee
    whole, whole_pence = paid([element], payee)
    parts, parts_pence = paid([at(element, part), at(element, 1 - part)], payee)
    assert parts == pytest.approx(whole, rel=1e-9, abs=PENNY)
    assert np.abs(parts_pence - whole_pence).max(initial=0) <= 1  # one rounding more for each pair
    assert np.abs(whole_pence[-1:] - to_pence(whole)).max(initial=0) == 0


@given(any_element, amounts, amounts, elapsed)
@QUICK
def test_a_plan_like_no_other_is_still_a_number(element, last, this, gone):
    for outturn in (last, [0.0] * 10):
        plan = element.plan(
            readings(element, outturn) if any(outturn) else np.zeros((1, len(element.measures())))
        )
        again = element.replan(plan, readings(element, this))
        assert again.shape == plan.shape
        assert np.isfinite(again).all()
        assert np.isfinite(owed(element, again, np.zeros((1, len(element.measures()))), gone))

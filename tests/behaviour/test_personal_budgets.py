"""Personal budgets: what people buy with their own money, who is paid for it, and that nothing else moves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from abm.behaviour.purse import Purse, no_purse, purchases
from abm.flows import Flows
from abm.ledger.conservation import made_or_lost
from abm.model import Model
from abm.organisations.worth import lay_out
from abm.parameters import values
from abm.processes.personal_budgets import buy_other_support
from abm.quantities import WEEKS_PER_MONTH
from abm.regimes.transition import Transition
from abm.setup import Setup
from abm.vocabulary import POD, SEGMENT, SEGMENTS
from scenarios.files.place.cache import place_of
from scenarios.files.regime_files import load_regime

TOWN = place_of("small_town").place
TODAY, BUDGETS, HEALTH = (
    load_regime(r) for r in ("east-london-today", "personal-budgets", "personal-health-budgets")
)
BUDGET = BUDGETS.contracts[-1].elements["budget"]
BOROUGHS = TOWN.n_boroughs
HOURS = np.full(BOROUGHS, 13.0)
ALWAYS = Transition(pace="T1", start_month=0)


def on_terms(**terms):
    """Personal budgets from the first month, on other terms."""
    *others, own = BUDGETS.contracts
    budget = type(BUDGET).model_validate(BUDGET.model_dump() | terms)
    own = own.model_copy(update={"elements": {"budget": budget}})
    return BUDGETS.model_copy(update={"contracts": (*others, own), "transition": ALWAYS})


def from_the_start(regime):
    return regime.model_copy(update={"transition": ALWAYS})


def lived(regime, months=1, **how):
    """A model after some months of a town in which everybody is simulated."""
    model = Model(Setup(TOWN, regime, TODAY, sample=1.0, months=months, **how), rng=2)
    model.run()
    return model


def units(model, pod, month=0):
    return int(model.record.delivered[month][model.record.lines.pod == POD[pod]].sum())


def paid(model, form, kind, payer=None):
    """Pence paid to organisations of a kind by elements of a name."""
    total = 0
    for payments, (_, elements) in zip(model.record.payments, model.record.contracts, strict=True):
        named = np.array([elements[e] == form for e in payments.element])
        payee = np.array([TOWN.organisations[i].kind == kind for i in payments.payee])
        by = np.array([payer in (None, TOWN.organisations[i].kind) for i in payments.payer])
        total += int(payments.pence[named & payee & by].sum())
    return total


@pytest.fixture(scope="module")
def today():
    return lived(TODAY)


@pytest.fixture(scope="module")
def budgets():
    return lived(on_terms())


def table(x):
    return np.full((len(SEGMENTS), BOROUGHS), float(x))


def bought(week=234.0, hour=18.0, contact=30.0, part=1.0, **parameters):
    purse = Purse(table(part), table(week), table(hour), table(contact))
    return purchases(values(parameters), purse, HOURS)


# What people choose -------------------------------------------------------------------------------


def test_without_money_of_their_own_people_get_the_hours_assessed_and_nothing_else():
    nothing = purchases(values(), no_purse(BOROUGHS), HOURS)
    assert np.array_equal(nothing.hours, np.ones_like(nothing.hours))
    assert not nothing.contacts.any()
    assert not nothing.eases.any()


@given(st.floats(5, 200), st.floats(1.01, 3), st.floats(1, 60))
def test_cheaper_support_is_bought_more_and_home_care_less(price, dearer, hour):
    cheap, dear = bought(contact=price, hour=hour), bought(contact=price * dearer, hour=hour)
    assert (cheap.contacts > dear.contacts).all()
    assert (cheap.hours < dear.hours).all()


@given(st.floats(1, 1000), st.floats(5, 60), st.floats(5, 200))
def test_nobody_spends_more_than_the_sum_nor_than_the_hours_assessed_would_cost(week, hour, contact):
    got = bought(week, hour, contact)
    month = (got.hours * HOURS * hour) * WEEKS_PER_MONTH + got.contacts * contact
    assert (month <= min(week, 13 * hour) * WEEKS_PER_MONTH * (1 + 1e-12)).all()


def test_at_reference_costs_the_shares_are_those_of_the_table():
    v = values()
    got = bought(hour=v["cost.HC"], contact=v["cost.VOL"])
    assert got.other[:, 0] == pytest.approx(v.table("personal_budgets.other_support"))
    assert got.other[SEGMENT["older_75_plus"], 0] < got.other[SEGMENT["adults_complex"], 0]


def test_people_who_do_not_answer_to_price_are_a_question_one_can_ask():
    calm, keen = (
        bought(contact=60.0, **{"personal_budgets.price_response": e}).other.mean() for e in (0.3, 2.0)
    )
    assert keen < calm


# What happens to them -----------------------------------------------------------------------------


def test_hours_fall_by_what_is_bought_elsewhere_and_contacts_rise_by_the_money_over_its_price(today, budgets):
    got = budgets.world.conduct().bought
    packages = np.zeros((len(SEGMENTS), BOROUGHS))
    care = today.record.lines.pod == POD["HC"]
    packages += today.record.delivered[0][care].sum(axis=0)[:, :-1] / (13 * WEEKS_PER_MONTH)
    assert units(budgets, "HC") == pytest.approx(
        (packages * got.hours).sum() * 13 * WEEKS_PER_MONTH, rel=0.01
    )
    more = units(budgets, "VOL") - units(today, "VOL")
    assert more == pytest.approx((packages * got.contacts).sum(), rel=0.02)
    moved = 234.0 * WEEKS_PER_MONTH * (packages * got.other).sum()
    assert more == pytest.approx(moved * values()["personal_budgets.found"] / 30.0, rel=0.02)
    assert units(budgets, "HC") < 0.9 * units(today, "HC")


def test_with_behaviour_off_nobody_buys_and_everybody_gets_what_they_got():
    off = [lived(regime, months=2, behaviour=False) for regime in (TODAY, on_terms())]
    for month in range(2):
        assert np.array_equal(off[0].record.delivered[month], off[1].record.delivered[month])


def test_no_month_under_today_knows_of_budgets(today):
    assert today.world.so_far.budgets is None
    assert np.array_equal(today.world.conduct().bought.hours, table(1))


def test_dearer_support_in_the_contract_means_fewer_contacts_and_more_hours(budgets):
    dear = lived(on_terms(pounds_per_contact=60.0))
    assert units(dear, "VOL") < units(budgets, "VOL")
    assert units(dear, "HC") > units(budgets, "HC")


def test_a_sum_of_nothing_buys_nothing(today):
    none = lived(on_terms(pounds_per_week=0.0))
    assert units(none, "HC") == 0
    assert units(none, "VOL") == units(today, "VOL")
    assert paid(none, "budget", "social_care") == paid(none, "budget", "voluntary_sector") == 0


def test_where_voluntary_services_are_not_in_the_contract_only_home_care_can_be_bought(today):
    regime = on_terms()
    own = regime.contracts[-1].model_copy(update={"payees": ("social_care",)})
    only = lived(regime.model_copy(update={"contracts": (*regime.contracts[:-1], own)}))
    assert units(only, "HC") == units(today, "HC")
    assert units(only, "VOL") == units(today, "VOL")


def test_other_support_eases_the_severity_of_those_whom_evidence_says_it_does(budgets):
    eases = budgets.world.conduct().bought.eases[:, 0]
    assert eases[SEGMENT["severe_mental_illness"]] > eases[SEGMENT["adults_complex"]] > 0
    assert eases[SEGMENT["older_75_plus"]] == 0


# Who is paid --------------------------------------------------------------------------------------


def test_every_contact_bought_and_every_hour_is_paid_at_its_price_and_no_penny_is_lost():
    year = lived(on_terms(), months=12)
    contacts = year.world.outturn.budgets[0].sum()
    assert paid(year, "budget", "voluntary_sector") == round(contacts * 3000)
    hours = sum(units(year, "HC", month) for month in range(12))
    assert paid(year, "budget", "social_care") == hours * 1800
    assert made_or_lost(year.book) == 0


def test_what_is_not_spent_goes_back_but_for_what_stays_with_the_provider():
    kept, given_back = (lived(on_terms(clawback=c), months=12) for c in (0.6, 1.0))
    budgets = given_back.world.outturn.budgets
    voluntary = given_back.record.lines.pod == POD["VOL"]
    set_aside = budgets[2, voluntary].sum() * 234.0 * WEEKS_PER_MONTH
    spent = budgets[0].sum() * 30.0
    assert set_aside > spent
    more = paid(kept, "budget", "voluntary_sector") - paid(given_back, "budget", "voluntary_sector")
    assert more == pytest.approx(0.4 * (set_aside - spent) * 100, rel=0.02)
    assert made_or_lost(kept.book) == 0


def test_the_commissioner_pays_for_the_last_year_of_life_and_the_council_for_all_others():
    health = lived(from_the_start(HEALTH), months=6)
    payers = ("council", "commissioner")
    by_payer = [paid(health, "budget", "social_care", payer) for payer in payers]
    care, last = health.record.lines.pod == POD["HC"], SEGMENT["end_of_life"]
    hours = sum(month[care].sum(axis=(0, 2)) for month in health.record.delivered)
    assert by_payer == [int(hours.sum() - hours[last]) * 1800, int(hours[last]) * 1800]
    assert by_payer[1] > 0


def test_on_the_way_half_of_the_people_have_a_budget_and_every_contact_is_still_paid_for():
    pace = Transition(pace="T2", start_month=0, phases=(0.5, 1.0))
    half = lived(BUDGETS.model_copy(update={"transition": pace}), months=3)
    assert set(half.board.purse.part.ravel()) == {0.5}
    year = half.world.so_far.budgets
    assert paid(half, "budget", "voluntary_sector") == pytest.approx(year[0].sum() * 3000, rel=1e-6)
    assert year[1].sum() == pytest.approx(2 * year[0].sum())


def test_what_people_buy_is_neither_the_blocks_nor_believed_to_be_of_the_providers_own_making():
    year = lived(on_terms(), months=12)
    usual = Flows.none(TOWN, year.record.lines)
    usual.add(year.world.outturn)
    seen = lay_out(TOWN, year.record.lines, year.world.outturn).delivered[:, POD["VOL"]].sum()
    done = usual.by_borough[year.record.lines.pod == POD["VOL"]].sum()
    assert seen == pytest.approx(done - usual.budgets[0].sum())
    assert seen < 0.5 * done


def test_nobody_with_a_package_is_nobody_who_buys(budgets):
    none = np.zeros((len(SEGMENTS), BOROUGHS), np.int32)
    delivered = np.zeros((budgets.record.lines.n, len(SEGMENTS), BOROUGHS), np.int32)
    got = buy_other_support(budgets.world.setting, budgets.world.conduct().bought, none, delivered, 0)
    assert got is not None
    assert not got.any()
    assert not delivered.any()


def test_a_sum_that_several_share_is_no_budget_of_a_person():
    own = BUDGETS.contracts[-1].model_dump() | {"elements": BUDGETS.contracts[-1].elements}
    with pytest.raises(ValidationError, match="each person's own"):
        type(BUDGETS.contracts[-1]).model_validate(own | {"split": {"by": "people"}})


def test_of_two_budgets_the_larger_sum_counts_whatever_their_order():
    small = on_terms(pounds_per_week=100.0).contracts[-1].model_copy(update={"id": "small"})
    regime = on_terms()
    orders = ((small, *regime.contracts), (*regime.contracts, small))
    setups = [Setup(TOWN, replace_contracts(regime, order), TODAY, sample=1.0) for order in orders]
    weeks = [Model(setup, rng=2).board.purse.pounds_per_week for setup in setups]
    assert set(weeks[0].ravel()) == {234.0}
    assert np.array_equal(*weeks)


def replace_contracts(regime, contracts):
    return regime.model_copy(update={"contracts": contracts})

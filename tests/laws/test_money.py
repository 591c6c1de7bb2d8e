"""Law 1: every month, over all accounts, what is paid is what is received, to the penny."""

import numpy as np
from hypothesis import given

from abm.contracts.settlement import Settlement
from abm.ledger.book import ENTRY_KINDS
from abm.ledger.conservation import made_or_lost, unexplained_spend
from abm.organisations.books import COST_CATEGORIES
from abm.quantities import MONTHS_PER_YEAR, to_pence
from tests.generators.places import places
from tests.generators.regimes import regimes, seeds
from tests.generators.runs import examples, opened

QUICK = examples(12)


@given(places(), regimes(), seeds)
@QUICK
def test_no_penny_is_made_or_lost_in_any_month(place, regime, seed):
    model = opened(place, regime, seed)
    for _ in range(model.setup.months):
        model.step()
        assert made_or_lost(model.book) == 0
    entries = model.book.entries()
    assert set(entries.month) == set(range(model.setup.months))


@given(places(), regimes(), seeds)
@QUICK
def test_a_commissioner_spends_the_sum_of_its_contracts(place, regime, seed):
    model = opened(place, regime, seed)
    record = model.run()
    owed = np.zeros(model.book.accounts.n, np.int64)
    for paid in record.payments:
        np.add.at(owed, paid.payer, paid.pence)
    assert not unexplained_spend(model.book, owed).any()
    commissioner = place.serving["commissioner"][0]
    assert owed[commissioner] > 0


@given(places(), regimes(), seeds)
@QUICK
def test_by_march_each_contract_has_paid_what_the_year_of_activity_is_worth(place, regime, seed):
    model = opened(place, regime, seed, months=MONTHS_PER_YEAR)
    fresh = Settlement(
        place, model.record.lines, regime.contracts, model.world.outturn, regime.governance.lead_kind
    )
    record = model.run()
    year = fresh.meter.read(model.world.outturn)  # the year just closed
    worth = to_pence(fresh.owed(year, 1.0))
    paid = sum(p.pence for p in record.payments)
    # Twelve readings added are the reading of their sum but for the last bit of a float.
    assert np.abs(paid - worth).max() <= 1


@given(places(), regimes(), seeds)
@QUICK
def test_all_costs_go_outside_and_all_funding_comes_from_the_treasury(place, regime, seed):
    model = opened(place, regime, seed)
    model.run()
    entries, accounts = model.book.entries(), model.book.accounts
    kind = np.array(ENTRY_KINDS)[entries.kind]
    assert (entries.paid_to[kind == "cost"] == accounts.outside).all()
    assert (entries.paid_by[kind == "funding"] == accounts.treasury).all()
    closing = [accounts.treasury, accounts.outside]
    assert not np.isin(entries.paid_by[kind == "contract"], closing).any()
    standing = (kind == "cost") & (entries.element < COST_CATEGORIES.index("variable"))
    assert (entries.pence[standing] > 0).all()  # effort below the norm can save more than care costs

"""Laws of settlement over generated contracts: to the penny, whatever is declared."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abm.contracts.contract import LEAD, PAYEE_KINDS, PAYERS, Contract
from abm.contracts.scope import Scope
from abm.contracts.settlement import Settlement
from abm.flows import Flows
from abm.ledger.accounts import accounts_of
from abm.ledger.book import Book
from abm.ledger.conservation import made_or_lost, unexplained_spend
from abm.payment.block import Block
from abm.quantities import MONTHS_PER_YEAR, to_pence
from abm.regimes.annual_round import annual_round
from abm.vocabulary import SEGMENTS
from tests.payment import drawn_elements as drawn
from tests.payment.tiny_place import INDEX, tiny, year

PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 7)
QUICK = settings(max_examples=40)


@st.composite
def contracts(draw, name="c"):
    payee = draw(st.sampled_from([*PAYEE_KINDS, LEAD, "VOL"]))
    segments = () if payee == "gp_practice" else draw(st.sampled_from([(), SEGMENTS[4:]]))
    kind = (
        drawn.of_practices if payee == "gp_practice" else drawn.by_segment if segments else drawn.of_anybody
    )
    scope = Scope(boroughs=draw(st.sampled_from([(), ("A",)])), segments=segments)
    terms = draw(st.lists(kind, min_size=1, max_size=3))
    named = {f"e{i}": element for i, element in enumerate(terms)}
    return Contract(
        id=name, payer=draw(st.sampled_from(PAYERS)), payees=(payee,), scope=scope, elements=named
    )


@st.composite
def bundles(draw):
    return [draw(contracts(f"c{i}")) for i in range(draw(st.integers(1, 4)))]


def settle_year(declared, months=MONTHS):
    settlement = Settlement(PLACE, LINES, declared, TOTAL, "acute_trust")
    return settlement, [settlement.settle(month) for month in months]


@given(bundles())
@QUICK
def test_every_month_what_is_paid_is_received_and_a_payer_spends_the_sum_of_its_contracts(declared):
    settlement = Settlement(PLACE, LINES, declared, TOTAL, "acute_trust")
    book = Book(accounts_of([o.id for o in PLACE.organisations]))
    owed = np.zeros(book.accounts.n, np.int64)
    for month in range(18):
        if month == MONTHS_PER_YEAR:
            annual_round(settlement)
        p = settlement.settle(MONTHS[month % 12])
        book.post(month, "contract", p.payer, p.payee, p.pence, p.contract, p.element)
        for group in settlement.groups:
            for payer, due in zip(group.pairs.payer, p.pence[group.due], strict=True):
                owed[payer] += due
        assert made_or_lost(book) == 0
        assert not unexplained_spend(book, owed).any()


@given(bundles())
@QUICK
def test_neither_the_order_nor_the_names_of_contracts_matter(declared):
    _, paid = settle_year(declared)
    renamed = [c.model_copy(update={"id": f"z{c.id}"}) for c in reversed(declared)]
    other, again = settle_year(renamed)
    for p, q in zip(paid, again, strict=True):
        back = len(declared) - 1 - q.contract
        order = np.lexsort((np.arange(len(back)), back))
        assert np.array_equal(p.pence, q.pence[order])
        assert np.array_equal(p.payee, q.payee[order])
    assert len(other.contracts) == len(declared)


@given(bundles(), st.randoms(use_true_random=False))
@QUICK
def test_neither_the_order_of_elements_nor_of_payees_matters(declared, luck):
    several = [c.model_copy(update={"payees": (*c.payees, *more(c))}) for c in declared]
    shuffled = [
        c.model_copy(
            update={"payees": mixed(c.payees, luck), "elements": dict(mixed(c.elements.items(), luck))}
        )
        for c in several
    ]
    for months in (MONTHS[:1], MONTHS[:5]):
        one, two = (by_name(settle_year(some, months)) for some in (several, shuffled))
        assert one == two


def more(contract):
    """Another kind of payee, which any element may pay; a practice is paid by elements of its own."""
    if "gp_practice" in contract.payees:
        return ()
    return ("community",) if "mental_health" in contract.payees else ("mental_health",)


def mixed(items, luck):
    return tuple(luck.sample(list(items), len(list(items))))


def by_name(settled):
    """Pence of the months together, by contract, element, payer and payee."""
    settlement, months = settled
    found = {}
    for p in months:
        names = [settlement.element_names[i] for i in p.element]
        for key in zip(
            p.contract.tolist(), names, p.payer.tolist(), p.payee.tolist(), p.pence.tolist(), strict=True
        ):
            found[key[:4]] = found.get(key[:4], 0) + key[4]
    return found


@given(contracts())
@QUICK
def test_elements_in_contracts_of_their_own_pay_what_they_pay_in_one(declared):
    apart = [declared.model_copy(update={"id": n, "elements": {n: e}}) for n, e in declared.elements.items()]
    one, two = (np.sort([p.pence for p in settle_year(some)[1]], axis=1) for some in ([declared], apart))
    assert np.array_equal(one, two)


@given(bundles(), st.sampled_from([1, 2, 3, 6]))
@QUICK
def test_what_is_paid_by_a_quarters_end_is_what_the_year_so_far_is_worth_however_it_was_counted(
    declared, step
):
    settlement, paid = settle_year(declared)
    fresh = Settlement(PLACE, LINES, declared, TOTAL, "acute_trust")
    so_far, pence = (
        Flows.none(PLACE, LINES),
        np.zeros(len(settlement.owed(settlement.readings, 1.0)), np.int64),
    )
    for first in range(0, MONTHS_PER_YEAR, step):
        for month in MONTHS[first : first + step]:
            so_far.add(month)
        pence = pence + sum(p.pence for p in paid[first : first + step])
        elapsed = (first + step) / MONTHS_PER_YEAR
        worth = to_pence(fresh.owed(fresh.meter.read(so_far), elapsed))
        # Readings added are the reading of the sum but for the last bit of a float.
        assert np.abs(pence - worth).max(initial=0) <= 1
    assert np.array_equal(pence, to_pence(settlement.owed(settlement.readings, 1.0)))


@given(bundles())
@QUICK
def test_a_shadow_of_a_regime_is_paid_what_the_regime_pays_in_its_second_year_too(declared):
    real, shadow = (Settlement(PLACE, LINES, declared, TOTAL, "acute_trust") for _ in range(2))
    for month in range(24):
        if month == MONTHS_PER_YEAR:
            annual_round(shadow)
            annual_round(real)
        assert np.array_equal(real.settle(MONTHS[month % 12]).pence, shadow.settle(MONTHS[month % 12]).pence)


@given(bundles())
@QUICK
def test_the_forecast_of_a_year_like_the_last_is_the_last(declared):
    settlement = Settlement(PLACE, LINES, declared, TOTAL, "acute_trust")
    assert np.array_equal(settlement.forecast(), settlement.outturn)
    for _ in range(6):
        settlement.settle(TOTAL.scaled(1 / 12))
    assert np.allclose(settlement.forecast(), settlement.outturn)


def test_a_thirteenth_month_needs_a_new_contract_year():
    declared = Contract(
        id="c", payer="council", payees=("social_care",), elements={"e": Block(pounds_per_year=12)}
    )
    settlement, _ = settle_year([declared])
    with pytest.raises(RuntimeError, match="new contract year"):
        settlement.settle(MONTHS[0])
    settlement.new_year()
    assert settlement.settle(MONTHS[0]).pence.tolist() == [100, 100]


def test_two_contracts_of_one_name_are_refused():
    declared = Contract(
        id="c", payer="council", payees=("social_care",), elements={"e": Block(pounds_per_year=1)}
    )
    with pytest.raises(ValueError, match="two contracts are called 'c'"):
        Settlement(PLACE, LINES, [declared, declared], TOTAL)


def test_programme_money_is_one_more_contract():
    core = Contract(
        id="core", payer="commissioner", payees=("community",), elements={"e": Block(pounds_per_year=1e6)}
    )
    extra = core.model_copy(update={"id": "programme", "elements": {"e": Block(pounds_per_year=12_000)}})
    before = settle_year([core])[1][0].pence.sum()
    after = settle_year([core, extra])[1][0].pence.sum()
    assert after - before == 2 * 1_000_00
    assert INDEX["COMM"] in settle_year([core, extra])[1][0].payee

"""Laws of settlement over generated contracts: to the penny, whatever is declared."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abm.contracts.contract import LEAD, PAYEE_KINDS, PAYERS, Contract
from abm.contracts.scope import Scope
from abm.contracts.settlement import Settlement
from abm.ledger.accounts import accounts_of
from abm.ledger.book import Book
from abm.ledger.conservation import made_or_lost, unexplained_spend
from abm.payment.block import Block
from abm.payment.capitation import Capitation
from abm.payment.fee_for_service import FeeForService
from abm.payment.gain_share import GainShare
from abm.payment.outcomes import Outcomes, Target
from abm.payment.points import Points
from abm.payment.tariff import Tariff
from abm.quantities import MONTHS_PER_YEAR, to_pence
from abm.regimes.annual_round import annual_round
from abm.vocabulary import OUTCOMES, SEGMENTS
from tests.payment import drawn_elements
from tests.payment.drawn_elements import pounds, prices, rate, share
from tests.payment.tiny_place import INDEX, flows, tiny, year

PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 7)
QUICK = settings(max_examples=40)


@st.composite
def tariffs(draw):
    table = {"NEL": draw(pounds), **draw(prices)}
    return Tariff(
        prices=table,
        market_forces_factor=draw(st.floats(0.9, 1.3)),
        marginal_rate=draw(share),
        marginal_baseline=draw(st.floats(0, 1.5)),
        trim_days=draw(st.sampled_from([0.0, 2.5])) if "XBD" in table else 0.0,
        rebase=draw(share),
    )


@st.composite
def points(draw):
    lower = draw(st.floats(0, 0.5))
    upper = lower + draw(st.floats(0.05, 0.5))
    return Points(points=500, pounds_per_point=draw(pounds), average_list=7732, lower=lower, upper=upper)


blocks = st.one_of(
    st.builds(Block, pounds_per_year=st.floats(0, 1e7)),
    st.builds(Block, unit_prices=prices, cost_uplift=rate, efficiency=share, growth=rate, rebase=share),
)
fees = st.builds(FeeForService, prices=prices, cap_pounds_per_year=st.none() | st.floats(0, 1e7))
capitations = st.one_of(
    st.builds(Capitation, pounds_per_person_year=pounds),
    st.builds(Capitation, unit_prices=prices, segment_weights=st.just({"end_of_life": 5.0}), rebase=share),
)
gain_shares = st.builds(
    GainShare,
    unit_prices=prices,
    gain_share=share,
    loss_share=share,
    corridor=st.floats(0.01, 1),
    hurdle=share,
    stop_loss=share,
    basis=st.sampled_from(["population_use", "delivered"]),
    growth=rate,
)
targets = st.dictionaries(
    st.sampled_from(OUTCOMES),
    st.builds(Target, lower=st.floats(0, 0.5), upper=st.floats(0.55, 1)),
    min_size=1,
)
framing = st.sampled_from(["reward", "penalty"])
outcomes = st.one_of(
    st.builds(Outcomes, pounds_per_year=st.floats(0, 1e6), targets=targets, framing=framing),
    st.builds(Outcomes, unit_prices=prices, share=share, targets=targets, framing=framing),
)
by_segment = st.one_of(blocks, tariffs(), fees, capitations, gain_shares, drawn_elements.of_anybody)
elements = st.one_of(by_segment, outcomes)
cores = st.builds(Block, pounds_from=st.just("global_sum_pounds"))
of_practices = st.one_of(elements, points(), drawn_elements.global_sums, cores)


@st.composite
def contracts(draw, name="c"):
    payee = draw(st.sampled_from([*PAYEE_KINDS, LEAD, "VOL"]))
    segments = () if payee == "gp_practice" else draw(st.sampled_from([(), SEGMENTS[4:]]))
    kind = of_practices if payee == "gp_practice" else by_segment if segments else elements
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
def test_twelve_differences_add_up_to_what_the_year_is_worth(declared):
    settlement, paid = settle_year(declared)
    fresh = Settlement(PLACE, LINES, declared, TOTAL, "acute_trust")
    whole = to_pence(fresh.owed(fresh.meter.read(TOTAL), 1.0))
    total = sum((p.pence for p in paid), np.zeros(len(whole), np.int64))
    # Twelve readings added are the reading of the sum but for the last bit of a float.
    assert np.abs(total - whole).max(initial=0) <= 1
    assert np.array_equal(total, to_pence(settlement.owed(settlement.readings, 1.0)))


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


@given(st.sampled_from([("acute_trust", "AE"), ("acute_trust", "NEL"), ("community", "COMM")]), pounds, share)
@QUICK
def test_splitting_an_element_in_two_on_the_same_base_changes_no_pay(what, price, part):
    kind, pod = what
    one = Contract(
        id="one", payer="commissioner", payees=(kind,), elements={"e": Tariff(prices={pod: price})}
    )
    halves = {n: Tariff(prices={pod: price * s}) for n, s in (("a", part), ("b", 1 - part))}
    two = one.model_copy(update={"elements": halves})
    whole = sum(p.pence.sum() for p in settle_year([one])[1])
    split = sum(p.pence.sum() for p in settle_year([two])[1])
    pairs = len(settle_year([one])[1][0].pence)
    assert abs(whole - split) <= pairs  # one rounding more for each pair


@given(st.one_of(tariffs(), fees.filter(lambda fee: fee.cap_pounds_per_year is None)), st.integers(0, 19))
@QUICK
def test_pay_by_activity_never_falls_when_more_is_delivered(element, pod):
    contract = Contract(id="c", payer="commissioner", payees=("acute_trust",), elements={"e": element})
    more = flows(PLACE, LINES, 700)
    more.delivered[LINES.pod == pod] += 3
    base, extra = settle_year([contract])[0], settle_year([contract], [more, *MONTHS[1:]])[0]
    assert (extra.owed(extra.readings, 1.0) >= base.owed(base.readings, 1.0) - 1e-6).all()


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

"""Who is paid what by random regimes: payscape against an oracle made from its documentation alone.

The oracle (the other files of this folder) is arithmetic on contracts as tables and on counts, in exact
fractions; of payscape it knows the words of the model and the layout of a place and of flows, and nothing
that settles. Every payment of every month has to be the same, to the penny and without tolerance. The rule:
what is owed year to date, to the nearest penny, half a penny to the even one, less what was paid before.
Drawn terms lie anywhere in their range, so that no amount is half a penny; that has a test of its own.

Covered: all forms of payment, each term between its bounds and at them (prices to 9,000 pounds, sums to 10
million); units as delivered, as recorded and as a population used them, on a practice's list or in a
territory; personal budgets; every payer, with primes and leads of either kind; payees by kind, by id and as
lead; scopes by segment, condition, borough, sub-system, point of delivery, and care at home or away;
members of one sum by each kind of split; two Aprils with uplift and rebasing, a savings programme and what
payers can afford; contracts in part on the way from one regime to another (T2).

Not covered: a handover by segment (T4) or through a gate (T5); regimes that take over in a later year;
numbers of national policy, which are put in when a file is read; how a run counts care, since counts are
drawn here; cohorts and personal budgets at once; expected instead of counted flows, by which payers look
ahead.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from abm.contracts.settlement import Payments, Settlement
from abm.flows import Flows
from abm.regimes.affordability import Means as Allocations
from abm.regimes.affordability import Position
from abm.regimes.annual_round import annual_round
from abm.regimes.governance import Governance
from abm.regimes.handover import handed_over
from abm.regimes.regime import Regime
from abm.regimes.transition import Transition
from abm.vocabulary import POD
from scenarios.files.regime_files import read_contracts
from tests.oracle.april import Means, april
from tests.oracle.drawn import Table
from tests.oracle.regimes import Drawn, Handover, handover, regime
from tests.oracle.somewhere import LINES, NAMES, PLACE, World, world
from tests.oracle.year import Books, Who

REGIMES = 500
BATCHES = 10
HANDOVERS = 40
WORLDS = 4


@cache
def _world(seed: int, budgets: bool) -> World:
    return world(seed, budgets)


@cache
def _years(seed: int, budgets: bool, years: int) -> World:
    return _world(seed, budgets).until(12 * years)


def what_happened(drawn: Drawn, seed: int) -> World:
    """The counts of the years that a regime is in force."""
    return _years(seed % WORLDS, not drawn.by_condition, 1 + drawn.aprils)


def paid_by_payscape(settlement: Settlement, payments: Payments) -> dict[Who, int]:
    """A month's payments by contract, element, payer and payee."""
    columns = (payments.contract, payments.element, payments.payer, payments.payee, payments.pence)
    return {
        (settlement.contracts[c].id, settlement.element_names[e], NAMES[a], NAMES[b]): int(pence)
        for c, e, a, b, pence in zip(*columns, strict=True)
    }


def _position(settlement: Settlement, first: np.ndarray, means: Means | None) -> Position | None:
    if means is None:
        return None
    allocation = np.array([means.allocation[name] for name in NAMES])
    rules = Allocations(allocation, means.correction, means.floor, means.contingency)
    return Position(rules, first, settlement.readings, saved=np.zeros(len(NAMES)))


def both(drawn: Drawn, happened: World) -> Iterator[tuple[dict[Who, int], dict[Who, int]]]:
    """Every month's payments: as payscape settles them, and as documented."""
    contracts = read_contracts(drawn.contracts, "drawn.toml")
    settlement = Settlement(PLACE, LINES, contracts, happened.flows[0], lead_kind=drawn.lead_kind)
    books = Books(PLACE, drawn.contracts, happened, drawn.lead_kind)
    first = settlement.owed(settlement.outturn, 1.0)
    for number, month in enumerate(happened.flows[1:]):
        if number and number % 12 == 0:
            annual_round(settlement, _position(settlement, first, drawn.means), drawn.savings)
            april(books, drawn.savings, drawn.means)
        yield paid_by_payscape(settlement, settlement.settle(month)), books.settle()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_everybody_is_paid_what_the_documentation_says(batch: int):
    for seed in range(batch, REGIMES, BATCHES):
        drawn = regime(seed)
        happened = what_happened(drawn, seed)
        for number, (paid, documented) in enumerate(both(drawn, happened)):
            assert paid == documented, f"regime {seed}, month {number}"


def _regime(name: str, contracts: Table, lead_kind: str | None, phases: tuple[float, ...]) -> Regime:
    return Regime(
        id=name,
        title=name,
        contracts=read_contracts(contracts, f"{name}.toml"),
        governance=Governance(form="G5" if lead_kind else "G1", lead_kind=lead_kind),
        transition=Transition(pace="T2", start_month=12, phases=phases),
    )


@pytest.mark.parametrize("batch", range(HANDOVERS // 10))
def test_on_the_way_every_old_contract_pays_what_is_left_and_every_new_one_its_share(batch: int):
    for seed in range(10 * batch, 10 * batch + 10):
        h = handover(seed)
        phases = (h.share, 1.0)
        old = _regime("old", h.both | h.old, h.lead_kind, phases)
        new = _regime("new", h.both | h.new, h.lead_kind, phases)
        on_the_way = h.both | _in_part(h.new, h.share) | _before(h)
        happened = _years(seed % WORLDS, True, 1)
        contracts = handed_over(old, new, step=1).contracts
        settlement = Settlement(PLACE, LINES, contracts, happened.flows[0], lead_kind=h.lead_kind)
        books = Books(PLACE, on_the_way, happened, h.lead_kind)
        for number, month in enumerate(happened.flows[1:]):
            paid = paid_by_payscape(settlement, settlement.settle(month))
            assert paid == books.settle(), f"handover {seed}, month {number}"


def _in_part(contracts: Table, part: float) -> Table:
    return {name: contract | {"part": part} for name, contract in contracts.items()}


def _before(h: Handover) -> Table:
    """Contracts of the old, renamed where the new has one of the same name."""
    rest = _in_part(h.old, 1 - h.share)
    return {f"{name}-before" if name in h.new else name: contract for name, contract in rest.items()}


def test_half_a_penny_goes_to_the_even_one():
    """An eighth of a pound a contact, one contact a month: 12.5p, 25p, 37.5p and so on, year to date."""
    table = {
        "c": {
            "payer": "commissioner",
            "payees": ["mental_health"],
            "scope": {"boroughs": ["A"]},
            "elements": {"e": {"form": "fee_for_service", "prices": {"MH": 0.125}}},
        }
    }
    month = Flows.none(PLACE, LINES)
    month.delivered[LINES.line[NAMES.index("MH"), POD["MH"]], 0, 0] = 1
    settlement = Settlement(PLACE, LINES, read_contracts(table, "half.toml"), month.scaled(12))
    to_date = np.cumsum([settlement.settle(month).pence.sum() for _ in range(12)])
    assert to_date.tolist() == [12, 25, 38, 50, 62, 75, 88, 100, 112, 125, 138, 150]

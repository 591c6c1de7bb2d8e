"""What nobody pays for, and what is paid for twice."""

import numpy as np

from abm.contracts.contract import Contract
from abm.contracts.gaps import idle, paid_twice, uncounted, unpaid
from abm.contracts.held_and_paid import held_and_paid
from abm.contracts.in_part import InPart
from abm.contracts.scope import Scope
from abm.contracts.settlement import Settlement
from abm.flows import Flows
from abm.payment.block import Block
from abm.payment.capitation import Capitation
from abm.payment.tariff import Tariff
from abm.vocabulary import POD
from tests.payment.tiny_place import INDEX, tiny

PLACE, LINES = tiny()
PRICE = {"tariff": Tariff(prices={"NEL": 2000.0})}


def one_unit(*cells):
    flows = Flows.none(PLACE, LINES)
    for organisation, pod, borough in cells:
        line = np.flatnonzero((LINES.organisation == INDEX[organisation]) & (LINES.pod == pod))[0]
        flows.delivered[line, 2, borough] = 5
    return flows


def settled(*contracts, lead=None):
    return Settlement(PLACE, LINES, contracts, Flows.none(PLACE, LINES), lead)


def acute(name="acute", **terms):
    return Contract(id=name, payer="commissioner", payees=("acute_trust",), **{"elements": PRICE, **terms})


def test_activity_without_a_payer_is_named():
    flows = one_unit(("TRUST-A", 1, 0), ("TRUST-A", 1, 2), ("TRUST-A", 0, 0), ("P1", 18, 0))
    gaps = [(g.organisation, g.pod, g.borough, g.units) for g in unpaid(settled(acute()), flows)]
    # admission of a resident is paid; the outsider's, and the attendance without a price, are not;
    # a referral is a memo
    assert gaps == [("TRUST-A", "AE", "A", 5.0), ("TRUST-A", "NEL", "outside", 5.0)]


def test_a_block_of_stated_pounds_covers_all_that_its_payee_does():
    block = Contract(id="b", payer="commissioner", payees=("MH",), elements={"b": Block(pounds_per_year=1)})
    flows = one_unit(("MH", 13, 0), ("MH", 14, 1))
    assert unpaid(settled(block), flows) == []
    less = block.model_copy(update={"scope": Scope(pods=("MH",))})
    assert [g.pod for g in unpaid(settled(less), flows)] == ["MHIP"]


def test_a_leads_own_work_is_covered_by_what_it_is_paid_to_answer_for():
    whole = Contract(
        id="w", payer="commissioner", payees=("lead",), elements={"c": Capitation(unit_prices={"NEL": 1.0})}
    )
    flows = one_unit(("TRUST-A", 1, 0), ("TRUST-B", 1, 0))
    assert [g.organisation for g in unpaid(settled(whole, lead="acute_trust"), flows)] == ["TRUST-B"]
    members = acute("members").model_copy(update={"payer": "lead"})
    assert unpaid(settled(whole, members, lead="acute_trust"), flows) == []


def test_two_prices_on_the_same_deliveries_are_found():
    found = paid_twice(settled(acute("one"), acute("two", scope=Scope(boroughs=("A",)))))
    assert [(g.first, g.second, g.organisation, g.pods) for g in found] == [
        ("one.tariff", "two.tariff", "TRUST-A", ("NEL",)),
        ("one.tariff", "two.tariff", "TRUST-B", ("NEL",)),
    ]
    apart = settled(acute("a", scope=Scope(boroughs=("A",))), acute("b", scope=Scope(boroughs=("B",))))
    assert paid_twice(apart) == []


def test_a_contract_that_binds_nobody_is_named():
    nobody = Contract(
        id="n",
        payer="other_commissioners",
        payees=("acute_trust",),
        scope=Scope(boroughs=("A",)),
        elements=PRICE,
    )
    assert idle(settled(nobody, acute())) == ["n"]


def held(name="sum", **terms):
    """A sum a head for the care named, to the trust that leads each sub-system."""
    given = {"payer": "commissioner", "payees": ("lead",), **terms}
    rate = Capitation(unit_prices={"NEL": 2000.0, "COMM": 45.0})
    return Contract(id=name, elements={"a_head": rate}, **given)


def pairs_of(found):
    return {(g.first, g.second, g.organisation, g.pods) for g in found}


def test_a_sum_for_a_population_and_prices_for_the_same_care_are_paid_twice():
    community = Contract(
        id="c", payer="commissioner", payees=("community",), elements={"b": Block(unit_prices={"COMM": 45.0})}
    )
    both = settled(held(), community, acute(), lead="acute_trust")
    assert pairs_of(held_and_paid(both)) == {
        ("sum.a_head", "c.b", "COMM", ("COMM",)),
        ("sum.a_head", "acute.tariff", "TRUST-A", ("NEL",)),
        ("sum.a_head", "acute.tariff", "TRUST-B", ("NEL",)),
    }


def test_a_sum_whose_holder_pays_the_others_is_paid_once():
    members = Contract(
        id="m", payer="lead", payees=("community",), elements={"b": Block(unit_prices={"COMM": 45.0})}
    )
    assert held_and_paid(settled(held(), members, lead="acute_trust")) == []
    elsewhere = acute(scope=Scope(boroughs=("B",)))
    other_people = held(scope=Scope(boroughs=("A",)))
    assert pairs_of(held_and_paid(settled(other_people, elsewhere, lead="acute_trust"))) == set()


def test_of_a_gap_is_said_whose_it_is_and_how_much_of_it():
    flows = Flows.none(PLACE, LINES)
    flows.delivered[LINES.line[INDEX["TRUST-A"], POD["NEL"]], :2, 0] = (30, 10)
    some = settled(acute(scope=Scope(segments=("under_5",))))
    assert [(g.units, g.segments, g.share) for g in unpaid(some, flows)] == [
        (10, ("mostly_well_children",), 1)
    ]
    half = InPart(element=Tariff(prices={"NEL": 2000.0}), share=0.75)
    part = settled(acute().model_copy(update={"elements": {"t": half}}))
    assert [(g.units, g.segments, g.share) for g in unpaid(part, flows)] == [(10, (), 0.25)]


def test_an_element_that_counts_what_its_payee_never_does_is_named():
    odd = {"t": Tariff(prices={"NEL": 2000.0}), "odd": Tariff(prices={"HC": 18.0})}
    assert uncounted(settled(acute().model_copy(update={"elements": odd}))) == ["acute.odd"]

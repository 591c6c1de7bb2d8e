"""Who pays whom: contracts against a place with two boroughs, each its own sub-system."""

import numpy as np
import pytest

from abm.contracts.contract import Contract
from abm.contracts.expand import expand
from abm.contracts.scope import Scope
from abm.contracts.split import Split
from abm.payment.block import Block
from abm.payment.capitation import Capitation
from abm.payment.gain_share import GainShare
from abm.payment.points import Points
from abm.payment.risk_pool import RiskPool
from tests.payment.tiny_place import INDEX, NAMES, tiny

PLACE, _ = tiny()
SUM = {"sum": Block(pounds_per_year=12_000)}


def pairs_of(payer, *payees, lead=None, internal=False, **scope):
    contract = Contract(id="c", payer=payer, payees=payees, scope=Scope(**scope), elements=SUM)
    pairs = expand(contract, PLACE, lead, internal)
    return {
        (NAMES[a][0], NAMES[b][0]): "".join("AB*"[i] for i in np.flatnonzero(t))
        for a, b, t in zip(pairs.payer, pairs.payee, pairs.territory, strict=True)
    }


def test_each_commissioner_pays_every_trust_for_its_own_residents():
    assert pairs_of("commissioner", "acute_trust") == {
        ("CCG-A", "TRUST-A"): "A",
        ("CCG-A", "TRUST-B"): "A",
        ("CCG-B", "TRUST-A"): "B",
        ("CCG-B", "TRUST-B"): "B",
    }


def test_a_practice_is_paid_for_its_whole_list_by_the_commissioner_of_its_home_borough():
    assert pairs_of("commissioner", "gp_practice") == {
        ("CCG-A", "P1"): "AB*",
        ("CCG-A", "P2"): "AB*",
        ("CCG-B", "P3"): "AB*",
    }


def test_a_council_pays_its_own_social_care():
    assert pairs_of("council", "social_care") == {("COUNCIL-A", "CARE-A"): "A", ("COUNCIL-B", "CARE-B"): "B"}


def test_other_commissioners_pay_for_patients_from_outside_only():
    assert pairs_of("other_commissioners", "acute_trust") == {
        ("OTHER", "TRUST-A"): "*",
        ("OTHER", "TRUST-B"): "*",
    }


def test_a_lead_trust_does_not_pay_itself():
    paid = {("TRUST-A", "TRUST-B"): "A", ("TRUST-B", "TRUST-A"): "B"}
    assert pairs_of("lead", "acute_trust", lead="acute_trust") == paid
    kept = pairs_of("lead", "acute_trust", lead="acute_trust", internal=True)
    assert kept == {**paid, ("TRUST-A", "TRUST-A"): "A", ("TRUST-B", "TRUST-B"): "B"}


def test_a_lead_is_paid_for_the_boroughs_it_leads():
    paid = {("CCG-A", "FED-A"): "A", ("CCG-B", "FED-B"): "B"}
    assert pairs_of("commissioner", "lead", lead="gp_federation") == paid


def test_a_scope_keeps_contracts_to_its_boroughs():
    assert pairs_of("commissioner", "community", boroughs=("B",)) == {("CCG-B", "COMM"): "B"}
    assert pairs_of("commissioner", "gp_practice", sub_systems=("SA",)).keys() == {
        ("CCG-A", "P1"),
        ("CCG-A", "P2"),
    }
    assert pairs_of("other_commissioners", "acute_trust", boroughs=("A",)) == {}


def test_organisations_can_be_named():
    assert pairs_of("commissioner", "TRUST-B", "P3") == {
        ("CCG-A", "TRUST-B"): "A",
        ("CCG-B", "TRUST-B"): "B",
        ("CCG-B", "P3"): "AB*",
    }


@pytest.mark.parametrize(
    ("payer", "payee", "scope", "words"),
    [
        ("lead", "acute_trust", {}, "no lead"),
        ("commissioner", "acute_trsut", {}, "no organisation of the place"),
        ("commissioner", "community", {"boroughs": ("Atlantis",)}, "no borough 'Atlantis'; it has A, B"),
        ("commissioner", "community", {"sub_systems": ("X",)}, "no sub-system 'X'"),
    ],
)
def test_a_contract_that_does_not_fit_the_place_says_why(payer, payee, scope, words):
    with pytest.raises(ValueError, match=words):
        pairs_of(payer, payee, **scope)


@pytest.mark.parametrize(
    "element",
    [
        Points(points=1, pounds_per_point=1, average_list=1, lower=0, upper=1),
        Capitation(unit_prices={"NEL": 1.0}),
    ],
)
def test_what_is_not_counted_by_segment_cannot_be_paid_by_segment(element):
    assert INDEX["P1"] == 0
    with pytest.raises(ValueError, match="not counted by segment"):
        Contract(
            id="c",
            payer="commissioner",
            payees=("gp_practice",),
            scope=Scope(segments=("under_5",)),
            elements={"e": element},
        )


NEL = {"NEL": 1.0}
SHARED = Split(by="shares", shares={"P1": 0.5, "COMM": 0.5})


@pytest.mark.parametrize(
    ("payees", "terms", "element", "words"),
    [
        (("P1",), {"scope": {"segments": ["under_5"]}}, Capitation(unit_prices=NEL), "counted by segment"),
        (
            ("P3", "COMM"),
            {"scope": {"segments": ["under_5"]}},
            RiskPool(unit_prices=NEL, pool=0.1),
            "segment",
        ),
        (("P1",), {"scope": {"conditions": ["copd"]}}, GainShare(unit_prices=NEL, gain_share=1), "condition"),
        (("P1",), {"scope": {"conditions_out": ["copd"]}}, Capitation(unit_prices=NEL), "by condition"),
        (("P1", "COMM"), {"split": SHARED}, SUM["sum"], "by their federation; name gp_federation, not P1"),
    ],
)
def test_a_practice_by_its_id_is_refused_where_its_kind_would_be(payees, terms, element, words):
    named = Contract(id="c", payer="commissioner", payees=payees, elements={"e": element}, **terms)
    with pytest.raises(ValueError, match=f"contract 'c': .*{words}"):
        expand(named, PLACE, None)


@pytest.mark.parametrize(
    ("payees", "scope", "element"),
    [
        (("P1",), {"boroughs": ["A"]}, Capitation(unit_prices=NEL)),
        (("P1",), {"segments": ["under_5"]}, Capitation(pounds_per_person_year=1.0)),
        (("P3", "COMM"), {"boroughs": ["A"], "segments": ["under_5"]}, Capitation(unit_prices=NEL)),
    ],
)
def test_a_practice_by_its_id_is_paid_for_what_its_list_counts_or_where_it_is_out_of_scope(
    payees, scope, element
):
    named = Contract(id="c", payer="commissioner", payees=payees, scope=scope, elements={"e": element})
    assert expand(named, PLACE, None).n == 1

"""Every form of payment, governance, scope and pace has something that uses it, or says why not."""

import pytest

from abm.payment.catalogue import ELEMENTS
from abm.regimes.forms import FORMS
from abm.regimes.transition import PACES
from cli.listing import Topic, rows_of
from scenarios.files.inventory import identifiers, inventory, used, used_by_regime
from scenarios.files.regime_files import load_regime

USED = used()
NOT_YET = inventory()["not_yet"]


@pytest.mark.parametrize("identifier", identifiers())
def test_every_identifier_is_used_or_said_not_to_be(identifier):
    assert (identifier in USED) != (identifier in NOT_YET), (
        f"{identifier} is used, so take it off [not_yet] in scenarios/files/inventory.toml"
        if identifier in USED
        else f"no scenario of the library uses {identifier}"
    )


def test_the_inventory_is_whole_and_in_order():
    counts = {"P": 24, "G": 10, "S": 5, "T": 5}
    assert list(identifiers()) == [f"{letter}{k + 1}" for letter, n in counts.items() for k in range(n)]


def test_forms_and_paces_are_those_of_the_model():
    assert list(inventory()["governance"]) == list(FORMS)
    assert list(inventory()["pace"]) == list(PACES)
    assert {i for e in ELEMENTS.values() for i in e.identifiers} <= set(inventory()["payment"])


def test_the_list_of_elements_names_every_form_of_payment_there_is():
    named = {i for _, said, _ in rows_of(Topic.elements) for i in said.split()}
    assert named == set(inventory()["payment"]) - set(NOT_YET)


@pytest.mark.parametrize(
    ("regime", "uses", "not_these"),
    [
        ("east-london-today", {"G1", "T1", "S1", "P1", "P4"}, {"P8", "S5", "P15", "P24"}),
        ("newham-msk-collaborative", {"P16", "G6", "S4", "S5"}, {"P17", "G1"}),
        ("tower-hamlets-community-alliance", {"P17", "G7"}, {"P16"}),
        ("city-and-hackney-workstreams", {"T5", "G3"}, {"T1"}),
        ("bhr-locality-capitation", {"T3", "G8", "P15", "P20"}, {"P24"}),
        ("single-incentive-scheme", {"P18", "T2", "P24"}, {"P17"}),
        ("section-75-pooled-fund", {"P9", "G10"}, {"P18"}),
        ("capitation-by-segment", {"T4", "S2"}, {"P24"}),
        ("transformation-cut-first", {"P12", "P23"}, {"G6"}),
        ("one-contract-for-end-of-life", {"P17", "S2", "G7"}, {"P15"}),
        ("one-contract-for-over-75", {"P15", "P8", "S2", "G8"}, {"P17"}),
    ],
)
def test_what_a_regime_uses_is_read_off_its_contracts(regime, uses, not_these):
    found = used_by_regime(load_regime(regime))
    assert uses <= found
    assert not not_these & found

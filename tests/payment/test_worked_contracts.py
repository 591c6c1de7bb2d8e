"""Whole contracts worked by hand in tests/worked_examples/whole_contracts, settled monthly to the penny."""

import tomllib
from pathlib import Path

import pytest

from abm.contracts.settlement import Settlement
from abm.flows import Flows
from abm.ledger.accounts import accounts_of
from abm.ledger.book import Book
from abm.ledger.conservation import made_or_lost
from abm.quantities import MONTHS_PER_YEAR
from abm.vocabulary import POD, SEGMENT
from scenarios.files.regime_files import read_contracts
from tests.payment.tiny_place import INDEX, NAMES, tiny

PLACE, LINES = tiny()
FOLDER = Path(__file__).parent.parent / "worked_examples" / "whole_contracts"
FILES = {file.stem: tomllib.loads(file.read_text()) for file in sorted(FOLDER.glob("*.toml"))}
YEARS = [
    pytest.param(name, year, id=f"{name}: {year['name']}")
    for name, file in FILES.items()
    for year in file["year"]
]
PAYER = "CCG-A"


def month(delivered: dict[str, dict[str, int]], people: dict[str, int]) -> Flows:
    """A twelfth of a year's deliveries to residents of borough A, and its people for a month."""
    flows = Flows.none(PLACE, LINES)
    for organisation, units in delivered.items():
        for pod, number in units.items():
            assert number % MONTHS_PER_YEAR == 0
            flows.delivered[LINES.line[INDEX[organisation], POD[pod]], 0, 0] = number // MONTHS_PER_YEAR
    for segment, number in people.items():
        flows.people[INDEX["P1"], SEGMENT[segment], 0] = number
    return flows


@pytest.mark.parametrize(("name", "year"), YEARS)
def test_a_contract_pays_what_the_arithmetic_says_and_no_penny_is_lost(name, year):
    last, contracts = FILES[name]["last_year"], read_contracts(FILES[name]["contracts"], f"{name}.toml")
    settlement = Settlement(PLACE, LINES, contracts, month(**last).scaled(MONTHS_PER_YEAR))
    lived = month(year["delivered"], year.get("people", last["people"]))
    book = Book(accounts_of([o.id for o in PLACE.organisations]))
    paid: dict[tuple[str, str], int] = {}
    for number in range(MONTHS_PER_YEAR):
        p = settlement.settle(lived)
        book.post(number, "contract", p.payer, p.payee, p.pence, p.contract, p.element)
        for element, payee, pence in zip(p.element, p.payee, p.pence, strict=True):
            key = settlement.element_names[element], NAMES[payee][0]
            paid[key] = paid.get(key, 0) + int(pence)
    told = {
        (e, payee): round(100 * pounds) for e, row in year["paid"].items() for payee, pounds in row.items()
    }
    assert paid == told
    assert made_or_lost(book) == 0
    assert -book.balances()[INDEX[PAYER]] == round(100 * year["spent"]) == sum(told.values())


def test_in_a_multilateral_share_the_trust_that_lost_the_activity_has_part_of_it_back():
    file = FILES["multilateral_gain_and_loss_share"]
    saving = file["year"][0]
    lost = 2_000 * (file["last_year"]["delivered"]["TRUST-A"]["NEL"] - saving["delivered"]["TRUST-A"]["NEL"])
    assert 0 < saving["paid"]["pool"]["TRUST-A"] < lost
    assert saving["spent"] < 12_000_000.0

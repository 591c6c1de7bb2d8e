"""The book keeps whole pence, loses none, and refuses what cannot be an entry."""

import numpy as np
import pytest

from abm.ledger.accounts import accounts_of
from abm.ledger.book import Book
from abm.ledger.conservation import made_or_lost, unexplained_spend


@pytest.fixture
def book():
    return Book(accounts_of(["ccg", "trust", "practice"]))


def test_money_goes_round_from_treasury_to_outside(book):
    a = book.accounts
    book.post(0, "funding", [a.treasury], [0], [1000])
    book.post(0, "contract", [0, 0], [1, 2], [700, 200], contract=[0, 1], element=[0, 0])
    book.post(0, "cost", [1, 2], [a.outside, a.outside], [750, 150])
    assert book.balances().tolist() == [100, -50, 50, -1000, 900]
    assert made_or_lost(book) == 0


def test_entries_come_back_as_columns_without_empty_ones(book):
    book.post(3, "contract", [0, 0], [1, 2], [5, 0], contract=[4, 5], element=[6, 7])
    entries = book.entries()
    assert (entries.month.tolist(), entries.pence.tolist()) == ([3], [5])
    assert (entries.contract.tolist(), entries.element.tolist()) == ([4], [6])


def test_a_payer_that_spent_more_than_its_contracts_is_seen(book):
    book.post(0, "contract", [0], [1], [700], contract=[0], element=[0])
    book.post(0, "cost", [0], [book.accounts.outside], [40])
    owed = np.zeros(book.accounts.n, np.int64)
    owed[0] = 650
    assert unexplained_spend(book, owed).tolist() == [50, 0, 0, 0, 0]


def test_a_balance_that_does_not_match_its_entries_is_seen(book):
    book.post(0, "contract", [0], [1], [700])
    book._balances[2] += 1
    assert made_or_lost(book) == 1


def test_balances_cannot_be_changed_from_outside(book):
    book.balances()[0] = 99
    assert book.balances()[0] == 0


@pytest.mark.parametrize(
    ("entry", "fault", "words"),
    [
        (("contract", [0], [1], [1.5]), TypeError, "whole numbers"),
        (("gift", [0], [1], [1]), ValueError, "unknown kind"),
        (("contract", [0], [9], [1]), ValueError, "not among the 5"),
        (("contract", [-1], [1], [1]), ValueError, "not among the 5"),
        (("contract", [0, 0], [1], [1]), ValueError, "same length"),
    ],
)
def test_what_cannot_be_an_entry_is_refused(book, entry, fault, words):
    with pytest.raises(fault, match=words):
        book.post(0, *entry)
    assert not book.balances().any()


def test_organisations_cannot_take_the_closing_accounts():
    with pytest.raises(ValueError, match="treasury"):
        accounts_of(["ccg", "treasury"])

"""The book: every payment and every cost, in whole pence, written once and never changed."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from abm.compiled import entry, maker
from abm.ledger.accounts import Accounts
from abm.quantities import Ints

ENTRY_KINDS: Final = ("contract", "cost", "funding")
"""What an entry is: a payment under a contract, a cost paid to the outside, money from the treasury."""

NONE: Final = -1


@dataclass(frozen=True, eq=False)
class Entries:
    """Columns of the book, one row an entry, in the order written.

    Attributes:
        month: the run's month.
        paid_by: account that pays.
        paid_to: account that receives.
        pence: whole pence; negative where money goes back.
        kind: index into `ENTRY_KINDS`.
        contract: index of the contract, or -1.
        element: index of the element's name, or -1.
    """

    month: Ints
    paid_by: Ints
    paid_to: Ints
    pence: Ints
    kind: Ints
    contract: Ints
    element: Ints


COLUMNS: Final = ("month", "paid_by", "paid_to", "pence", "kind", "contract", "element")


class Book:
    """An append-only book of entries between accounts.

    Args:
        accounts: the accounts it is kept in.

    Example:
        >>> from abm.ledger.accounts import accounts_of
        >>> book = Book(accounts_of(["commissioner", "trust"]))
        >>> book.post(0, "contract", [0], [1], [12_345], contract=[0], element=[0])
        >>> book.balances().tolist()
        [-12345, 12345, 0, 0]
    """

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self._pages: list[Ints] = []
        self._balances = np.zeros(accounts.n, np.int64)

    def post(
        self,
        month: int,
        kind: str,
        paid_by: Ints | list[int],
        paid_to: Ints | list[int],
        pence: Ints | list[int],
        contract: Ints | list[int] | int = NONE,
        element: Ints | list[int] | int = NONE,
    ) -> None:
        """Write entries of one month and kind; those of no pence are left out.

        Raises:
            TypeError: if pence are not whole numbers.
            ValueError: if an account or a kind is not known, or columns differ in length.
        """
        amount = np.asarray(pence)
        if amount.dtype.kind != "i":
            raise TypeError("pence must be whole numbers; round pounds with to_pence first")
        amount = amount.astype(np.int64, copy=False)
        payer, payee = np.asarray(paid_by, np.int64), np.asarray(paid_to, np.int64)
        self._check(payer, payee, amount)
        under = _each(contract, amount.size), _each(element, amount.size)
        self._pages.append(_page(month, _kind(kind), payer, payee, amount, *under, self._balances))

    def balances(self) -> Ints:
        """int[accounts], received less paid since the book was opened, in pence."""
        return self._balances.copy()

    def entries(self) -> Entries:
        """Everything written so far, as columns."""
        return Entries(*np.concatenate([np.zeros((len(COLUMNS), 0), np.int64), *self._pages], axis=1))

    def _check(self, payer: Ints, payee: Ints, amount: Ints) -> None:
        """Same lengths and accounts that exist."""
        if not payer.shape == payee.shape == amount.shape:
            raise ValueError("payers, payees and pence must be lists of the same length")
        if not (_all_below(payer, self.accounts.n) and _all_below(payee, self.accounts.n)):
            raise ValueError(f"an entry names an account that is not among the {self.accounts.n} there are")


@entry
def _all_below(accounts: Ints, n: int) -> bool:
    """Whether every number is that of one of n accounts."""
    unknown = 0
    for account in accounts:
        unknown += account < 0 or account >= n
    return unknown == 0


@maker
def _page(
    month: int,
    kind: int,
    payer: Ints,
    payee: Ints,
    pence: Ints,
    contract: Ints,
    element: Ints,
    balances: Ints,
) -> Ints:
    """Columns of the entries that are of some pence, int[7, n], each put on the balances of its accounts."""
    page, n = np.empty((7, pence.size), np.int64), 0
    for i in range(pence.size):
        if pence[i] != 0:
            page[0, n], page[1, n], page[2, n], page[3, n] = month, payer[i], payee[i], pence[i]
            page[4, n], page[5, n], page[6, n] = kind, contract[i], element[i]
            balances[payer[i]] -= pence[i]
            balances[payee[i]] += pence[i]
            n += 1
    return page[:, :n].copy()


def _each(column: Ints | list[int] | int, n: int) -> Ints:
    """A column for n entries; one number stands for all of them."""
    numbers = np.asarray(column, np.int64)
    return numbers if numbers.ndim else np.full(n, column, np.int64)


def _kind(kind: str) -> int:
    """Position of a kind of entry."""
    if kind not in ENTRY_KINDS:
        raise ValueError(f"unknown kind of entry '{kind}'; valid: {', '.join(ENTRY_KINDS)}")
    return ENTRY_KINDS.index(kind)

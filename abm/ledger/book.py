"""The book: every payment and every cost, in whole pence, written once and never changed."""

from dataclasses import dataclass
from typing import Final

import numpy as np

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
        payer, payee = np.asarray(paid_by, np.int64), np.asarray(paid_to, np.int64)
        self._check(payer, payee, amount)
        page = np.empty((len(COLUMNS), len(amount)), np.int64)
        for row, column in zip(
            page, (month, payer, payee, amount, _kind(kind), contract, element), strict=True
        ):
            row[:] = column
        self._pages.append(page[:, amount != 0])
        np.subtract.at(self._balances, payer, amount)
        np.add.at(self._balances, payee, amount)

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
        for accounts in (payer, payee):
            if accounts.size and (accounts.min() < 0 or accounts.max() >= self.accounts.n):
                raise ValueError(
                    f"an entry names an account that is not among the {self.accounts.n} there are"
                )


def _kind(kind: str) -> int:
    """Position of a kind of entry."""
    if kind not in ENTRY_KINDS:
        raise ValueError(f"unknown kind of entry '{kind}'; valid: {', '.join(ENTRY_KINDS)}")
    return ENTRY_KINDS.index(kind)

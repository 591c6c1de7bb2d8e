"""The laws of money, each as a residual in pence that must be zero."""

import numpy as np

from abm.ledger.book import ENTRY_KINDS, Book
from abm.quantities import Ints


def made_or_lost(book: Book) -> int:
    """Sum of all balances, recounted from the entries: what was paid is what was received.

    Also counts any difference between the running balances and the recount.
    """
    entries = book.entries()
    recount = np.zeros(book.accounts.n, np.int64)
    np.subtract.at(recount, entries.paid_by, entries.pence)
    np.add.at(recount, entries.paid_to, entries.pence)
    return int(recount.sum()) + int(np.abs(recount - book.balances()).sum())


def unexplained_spend(book: Book, owed_by_payer: Ints) -> Ints:
    """What each account paid under contracts, less what its contracts say it owed; zero for all.

    Args:
        book: the book.
        owed_by_payer: int[accounts], pence owed by each account, summed over its contracts.

    Returns:
        int[accounts], pence.
    """
    entries = book.entries()
    of_contract = entries.kind == ENTRY_KINDS.index("contract")
    spent = np.zeros(book.accounts.n, np.int64)
    np.add.at(spent, entries.paid_by[of_contract], entries.pence[of_contract])
    return spent - owed_by_payer

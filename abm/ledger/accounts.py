"""The accounts of the ledger: one for each organisation, and two that close the circle of money.

Example:
    >>> accounts = accounts_of(["F84001", "R1H"])
    >>> accounts.names, accounts.treasury, accounts.outside
    (('F84001', 'R1H', 'treasury', 'outside'), 2, 3)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

TREASURY: Final = "treasury"
OUTSIDE: Final = "outside"


@dataclass(frozen=True)
class Accounts:
    """Names of the accounts; an organisation's account has the organisation's index.

    Attributes:
        names: organisation ids, then `treasury`, then `outside`.
    """

    names: tuple[str, ...]

    @property
    def treasury(self) -> int:
        """Index of the account that funds payers."""
        return len(self.names) - 2

    @property
    def outside(self) -> int:
        """Index of the account that costs are paid to: staff, suppliers, lenders."""
        return len(self.names) - 1

    @property
    def n(self) -> int:
        """The number of accounts."""
        return len(self.names)


def accounts_of(organisation_ids: Sequence[str]) -> Accounts:
    """Accounts for organisations in index order.

    Raises:
        ValueError: if an id is used twice, or is the name of a closing account.
    """
    names = (*organisation_ids, TREASURY, OUTSIDE)
    if len(set(names)) != len(names):
        raise ValueError("organisation ids must differ, and none may be 'treasury' or 'outside'")
    return Accounts(names)

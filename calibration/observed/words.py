"""How notes on data say how many rows, and of how much."""

from collections.abc import Sequence

import numpy as np

from abm.quantities import Floats


def rows_of(n: int) -> str:
    """A number of rows.

    Example:
        >>> rows_of(1), rows_of(1234)
        ('1 row', '1,234 rows')
    """
    return f"{n:,} row{'' if n == 1 else 's'}"


def are(n: int) -> str:
    """The verb for so many rows.

    Example:
        >>> are(1), are(2)
        ('is', 'are')
    """
    return "is" if n == 1 else "are"


def units_of(values: Floats, unit: str = "") -> str:
    """How much values that are known add up to.

    Example:
        >>> units_of(np.array([2.0, np.nan, 3.0]), "attendances")
        '5 attendances'
    """
    total = f"{float(np.nansum(values)):,.0f}"
    return f"{total} {unit}" if unit else total


def listed(words: Sequence[str], most: int = 6) -> str:
    """Some words, and how many more there are.

    Example:
        >>> listed(["A", "B", "C"], 2)
        'A, B and 1 more'
    """
    more = f" and {len(words) - most:,} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more

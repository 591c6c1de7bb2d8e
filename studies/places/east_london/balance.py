"""Fits a table to known row and column totals, and writes numbers the same way everywhere."""

from typing import Any

import numpy as np

from abm.quantities import Floats

PASSES = 500
CLOSE_ENOUGH = 1e-6


def balance(seed: Floats, row_totals: Floats, column_totals: Floats) -> Floats:
    """Scale rows and columns in turn until both totals hold (iterative proportional fitting).

    Args:
        seed: float[R, C], what is believed before the totals are known; a 0 stays 0.
        row_totals: float[R].
        column_totals: float[C], with the same sum as the rows.

    Raises:
        ValueError: if the totals differ or the table does not settle.

    Example:
        >>> balance(np.ones((2, 2)), np.array([3.0, 1.0]), np.array([2.0, 2.0])).tolist()
        [[1.5, 1.5], [0.5, 0.5]]
    """
    if not np.isclose(row_totals.sum(), column_totals.sum()):
        raise ValueError("row totals and column totals have different sums")
    table = seed.copy()
    for _ in range(PASSES):
        table *= (row_totals / table.sum(axis=1))[:, None]
        factor = column_totals / table.sum(axis=0)
        table *= factor
        if np.abs(factor - 1).max() < CLOSE_ENOUGH:
            return table
    raise ValueError(f"the table does not fit its totals after {PASSES} passes")


def plain(value: Any, digits: int) -> str:
    """A number with at most so many decimals and no trailing zeros.

    Example:
        >>> plain(12.50, 3), plain(7.0, 1)
        ('12.5', '7')
    """
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

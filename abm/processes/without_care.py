"""Without care: people who need social care and have none come to hospital in an emergency more often.

Somebody goes without from the day the need is brought until a package begins or the need passes:
while waiting at home, when found not eligible, when the wait has been given up, and when sent home
from a bed without the care asked for. Where packages have fewer hours than usual, as many as the hours
that are missing go without for a month. How much more often is `social_care.without_care`; the monthly
step of need reads it (`abm.patients.kernel`).
"""

from typing import Any

from abm.compiled import part
from abm.patients.columns import Columns
from abm.processes.chance import months_long


@part
def goes_without(columns: Columns, row: Any, mean: Any, u: Any) -> None:
    """A need for social care that lasts some months begins, unmet unless a package is there already."""
    if columns.home_care[row] == 0 and columns.residential[row] == 0:
        columns.without_care[row] = months_long(mean, u)


@part
def runs_short(columns: Columns, row: Any, hours: Any, u: Any) -> None:
    """Hours below those usual in a package leave the missing share of people without for a month."""
    if u < 1.0 - hours:
        columns.without_care[row] = 1

"""Single cells: months and numbers as analysts and NHS England write them, and what stands for unknown."""

import math
import re
from typing import Final

from scenarios.errors import InputError

UNKNOWN: Final = frozenset({"*", "-", "..", "n/a", "na", "null", "suppressed"})
"""What stands for a value that is not known or not shown."""
_SMALL: Final = re.compile(r"[<≤]\s*\d+")
_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WRITTEN: Final = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ]00:00(?::00)?)?"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?:[A-Za-z0-9]+-)?(?P<name>[A-Za-z]{3,9})[- ](?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})"),
)
YEARS: Final = (1990, 2100)
MOST: Final = 1e12


def month_of(cell: str, where: str) -> str:
    """A month as YYYY-MM.

    Understood: 2017-04, 2017-04-01, 01/04/2017, Apr-17, April 2017, MSitAE-APRIL-2017, RTT-April-2017 and
    201704. A date must be the first or the last of its month: monthly activity has no other.

    Args:
        cell: as written.
        where: file, row and column, for messages.

    Raises:
        InputError: if it is no month.

    Example:
        >>> [month_of(m, "") for m in ("2017-04", "Apr-17", "MSitAE-APRIL-2017", "01/04/2017", "201704")]
        ['2017-04', '2017-04', '2017-04', '2017-04', '2017-04']
    """
    remedy = "write months as 2017-04"
    if not cell:
        raise InputError("no month", where, remedy)
    found = next((match for form in _WRITTEN if (match := form.fullmatch(cell))), None)
    if found is None:
        raise InputError(f"'{_shown(cell)}' is not a month", where, remedy)
    said = found.groupdict()
    month = _month_number(said, cell, where)
    year = int(said["year"]) + (2000 if len(said["year"]) == 2 else 0)
    if not 1 <= month <= 12 or not YEARS[0] <= year <= YEARS[1]:
        raise InputError(f"'{_shown(cell)}' is not a month", where, remedy)
    if said.get("day") and not (int(said["day"]) == 1 or int(said["day"]) >= 28):
        raise InputError(
            f"'{cell}' is a day within a month", where, "add days up to months, dated by the first"
        )
    return f"{year}-{month:02d}"


def _month_number(said: dict[str, str | None], cell: str, where: str) -> int:
    """1 to 12 from a number or a name."""
    name = (said.get("name") or "").lower()
    if not name:
        return int(said["month"] or 0)
    found = [i for i, whole in enumerate(_NAMES, 1) if whole.startswith(name[:3]) and whole.startswith(name)]
    if name == "sept":
        found = [9]
    if not found:
        raise InputError(f"'{_shown(cell)}' is not a month", where, "write months as 2017-04")
    return found[0]


def number_of(cell: str, where: str) -> float:
    """A number, NaN where the cell says that it is not known.

    Thousands may be parted by commas. What is suppressed ('*', '<8') is not known; an empty cell is a fault.

    Raises:
        InputError: if it is no number that a count or a sum can be.

    Example:
        >>> number_of("1,234", ""), number_of("*", ""), number_of("<8", "")
        (1234.0, nan, nan)
    """
    plain = cell.strip()
    if not plain:
        raise InputError("empty", where, "write the number, or * where it is not known")
    if plain.lower() in UNKNOWN or _SMALL.fullmatch(plain):
        return math.nan
    if "," in plain and not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        raise InputError(f"'{_shown(cell)}' is not a number", where, "write 1234.5, with a point")
    try:
        value = float(plain.replace(",", "").removeprefix("£").replace("_", "?"))
    except ValueError:
        raise InputError(
            f"'{_shown(cell)}' is not a number", where, "write digits, or * where not known"
        ) from None
    if not math.isfinite(value) or abs(value) > MOST:
        raise InputError(f"'{_shown(cell)}' is no amount", where, "write digits, or * where not known")
    return value


def _shown(cell: str) -> str:
    """As much of a cell as a message of one line can hold."""
    return cell if len(cell) <= 40 else cell[:37] + "…"


def months_between(first: str, last: str) -> list[str]:
    """Every month from one to another, both of them, as YYYY-MM.

    Example:
        >>> months_between("2017-11", "2018-02")
        ['2017-11', '2017-12', '2018-01', '2018-02']
    """
    begin, end = index_of(first), index_of(last)
    return [label_of(i) for i in range(begin, end + 1)]


def index_of(month: str) -> int:
    """Months since the year nought."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def label_of(index: int) -> str:
    """The month so many months since the year nought."""
    return f"{index // 12}-{index % 12 + 1:02d}"

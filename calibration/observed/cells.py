"""Months as analysts and NHS England write them, and how months are counted."""

import re
from typing import Final

from scenarios.errors import InputError

_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY: Final = r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[-/ ]?)?"
_NAME: Final = r"(?P<name>[A-Za-z]{3,9})\.?"
_WRITTEN: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?",
        r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?: 00:00(?::00)?)?",
        r"(?P<month>\d{1,2})[-/](?P<year>\d{4})",
        rf"(?:[A-Za-z&]+[-_ ])?{_DAY}{_NAME}[-_/ ,']*(?P<year>\d{{4}}|\d{{2}})",
        rf"(?P<year>\d{{4}})[-_/ ]?{_NAME}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})?",
    )
)
_SERIAL: Final = re.compile(r"(\d{5})(?:\.0+)?", re.ASCII)
_TITLE: Final = re.compile(
    rf"(?<![a-z])({'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _NAMES)}|sept)"
    r"[-_ ,']*(\d{4}|\d{2})(?!\d)"
)
YEARS: Final = (1990, 2100)
REMEDY: Final = "write months as 2017-04"


def month_of(cell: str, where: str = "") -> str:
    """A month as YYYY-MM.

    Understood: 2017-04, 2017-04-01, 01/04/2017, Apr-17, 1 April 2017, MSitAE-APRIL-2017, RTT-April-2017,
    01JUL2026, 201704, 20170401, and Excel's number for a day. A date must be the first or the last of its
    month: monthly activity has no other.

    Args:
        cell: as written.
        where: file, row and column, for messages.

    Raises:
        InputError: if it is no month.

    Example:
        >>> [month_of(m) for m in ("2017-04", "Apr-17", "MSitAE-APRIL-2017", "01/04/2017", "201704", "42826")]
        ['2017-04', '2017-04', '2017-04', '2017-04', '2017-04', '2017-04']
    """
    if not cell:
        raise InputError("no month", where, REMEDY)
    if serial := _SERIAL.fullmatch(cell):
        return _of_serial(int(serial[1]), where)
    said = next((match.groupdict() for form in _WRITTEN if (match := form.fullmatch(cell))), None)
    if said is None:
        raise InputError(f"'{shown(cell)}' is not a month", where, REMEDY)
    month = month_number(said["name"]) if said.get("name") else int(said["month"] or 0)
    year = int(said["year"]) + (2000 if len(said["year"]) == 2 else 0)
    if not 1 <= month <= 12 or not YEARS[0] <= year <= YEARS[1]:
        raise InputError(f"'{shown(cell)}' is not a month", where, REMEDY)
    return _whole(year, month, int(said.get("day") or 1), cell, where)


def _whole(year: int, month: int, day: int, cell: str, where: str) -> str:
    if day != 1 and not 28 <= day <= 31:
        raise InputError(
            f"'{shown(cell)}' is a day within a month", where, "add days up to months, dated by the first"
        )
    return f"{year}-{month:02d}"


def _of_serial(days: int, where: str) -> str:
    """Excel counts days from the end of 1899."""
    from datetime import date, timedelta

    day = date(1899, 12, 30) + timedelta(days)
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise InputError(f"'{days}' is not a month", where, REMEDY)
    return _whole(day.year, day.month, day.day, f"{days} ({day:%d/%m/%Y})", where)


def month_number(name: str) -> int:
    """1 to 12 of a month's name, or of its beginning; 0 where it is none.

    Example:
        >>> month_number("Apr"), month_number("SEPT"), month_number("spring")
        (4, 9, 0)
    """
    begun = name.lower()
    return next((i for i, whole in enumerate(_NAMES, 1) if len(begun) > 2 and whole.startswith(begun)), 0)


def month_in(title: str) -> str | None:
    """The month that a title or a file's name speaks of, if it is one.

    Example:
        >>> month_in("Period: April 2017"), month_in("Monthly-AE-April-2017.csv"), month_in("2017-18")
        ('2017-04', '2017-04', None)
    """
    found = {
        f"{int(year) + (2000 if len(year) == 2 else 0)}-{month_number(name):02d}"
        for name, year in _TITLE.findall(title.lower())
    }
    month = found.pop() if len(found) == 1 else ""
    return month if month and YEARS[0] <= int(month[:4]) <= YEARS[1] else None


def shown(cell: str) -> str:
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
    """Months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def label_of(index: int) -> str:
    """The month so many months since the year 0."""
    return f"{index // 12}-{index % 12 + 1:02d}"

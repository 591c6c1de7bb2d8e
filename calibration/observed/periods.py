"""The month, quarter or financial year of every row, from whatever columns or titles say it.

Months of a financial year are numbered from April: `Financial Month` 1 of 2017/18 is April 2017, and so is
`Financial Month` 201701, which is never January.
"""

import re
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from calibration.observed.cells import index_of, label_of, month_in, month_number, month_of, shown
from calibration.observed.headings import Names
from calibration.observed.sheet import CellError, Sheet
from scenarios.errors import InputError

Every = Literal["month", "quarter", "year"]
SPAN: Final[dict[Every, int]] = {"month": 1, "quarter": 3, "year": 12}
"""Months that a row stands for."""
FINANCIAL_MONTH: Final = (
    *("financial month", "fin month", "finmonth", "financialmonth", "financial period", "fiscal month"),
    *("month of financial year", "contract month", "month number"),
)
FINANCIAL_YEAR: Final = ("financial year", "fin year", "finyear", "financialyear", "fiscal year")
YEAR: Final = (*FINANCIAL_YEAR, "year")
MONTH: Final = (
    *("period", "month", "activity month", "reporting month", "reporting period", "month year"),
    *("extract date", "quarter start", "date", "month start", "activitymonth"),
)
QUARTER: Final = ("period end", "quarter", "period")
ALL: Final = (*MONTH, *FINANCIAL_MONTH, *YEAR, *QUARTER)
"""Every heading that may say when."""

_YEAR: Final = re.compile(r"(?:FY ?)?(\d{4}) ?[-/]? ?(\d{2}|\d{4})", re.ASCII | re.IGNORECASE)
_IN_TITLE: Final = re.compile(r"(?<!\d)(20\d{2}|\d{2})[-/_ ](\d{2})(?!\d)", re.ASCII)
_NUMBERED: Final = re.compile(r"(?:M|Month|Mth|P)? ?0?(\d{1,2})(?:\.0)?", re.ASCII | re.IGNORECASE)
_BOTH: Final = re.compile(r"(\d{4})(?:/\d{2})?[-/M ]?(\d{2})", re.ASCII)
_QUARTERS: Final = {"q1": 4, "q2": 7, "q3": 10, "q4": 1, "1": 4, "2": 7, "3": 10, "4": 1}
_ENDS: Final = {6: 4, 9: 7, 12: 10, 3: 1}
"""First month of the quarter that ends with a month."""
NOT_TITLES: Final = ("publish", "revis", "contact", "source", "next", "extract", "created", "release")


def months_of(sheet: Sheet, every: Every, names: Names = MONTH) -> pd.Series:
    """The first month of what each row stands for, as YYYY-MM.

    Args:
        sheet: the table.
        every: what a row stands for.
        names: of the column that says the month, where that is one column.

    Raises:
        InputError: at the first row that does not say it.
    """
    headings = sheet.headings
    year = headings.at(YEAR)
    if every == "year":
        return _years(sheet, year)
    if every == "quarter":
        return _pairs(sheet, year, headings.at(QUARTER), _quarter)
    financial, month = headings.at(FINANCIAL_MONTH), headings.at(names)
    if financial >= 0:
        return _pairs(sheet, year, financial, _financial_month)
    if month >= 0 and month != year and year >= 0:
        return _pairs(sheet, year, month, _month_of_year)
    if month >= 0:
        return _alone(sheet, month)
    return _titled(sheet, names)


def notes_on(sheet: Sheet, months: pd.Series, every: Every, names: Names) -> list[str]:
    """How months were read where they are not written as such: counted from April, or taken from a title."""
    headings = sheet.headings
    if not len(months) or every != "month":
        return []
    at = headings.at(FINANCIAL_MONTH)
    at = at if at >= 0 else headings.at(names)
    if at < 0:
        return [f"its month is taken from a title or its name: {months[0]}"]
    cells = sheet.text(at)
    numbers = _where(cells.str.fullmatch(r"(?i)(?:M|Month|Mth|P)? ?\d{1,2}(?:\.0)?"))
    if headings.has(FINANCIAL_MONTH):
        numbers = _where(~cells.str.contains("[A-Za-z]{3}") | cells.str.contains(r"(?i)^m"))
    if not len(numbers):
        return []
    row = int(numbers[0])
    return [f"{headings.written[at]} is counted from April: {cells[row]} is {months[row]}"]


def _where(mask: Any) -> np.ndarray:
    return np.flatnonzero(np.asarray(mask, bool))


def _alone(sheet: Sheet, at: int) -> pd.Series:
    return pd.Series(sheet.read(at, _as_cell), dtype=object)


def _as_cell(cell: str) -> str:
    try:
        return month_of(cell)
    except InputError as fault:
        raise CellError(fault.what, fault.remedy) from None


def _pairs(sheet: Sheet, year: int, month: int, reader) -> pd.Series:
    """Rows by year and month together, each pair read once."""
    if month < 0:
        sheet.at("Period End")
    years, months = sheet.text(year), sheet.text(month)
    codes, words = pd.factorize(years + "\n" + months)
    read = []
    for code, word in enumerate(words):
        said, _, when = word.partition("\n")
        try:
            read.append(reader(said, when))
        except CellError as fault:
            row = int(np.flatnonzero(codes == code)[0])
            raise InputError(fault.what, sheet.where(row, month), fault.remedy) from None
    return pd.Series([read[code] for code in codes], dtype=object)


def first_year_of(cell: str) -> int | None:
    """The year in which a financial year begins; None where a cell is none.

    Example:
        >>> [first_year_of(y) for y in ("2026/27", "202627", "2026-2027", "FY2026/27", "2026", "1718")]
        [2026, 2026, 2026, 2026, None, 2017]
    """
    cell = cell.strip()
    if len(cell) == 4 and cell.isascii() and cell.isdigit() and int(cell[2:]) == int(cell[:2]) + 1:
        return 2000 + int(cell[:2]) if not 1990 <= int(cell) <= 2100 else None
    found = _YEAR.fullmatch(cell)
    if not found or int(found[2]) % 100 != (int(found[1]) + 1) % 100:
        return None
    return int(found[1]) if 1990 <= int(found[1]) <= 2100 else None


def _of_financial_year(first: int, number: int) -> str:
    """The calendar month of a month that is numbered from April.

    Example:
        >>> _of_financial_year(2017, 1), _of_financial_year(2017, 10)
        ('2017-04', '2018-01')
    """
    return label_of(index_of(f"{first}-04") + number - 1)


def _financial_month(year: str, cell: str) -> str:
    first = first_year_of(year)
    if (found := _NUMBERED.fullmatch(cell)) and 1 <= int(found[1]) <= 12:
        if first is None:
            what = (
                f"month {int(found[1])} of no financial year"
                if not year
                else f"'{shown(year)}' is no financial year"
            )
            raise CellError(what, "add a column Financial Year, such as 2017/18")
        return _of_financial_year(first, int(found[1]))
    if first is not None and (named := month_number(cell)):
        return _of_financial_year(first, (named - 4) % 12 + 1)
    if (found := _BOTH.fullmatch(cell)) and "-" not in cell:
        return _of_both(int(found[1]), int(found[2]), first, cell)
    if re.search("[A-Za-z]", cell) or cell.count("/") == 2:
        return _as_cell(cell)  # a calendar month by its name, or a day
    what = f"'{shown(cell)}' may be a financial or a calendar month" if cell else "no month"
    raise CellError(what, "write 1 to 12 from April with a Financial Year, or a name such as Apr-17")


def _of_both(year: int, number: int, first: int | None, cell: str) -> str:
    if not 1990 <= year <= 2100 or not 1 <= number <= 12 or (first is not None and first != year):
        raise CellError(
            f"'{shown(cell)}' is no month of a financial year",
            "write 201701 for April 2017, or 1 and 2017/18",
        )
    return _of_financial_year(year, number)


def _month_of_year(year: str, cell: str) -> str:
    """A month by name or number in a financial year beside it, or a whole month by itself."""
    first = first_year_of(year)
    if first is not None and (named := month_number(cell)):
        return _of_financial_year(first, (named - 4) % 12 + 1)
    if (found := _NUMBERED.fullmatch(cell)) and 1 <= int(found[1]) <= 12:
        if first is not None:
            return _of_financial_year(first, int(found[1]))
        what = f"month {int(found[1])} may be counted from April or from January"
        raise CellError(
            what, "name the column Financial Month with a Financial Year, or write months as 2017-04"
        )
    if month_number(cell) and re.fullmatch(r"\d{4}", year, re.ASCII):
        return _as_cell(f"{cell} {year}")
    return _as_cell(cell)


def _quarter(year: str, cell: str) -> str:
    """First month of a quarter of a financial year."""
    first, name = first_year_of(year), cell.lower()
    begins = _QUARTERS.get(name) or _ENDS.get(month_number(name.split(" ")[0]), 0)
    if first is None or not begins:
        said = f"'{shown(year)}' and '{shown(cell)}' are no quarter"
        raise CellError(said, "write 2017-18 and June, September, December or March")
    return f"{first + (begins == 1)}-{begins:02d}"


def _years(sheet: Sheet, at: int) -> pd.Series:
    """First month of a financial year, from a column or from a title."""
    if at >= 0:
        return pd.Series(sheet.read(at, _year), dtype=object)
    said = {
        int(a) % 100
        for title in sheet.above
        for a, b in _IN_TITLE.findall(title)
        if int(b) == (int(a) + 1) % 100
    }
    if len(said) != 1:
        raise InputError(
            "no financial year", sheet.where_headings, "add a column Financial Year, or a title with 2017-18"
        )
    return pd.Series([f"20{said.pop():02d}-04"] * len(sheet), dtype=object)


def _year(cell: str) -> str:
    first = first_year_of(cell)
    if first is None:
        raise CellError(f"'{shown(cell)}' is no financial year", "write 2017-18")
    return f"{first}-04"


def _titled(sheet: Sheet, names: Names) -> pd.Series:
    """The month that title rows or the file's name say."""
    titles = [title for title in sheet.above if not title.lower().lstrip().startswith(NOT_TITLES)]
    said = {month for title in titles if (month := month_in(title))}
    if len(said) != 1:
        remedy = "add it, or keep the title row that says the month, such as Period: April 2017"
        what = f"no column '{names[0].title()}'"
        what += f", and titles speak of {' and of '.join(sorted(said))}" if said else ""
        raise InputError(what, sheet.where_headings, remedy)
    return pd.Series(list(said) * len(sheet), dtype=object)

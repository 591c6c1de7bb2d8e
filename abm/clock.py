"""Months and financial years. The NHS year starts in April; month 0 of a run is an April.

Example:
    >>> Clock(2017).label(0), Clock(2017).label(12), Clock(2017).label(-1)
    ('2017-04', '2018-04', '2017-03')
"""

from dataclasses import dataclass

from abm.quantities import MONTHS_PER_YEAR

APRIL = 4


@dataclass(frozen=True)
class Clock:
    """Turns a run's month number into a calendar month and a financial year.

    Attributes:
        first_year: calendar year of month 0, which is its April. Warm-up months are negative.
    """

    first_year: int

    def calendar_month(self, month: int) -> int:
        """1 for January to 12 for December."""
        return (month + APRIL - 1) % MONTHS_PER_YEAR + 1

    def year(self, month: int) -> int:
        """Calendar year in which the month falls."""
        return self.first_year + (month + APRIL - 1) // MONTHS_PER_YEAR

    def label(self, month: int) -> str:
        """The month as YYYY-MM."""
        return f"{self.year(month)}-{self.calendar_month(month):02d}"

    def financial_year(self, month: int) -> str:
        """The financial year as YYYY-YY, April to March."""
        start = self.first_year + month // MONTHS_PER_YEAR
        return f"{start}-{(start + 1) % 100:02d}"

    def month_number(self, label: str) -> int:
        """The run's month for a YYYY-MM label.

        Raises:
            ValueError: if the label is not a calendar month.
        """
        year, _, month = label.partition("-")
        if not (year.isdigit() and len(year) == 4 and month.isdigit() and 1 <= int(month) <= 12):
            raise ValueError(f"'{label}' is not a month; write it as YYYY-MM, for example 2018-04")
        return (int(year) - self.first_year) * MONTHS_PER_YEAR + int(month) - APRIL


def is_april(month: int) -> bool:
    """Whether a contract year starts in this month."""
    return month % MONTHS_PER_YEAR == 0

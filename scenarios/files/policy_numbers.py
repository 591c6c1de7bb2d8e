"""Numbers that national policy sets, by the contract year in which they held.

Example:
    >>> policy_number("marginal_rate_emergency", 2012).value, policy_number("global_sum", 2017).value
    (0.3, 85.35)
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scenarios.errors import InputError, nearest
from scenarios.files.toml_files import Table, parsed

FILE: Final = Path(__file__).parent / "policy_numbers.toml"
HOME_YEAR: Final = 2017
"""Contract year of a regime that is read for no scenario: that of the places which come with payscape."""
_STILL: Final = 9999


@dataclass(frozen=True)
class PolicyNumber:
    """A number of national policy in one contract year.

    Attributes:
        name: its name in the table.
        what: what it is, in words.
        unit: what it is counted in.
        year: the contract year asked for, by the calendar year of its April.
        value: the number.
        source: where a reader can check it.
        confidence: `published` (seen) or `recalled` (from memory).
        since: the contract year from which it holds.
        newest: whether no later one is known, and nothing says that it stays.
    """

    name: str
    what: str
    unit: str
    year: int
    value: float
    source: str
    confidence: str
    since: int = 0
    newest: bool = False

    @property
    def stands_in(self) -> bool:
        """Whether it is of an earlier year, and nobody has written down whether it still holds."""
        return self.newest and self.since < self.year

    @property
    def words(self) -> str:
        """The number, its unit, and how far it can be believed.

        Example:
            >>> policy_number("global_sum", 2026).words
            'global_sum = 107.57 (pounds a weighted patient a year; that of 2024/25 stands in for 2026/27)'
        """
        years = f"that of {contract_year(self.since)} stands in for {contract_year(self.year)}"
        return f"{self.name} = {self.value:g} ({self.unit}; {years if self.stands_in else self.confidence})"


def contract_year(april: int) -> str:
    """A contract year in words.

    Example:
        >>> contract_year(1999), contract_year(2026)
        ('1999/00', '2026/27')
    """
    return f"{april}/{(april + 1) % 100:02d}"


def policy_names() -> list[str]:
    """Names of the numbers there are, in alphabetical order."""
    return sorted(_table())


def policy_number(name: str, year: int) -> PolicyNumber:
    """The number in force in the contract year that begins in April of `year`.

    Args:
        name: one of `policy_names()`.
        year: the calendar year of its April, 2017 for 2017/18.

    Raises:
        InputError: if there is no such number, or none is known for the year.
    """
    table = _table()
    if name not in table:
        raise InputError(f"no policy number '{name}'", FILE.name, nearest(name, table))
    begun = [row for row in table[name]["values"] if row["from"] <= year]
    if not begun or year > begun[-1].get("to", _STILL):
        known = _years(table[name]["values"])
        raise InputError(f"no {name} is known for {year}", FILE.name, f"there is one {known}")
    row = begun[-1]
    about = {key: table[name][key] for key in ("what", "unit")}
    held = {key: row[key] for key in ("value", "source", "confidence")}
    newest = row is table[name]["values"][-1] and not row.get("stays", False)
    return PolicyNumber(name, year=year, **about, **held, since=row["from"], newest=newest)


def _years(rows: list[dict[str, Any]]) -> str:
    """The years for which there is a value, in words."""
    ends = [row["to"] for row in rows if "to" in row]
    after = [min((row["from"] for row in rows if row["from"] > end), default=None) for end in ends]
    starts = [rows[0]["from"], *(year for year in after if year)]
    spans = [f"for {first} to {last}" for first, last in zip(starts, ends, strict=False)]
    return " and ".join([*spans, *(f"from {first}" for first in starts[len(ends) :])])


def _table() -> Table:
    """The table as it is written."""
    return parsed(FILE, "table of policy numbers")

"""Terms of an element that name a number of national policy instead of writing it.

    marginal_rate = { policy = "marginal_rate_emergency" }               of the year that is asked for
    pounds_per_point = { policy = "quality_point", year = 2017 }         always of 2017/18

A share, such as a marginal rate, may follow the year of a scenario. A sum of pounds is in the prices of its
own year, so a regime whose other prices are of one year names that year.

Example:
    >>> resolved({"marginal_rate": {"policy": "marginal_rate_emergency"}}, 2012, "my.toml", "acute")
    {'marginal_rate': 0.3}
"""

from collections.abc import Iterator
from typing import Any, Final

from scenarios.errors import InputError, nearest
from scenarios.files.faults import shown
from scenarios.files.policy_numbers import PolicyNumber, policy_number
from scenarios.files.toml_files import Table

POLICY: Final = "policy"
KEYS: Final = (POLICY, "year")
YEARS: Final = (1990, 2100)


def resolved(terms: Table, year: int, file: str, key: str) -> Table:
    """Terms with the number in place of every name, however deep.

    Args:
        terms: what a file says of an element.
        year: contract year of numbers that name none themselves, by the calendar year of its April.
        file: name of the file, for messages.
        key: where in the file the terms are, for messages.

    Raises:
        InputError: if there is no such number, or none is known for the year.
    """
    return {name: _term(value, year, file, f"{key}.{name}") for name, value in terms.items()}


def named(terms: Table, year: int) -> Iterator[PolicyNumber]:
    """Every policy number that terms name, in the order of the file.

    Args:
        terms: tables of a file that was read without a fault.
        year: as for `resolved`.
    """
    for value in terms.values():
        if isinstance(value, dict):
            inside: Table = value
            yield from [_number(inside, year, "")] if POLICY in inside else named(inside, year)


def _term(value: Any, year: int, file: str, key: str) -> Any:
    """A term as it is, or the number it names."""
    if not isinstance(value, dict):
        return value
    return (
        _number(value, year, f"{file}: {key}").value if POLICY in value else resolved(value, year, file, key)
    )


def _number(term: Table, year: int, where: str) -> PolicyNumber:
    """The number that a term names."""
    for word in term:
        if word not in KEYS:
            raise InputError(f"unknown key '{word}'", where, nearest(word, KEYS))
    name, own_year = term[POLICY], term.get("year", year)
    if not isinstance(name, str):
        raise InputError("policy is not a name in quotes", where, 'write { policy = "global_sum" }')
    if not isinstance(own_year, int) or isinstance(own_year, bool) or not YEARS[0] <= own_year <= YEARS[1]:
        raise InputError(f"year {shown(own_year)} is no year", where, "write 2017 for 2017/18")
    try:
        return policy_number(name, own_year)
    except InputError as fault:
        raise InputError(fault.what, where, fault.remedy) from None

"""The one TOML file of a place: its name, its year, its sub-systems, who pays for outsiders."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from scenarios.errors import InputError, nearest
from scenarios.files.toml_files import parsed_text

FILE: Final = "place.toml"
KEYS: Final = ("id", "title", "reference_year", "sources", "outside_payer", "sub_systems", "fit")
SUB_SYSTEM_KEYS: Final = ("id", "name", "boroughs", "lead_trust", "lead_federation")
FIT_KEYS: Final = ("value", "reason")
YEARS: Final = (1990, 2100)
LARGEST_FIT: Final = 10.0
PLAIN_ID: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Planned:
    """A sub-system as written, before its ids are looked up."""

    id: str
    name: str
    boroughs: tuple[str, ...]
    lead_trust: str
    lead_federation: str


@dataclass(frozen=True)
class Settings:
    """What place.toml says, checked for form; ids are looked up later against the tables.

    Attributes:
        id: the place's short name.
        title: one line.
        reference_year: calendar year in which the reference financial year starts.
        outside_payer: id of the organisation that pays for people living outside.
        sub_systems: groups of boroughs that plan together.
        fit: multipliers by name.
    """

    id: str
    title: str
    reference_year: int
    outside_payer: str
    sub_systems: tuple[Planned, ...]
    fit: Mapping[str, float]


def settings_in(text: str) -> Settings:
    """What place.toml says.

    Raises:
        InputError: naming the key at fault.
    """
    said = parsed_text(text, FILE, "place")
    _only(said, KEYS, FILE, optional=("fit", "sources"))
    _text(said.get("sources", "-"), f"{FILE}: sources")
    place_id = _text(said["id"], f"{FILE}: id")
    if not PLAIN_ID.fullmatch(place_id):
        raise InputError(f"'{place_id}' will not do", f"{FILE}: id", "use a-z, 0-9 and _ only")
    return Settings(
        id=place_id,
        title=_text(said["title"], f"{FILE}: title"),
        reference_year=_year(said["reference_year"]),
        outside_payer=_text(said["outside_payer"], f"{FILE}: outside_payer"),
        sub_systems=_sub_systems(said["sub_systems"]),
        fit=_fit(said.get("fit", {})),
    )


def _only(
    table: Mapping[str, Any], keys: tuple[str, ...], where: str, optional: tuple[str, ...] = ()
) -> None:
    """The table holds these keys and no other."""
    for key in table:
        if key not in keys:
            raise InputError(f"unknown key '{key}'", where, nearest(key, keys))
    for key in keys:
        if key not in table and key not in optional:
            raise InputError(f"key '{key}' is missing", where, "keys: " + ", ".join(keys))


def _text(value: Any, where: str) -> str:
    """A phrase."""
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{value!r} is not text", where, "write a phrase in quotes")
    return value.strip()


def _year(value: Any) -> int:
    """A calendar year."""
    where, (first, last) = f"{FILE}: reference_year", YEARS
    if not isinstance(value, int) or isinstance(value, bool) or not first <= value <= last:
        raise InputError(f"{value!r} is not a year", where, f"write a whole number from {first} to {last}")
    return value


def _sub_systems(value: Any) -> tuple[Planned, ...]:
    """The [[sub_systems]] tables, each with its own id."""
    where = f"{FILE}: sub_systems"
    if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
        raise InputError("no sub-system is given", where, "write at least one [[sub_systems]] table")
    groups = tuple(_sub_system(v, f"{where} {n}") for n, v in enumerate(value, start=1))
    ids = [group.id for group in groups]
    for i in ids:
        if ids.count(i) > 1:
            raise InputError(f"'{i}' is here twice", where, "give each sub-system its own id")
    return groups


def _sub_system(table: Mapping[str, Any], where: str) -> Planned:
    """One [[sub_systems]] table."""
    _only(table, SUB_SYSTEM_KEYS, where)
    boroughs = table["boroughs"]
    if not isinstance(boroughs, list) or not boroughs:
        raise InputError("no boroughs", f"{where}: boroughs", 'write a list such as ["north", "south"]')
    text = {key: _text(table[key], f"{where}: {key}") for key in SUB_SYSTEM_KEYS if key != "boroughs"}
    return Planned(boroughs=tuple(_text(b, f"{where}: boroughs") for b in boroughs), **text)


def _fit(value: Any) -> Mapping[str, float]:
    """The multipliers of [fit]; each must say why it is there."""
    where = f"{FILE}: fit"
    if not isinstance(value, dict):
        raise InputError("not a table", where, "write [fit.name] with value and reason")
    fitted: dict[str, float] = {}
    for name, table in value.items():
        if not isinstance(table, dict):
            raise InputError("not a table", f"{where}.{name}", "write value = … and reason = …")
        _only(table, FIT_KEYS, f"{where}.{name}")
        _text(table["reason"], f"{where}.{name}.reason")
        fitted[name] = _multiplier(table["value"], f"{where}.{name}.value")
    return fitted


def _multiplier(value: Any, where: str) -> float:
    """A number above 0, and not absurdly large."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or not 0 < value <= LARGEST_FIT:
        raise InputError(f"{value!r} is no multiplier", where, f"write a number above 0, to {LARGEST_FIT:g}")
    return float(value)

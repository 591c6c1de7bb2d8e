"""What must hold between the files of a place. Each check names the first file and row at fault."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from abm.place import Organisation, Site
from abm.quantities import Floats
from scenarios.errors import InputError, nearest
from scenarios.files.place.columns import REQUIRED_FIGURES
from scenarios.files.place.settings import FILE, Settings
from scenarios.files.place.table import PlaceTable

SHARE_SLACK: Final = 0.02
"""Shares may miss 1 by this much, for rounding; they are then scaled to 1."""

LIST_SLACK: Final = 0.10
"""A list by age and sex may differ from the registered patients by this share, for its date."""


def sub_system_by_borough(settings: Settings, boroughs: Mapping[str, int]) -> list[int]:
    """The sub-system of each borough; every borough is in exactly one.

    Raises:
        InputError: for an unknown borough, or one in two sub-systems or in none.
    """
    owner: dict[str, int] = {}
    for n, group in enumerate(settings.sub_systems):
        where = f"{FILE}: sub_systems {n + 1} ({group.id}): boroughs"
        for borough in group.boroughs:
            if borough not in boroughs:
                raise InputError(f"'{borough}' is not in boroughs.csv", where, nearest(borough, boroughs))
            if borough in owner:
                other = settings.sub_systems[owner[borough]].id
                raise InputError(f"'{borough}' is here and in {other} already", where, "keep it in one")
            owner[borough] = n
    for borough in boroughs:
        if borough not in owner:
            raise InputError(
                f"borough '{borough}' is in no sub-system", f"{FILE}: sub_systems", "add it to one"
            )
    return [owner[borough] for borough in boroughs]


def practices_in_every_borough(practices: PlaceTable, boroughs: Sequence[str], population: Floats) -> None:
    """Every borough where people live has a practice.

    Raises:
        InputError: naming the borough.
    """
    for borough, people in zip(boroughs, population.sum(axis=1), strict=True):
        if people > 0 and borough not in practices["borough_id"]:
            raise InputError(
                f"borough '{borough}' has {people:,.0f} people and no practice",
                practices.file,
                "add a practice there, or join the borough to another",
            )


def every_age_given(table: PlaceTable, boroughs: Sequence[str], filled: Floats) -> None:
    """Every borough has a row for every single year of age, and people in some.

    Raises:
        InputError: naming the borough and the age.
    """
    for borough, ages in zip(boroughs, filled, strict=True):
        missing = np.flatnonzero(np.isnan(ages))
        if missing.size:
            raise InputError(
                f"borough '{borough}' has no row for age {missing[0]}", table.file, "write ages 0 to 90"
            )
        if ages.sum() == 0:
            raise InputError(f"borough '{borough}' has no people", table.file, "remove it or fill it")


def lists_complete(table: PlaceTable, practices: PlaceTable, lists: Floats) -> None:
    """Every practice has a list by age and sex that adds up to about its registered patients.

    Raises:
        InputError: naming the practice.
    """
    for p, practice in enumerate(practices["practice_id"]):
        total, registered = lists[p].sum(), practices["registered_patients"][p]
        if total == 0:
            raise InputError(f"practice '{practice}' has no list", table.file, "add its rows")
        if abs(total / registered - 1) > LIST_SLACK:
            raise InputError(
                f"the list of '{practice}' adds up to {total:,.0f}",
                table.file,
                f"{practices.where(p, 'registered_patients')} says {registered:,.0f}",
            )


def registrations_complete(
    table: PlaceTable, practices: Sequence[str], boroughs: Sequence[str], cells: Floats
) -> None:
    """Every practice has registered residents, and every borough's people a practice to be with.

    Raises:
        InputError: naming the practice or the borough.
    """
    for practice, people in zip(practices, cells.sum(axis=(1, 2)), strict=True):
        if people == 0:
            raise InputError(f"practice '{practice}' has no registrations", table.file, "add its rows")
    for borough, people in zip(boroughs, cells.sum(axis=(0, 2)), strict=True):
        if people == 0:
            raise InputError(f"nobody of '{borough}' is registered", table.file, "add rows for it")


def shares_to_one(table: PlaceTable, column: str, boroughs: Sequence[str], shares: Floats) -> Floats:
    """Scale each borough's shares to 1 exactly.

    Raises:
        InputError: naming the borough whose shares miss 1 by more than rounding.
    """
    for borough, total in zip(boroughs, shares.sum(axis=1), strict=True):
        if abs(total - 1) > SHARE_SLACK:
            if borough not in table["borough_id"]:
                raise InputError(f"borough '{borough}' has no rows", table.file, "say where its people go")
            row = table["borough_id"].index(borough)
            raise InputError(
                f"the shares of borough '{borough}' add up to {total:.3f}",
                table.where(row, column),
                "they must add up to 1 over its trusts",
            )
    return shares / shares.sum(axis=1, keepdims=True)


def figures_complete(table: PlaceTable, organisations: Sequence[Organisation]) -> None:
    """Every organisation has the figures its kind needs, none below zero but a margin.

    Raises:
        InputError: naming the organisation and the figure.
    """
    for o in organisations:
        for name in REQUIRED_FIGURES.get(o.kind, ()):
            if name not in o.figures:
                raise InputError(f"'{o.id}' ({o.kind}) has no {name}", table.file, "add a row for it")
        for name, value in o.figures.items():
            if value < 0 and name != "margin_rate":
                raise InputError(f"{name} of '{o.id}' is below 0", table.file, "write 0 or more")


def ranges_hold(table: PlaceTable) -> None:
    """Each figure's value lies between its low and its high.

    Raises:
        InputError: naming the row.
    """
    for row, (low, value, high) in enumerate(zip(table["low"], table["value"], table["high"], strict=True)):
        if not low <= value <= high:
            raise InputError(
                f"{value:g} is not between {low:g} and {high:g}",
                table.where(row, "value"),
                "low must be at most the value, and the value at most high",
            )


def trusts_have_sites(
    sites: Sequence[Site],
    trusts: Sequence[int],
    organisations: Sequence[Organisation],
    emergency: Floats,
    planned: Floats,
) -> None:
    """A trust that patients go to has a site to receive them, with beds.

    Raises:
        InputError: naming the trust.
    """
    for t, trust in enumerate(trusts):
        own, name = [site for site in sites if site.trust == trust], organisations[trust].id
        if not any(site.beds > 0 for site in own):
            raise InputError(f"trust '{name}' has no site with beds", "sites.csv", "add one")
        if emergency[:, t].sum() > 0 and not any(site.has_ae for site in own):
            raise InputError(f"trust '{name}' takes emergencies nowhere", "sites.csv", "set has_ae to yes")
        if planned[:, t].sum() > 0 and not any(site.has_planned for site in own):
            raise InputError(
                f"trust '{name}' has planned care nowhere", "sites.csv", "set has_planned to yes"
            )


def seasons_complete(table: PlaceTable, seasons: Floats) -> Floats:
    """Twelve months whose mean is 1, scaled to be so exactly.

    Raises:
        InputError: naming the month missing or the column whose mean is not 1.
    """
    missing = np.flatnonzero(np.isnan(seasons[:, 0]))
    if missing.size:
        month = (int(missing[0]) + 3) % 12 + 1
        raise InputError(f"calendar month {month} is missing", table.file, "write months 1 to 12")
    for column, mean in zip(("attendances", "admissions"), seasons.mean(axis=0), strict=True):
        if abs(mean - 1) > SHARE_SLACK:
            raise InputError(
                f"the mean is {mean:.3f}", f"{table.file}: column {column}", "the 12 must average 1"
            )
    return seasons / seasons.mean(axis=0)

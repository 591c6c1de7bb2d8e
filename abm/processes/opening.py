"""The opening: people already in care when a run starts, as many as the services usually have."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameter import Values
from abm.patients.columns import ALIVE, Columns
from abm.patients.hazards import MENTAL, SUPPORT, Tables
from abm.quantities import Floats
from abm.streams import uniform
from abm.vocabulary import DEPRIVATION_QUINTILES

STREAMS = (
    "opening.community",
    "opening.home_care",
    "opening.residential",
    "opening.mental",
    "opening.months",
    "opening.without_care",
)
_LONGEST = 250


def months_in_care(values: Values) -> Floats:
    """Mean months a new need spends, float[5]: community, home, residential, mental, without care."""
    social = 1 - values["community.health_share"]
    eligible = values["social_care.eligible_share"]
    accepted = values["community.accepted_share"]
    residential = values["social_care.residential_share"]
    return np.array(
        [
            accepted * values["community.health_share"] * values["community.caseload_months"],
            social * eligible * (1 - residential) * values["social_care.package_months"],
            social * eligible * residential * values["social_care.residential_months"],
            accepted * values["mental_health.caseload_months"],
            social * (1 - eligible) * values["social_care.package_months"],
        ]
    )


@part
def _left(mean: Any, u: Any) -> Any:
    return min(1 + np.int64(-np.log(1.0 - u) * mean), _LONGEST)


@entry
def open_care(
    columns: Columns,
    tables: Tables,
    rows: int,
    month: int,
    months: Floats,
    lengths: Floats,
    keys: NDArray[np.uint64],
) -> None:
    """Put residents in care with the chance that the steady state has them there.

    The chance is the monthly hazard of a need times the mean months that a need spends in the
    service (Little's law); months left are drawn with the service's mean length.

    Args:
        columns: residents.
        tables: hazards.
        rows: rows in use.
        month: month of the opening.
        months: float[5], see `months_in_care`.
        lengths: float[5], mean months of one spell of each.
        keys: keys of `STREAMS`.
    """
    for row in range(rows):
        if columns.flags[row] & ALIVE == 0:
            continue
        band = np.int64(tables.band[month - columns.birth[row]])
        cell = band * 2 * DEPRIVATION_QUINTILES + np.int64(columns.demography[row])
        health = columns.health[row]
        support = np.float64(tables.base[cell, SUPPORT] * tables.multiple[health, SUPPORT])
        mental = np.float64(tables.base[cell, MENTAL] * tables.multiple[health, MENTAL])
        identity = columns.identity[row]
        left = uniform(keys[4], identity)
        if uniform(keys[0], identity) < support * months[0]:
            columns.caseload[row] = _left(lengths[0], left)
        if uniform(keys[2], identity) < support * months[2]:
            columns.residential[row] = _left(lengths[2], left)
        elif uniform(keys[1], identity) < support * months[1]:
            columns.home_care[row] = _left(lengths[1], left)
        elif uniform(keys[5], identity) < support * months[4]:
            columns.without_care[row] = _left(lengths[4], left)
        if uniform(keys[3], identity) < mental * months[3]:
            columns.mental[row] = _left(lengths[3], left)


def lengths_of_care(values: Values) -> Floats:
    """Mean months of one spell, float[5]: community, home, residential, mental, without care."""
    names = (
        "community.caseload_months",
        "social_care.package_months",
        "social_care.residential_months",
        "mental_health.caseload_months",
        "social_care.package_months",
    )
    return np.array([values[n] for n in names])

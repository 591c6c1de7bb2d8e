"""A population from a place: residents drawn so that lists, ages and deprivation match it.

Rows are laid out practice by practice. Residents are spread over the cells of practice x sex x age
band by systematic sampling, so that a 1/100 sample has every list at its right size; the rest
(year of age, borough, deprivation, conditions, frailty) is drawn at each resident's own address.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameter import Values
from abm.patients.columns import ALIVE, ENROLLED, FRAILTY_SHIFT, NEVER_LEAVES, Columns, empty_columns
from abm.patients.hazards import Tables, frailty_shares, prevalence
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.streams import LANE_BITS, draw, stream_keys, uniform, uniforms
from abm.vocabulary import AGE_BAND_STARTS, AGE_BANDS, CONDITIONS, DEPRIVATION_QUINTILES

BIRTH_STREAMS = (
    "birth.home",
    "birth.age",
    "birth.health1",
    "birth.health2",
    "birth.health3",
    "birth.health4",
    "birth.state",
    "birth.leaving",
)
_LANE = np.uint64((1 << LANE_BITS) - 1)
_UNIT = 1.0 / (1 << LANE_BITS)
OLDEST = 90
_LEAVING_BY_AGE = (0.5, 0.5, 1.6, 1.8, 1.2, 0.7, 0.5, 0.3, 0.2, 0.2)
"""Moving away, relative to the mean, by band of `RATE_AGES`: young adults move most (assumed)."""


class Origins(NamedTuple):
    """What a new resident's attributes are drawn from. P practices, B boroughs.

    Attributes:
        cells: float64[P x 2 x 9], running share of residents by practice, sex and age band.
        home: float64[P, B x 5], running share of a list by borough and deprivation.
        ages: float64[B, 91], running share of a borough's residents by year of age.
        prevalence: float64[bands, conditions].
        frailty: float64[bands, 3], running share fit, mild, moderate.
        leaving: float64[bands], yearly chance of moving away.
        proactive: float64, share of eligible people enrolled at the start.
        scalars: float64[4]: control under usual care, in proactive care, lowest mover's age, spread.
    """

    cells: Floats
    home: Floats
    ages: Floats
    prevalence: Floats
    frailty: Floats
    leaving: Floats
    proactive: float
    scalars: Floats


def build_origins(place: Place, values: Values) -> Origins:
    """Running shares of a place, ready to be drawn from."""
    residents = place.registrations.sum(axis=(1, 2))
    lists = place.list_by_age_sex / np.maximum(place.list_by_age_sex.sum(axis=(1, 2), keepdims=True), 1e-9)
    cells = np.cumsum((lists * residents[:, None, None]).ravel())
    home = np.cumsum(place.registrations.reshape(place.n_practices, -1), axis=1)
    ages = np.cumsum(place.population, axis=1)
    scalars = (
        "illness.control_usual",
        "illness.control_proactive",
        "demography.mover_age_lowest",
        "demography.mover_age_spread",
    )
    return Origins(
        cells / cells[-1],
        home / np.maximum(home[:, -1:], 1e-9),
        ages / np.maximum(ages[:, -1:], 1e-9),
        prevalence(values),
        np.cumsum(frailty_shares(values), axis=1)[:, :3].copy(),
        np.minimum(np.array(_LEAVING_BY_AGE) * values["demography.moving_out_rate"], 0.9),
        values["primary_care.proactive_share"],
        np.array([values[s] for s in scalars]),
    )


_BAND_STARTS = np.array((*AGE_BAND_STARTS, OLDEST + 1))


@part
def _lane(hashed: Any, which: Any) -> Any:
    return np.float64((hashed >> np.uint64(LANE_BITS * which)) & _LANE) * _UNIT


@part
def _first_above(running: Any, u: Any) -> Any:
    """First position whose running share exceeds u, the last where none does."""
    low, high = 0, running.size - 1
    while low < high:
        middle = (low + high) // 2
        if running[middle] > u:
            high = middle
        else:
            low = middle + 1
    return low


@part
def _year_of_age(ages: Any, borough: Any, band: Any, u: Any) -> Any:
    """A year of age within a band, in the borough's proportions."""
    first, last = _BAND_STARTS[band], min(_BAND_STARTS[band + 1], OLDEST + 1)
    low = ages[borough, first - 1] if first > 0 else 0.0
    high = ages[borough, last - 1]
    if high <= low:
        return first + np.int64(u * (last - first))
    target = low + u * (high - low)
    year = first
    while year < last - 1 and ages[borough, year] <= target:
        year += 1
    return year


@part
def settle_person(
    columns: Columns,
    row: int,
    identity: Any,
    practice: Any,
    sex: Any,
    age_months: Any,
    home: Any,
    month: int,
    origins: Origins,
    tables: Tables,
    keys: NDArray[np.uint64],
    born_here: bool,
) -> None:
    """Write a new resident into a row: health, frailty, control and when they will leave.

    `home` is borough x 5 + deprivation. A resident born in the run starts without conditions.
    """
    band = np.int64(tables.band[age_months])
    health = 0
    if not born_here:
        for k in range(len(CONDITIONS)):
            u = _lane(draw(keys[2 + k // 3], identity), k % 3)
            if u < origins.prevalence[band, k]:
                health |= 1 << k
        u = _lane(draw(keys[5], identity), 1)
        for level in range(3):
            if u >= origins.frailty[band, level]:
                health += 1 << FRAILTY_SHIFT
    state = draw(keys[6], identity)
    enrolled = tables.eligible[health] != 0 and _lane(state, 0) < origins.proactive
    # Three uniform lanes make a nearly normal severity (Irwin and Hall) of unit variance.
    severity = (_lane(state, 1) + _lane(state, 2) + _lane(draw(keys[5], identity), 2) - 1.5) * 2.0
    stay = uniform(keys[7], identity)
    rate = max(origins.leaving[band], 1e-6)
    leaves = month + 1 + np.int64(MONTHS_PER_YEAR * np.log(1.0 - stay) / np.log(1.0 - rate))
    columns.identity[row] = identity
    columns.birth[row] = month - age_months
    columns.demography[row] = sex * DEPRIVATION_QUINTILES + home % DEPRIVATION_QUINTILES
    columns.borough[row] = home // DEPRIVATION_QUINTILES
    columns.practice[row] = practice
    columns.health[row] = health
    columns.segment[row] = tables.segment[band, health]
    columns.flags[row] = ALIVE | (ENROLLED if enrolled else 0)
    columns.severity[row] = severity
    columns.control[row] = origins.scalars[1] if enrolled else origins.scalars[0]
    columns.leaves[row] = min(leaves, NEVER_LEAVES)
    columns.caseload[row] = 0
    columns.mental[row] = 0
    columns.home_care[row] = 0
    columns.residential[row] = 0
    columns.without_care[row] = 0
    columns.queue[row] = 255
    columns.queue_next[row] = -1


@entry
def settle_founders(
    columns: Columns,
    people: int,
    offset: float,
    month: int,
    origins: Origins,
    tables: Tables,
    keys: NDArray[np.uint64],
) -> None:
    """Fill rows 0 to `people` - 1 with the residents there at the start."""
    bands = len(AGE_BANDS)
    cell = 0
    born_here = people < 0  # nobody is; a variable, so that one compiled form serves both callers
    for row in range(people):
        target = (row + offset) / people
        while cell < origins.cells.size - 1 and origins.cells[cell] <= target:
            cell += 1
        practice, rest = cell // (2 * bands), cell % (2 * bands)
        identity = np.uint64(row)
        where = draw(keys[0], identity)
        home = _first_above(origins.home[practice], _lane(where, 0))
        year = _year_of_age(origins.ages, home // DEPRIVATION_QUINTILES, rest % bands, _lane(where, 1))
        age = np.int64(year) * MONTHS_PER_YEAR + np.int64(_lane(where, 2) * MONTHS_PER_YEAR)
        settle_person(
            columns,
            row,
            identity,
            practice,
            rest // bands,
            age,
            home,
            month,
            origins,
            tables,
            keys,
            born_here,
        )


@entry
def settle_arrivals(
    columns: Columns,
    rows: NDArray[np.int32],
    first_identity: int,
    births: int,
    month: int,
    origins: Origins,
    tables: Tables,
    keys: NDArray[np.uint64],
) -> None:
    """Fill recycled rows with this month's arrivals: the first `births` are born, the rest move in.

    Who arrives depends on (seed, place, month, k) alone, never on who died or how many remain.
    """
    bands = len(AGE_BANDS)
    for k in range(rows.size):
        identity = np.uint64(first_identity + k)
        where = draw(keys[0], identity)
        cell = _first_above(origins.cells, _lane(where, 0))
        practice = cell // (2 * bands)
        home = _first_above(origins.home[practice], _lane(where, 1))
        sex = np.int64(_lane(where, 2) * 2)
        born = k < births
        years = origins.scalars[2] + _lane(draw(keys[1], identity), 0) * origins.scalars[3]
        age = 0 if born else np.int64(years * MONTHS_PER_YEAR)
        settle_person(
            columns, rows[k], identity, practice, sex, age, home, month, origins, tables, keys, born
        )


def founders(
    place: Place, origins: Origins, tables: Tables, sample: float, seed: int, month: int, spare: int
) -> Columns:
    """The population at the start of a run.

    Args:
        place: where they live.
        origins: what attributes are drawn from.
        tables: hazards and look-ups.
        sample: sampling fraction, above 0 to 1.
        seed: of the run.
        month: first month (negative in warm-up).
        spare: empty rows to leave for growth.

    Returns:
        Columns of round(residents x sample) people and `spare` empty rows.
    """
    people = round(place.residents * sample)
    columns = empty_columns(people + spare)
    keys = stream_keys(seed, BIRTH_STREAMS, month)
    offset = uniforms(seed, "birth.offset", month, np.zeros(1, np.int64))[0]
    settle_founders(columns, people, float(offset), month, origins, tables, keys)
    return columns

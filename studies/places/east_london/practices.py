"""Practices of 2017-18: where they are, whom they list and what they are paid.

A practice is kept when it had a list of more than 500 in early 2016 and was still paid in 2017-18.
Payments of Redbridge are not among the inputs: its practices are kept with their list of 2016 grown
like the other boroughs' lists, and with the median payment per weighted patient of the others.
"""

from dataclasses import dataclass
from functools import cache
from statistics import fmean, median
from typing import Final

from abm.vocabulary import AGE_BANDS, SEXES
from studies.places.east_london.balance import plain
from studies.places.east_london.geography import BOROUGH_OF_LAD, BOROUGHS, neighbourhoods
from studies.places.east_london.raw import RawRow, rows

SMALLEST_LIST: Final = 500
UNPAID: Final = "redbridge"

PAYMENTS: Final = {
    "global_sum_pounds": ("global_sum", "mpig", "pms_balance"),
    "qof_pounds": ("qof",),
    "enhanced_pounds": (
        "extended_hours_des",
        "unplanned_admissions_des",
        "childhood_vacc_des",
        "minor_surgery_des",
        "local_enhanced_services",
    ),
}
"""Which published payments make up each figure; what is left, less drugs, is `other_pounds`. A
practice on a personal contract (PMS) has its core money under pms_balance, so the three go together."""

CORE_RANGE: Final = (0.5, 2.0)
"""Core money per weighted patient outside these multiples of the median is a part year or a practice
in change; the median is put in its place."""


@dataclass(frozen=True)
class Practice:
    """One practice, its list grown to 2017-18 and its money of that year."""

    id: str
    name: str
    borough: str
    latitude: float
    longitude: float
    registered: float
    weighted: float
    pounds: dict[str, float]
    list_by_age_sex: dict[tuple[str, str], float]
    source: str


@cache
def practices() -> list[Practice]:
    """All practices, in order of code."""
    paid = {row["practice_code"]: row for row in rows("gp_payments_practice_nel_2014_2018.csv")}
    register = {row["practice_code"]: row for row in rows("gp_practices_nel_2016.csv")}
    listed = [row for row in rows("gp_list_size_age_sex_nel_2016q1.csv") if _kept(row, paid)]
    typical = _typical(listed, paid)
    return [
        _practice(row, register.get(row["practice_code"], {}), paid.get(row["practice_code"]), typical)
        for row in sorted(listed, key=lambda row: row["practice_code"])
    ]


def _kept(row: RawRow, paid: dict[str, RawRow]) -> bool:
    """Whether a practice of 2016 was still there in 2017-18, and no stump."""
    still = row["practice_code"] in paid or row["borough"] == BOROUGHS[UNPAID][0]
    return still and float(row["patients_total"]) > SMALLEST_LIST


def _typical(listed: list[RawRow], paid: dict[str, RawRow]) -> dict[str, float]:
    """What is usual among paid practices.

    Medians of pounds per weighted patient and of weighted per registered patient, and the growth of
    their lists together since 2016.
    """
    pairs = [(row, paid[row["practice_code"]]) for row in listed if row["practice_code"] in paid]
    typical = {
        figure: median(_pounds(pay)[figure] / float(pay["weighted_patients"]) for _, pay in pairs)
        for figure in (*PAYMENTS, "other_pounds")
    }
    typical["weight"] = median(
        float(pay["weighted_patients"]) / float(pay["registered_patients"]) for _, pay in pairs
    )
    now, then = (fmean(column) for column in zip(*(_sizes(*pair) for pair in pairs), strict=True))
    return typical | {"growth": now / then}


def _sizes(listed: RawRow, pay: RawRow) -> tuple[float, float]:
    """Patients in 2017-18 and in 2016."""
    return float(pay["registered_patients"]), float(listed["patients_total"])


def _pounds(pay: RawRow) -> dict[str, float]:
    """The four figures from a row of payments, in pounds a year; a claw-back counts as nothing."""
    pounds = {figure: sum(float(pay[part] or 0) for part in parts) for figure, parts in PAYMENTS.items()}
    rest = float(pay["total_payments"]) - float(pay["reimbursement_of_drugs"]) - sum(pounds.values())
    return {figure: max(0.0, value) for figure, value in (pounds | {"other_pounds": rest}).items()}


def _practice(listed: RawRow, register: RawRow, pay: RawRow | None, typical: dict[str, float]) -> Practice:
    """Put one practice together from its list, its address and its payments."""
    then = float(listed["patients_total"])
    registered = float(pay["registered_patients"]) if pay else round(then * typical["growth"])
    weighted = float(pay["weighted_patients"]) if pay else round(registered * typical["weight"])
    pounds, paid_how = _money(pay, weighted, typical)
    borough = _borough(listed, register)
    latitude, longitude, placed_how = _where(register, borough)
    ages = {
        (sex, band): float(listed[f"{sex}_{band.replace('-', '_').replace('+', '_plus')}"])
        * registered
        / then
        for sex in SEXES
        for band in AGE_BANDS
    }
    name = " ".join(listed["practice_name"].split()).title().replace("'S", "'s")
    return Practice(
        listed["practice_code"],
        name,
        borough,
        latitude,
        longitude,
        registered,
        weighted,
        pounds,
        ages,
        f"{paid_how}; {placed_how}",
    )


def _money(pay: RawRow | None, weighted: float, typical: dict[str, float]) -> tuple[dict[str, float], str]:
    """A practice's pounds a year, and where they are from."""
    usual = {figure: typical[figure] * weighted for figure in (*PAYMENTS, "other_pounds")}
    if pay is None:
        return usual, "list 2016 grown and payments at the median of the other boroughs (derived)"
    pounds, core = _pounds(pay), "global_sum_pounds"
    low, high = (multiple * usual[core] for multiple in CORE_RANGE)
    if not low <= pounds[core] <= high:
        return pounds | {core: usual[core]}, "payments 2017-18, core money at the median (derived)"
    return pounds, "payments 2017-18 (published)"


def _borough(listed: RawRow, register: RawRow) -> str:
    """The home borough: that of its commissioner; within 07T the City is told by the address."""
    if listed["ccg_code"] == "07T":
        homes = {row["lsoa11_code"]: row["lad_code"] for row in neighbourhoods()}
        in_city = BOROUGH_OF_LAD.get(homes.get(register.get("lsoa11_code", ""), "")) == "city_of_london"
        return "city_of_london" if in_city else "hackney"
    return next(b for b, (_, _, ccg, _) in BOROUGHS.items() if ccg == listed["ccg_code"])


def _where(register: RawRow, borough: str) -> tuple[float, float, str]:
    """Latitude, longitude and how the practice was placed."""
    if register.get("latitude"):
        how = "OpenStreetMap" if register["coord_source"].startswith("nominatim") else "its LSOA"
        return float(register["latitude"]), float(register["longitude"]), f"placed by {how}"
    lad = BOROUGHS[borough][1]
    homes = [row for row in neighbourhoods() if row["lad_code"] == lad]
    people = sum(float(row["pop2017_total"]) for row in homes)
    latitude, longitude = (
        sum(float(row[axis]) * float(row["pop2017_total"]) for row in homes) / people
        for axis in ("latitude", "longitude")
    )
    return latitude, longitude, "address not located: placed where its borough's people centre"


def practice_rows() -> list[list[str]]:
    """Rows of practices.csv."""
    return [
        [p.id, p.name, p.borough, plain(p.latitude, 5), plain(p.longitude, 5)]
        + [plain(p.registered, 0), plain(p.weighted, 0)]
        + [plain(p.pounds[figure], 0) for figure in (*PAYMENTS, "other_pounds")]
        + [p.source]
        for p in practices()
    ]


def list_rows() -> list[list[str]]:
    """Rows of list_by_age_sex.csv."""
    return [
        [p.id, sex, band, plain(people, 1)]
        for p in practices()
        for (sex, band), people in p.list_by_age_sex.items()
    ]

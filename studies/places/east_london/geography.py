"""Boroughs of East London: names, codes, people, and who pays for and serves each."""

from functools import cache
from typing import Final

import numpy as np

from abm.quantities import Floats
from studies.places.east_london.raw import RawRow, rows

OLDEST: Final = 90

BOROUGHS: Final = {
    "city_of_london": ("City of London", "E09000001", "07T", "COL"),
    "barking_and_dagenham": ("Barking and Dagenham", "E09000002", "07L", "LBBD"),
    "hackney": ("Hackney", "E09000012", "07T", "LBH"),
    "havering": ("Havering", "E09000016", "08F", "LBHAV"),
    "newham": ("Newham", "E09000025", "08M", "LBN"),
    "redbridge": ("Redbridge", "E09000026", "08N", "LBR"),
    "tower_hamlets": ("Tower Hamlets", "E09000030", "08V", "LBTH"),
    "waltham_forest": ("Waltham Forest", "E09000031", "08W", "LBWF"),
}
"""Name, local authority code, clinical commissioning group, council."""

GROUPS: Final = {
    "CH": ("city_of_london", "hackney"),
    "WEL": ("waltham_forest", "newham", "tower_hamlets"),
    "BHR": ("barking_and_dagenham", "havering", "redbridge"),
}
"""The three sub-systems of 2017."""

ELFT_MENTAL_HEALTH: Final = ("city_of_london", "hackney", "newham", "tower_hamlets")
ELFT_COMMUNITY: Final = ("newham", "tower_hamlets")
HOMERTON_COMMUNITY: Final = GROUPS["CH"]

BOROUGH_OF_LAD: Final = {lad: name for name, (_, lad, _, _) in BOROUGHS.items()}


def sub_system(borough: str) -> str:
    """The sub-system of a borough."""
    return next(group for group, members in GROUPS.items() if borough in members)


def community_of(borough: str) -> str:
    """The community provider of a borough."""
    if borough in HOMERTON_COMMUNITY:
        return "RQX-CH"
    return "RWK-CH" if borough in ELFT_COMMUNITY else "RAT-CH"


def mental_health_of(borough: str) -> str:
    """The mental health provider of a borough."""
    return "RWK-MH" if borough in ELFT_MENTAL_HEALTH else "RAT-MH"


@cache
def population() -> dict[str, Floats]:
    """Residents of mid-2017 by single year of age, by borough (ONS)."""
    people = {borough: np.zeros(OLDEST + 1) for borough in BOROUGHS}
    for row in rows("population_borough_single_year_age_2017_2019.csv"):
        people[BOROUGH_OF_LAD[row["lad_code"]]][int(row["age"])] = float(row["population"])
    return people


@cache
def neighbourhoods() -> list[RawRow]:
    """Lower-layer super output areas (about 1,900 people each), with people and deprivation."""
    return [row for row in rows("lsoa_nel_population_imd.csv") if row["lad_code"] in BOROUGH_OF_LAD]


def borough_rows() -> list[list[str]]:
    """Rows of boroughs.csv."""
    return [
        [
            borough,
            name,
            lad,
            ccg,
            council,
            f"{council}-SC",
            community_of(borough),
            mental_health_of(borough),
            f"VOL-{sub_system(borough)}",
        ]
        for borough, (name, lad, ccg, council) in BOROUGHS.items()
    ]


def population_rows() -> list[list[str]]:
    """Rows of population.csv."""
    return [
        [borough, str(age), f"{people:.0f}"]
        for borough, ages in population().items()
        for age, people in enumerate(ages)
    ]

"""Writes the three long tables of the invented town: population, lists by age and sex, registrations.

Run `python -m studies.places.small_town.make` after changing a number here.
"""

import argparse
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

from scenarios.files.place.load import PLACES

HERE = PLACES / "small_town"
RESIDENTS = {"riverside": 12_800, "hillside": 7_200}

ADULT_PEAK, WIDTH, OLDEST = 38, 39, 90
"""The town's ages: level to the peak, then a bell's side, so that about 17 in 100 are 65 or over."""

BANDS = {"0-4": 0, "5-14": 5, "15-24": 15, "25-34": 25, "35-44": 35, "45-54": 45, "55-64": 55}
BANDS |= {"65-74": 65, "75+": 75}
REGISTERED = {"P1": 8_400, "P2": 5_800, "P3": 6_600}
HOMES = {
    "P1": {"riverside": 0.80, "hillside": 0.20},
    "P2": {"riverside": 0.95, "hillside": 0.05},
    "P3": {"riverside": 0.15, "hillside": 0.85},
}
"""Where each practice's patients live."""

QUINTILES = {"riverside": (0.35, 0.30, 0.20, 0.10, 0.05), "hillside": (0.05, 0.10, 0.20, 0.30, 0.35)}
"""Riverside is the poorer end of the town; the first share is the most deprived fifth of England."""


def main() -> None:
    """Write the three files into the folder given by --out, this one unless told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out: Path = parser.parse_args().out
    write(out)


def write(out: Path) -> None:
    """Write population.csv, list_by_age_sex.csv and registrations.csv."""
    tables = {
        "population.csv": ("borough_id,age,people", population()),
        "list_by_age_sex.csv": ("practice_id,sex,age_band,people", lists()),
        "registrations.csv": ("practice_id,borough_id,deprivation_quintile,people", registrations()),
    }
    for name, (header, rows) in tables.items():
        (out / name).write_text("\n".join([header, *rows, ""]), encoding="utf-8", newline="\n")


def ages() -> list[float]:
    """The share of residents at each single year of age; the last is everybody of 90 and over."""
    weights = [2.0 ** -((max(0, age - ADULT_PEAK) / WIDTH) ** 2) for age in range(OLDEST + 1)]
    return [weight / sum(weights) for weight in weights]


def population() -> Iterator[str]:
    """Residents by borough and single year of age."""
    for borough, age in product(RESIDENTS, range(OLDEST + 1)):
        yield f"{borough},{age},{round(RESIDENTS[borough] * ages()[age])}"


def lists() -> Iterator[str]:
    """Registered patients by practice, sex and age band, half of them of either sex."""
    starts = [*BANDS.values(), OLDEST + 1]
    shares = [sum(ages()[first:last]) for first, last in pairwise(starts)]
    for practice, sex in product(REGISTERED, ("male", "female")):
        for band, share in zip(BANDS, shares, strict=True):
            yield f"{practice},{sex},{band},{round(REGISTERED[practice] * share / 2)}"


def registrations() -> Iterator[str]:
    """Registered residents by practice, borough and deprivation quintile."""
    for practice, borough in product(REGISTERED, RESIDENTS):
        people = REGISTERED[practice] * HOMES[practice][borough]
        for quintile, share in enumerate(QUINTILES[borough], start=1):
            yield f"{practice},{borough},{quintile},{people * share:.1f}"


if __name__ == "__main__":
    main()

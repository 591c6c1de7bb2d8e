"""The raw inputs of East London: which rows of which published table are kept, and how they are read."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from scenarios.files.place.load import PLACES

RawRow = dict[str, str]

HERE: Final = PLACES / "east_london"
RAW: Final = HERE / "raw"
BOUNDARIES: Final = "borough_boundaries_nel.geojson"

KEPT: Final[dict[str, Callable[[RawRow], bool]]] = {
    "ae_monthly_england_total_2016_2019.csv": lambda row: True,
    "ae_monthly_nel_2016_2018.csv": lambda row: True,
    "gp_list_size_age_sex_nel_2016q1.csv": lambda row: True,
    "gp_payments_practice_nel_2014_2018.csv": lambda row: row["financial_year"] == "2017-18",
    "gp_practices_nel_2016.csv": lambda row: row["status_code"] == "A",
    "kh03_beds_available_overnight_quarterly_nel.csv": lambda row: row["financial_year"] == "2017-18",
    "lsoa_nel_population_imd.csv": lambda row: True,
    "population_borough_single_year_age_2017_2019.csv": lambda row: row["year"] == "2017",
    "provider_activity_snapshots_2021_2022.csv": lambda row: row["measure"] == "gp_referrals_made_all",
    "trust_borough_patient_flows.csv": lambda row: True,
    "trust_finance_loans_income_nel.csv": lambda row: True,
}
"""Files used, and the rows of each that are."""


def refresh(data: Path) -> None:
    """Copy what is used of a folder of published tables into `raw/`, byte for byte within a row."""
    RAW.mkdir(exist_ok=True)
    shutil.copyfile(data / BOUNDARIES, RAW / BOUNDARIES)
    for name, wanted in KEPT.items():
        lines = (data / name).read_text(encoding="utf-8").splitlines()
        rows = zip(lines[1:], csv.DictReader(lines), strict=True)
        kept = [lines[0], *(line for line, row in rows if wanted(row)), ""]
        (RAW / name).write_text("\n".join(kept), encoding="utf-8", newline="\n")


def rows(name: str) -> list[RawRow]:
    """The rows of a raw table."""
    with (RAW / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

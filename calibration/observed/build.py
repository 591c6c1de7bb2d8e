"""Makes the public series that come with payscape from the published tables; run by hand.

python -m calibration.observed.build DIR
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from calibration.observed.load import SERIES

HEADINGS: Final = ("month", "provider", "pod", "activity")
TRUSTS: Final = ("R1H", "RF4")
FIRST: Final = "2015-07"
"""Before it weeks were published, put together to months of unequal length."""
CCGS: Final = {
    **{"07L": "barking_and_dagenham", "08F": "havering", "08M": "newham"},
    **{"08N": "redbridge", "08V": "tower_hamlets", "08W": "waltham_forest"},
}
"""Commissioners of one borough; City and Hackney is of two."""
Row = tuple[str, str, str, str]


def main(words: Sequence[str]) -> None:
    """Write every series from a folder of published tables."""
    data = Path(words[0])
    _write("east-london-ae", [*attendances(data), *admissions(data)])
    _write("east-london-lists", lists(data))


def attendances(data: Path) -> list[Row]:
    """All types of A&E, and the share over four hours, from July 2015."""
    rows: list[Row] = []
    for row in _read(data / "ae_monthly_alltypes_nel_2012_2018.csv"):
        month, trust = row["period"][:7], row["org_code"]
        if trust in TRUSTS and month >= FIRST:
            seen, late = int(row["attendances_all_types"]), int(row["attendances_over_4h"])
            rows += [(month, trust, "AE", str(seen)), (month, trust, "BREACH", f"{late / seen:.5f}")]
    return rows


def admissions(data: Path) -> list[Row]:
    """Emergency admissions by way of A&E, all types added up, from April 2016."""
    sums: dict[tuple[str, str], int] = {}
    for row in _read(data / "ae_monthly_nel_2016_2018.csv"):
        if row["org_code"] in TRUSTS:
            key = row["period"][:7], row["org_code"]
            sums[key] = sums.get(key, 0) + int(row["admissions"])
    return [(month, trust, "AEADM", str(count)) for (month, trust), count in sums.items()]


def lists(data: Path) -> list[Row]:
    """People on practices' lists by borough, quarter by quarter."""
    return [
        (row["quarter_start"][:7], CCGS[row["ccg_code"]], "LIST", row["patients_total"])
        for row in _read(data / "gp_list_size_ccg_quarterly_2013_2016.csv")
        if row["ccg_code"] in CCGS
    ]


def _read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _write(name: str, rows: Iterable[Row]) -> None:
    ordered = sorted(rows, key=lambda row: (row[2], row[1], row[0]))
    with (SERIES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(ordered)


if __name__ == "__main__":
    main(sys.argv[1:])

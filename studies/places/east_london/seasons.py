"""A&E by month: England's seasons, used by the model, and the local trusts' counts, kept for checks.

The seasons come from England and not from the local trusts, so that the local series stay a test.
"""

import calendar
from collections import defaultdict
from statistics import fmean

from studies.places.east_london.balance import plain
from studies.places.east_london.raw import rows

MEASURES = ("attendances", "admissions")
CHECKED = ("R1H", "RF4")


def season_rows() -> list[list[str]]:
    """Rows of seasonality.csv: rate per day against the financial year's mean, averaged over years."""
    seasons = {measure: _season(measure) for measure in MEASURES}
    return [
        [str(month), *(plain(seasons[measure][month], 4) for measure in MEASURES)] for month in range(1, 13)
    ]


def _season(measure: str) -> dict[int, float]:
    """A month's rate per day against its financial year, mean 1 over the twelve months."""
    by_year: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows("ae_monthly_england_total_2016_2019.csv"):
        year, month = int(row["period"][:4]), int(row["period"][5:7])
        days = calendar.monthrange(year, month)[1]
        by_year[year - (month < 4)][month] += float(row[measure]) / days
    relative = [
        {month: rate / fmean(rates.values()) for month, rate in rates.items()} for rates in by_year.values()
    ]
    return {month: fmean(year[month] for year in relative) for month in range(1, 13)}


def observed_rows() -> list[list[str]]:
    """Rows of observed/ae_monthly.csv: all types together, local trusts whose series is complete."""
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    for row in rows("ae_monthly_nel_2016_2018.csv"):
        if row["org_code"] in CHECKED:
            for measure in MEASURES:
                counts[row["period"][:7], row["org_code"]][measure] += int(row[measure])
    return [
        [period, trust, str(count["attendances"]), str(count["admissions"])]
        for (period, trust), count in sorted(counts.items())
    ]

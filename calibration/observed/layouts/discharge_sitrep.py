"""The daily discharge situation report: people who no longer meet the criteria to reside (NCTR).

A sheet has four columns for every day of a month; those who remain in hospital at the end of each day are
added up, which makes the month's delayed bed days. A table of monthly means has a mean a day, times the days.
"""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of

REMAINING: Final = any_of(
    "number of patients remaining in hospital who no longer meet the criteria to reside*"
)
MEAN: Final = any_of(
    "mean daily no longer meeting criteria to reside", "no longer meeting criteria to reside, mean a day"
)

LAYOUT: Final = Layout(
    name="discharge situation report (NCTR)",
    headings="Org Code, Number of patients remaining in hospital who no longer meet the criteria to reside",
    says="delayed bed days from April 2022: people remaining each day, or a mean a day times its days",
    known_by=((*REMAINING, *MEAN),),
    measures=(
        Measure("delayed_days", REMAINING, noun="people remaining", counts=False, needed=False),
        Measure("delayed_days", MEAN, noun="mean a day", a_day=True, needed=False),
    ),
    caution="people who no longer meet the criteria to reside are not the delayed transfers of before 2020",
)

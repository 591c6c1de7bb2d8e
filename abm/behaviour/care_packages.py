"""Social care as a stock: what a change at the door brings in time, and what care spares others."""

from typing import Final

from abm.behaviour.lever import reached_within_horizon
from abm.behaviour.situation import LastYear
from abm.parameter import Values
from abm.quantities import MONTHS_PER_YEAR, WEEKS_PER_MONTH, Floats
from abm.vocabulary import POD

HOME_CARE: Final = POD["HC"]
RESIDENTIAL: Final = POD["RES"]


def turned_over(months: float, values: Values) -> float:
    """Share of packages lasting so many months that have begun anew, as a mean over the horizon."""
    return reached_within_horizon(MONTHS_PER_YEAR / months, values)


def care_years(values: Values, hours: Floats, weeks: Floats | float = 0.0) -> Floats:
    """Person-years of care in hours of home care and weeks of residential care, [n]."""
    weeks_a_year = WEEKS_PER_MONTH * MONTHS_PER_YEAR
    return hours / (values["social_care.hours_per_week"] * weeks_a_year) + weeks / weeks_a_year


def attendances_spared(year: LastYear, pounds: Floats) -> Floats:
    """A&E attendances a year that so many pounds of social care spare, negative, [n]."""
    return -pounds * year.values["belief.attendances_per_pound_of_care"]

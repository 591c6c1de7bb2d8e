"""Whether more could be done if there were more to do it with: who waits, against who is taken on.

An organisation that nobody waits for cannot do more by working more; one whose places are all taken
cannot do more for one person without doing less for another.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_FLOW
from abm.behaviour.situation import LastYear, Situation
from abm.quantities import MONTHS_PER_YEAR, WEEKS_PER_MONTH, Floats
from abm.vocabulary import POD

_FIRST, _DAY_CASE, _SPELL = (POD[p] for p in ("OPFA", "DC", "EL"))
_COMM, _MH, _HC, _RES = (POD[p] for p in ("COMM", "MH", "HC", "RES"))


def people_taken_on(year: LastYear) -> Floats:
    """People a year that providers see or treat first, or take onto a caseload or package, [n].

    Trusts: first attendances and treatments. Others: units a year over units a person has in all.
    """
    v, delivered = year.values, year.delivered
    if year.kind == "acute_trust":
        return delivered[:, _FIRST] + delivered[:, _DAY_CASE] + delivered[:, _SPELL]
    if year.kind == "community":
        return delivered[:, _COMM] / (v["community.contacts_per_month"] * v["community.caseload_months"])
    if year.kind == "mental_health":
        return delivered[:, _MH] / (
            v["mental_health.contacts_per_month"] * v["mental_health.caseload_months"]
        )
    hours = v["social_care.hours_per_week"] * WEEKS_PER_MONTH * v["social_care.package_months"]
    weeks = WEEKS_PER_MONTH * v["social_care.residential_months"]
    return delivered[:, _HC] / hours + delivered[:, _RES] / weeks


def filled(situation: Situation) -> Floats:
    """Share of further capacity that people waiting would fill: people waiting over a month's starts, [n].

    0 where nobody waits, 1 where a month's starts or more do.
    """
    a_month = people_taken_on(situation) / MONTHS_PER_YEAR
    return np.minimum(situation.waiting / np.maximum(a_month, SMALLEST_FLOW), 1.0)


def room(situation: Situation) -> Floats:
    """Share of further care for one person that is not taken from another, [n]."""
    return 1 - situation.values["belief.crowding"] * filled(situation)

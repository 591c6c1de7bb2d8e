"""Measures: outcomes that can be paid for, as they truly were and as they are written down.

Whoever is measured writes the record. Of the failures, a share is recorded as success or left out as
an exception; that share is a lever (`recording`), so what is paid and what is true can drift apart (E10).
"""

from typing import Any

import numpy as np

from abm.patients import kernel
from abm.processes.conduct import Conduct
from abm.processes.month_state import Counts
from abm.processes.setting import Setting
from abm.quantities import Floats, Ints
from abm.vocabulary import OUTCOME, OUTCOMES


def measured(
    setting: Setting, conduct: Conduct, counts: Counts, tally: kernel.Tally, in_care: Floats
) -> Floats:
    """True successes, recorded successes and chances of the month, float[O, outcomes, 3], sampled people.

    Recorded = true + share misrecorded x (chances - true).

    Args:
        setting: what stays the same.
        conduct: what providers do, recording among it.
        counts: counts of the month.
        tally: what the month's pass over residents counted.
        in_care: float[P], residents in proactive care.
    """
    found = np.zeros((len(setting.place.organisations), len(OUTCOMES), 3))
    own, trust = slice(setting.place.n_practices), setting.geography.organisation_of_site
    _put(found, "proactive_care", own, in_care, tally.eligible)
    _add(found, "planned_in_time", trust, counts.in_time[:, 0], counts.in_time[:, 1])
    _add(found, "timely_discharge", trust, counts.bed_days, counts.bed_days + counts.delayed_days)
    _add(
        found,
        "died_where_wished",
        setting.place.community_of_borough,
        counts.wishes,
        counts.deaths.sum(axis=1),
    )
    true, chances = found[:, :, 0], found[:, :, 2]
    found[:, :, 1] = true + conduct.misrecorded[:, None] * np.maximum(chances - true, 0)
    return found


def _put(found: Floats, outcome: str, who: slice, successes: Any, chances: Any) -> None:
    found[who, OUTCOME[outcome], 0] = successes
    found[who, OUTCOME[outcome], 2] = chances


def _add(found: Floats, outcome: str, who: Ints, successes: Any, chances: Any) -> None:
    """Add to organisations that several sites or boroughs belong to."""
    np.add.at(found[:, OUTCOME[outcome], 0], who, successes)
    np.add.at(found[:, OUTCOME[outcome], 2], who, chances)

"""Measures: outcomes that can be paid for, as they truly were and as they are written down.

Whoever is measured writes the record. Of the failures, a share is recorded as success or left out as
an exception; that share is a lever (`recording`), so what is paid and what is true can drift apart (E10).
"""

from typing import Any

import numpy as np

from abm.compiled import entry
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
    of_organisation = np.zeros((len(setting.place.organisations), len(OUTCOMES), 3))
    own, by_outcome = setting.place.n_practices, of_organisation.transpose(1, 0, 2)
    in_care_of = by_outcome[OUTCOME["proactive_care"], :own]
    in_care_of[:, 0], in_care_of[:, 2] = in_care, tally.eligible
    trust, in_bed = setting.geography.organisation_of_site, counts.bed_days
    _add(by_outcome[OUTCOME["planned_in_time"]], trust, counts.in_time[:, 0], counts.in_time[:, 1])
    _add(by_outcome[OUTCOME["timely_discharge"]], trust, in_bed, in_bed + counts.delayed_days)
    deaths, community = counts.deaths.sum(axis=1), setting.place.serving["community"]
    _add(by_outcome[OUTCOME["died_where_wished"]], community, counts.wishes, deaths)
    _write_down(of_organisation, conduct.misrecorded)
    return of_organisation


@entry
def _add(results: Floats, who: Ints, successes: Any, chances: Any) -> None:
    """Add true successes and chances to organisations, [O, 3], that several sites or boroughs belong to."""
    for i in range(who.size):
        results[who[i], 0] += successes[i]
        results[who[i], 2] += chances[i]


@entry
def _write_down(results: Floats, misrecorded: Floats) -> None:
    """Fill in recorded successes, [O, outcomes, 3], between true ones and chances."""
    for o in range(results.shape[0]):
        for m in range(results.shape[1]):
            failed = max(results[o, m, 2] - results[o, m, 0], 0.0)
            results[o, m, 1] = results[o, m, 0] + misrecorded[o] * failed

"""By cohort: what a month delivered, shared among people who are told apart by the conditions they have.

Most care is counted for a person, and so for the conditions they have. What is counted for many at once
is shared as those it is for are: contacts of voluntary services as people in proactive care are, patients
from outside as patients of the same line are. Every line and borough adds up to what it gave everybody. What
people buy with budgets of their own is not counted by condition.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from abm.cohorts import ByCohort
from abm.compiled import maker, part
from abm.patients.kernel import Tally
from abm.processes.month_state import Counts
from abm.processes.setting import Setting
from abm.quantities import Floats
from abm.streams import stream_key, uniform
from abm.vocabulary import POD


def by_cohort(
    setting: Setting, counts: Counts, tally: Tally, provided: Floats, month: int
) -> ByCohort | None:
    """A month's activity and people by combination of cohorts, None where nobody is told apart.

    Args:
        setting: what stays the same.
        counts: counts of the month.
        tally: what the month's pass over residents counted.
        provided: float[L, B + 1], activity of everybody, in real people.
        month: of the run.
    """
    if not setting.cohorts:
        return None
    place, line = setting.place, setting.lines.line
    p, b = place.n_practices, place.n_boroughs
    people, contacts, enrolled = tally.by_cohort.reshape(3, p, -1, b)
    weights = counts.by_cohort
    weights[line[:p, POD["GP"]], :, :b] += contacts
    weights[line[:p, POD["PREV"]], :, :b] += enrolled
    in_care = enrolled.sum(axis=0, dtype=np.int32)
    for borough, voluntary in enumerate(place.serving["voluntary_sector"]):
        if line[voluntary, POD["VOL"]] >= 0:
            weights[line[voluntary, POD["VOL"]], :, borough] = in_care[:, borough]
    luck = stream_key(setting.seed, "outside.cohorts", month)
    delivered = shared_out(provided, weights, luck)
    return ByCohort(setting.cohorts, delivered, people / setting.sample)


@maker
def shared_out(total: Floats, weights: NDArray[np.int32], key: Any) -> NDArray[np.int32]:
    """Whole people shared by weights, nobody twice and nobody left over.

    Shares are rounded as they add up, so that each is within one of its due. Patients from outside are
    shared as those of the line from inside, from a drawn beginning, so that few of them fall on all in turn.

    Args:
        total: float[L, B + 1], people; parts of one are left out.
        weights: int32[L, C, B + 1], people counted in each borough; the last column is filled with their
            sum. Where none are, all people fall to the first.
        key: of the stream that rounds patients from outside.

    Returns:
        int32[C, L, B + 1], whole people.
    """
    lines, classes, columns = weights.shape
    shared = np.zeros((classes, lines, columns), np.int32)
    for i in range(lines):
        for c in range(classes):
            weights[i, c, columns - 1] = weights[i, c].sum()
        for b in range(columns):
            if total[i, b] > 0:
                begin = 0.5 if b < columns - 1 else uniform(key, i)
                _share_one(total[i, b], weights, i, b, begin, shared)
    return shared


@part
def _share_one(total: Any, weights: Any, line: Any, borough: Any, begin: Any, shared: Any) -> None:
    """Share one number of people in whole ones; what is left over falls to the last who is due any."""
    whole, last = 0, 0
    for c in range(weights.shape[1]):
        whole += weights[line, c, borough]
        last = c if weights[line, c, borough] > 0 else last
    each = total / whole if whole > 0 else 0.0
    so_far, given = 0, 0
    for c in range(last):
        so_far += weights[line, c, borough]
        at = np.int32(min(each * so_far + begin, total))
        shared[c, line, borough] = at - given
        given = at
    shared[last, line, borough] = np.int32(total) - given

"""Who is told apart from whom: the combination of cohorts that each state of health belongs to.

Example:
    >>> diabetes, lungs = ("diabetes",), ("copd", "heart_failure")
    >>> distinct = apart((diabetes, lungs))
    >>> both = 1 << CONDITION["diabetes"] | 1 << CONDITION["copd"]
    >>> distinct.combinations, distinct.of_health[both].item(), distinct.of_health[0].item()
    (4, 3, 0)
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.cohorts import Cohort, combinations
from abm.patients.columns import MASKS
from abm.vocabulary import CONDITION


class Apart(NamedTuple):
    """How people are told apart by condition.

    Attributes:
        of_health: uint8[masks], combination of cohorts by health, see `abm.patients.columns.Columns`.
        combinations: how many there are.
        any: whether anybody is told apart.
    """

    of_health: NDArray[np.uint8]
    combinations: int
    any: bool


def apart(cohorts: tuple[Cohort, ...] = ()) -> Apart:
    """People told apart by cohorts; by none of them unless some are named."""
    health = np.arange(MASKS)
    membership = np.zeros(MASKS, np.uint8)
    for k, cohort in enumerate(cohorts):
        mask = sum(1 << CONDITION[word] for word in cohort)
        membership |= ((health & mask) != 0).astype(np.uint8) << np.uint8(k)
    return Apart(membership, combinations(cohorts), bool(cohorts))

"""What an organisation sees of its outcomes: how many chances were recorded as failures."""

import numpy as np

from abm.behaviour.situation import LastYear
from abm.quantities import Floats
from abm.vocabulary import OUTCOME


def recorded_failures(year: LastYear) -> Floats:
    """Chances not recorded as success in the last year, [n, M]."""
    return np.maximum(year.outcomes[:, :, 1] - year.outcomes[:, :, 0], 0.0)


def failures_of(year: LastYear, outcome: str) -> Floats:
    """The same for one outcome, [n]."""
    return recorded_failures(year)[:, OUTCOME[outcome]]

"""What an organisation sees of its outcomes: how many chances were recorded as failures."""

import numpy as np

from abm.behaviour.situation import Situation
from abm.quantities import Floats
from abm.vocabulary import OUTCOME


def recorded_failures(situation: Situation) -> Floats:
    """Chances not recorded as success in the last year, [n, M]."""
    return np.maximum(situation.outcomes[:, :, 1] - situation.outcomes[:, :, 0], 0.0)


def failures_of(situation: Situation, outcome: str) -> Floats:
    """The same for one outcome, [n]."""
    return recorded_failures(situation)[:, OUTCOME[outcome]]

"""What follows from a referral: first attendance, follow-ups and treatment in hospital."""

from typing import Final

import numpy as np

from abm.behaviour.lever import SMALLEST_FLOW
from abm.quantities import Floats
from abm.vocabulary import POD

PATHWAY: Final = tuple(POD[p] for p in ("OPFA", "OPFUP", "NF2F", "DC", "EL"))
"""Points of delivery that a referral leads to."""


def avoided(flow: Floats, beginnings: Floats, fewer: Floats) -> dict[int, Floats]:
    """Units fewer of each step of the pathway when so many fewer begin it.

    Args:
        flow: float[n, D], units a year.
        beginnings: float[n], how many begin the pathway a year: referrals, or first attendances.
        fewer: float[n], how many fewer begin it.

    Returns:
        Point of delivery index to float[n], negative; nothing where nobody begins it.
    """
    each = np.where(beginnings > 0, -fewer / np.maximum(beginnings, SMALLEST_FLOW), 0.0)
    return {pod: flow[:, pod] * each for pod in PATHWAY}

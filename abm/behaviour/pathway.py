"""What follows from a referral: first attendance, follow-ups and treatment in hospital."""

from typing import Final

import numpy as np

from abm.behaviour.situation import LastYear
from abm.quantities import Floats
from abm.vocabulary import POD

PATHWAY: Final = tuple(POD[p] for p in ("OPFA", "OPFUP", "NF2F", "DC", "EL"))
"""Points of delivery that a referral leads to."""

_STEPS = list(PATHWAY)


def avoided(flow: Floats, beginnings: Floats, fewer: Floats) -> dict[int, Floats]:
    """Units fewer of each step of the pathway when so many fewer begin it.

    Args:
        flow: float[n, D], units a year.
        beginnings: float[n], how many begin the pathway a year: referrals, or first attendances. Where it is
            less than one, what was done goes with a whole one.
        fewer: float[n], how many fewer begin it.

    Returns:
        Point of delivery index to float[n], negative.
    """
    each = -fewer / np.maximum(beginnings, 1.0)
    return dict(zip(PATHWAY, (flow[:, _STEPS] * each[:, None]).T, strict=True))


def value_avoided(year: LastYear, flow: Floats, beginnings: Floats, fewer: Floats) -> Floats:
    """Reference-cost value of the same units, pounds a year, [n]."""
    each = fewer / np.maximum(beginnings, 1.0)
    return each * np.einsum("nd,d->n", flow[:, _STEPS], year.unit_value[_STEPS])

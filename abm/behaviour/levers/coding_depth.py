"""Trusts: how heavy spells are recorded to be (E8).

Belief: one unit is one log point of recorded case mix, emergency and planned, at the same work done.
Coders are money really spent. Patients gain and lose nothing. What holds it back is honesty, audit and
the headroom that is left, all in the stiffness.
"""

from abm.behaviour.lever import NO_GAIN, Bundle, Lever, OfLastYear, reference_value
from abm.behaviour.situation import LastYear
from abm.quantities import Floats
from abm.vocabulary import CODED_PODS, POD

_CODED = tuple(POD[p] for p in CODED_PODS)


def _belief(year: LastYear) -> Bundle:
    return Bundle(
        recorded={pod: year.delivered[:, pod] for pod in _CODED},
        effort=_scale(year) * year.values["belief.coding_cost"],
    )


def _scale(year: LastYear) -> Floats:
    return reference_value(year, *_CODED)


LEVER = Lever(
    name="coding_depth",
    title="recorded case mix at equal severity",
    identifiers=("E8",),
    unit="log recorded case mix",
    kinds=("acute_trust",),
    lowest=-0.15,
    highest=0.15,
    more="Recorded spells as heavier",
    belief=OfLastYear(_belief),
    gain=NO_GAIN,
    scale=_scale,
    source="stiffness from Januleviciute et al. 2016 and Cook and Averett 2020; cost of coders assumed",
)
"""The lever."""

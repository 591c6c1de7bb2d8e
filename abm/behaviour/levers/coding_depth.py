"""Trusts: how heavy spells are recorded to be (E8).

Belief: one unit is one log point of recorded case mix, emergency and planned, at the same work done.
Coders are money really spent. Patients gain and lose nothing. What holds it back is honesty, audit and
the headroom that is left, all in the stiffness.
"""

from abm.behaviour.lever import NO_GAIN, Believed, Lever, OfLastYear, Stiffness, Turn, reference_value
from abm.behaviour.situation import LastYear
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import CODED_PODS, POD

_CODED = tuple(POD[p] for p in CODED_PODS)


def _belief(year: LastYear) -> Believed:
    return Believed(
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
    believed="spells recorded and not done; cost of coders; nothing for patients",
    stiffness=Stiffness(
        60.0,
        25.0,
        150.0,
        "prototype 140; Januleviciute et al. 2016 (0.35 points more complications per 10%) gives "
        "about 40, Cook and Averett 2020 (3% of reimbursement) about 25",
        "low",
    ),
    beliefs=(
        Parameter(
            "belief.coding_cost",
            0.012,
            "cost of a log point of recorded case mix, as a share of the reference value of coded spells",
            0.003,
            0.03,
            "a fifth more coders for a tenth more depth; a large trust has about a hundred",
            "assumed",
        ),
    ),
    own_price=(("recorded", "NEL", +1), ("recorded", "DC", +1)),
    bears=(),
    turns=(Turn("coding"),),
    source="stiffness from Januleviciute et al. 2016 and Cook and Averett 2020; cost of coders assumed",
)
"""The lever."""

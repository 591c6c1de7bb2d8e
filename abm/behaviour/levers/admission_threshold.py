"""Trusts: how readily an emergency patient is admitted at equal severity (E1, E6).

Belief: one unit is one log point of emergency spells, short and long, with the days of delay that
come with them. A lower threshold admits people who gain less and are exposed to the harms of a bed;
a higher one turns away people who needed one. Both show in the believed benefit, which falls with
the value and is nil somewhat above the norm.
"""

from abm.behaviour.lever import Bears, Believed, Lever, OfLastYear, Stiffness, Turn, reference_value
from abm.behaviour.situation import LastYear
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_SPELLS = (POD["NEL"], POD["NELST"])
_BED_DAYS = POD["XBD"]
_FALL_OFF = 0.3
"""Log points over which the worth of a marginal admission falls to a third (assumed)."""
_HARM = 0.7
"""Harm of a needless admission as a share of the worth of a needed one (assumed)."""


def _belief(year: LastYear) -> Believed:
    spells = {pod: year.delivered[:, pod] for pod in _SPELLS}
    return Believed(delivered={**spells, _BED_DAYS: year.delivered[:, _BED_DAYS]})


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_marginal_admission"]
    spells = year.delivered[:, list(_SPELLS)].sum(axis=1)
    return spells * worth


def _scale(year: LastYear) -> Floats:
    return reference_value(year, *_SPELLS)


LEVER = Lever(
    name="admission_threshold",
    title="readiness to admit an emergency patient at equal severity",
    identifiers=("E1", "E6"),
    unit="log emergency spells",
    kinds=("acute_trust",),
    lowest=-0.5,
    highest=0.5,
    more="Admitted more at equal severity",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_HARM,
    scale=_scale,
    believed="its emergency spells and delayed bed days",
    stiffness=Stiffness(
        5.0,
        4.0,
        15.0,
        "prototype against Januleviciute et al. 2016 (medical volume-price elasticity 0.08 to 0.13)",
        "medium",
    ),
    beliefs=(
        Parameter(
            "belief.worth_of_marginal_admission",
            0.012,
            "quality-adjusted life years per marginal admission avoided harm",
            0.0,
            0.05,
            "observation units: most marginal admissions change little",
            "assumed",
        ),
    ),
    own_price=(("delivered", "NEL", +1), ("delivered", "XBD", +1)),
    bears=(Bears("here", more=("NEL", "NELST", "AEADM")),),
    turns=(Turn("admission"),),
    drift=0.02,
    source="stiffness from Januleviciute et al. 2016; response of about one assumed",
)
"""The lever."""

"""Social care: grants to voluntary services that prevent need (E3, E14).

Belief: one unit is one log point of grants, on which a known part of voluntary contacts hangs. The grant is
money really spent now; home care it avoids comes years later, so that a short horizon sees little of
it. The best schemes are funded first.
"""

from abm.behaviour.care_packages import HOME_CARE
from abm.behaviour.lever import (
    Bears,
    Believed,
    Lever,
    OfLastYear,
    Stiffness,
    reached_within_horizon,
    reference_value,
)
from abm.behaviour.situation import LastYear
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_CONTACTS = POD["VOL"]
_FALL_OFF = 0.6
"""Log points over which the worth of a further contact falls to a third (assumed)."""
_ELSEWHERE = 0.7
"""What the same volunteers would have done without a grant, as a share of it (assumed)."""


def _more_contacts(year: LastYear) -> Floats:
    return year.used[:, _CONTACTS] * year.values["voluntary.grants"]


def _belief(year: LastYear) -> Believed:
    v, contacts = year.values, _more_contacts(year)
    pounds = contacts * year.unit_value[_CONTACTS]
    by_then = reached_within_horizon(1 / v["belief.grants_lag"], v)
    avoided = pounds * v["belief.care_avoided_per_pound_of_grants"] * by_then
    return Believed(
        delivered={HOME_CARE: -avoided / year.unit_value[HOME_CARE]},
        used={_CONTACTS: contacts},
        effort=pounds,
    )


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_voluntary_contact"]
    return _more_contacts(year) * worth


def _scale(year: LastYear) -> Floats:
    return reference_value(year, _CONTACTS, used=True)


LEVER = Lever(
    name="prevention_grants",
    title="grants to voluntary services that prevent need",
    identifiers=("E3", "E14"),
    unit="log grants",
    kinds=("social_care",),
    lowest=-1.0,
    highest=1.0,
    more="Gave more in prevention grants",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_ELSEWHERE,
    scale=_scale,
    believed="the grant now; home care avoided years later",
    stiffness=Stiffness(2.0, 1.5, 3.0, "as proactive care, which is prevention too", "assumed"),
    beliefs=(
        Parameter(
            "belief.care_avoided_per_pound_of_grants",
            0.4,
            "pounds of home care a year avoided in the end by a pound of prevention grants a year",
            0.0,
            1.5,
            "Masters et al. 2017: local returns of 4.1 to society, a tenth of it judged to be the council's",
            "low",
        ),
        Parameter(
            "belief.grants_lag",
            3.0,
            "years, mean time to what grants avoid",
            1.5,
            10.0,
            "Masters et al. 2017; falls prevention, the quickest, within 18 months",
            "medium",
        ),
    ),
    own_price=(("used", "VOL", +1), ("delivered", "HC", -1)),
    bears=(
        Bears(
            "social_care",
            more=("enrolled begins", "PREV"),
            fewer=("enrolled ends", "AE", "NEL", "NELST", "AEADM"),
            after=2,
        ),
    ),
    turns=(),
    source="Masters et al. 2017 (returns and lag); share that is the council's and stiffness assumed",
)
"""The lever."""

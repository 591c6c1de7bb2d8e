"""Social care: grants to voluntary services that prevent need (E3, E14).

Belief: one unit is one log point of grants, on which a known part of voluntary contacts hangs. The grant is
money really spent now; home care it avoids comes years later, so that a short horizon sees little of
it. The best schemes are funded first.
"""

from abm.behaviour.care_packages import HOME_CARE
from abm.behaviour.lever import Bundle, Lever, OfLastYear, reached_within_horizon, reference_value
from abm.behaviour.situation import LastYear
from abm.quantities import Floats
from abm.vocabulary import POD

_CONTACTS = POD["VOL"]
_FALL_OFF = 0.6
"""Log points over which the worth of a further contact falls to a third (assumed)."""
_ELSEWHERE = 0.7
"""What the same volunteers would have done without a grant, as a share of it (assumed)."""


def _more_contacts(year: LastYear) -> Floats:
    return year.used[:, _CONTACTS] * year.values["voluntary.grants"]


def _belief(year: LastYear) -> Bundle:
    v, contacts = year.values, _more_contacts(year)
    pounds = contacts * year.unit_value[_CONTACTS]
    by_then = reached_within_horizon(1 / v["belief.grants_lag"], v)
    avoided = pounds * v["belief.care_avoided_per_pound_of_grants"] * by_then
    return Bundle(
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
    source="Masters et al. 2017 (returns and lag); share that is the council's and stiffness assumed",
)
"""The lever."""

"""Trusts, community and mental health: whether the less complex are preferred (E9).

Belief: one unit is one log-odds point by which acceptance falls for each standard deviation of severity.
Places being given, as many are taken on, only less ill ones. In hospital each case then costs less, which is
money really saved, and its price stays. On a caseload each needs fewer contacts: under a fixed sum that is
cost saved, and by the contact it is income lost. Those turned away come back as emergencies, which matters
to whoever answers for them. They lose more than others gain, and the more so the stronger the preference.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_SCALE, Bears, Believed, Lever, OfLastYear, Stiffness
from abm.behaviour.situation import LastYear
from abm.behaviour.waiting import people_taken_on
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_FLOWS = {"acute_trust": [POD["DC"], POD["EL"]], "community": [POD["COMM"]], "mental_health": [POD["MH"]]}
_NEL, _AE = POD["NEL"], POD["AE"]
_FALL_OFF = 1.0
"""Log-odds over which the loss of those turned away grows threefold (assumed)."""
_OTHERS = 0.7
"""Gain of those taken on instead, as a share of that loss (assumed)."""


def _turned_away(year: LastYear) -> float:
    """Share whose acceptance hangs in the balance: those not accepted at the norm."""
    accepted = "planned" if year.kind == "acute_trust" else "community"
    return 1 - year.values[f"{accepted}.accepted_share"]


def _people(year: LastYear) -> Floats:
    """People a year exchanged for less ill ones by one unit."""
    if year.kind == "acute_trust":
        return year.delivered[:, _FLOWS["acute_trust"]].sum(axis=1) * _turned_away(year)
    return people_taken_on(year) * _turned_away(year)


def _belief(year: LastYear) -> Believed:
    v, flows = year.values, _FLOWS[year.kind]
    exchanged, come_back = (_turned_away(year), _people(year) * v["belief.emergency_per_person_declined"])
    used = {_NEL: come_back, _AE: come_back}
    if year.kind == "acute_trust":
        cost = (year.delivered[:, flows] * year.unit_cost[:, flows]).sum(axis=1)
        return Believed(used=used, effort=-cost * exchanged * v["belief.cost_of_severity"])
    fewer = exchanged * v["community.contacts_by_severity"]
    return Believed(used=used, delivered={pod: -year.delivered[:, pod] * fewer for pod in flows})


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_person_taken_on"]
    return -_people(year) * worth


def _scale(year: LastYear) -> Floats:
    flows = _FLOWS[year.kind]
    value = (year.delivered[:, flows] * year.unit_value[flows]).sum(axis=1)
    return np.maximum(value * _turned_away(year), SMALLEST_SCALE)


LEVER = Lever(
    name="selection",
    title="preference for the less complex",
    identifiers=("E9",),
    unit="log-odds of acceptance less per standard deviation of severity",
    kinds=("acute_trust", "community", "mental_health"),
    lowest=-1.5,
    highest=1.5,
    more="Preferred the less complex",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=-_FALL_OFF,
    harm=_OTHERS,
    scale=_scale,
    believed="cheaper cases or fewer contacts; emergencies of those turned away",
    stiffness=Stiffness(2.0, 0.5, 8.0, "no response to payment found", "assumed"),
    beliefs=(
        Parameter(
            "belief.cost_of_severity",
            0.15,
            "cost of a case per standard deviation of severity, as a share of what one more case costs",
            0.05,
            0.4,
            "length and intensity of care rise with severity within a tariff group; no number found",
            "assumed",
        ),
    ),
    own_price=(("used", "NEL", +1),),
    bears=(
        Bears("here", either=("DC", "EL", "left list for treatment", "joined list for treatment"), after=1),
        Bears("community", either=("asking begins", "caseload begins", "asking ends")),
        Bears("mental_health", either=("mental begins",)),
        Bears(
            "social_care",
            either=(
                "home_care begins",
                "residential begins",
                "without_care begins",
                "without_care ends",
                "asking ends",
            ),
            after=3,
        ),
    ),
    turns=(),
    source="consultation on payment development 2017, paragraph 3.3; sizes and stiffness assumed",
)
"""The lever."""

"""Practices: how often patients are asked to come back, with the same needs (E16).

Belief: one unit is one log point of contacts on the practice's own list: reviews, repeat checks, results
given in person. Whoever plans them opens sessions for them, which is money really spent; where they are
dropped the sessions close. The first to be asked back need it most; a list that is seen ever more often
is made dependent.
"""

from abm.behaviour.lever import Bears, Believed, Lever, OfLastYear, Stiffness, Turn, reference_value
from abm.behaviour.situation import LastYear
from abm.quantities import Floats
from abm.vocabulary import POD

_CONTACTS = POD["GP"]
_FALL_OFF = 0.3
"""Log points over which the worth of a marginal review falls to a third (assumed)."""
_NEEDLESS = 0.7
"""Harm of a needless review as a share of the worth of a needed one (assumed)."""


def _belief(year: LastYear) -> Believed:
    contacts = year.delivered[:, _CONTACTS]
    sessions = year.values["cost.GP"] * year.values["belief.session_share"]
    return Believed(delivered={_CONTACTS: contacts}, effort=contacts * sessions)


def _gain(year: LastYear) -> Floats:
    return year.delivered[:, _CONTACTS] * year.values["belief.worth_of_contact"]


def _scale(year: LastYear) -> Floats:
    return reference_value(year, _CONTACTS)


LEVER = Lever(
    name="recalls",
    title="how often patients are asked to come back",
    identifiers=("E16",),
    unit="log contacts with the same needs",
    kinds=("gp_practice",),
    lowest=-0.5,
    highest=0.5,
    more="Asked patients to come back more often",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_NEEDLESS,
    scale=_scale,
    believed="contacts; the cost of sessions opened for them",
    stiffness=Stiffness(
        5.0, 2.0, 15.0, "no response to payment found that this was set by: as other volumes", "assumed"
    ),
    own_price=(("delivered", "GP", +1),),
    bears=(Bears("practice", more=("GP",), after=1),),
    turns=(Turn("recalls"),),
    source="Hennig-Schmidt et al. 2011 (direction: more services under fees than under a sum); size assumed",
)
"""The lever."""

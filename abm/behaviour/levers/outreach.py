"""Voluntary sector: how many contacts it has with the people it reaches (E3, E16).

Belief: one unit is one log point of contacts, and no more is believed than that: what they bring to
take-up of proactive care happens on practices' lists, where it is paid for. The people with most to
gain are sought out first; being called on ever more often is nobody's wish.
"""

from abm.behaviour.lever import Bears, Believed, Lever, OfLastYear, Stiffness, reference_value
from abm.behaviour.situation import LastYear
from abm.quantities import Floats
from abm.vocabulary import POD

_CONTACTS = POD["VOL"]
_FALL_OFF = 0.6
"""Log points over which the worth of a further contact falls to a third (assumed)."""
_UNWANTED = 0.7
"""Harm of an unwanted contact as a share of the worth of a wanted one (assumed)."""


def _belief(year: LastYear) -> Believed:
    return Believed(delivered={_CONTACTS: year.delivered[:, _CONTACTS]})


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_voluntary_contact"]
    return year.delivered[:, _CONTACTS] * worth


def _scale(year: LastYear) -> Floats:
    return reference_value(year, _CONTACTS)


LEVER = Lever(
    name="outreach",
    title="contacts of voluntary services with the people they reach",
    identifiers=("E3", "E16"),
    unit="log contacts",
    kinds=("voluntary_sector",),
    lowest=-1.0,
    highest=1.0,
    more="Reached out more",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_UNWANTED,
    scale=_scale,
    believed="its contacts, and no more",
    stiffness=Stiffness(2.0, 1.5, 5.0, "as proactive care, which is prevention too", "assumed"),
    own_price=(("delivered", "VOL", +1),),
    bears=(
        Bears(
            "voluntary_sector",
            more=("enrolled begins", "PREV"),
            fewer=("enrolled ends", "AE", "NEL", "NELST", "AEADM"),
            after=1,
        ),
    ),
    turns=(),
    source="one for one by definition; worth and stiffness assumed",
)
"""The lever."""

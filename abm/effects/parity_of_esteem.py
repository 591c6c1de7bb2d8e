"""E17, parity of esteem: mental health's share of money, access, and the bodies of those it serves.

Answers the update on accountable care in inner North East London 2017, among the objectives of City
and Hackney: parity of esteem between physical and mental health.
"""

from typing import Final

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import (
    SERVICES,
    History,
    became,
    last_year,
    of_kind,
    residents,
    slots_of_services,
    standing,
)
from abm.effects.money import by_sector, kept, paid_last_year, shares
from abm.effects.yearly import delivered_last_year, years
from abm.quantities import Floats
from abm.vocabulary import EMERGENCY_PODS, SEGMENT

SERVICE: Final = "mental health"
"""The service, and the sector, that it is about."""


def per_thousand(events: Floats, people: Floats) -> Floats:
    """Events a year for every 1,000 people.

    Example:
        >>> import numpy as np
        >>> per_thousand(np.array([30.0]), np.array([200.0])).tolist()
        [150.0]
    """
    return 1000 * share(events, people)


def emergencies_of_the_mentally_ill(record: History) -> Floats:
    """Emergency spells a year per 1,000 residents with a severe mental illness, in any hospital."""
    year, segment = last_year(record), SEGMENT["severe_mental_illness"]
    lines = of_kind(record, "acute_trust", *EMERGENCY_PODS)
    spells = delivered_last_year(record)[lines, segment, :-1].sum() / years(record)
    people = became(record, "people")[year, segment].sum(axis=1).mean()
    return per_thousand(spells, people)


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Share of provider income, people waiting, share accepted, and physical emergencies."""
    year = last_year(record)
    pounds = shares(by_sector(record, kept(record, paid_last_year(record))))
    requests = standing(record, "requests")[year, slots_of_services(record)[SERVICE]]
    waiting = per_thousand(requests.sum(), residents(record)[year].sum())
    asked, accepted = became(record, "accepted")[year, SERVICES.index(SERVICE)].sum(axis=(0, 1))
    return [
        EFFECT.of(TOTAL, pounds[SERVICE]),
        EFFECT.of("waiting", waiting, "people waiting per 1,000 residents"),
        EFFECT.of("accepted", 100 * share(accepted, asked), "% of those who asked"),
        EFFECT.of(
            "emergency spells",
            emergencies_of_the_mentally_ill(record),
            "a year per 1,000 people with severe mental illness",
        ),
    ]


EFFECT = Effect(
    identifier="E17",
    title="Parity of esteem",
    unit="% of provider income that mental health providers keep",
    formula="received for the place's people less paid on, mental health / all providers, last twelve months",
    counterfactual="",
    source="I, objectives of City and Hackney: parity between physical and mental health",
    plain="Share that mental health keeps",
    counts="of provider income",
    worse="less",
    reading=(
        "In %; with people `waiting` for mental health care per 1,000 residents, the % of those who asked "
        "who were `accepted`, and `emergency spells` in hospital a year per 1,000 people with severe mental "
        "illness."
    ),
    cannot_tell=(
        "what parity would be: there is no agreed share. Few people have a severe mental illness, so at "
        "1/100 their spells are mostly chance."
    ),
    measure=measure,
)
"""The effect."""

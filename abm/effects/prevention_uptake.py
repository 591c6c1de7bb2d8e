"""E3, prevention uptake: how many of those who would gain are in proactive care, and the pounds in it.

Answers the consultation on payment development 2017, paragraphs 3.4 and 3.11: limited time limits
preventative care, and payment by activity gives almost no incentive for it at the provider.
"""

import numpy as np

from abm.effects.effect import TOTAL, Effect, EffectValue, History, Twins, last_year, share
from abm.quantities import MONTHS_PER_YEAR
from abm.vocabulary import POD


def pounds_a_year(record: History) -> float:
    """Proactive care of the last twelve months at reference cost, scaled to a year in a shorter run."""
    lines = record.lines.pod == POD["PREV"]
    months = record.delivered[last_year(record)]
    pounds = sum(float(d[lines].sum(axis=(1, 2)) @ record.value[lines]) for d in months)
    return pounds * MONTHS_PER_YEAR / max(len(months), 1)


def measure(record: History, twins: Twins | None) -> list[EffectValue]:
    """In total and by practice over the last twelve months, in total month by month, and in pounds."""
    eligible, enrolled = np.array(record.eligible), np.array(record.enrolled)
    year, unit, organisations = last_year(record), EFFECT.unit, record.place.organisations
    by_practice = 100 * share(enrolled[year].sum(axis=0), eligible[year].sum(axis=0))
    monthly = 100 * share(enrolled.sum(axis=1), eligible.sum(axis=1))
    total = 100 * share(enrolled[year].sum(), eligible[year].sum())
    return [
        EffectValue("E3", TOTAL, None, float(total), unit),
        EffectValue("E3", "spend", None, pounds_a_year(record), "pounds a year at reference cost"),
        *(EffectValue("E3", organisations[p].id, None, float(v), unit) for p, v in enumerate(by_practice)),
        *(EffectValue("E3", TOTAL, month, float(v), unit) for month, v in enumerate(monthly)),
    ]


EFFECT = Effect(
    identifier="E3",
    title="Prevention uptake",
    unit="% of eligible people in proactive care",
    formula="enrolled / eligible resident-months, last twelve months",
    twin="",
    source="C3.4, C3.11: limited capacity for preventative care, and no direct incentive for it",
    measure=measure,
)
"""The effect."""

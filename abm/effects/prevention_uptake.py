"""E3, prevention uptake: how many of those who would gain are in proactive care, and the pounds in it.

Answers the consultation on payment development 2017, paragraphs 3.4 and 3.11: limited time limits
preventative care, and payment by activity gives almost no incentive for it at the provider.
"""

import numpy as np

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, last_year
from abm.effects.yearly import by_line, years
from abm.vocabulary import POD


def pounds_a_year(record: History) -> float:
    """Proactive care of the last twelve months at reference cost, scaled to a year in a shorter run."""
    lines = record.lines.pod == POD["PREV"]
    return float(by_line(record)[lines] @ record.value[lines]) / years(record)


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """In total and by practice over the last twelve months, in total month by month, and in pounds."""
    eligible, enrolled, year = np.array(record.eligible), np.array(record.enrolled), last_year(record)
    by_practice = 100 * share(enrolled[year].sum(axis=0), eligible[year].sum(axis=0))
    return [
        EFFECT.of(TOTAL, 100 * share(enrolled[year].sum(), eligible[year].sum())),
        EFFECT.of("spend", pounds_a_year(record), "pounds a year at reference cost"),
        *EFFECT.by_organisation(record, range(len(by_practice)), by_practice),
        *EFFECT.by_month(100 * share(enrolled.sum(axis=1), eligible.sum(axis=1))),
    ]


EFFECT = Effect(
    identifier="E3",
    title="Prevention uptake",
    unit="% of eligible people in proactive care",
    formula="enrolled / eligible resident-months, last twelve months",
    counterfactual="",
    source="C3.4, C3.11: limited capacity for preventative care, and no direct incentive for it",
    plain="People reached by proactive care",
    counts="of those eligible",
    worse="less",
    reading=(
        "In %, in total, by practice and by month; `spend` is its value in pounds a year at reference cost."
    ),
    cannot_tell="how good the care is, or whether those enrolled gain most from it.",
    measure=measure,
)
"""The effect."""

"""E9, cream skimming: whether those who need more are as likely to be taken on as those who need less.

Answers the consultation on payment development 2017, paragraph 3.3: with a fixed sum there is little
reason to attract work, and reason to move people on to somebody else.
"""

from typing import Final

import numpy as np

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue
from abm.effects.history import SERVICES, History, became, last_year
from abm.quantities import Floats

LOW: Final = 0
HIGH: Final = 1
"""Below and above the average severity of the population."""


def pooled_odds_ratio(groups: Floats) -> float:
    """Odds of being taken on among the high over those among the low, pooled over services.

    Mantel and Haenszel's ratio: each service is compared with itself, so that a service which takes
    most people on and sees the more severe does not pass for one that prefers them. With a high
    group's a accepted and b not, a low group's c and d, and n = a + b + c + d in each service,
    OR = sum(a d / n) / sum(b c / n).

    Args:
        groups: float[n, 2, 2], services, low then high, asked then accepted.

    Returns:
        1 where severity makes no difference, under 1 where the severe are turned away more; NaN, not
        applicable, where nobody was asked for or everyone was taken on.

    Example:
        >>> pooled_odds_ratio(np.array([[[100.0, 80.0], [100.0, 50.0]]]))
        0.25
    """
    asked, accepted = groups[..., 0], groups[..., 1]
    refused, n = asked - accepted, np.maximum(asked.sum(axis=1), 1.0)
    top = float((accepted[:, HIGH] * refused[:, LOW] / n).sum())
    bottom = float((refused[:, HIGH] * accepted[:, LOW] / n).sum())
    return top / bottom if bottom > 0 else float("nan")


def by_deprivation(quintiles: Floats) -> float:
    """Odds of acceptance in the most deprived quintile over those in the least, pooled over services.

    Args:
        quintiles: float[n, 5, 2], services, most deprived first, asked and accepted.

    Example:
        >>> by_deprivation(np.array([[[100.0, 50.0], [0, 0], [0, 0], [0, 0], [100.0, 80.0]]]))
        0.25
    """
    return pooled_odds_ratio(quintiles[:, [-1, 0]])


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """The odds ratio by severity, pooled and by service, and by deprivation, last twelve months."""
    year = last_year(record)
    services = became(record, "accepted")[year].sum(axis=0)
    quintiles = became(record, "accepted_by_need")[year].sum(axis=0)
    names = (*SERVICES, "planned treatment")
    return [
        EFFECT.of(TOTAL, pooled_odds_ratio(services)),
        *(EFFECT.of(n, pooled_odds_ratio(services[[i]])) for i, n in enumerate(names)),
        EFFECT.of(
            "deprivation", by_deprivation(quintiles), "odds ratio of acceptance, most to least deprived"
        ),
    ]


EFFECT = Effect(
    identifier="E9",
    title="Cream skimming",
    unit="odds ratio of acceptance, severe to less severe",
    formula="sum(a d / n) / sum(b c / n) over services (Mantel and Haenszel), last twelve months",
    counterfactual="",
    source="C3.3: little incentive to attract work, and people actively moved on elsewhere",
    plain="Taking the less complex",
    counts="odds of acceptance, severe to less severe",
    worse="less",
    reading=(
        "Above average severity a were taken on and b not, below it c and d, of n in all: 1 where severity "
        "makes no difference, under 1 where the severe are turned away more. "
        "Each service is compared with itself, and is also given apart. `deprivation` is the odds of the "
        "most deprived fifth over those of the least."
    ),
    cannot_tell=("a fair clinical criterion from an unfair one, and does not see who never asked."),
    measure=measure,
    absent="nobody asked, or nobody was turned away",
)
"""The effect."""

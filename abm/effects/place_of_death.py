"""E13, place of death: how many people die in hospital, and how many where they wished.

Answers the consultation on payment development 2017, paragraph 2.9: few people die at home or where
they chose, and payment by activity leans towards care in hospital even against their preference.
"""

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, became, last_year
from abm.quantities import Floats


def of_deaths(some: Floats, deaths: Floats) -> Floats:
    """Percent of deaths.

    Example:
        >>> import numpy as np
        >>> of_deaths(np.array([45.0]), np.array([100.0])).tolist()
        [45.0]
    """
    return 100 * share(some, deaths)


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Deaths in hospital, and where the person wished, in the last twelve months; hospital by month."""
    deaths, wishes, year = became(record, "deaths"), became(record, "wishes"), last_year(record)
    return [
        EFFECT.of(TOTAL, of_deaths(deaths[year, :, 1].sum(), deaths[year].sum())),
        EFFECT.of("where wished", of_deaths(wishes[year].sum(), deaths[year].sum()), "% of deaths"),
        *EFFECT.by_month(of_deaths(deaths[:, :, 1].sum(axis=1), deaths.sum(axis=(1, 2)))),
    ]


EFFECT = Effect(
    identifier="E13",
    title="Place of death",
    unit="% of deaths in hospital",
    formula="deaths in hospital / deaths of residents, last twelve months",
    counterfactual="",
    source="C2.9: few die where they chose, and payment by activity leans towards hospital",
    plain="Dying in hospital",
    counts="of deaths",
    worse="more",
    reading="In %, in total and by month; `where wished` is the share who died where they wished.",
    cannot_tell="how good a death was; and at 1/100 a year has some hundred deaths, so months mean little.",
    measure=measure,
)
"""The effect."""

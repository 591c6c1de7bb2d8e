"""E16, inequality: how unmet need and avoidable admissions rise from the least to the most deprived.

Answers the update on accountable care in inner North East London 2017, among the objectives of City
and Hackney: address health inequalities and the wider determinants of health.
"""

import numpy as np

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, became, last_year
from abm.effects.yearly import years
from abm.quantities import Floats


def ranks(people: Floats) -> Floats:
    """Where the middle of each group stands between the least deprived, 0, and the most deprived, 1.

    Args:
        people: float[n], most deprived group first.

    Example:
        >>> ranks(np.array([10.0, 10.0])).tolist()
        [0.75, 0.25]
    """
    return 1 - (np.cumsum(people) - people / 2) / people.sum()


def slope_index(rate: Floats, people: Floats) -> float:
    """Slope index of inequality: the rate at the most deprived end less that at the least, on a line.

    Least squares of the rate on `ranks`, each group weighing as its people do. With weights w, ranks
    r and rates y about their weighted means, SII = sum(w r y) / sum(w r r).

    Args:
        rate: float[5], by deprivation, most deprived first; what an empty group has does not matter.
        people: float[5].

    Returns:
        In the unit of the rate, above 0 where the most deprived have more; NaN where fewer than two
        groups have people.

    Example:
        >>> slope_index(np.array([5.0, 4.0, 3.0, 2.0, 1.0]), np.full(5, 100.0))
        5.0
    """
    if (people > 0).sum() < 2:
        return float("nan")
    rank, known = ranks(people), np.where(people > 0, rate, 0.0)
    about_rank = rank - np.average(rank, weights=people)
    about_rate = known - np.average(known, weights=people)
    return float((people * about_rank * about_rate).sum() / (people * about_rank**2).sum())


def _values(name: str, unit: str, events: Floats, base: Floats) -> list[EffectValue]:
    """Slope index per 1,000 of the base, and the most deprived rate over the least deprived."""
    rate = 1000 * share(events, base)
    return [
        EFFECT.of(name, slope_index(rate, base), unit),
        EFFECT.of(
            f"{name} ratio", share(rate[0], rate[-1]), "rate of the most deprived fifth over the least"
        ),
    ]


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Slope and ratio of unmet need and of avoidable admissions over the last twelve months."""
    year = last_year(record)
    people = became(record, "people_by_need")[year].sum(axis=1).mean(axis=0)
    avoidable = became(record, "avoidable")[year].sum(axis=(0, 1)) / years(record)
    need = _values("unmet need", EFFECT.unit, became(record, "unmet")[year].sum(axis=(0, 1)), asked(record))
    per_head = "avoidable admissions per 1,000 people a year, most less least deprived"
    return [
        EFFECT.of(TOTAL, need[0].value),
        *need,
        *_values("avoidable admissions", per_head, avoidable, people),
    ]


def asked(record: History) -> Floats:
    """Needs brought to practices, services and theatres in the last twelve months by deprivation, [5].

    A need is what somebody asked for: who is older or more often ill asks more, so that a rate of what
    was asked does not take a place's ages for its inequality.
    """
    year = last_year(record)
    contacts = became(record, "asked")[year].sum(axis=(0, 1))
    return contacts + became(record, "accepted_by_need")[year].sum(axis=(0, 1))[:, 0]


EFFECT = Effect(
    identifier="E16",
    title="Inequality",
    unit="unmet needs per 1,000 brought, most less least deprived",
    formula="sum(w r y) / sum(w r r), the slope index of a rate y on the rank of deprivation r",
    counterfactual="",
    source="I, objectives of City and Hackney: address health inequalities",
    plain="Unmet need, most less least deprived",
    counts="for 1,000 brought",
    worse="more",
    reading=(
        "y are the unmet needs of each fifth of deprivation per 1,000 that its people brought "
        "to practices, services and theatres, r its rank from least (0) to most deprived (1), both about "
        "their means, w the needs it brought. It is what the most deprived end has more than the least. The "
        "same for `avoidable admissions` per 1,000 people a year, and the observed `ratio` of the two outer "
        "fifths for each."
    ),
    cannot_tell=(
        "need from service in avoidable admissions: more people are ill where deprivation is high, so only "
        "their change says what care did. Unmet needs are contacts refused, services declined and waits "
        "given up; a need never voiced is not among them."
    ),
    measure=measure,
    absent="fewer than two fifths of deprivation have people, or the least deprived need nothing",
)
"""The effect."""

"""E4, waiting list extension: how long people wait, and how many stand in line for what.

Answers the consultation on payment development 2017, paragraph 3.3: a provider on a fixed sum, which
cannot flex its staff, may lengthen waits to hold demand within its means.
"""

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import (
    History,
    became,
    last_year,
    residents,
    slots_of_services,
    standing,
    trusts_of_sites,
)
from abm.quantities import Floats


def months_waited(waits: Floats) -> Floats:
    """Mean months waited by those served, first attendance and treatment alike.

    Args:
        waits: float[..., 4], months waited and people served: first attendance, then treatment.

    Returns:
        float[...], NaN where nobody was served.

    Example:
        >>> import numpy as np
        >>> float(months_waited(np.array([30.0, 10.0, 20.0, 10.0])))
        2.5
    """
    return share(waits[..., 0] + waits[..., 2], waits[..., 1] + waits[..., 3])


def lines_of_people(record: History) -> dict[str, Floats]:
    """People waiting for each service, float[M] each: hospital, then those outside hospital."""
    hospital = standing(record, "waiting_first") + standing(record, "waiting_treatment")
    requests = standing(record, "requests")
    services = {name: requests[:, at].sum(axis=1) for name, at in slots_of_services(record).items()}
    return {"hospital": hospital.sum(axis=1), **services}


def _people_waiting(record: History) -> list[EffectValue]:
    """Mean number in line over the last twelve months per 1,000 residents, in total and by service."""
    year, people = last_year(record), residents(record)
    rate = {
        name: 1000 * share(n[year].sum(), people[year].sum()) for name, n in lines_of_people(record).items()
    }
    unit = "people waiting per 1,000 residents"
    return [
        EFFECT.of("people waiting", sum(rate.values()), unit),
        *(EFFECT.of(f"{name} waiting", value, unit) for name, value in rate.items()),
    ]


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Months waited in total, by stage, trust and month; and people in line for each service."""
    waits = became(record, "waits")
    trusts, sites = trusts_of_sites(record)
    year = waits[last_year(record)].sum(axis=0)
    first, treatment = (share(year[:, i].sum(), year[:, i + 1].sum()) for i in (0, 2))
    return [
        EFFECT.of(TOTAL, months_waited(year.sum(axis=0))),
        EFFECT.of("first attendance", first),
        EFFECT.of("treatment", treatment),
        *_people_waiting(record),
        *EFFECT.by_organisation(record, trusts, months_waited(sites.T @ year)),
        *EFFECT.by_month(months_waited(waits.sum(axis=1))),
    ]


EFFECT = Effect(
    identifier="E4",
    title="Waiting list extension",
    unit="months waited by those served",
    formula="months waited / people served, first attendances and treatments, last twelve months",
    counterfactual="",
    source="C3.3: on a fixed sum a provider may extend waiting times to manage demand",
    plain="Waiting for hospital",
    counts="months",
    worse="more",
    reading=(
        "In months, in total, by trust and by month, with `first attendance` and `treatment` apart. `people "
        "waiting` is the mean number in line per 1,000 residents, and `hospital waiting`, `community "
        "waiting`, `social care waiting` and `mental health waiting` are its parts."
    ),
    cannot_tell=(
        "from months alone that a list grows: those still waiting are not yet in them, so read both. Waits "
        "outside hospital are known as lines of people, not as months. Fewer in line may be shorter waits, "
        "or fewer let onto the list (E9)."
    ),
    measure=measure,
)
"""The effect."""

"""E5, delayed or hurried discharge: days in a bed after being ready to leave, and how long stays are.

Answers the consultation on payment development 2017, paragraph 3.3: to manage demand within a fixed
sum, providers outside hospital may take people from its beds slowly, or move them on.
"""

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, last_year, standing, trusts_of_sites
from abm.quantities import Floats


def delayed(days: Floats, bed_days: Floats) -> Floats:
    """Days after being ready to leave per 100 emergency bed days, these days among them.

    Example:
        >>> import numpy as np
        >>> delayed(np.array([5.0]), np.array([100.0])).tolist()
        [5.0]
    """
    return 100 * share(days, bed_days)


def stay(bed_days: Floats, days_delayed: Floats, spells: Floats) -> Floats:
    """Mean days from an emergency admission to being ready to leave.

    Example:
        >>> import numpy as np
        >>> stay(np.array([110.0]), np.array([10.0]), np.array([20.0])).tolist()
        [5.0]
    """
    return share(bed_days - days_delayed, spells)


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Delayed days in total, by trust and by month; and the mean stay before them."""
    trusts, sites = trusts_of_sites(record)
    late, beds, spells = (
        standing(record, name) @ sites for name in ("delayed_days", "emergency_bed_days", "emergency_spells")
    )
    year = last_year(record)
    late_year, beds_year = late[year].sum(axis=0), beds[year].sum(axis=0)
    days = stay(beds_year.sum(), late_year.sum(), spells[year].sum())
    return [
        EFFECT.of(TOTAL, delayed(late_year.sum(), beds_year.sum())),
        EFFECT.of("stay", days, "days from emergency admission to being ready to leave"),
        *EFFECT.by_organisation(record, trusts, delayed(late_year, beds_year)),
        *EFFECT.by_month(delayed(late.sum(axis=1), beds.sum(axis=1))),
    ]


EFFECT = Effect(
    identifier="E5",
    title="Delayed or hurried discharge",
    unit="delayed days per 100 emergency bed days",
    formula="days in a bed after being ready to leave / emergency bed days, last twelve months",
    counterfactual="",
    source="C3.3: to manage demand a provider may take a measured approach to discharge from hospital",
    plain="Delayed discharge days",
    counts="delayed days for 100 emergency bed days",
    worse="more",
    reading=(
        "Per 100, in total, by trust and by month. `stay` is the mean number of days from an emergency "
        "admission to being ready to leave."
    ),
    cannot_tell=(
        "hurried from efficient: people readmitted soon after leaving are not tracked, so a stay that "
        "shortens is only a sign. Nor whose service was waited for."
    ),
    measure=measure,
)
"""The effect."""

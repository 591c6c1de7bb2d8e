"""E6, admission threshold drift: admissions beyond what the same people, as ill, had at the norm.

Answers the consultation on payment development 2017, paragraph 3.11: under financial pressure a trust
is torn between meeting local need with its partners and making the most of its funding streams.
"""

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, last_year, standing, trusts_of_sites
from abm.quantities import Floats


def drift(admitted: Floats, at_norm: Floats) -> Floats:
    """Percent of admissions above those of the same presentations at the usual threshold.

    Both are sums of probabilities over everyone who came, so chance is in neither.

    Example:
        >>> import numpy as np
        >>> drift(np.array([103.0]), np.array([100.0])).round(6).tolist()
        [3.0]
    """
    return 100 * (share(admitted, at_norm) - 1)


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """In total and by trust over the last twelve months, and in total month by month."""
    trusts, sites = trusts_of_sites(record)
    actual, usual = (standing(record, name) @ sites for name in ("admitted", "admitted_at_norm"))
    year = last_year(record)
    return [
        EFFECT.of(TOTAL, drift(actual[year].sum(), usual[year].sum())),
        *EFFECT.by_organisation(record, trusts, drift(actual[year].sum(axis=0), usual[year].sum(axis=0))),
        *EFFECT.by_month(drift(actual.sum(axis=1), usual.sum(axis=1))),
    ]


EFFECT = Effect(
    identifier="E6",
    title="Admission threshold drift",
    unit="% above admissions of the same people at the norm",
    formula="expected admissions / those at the usual threshold, as full as now - 1, last twelve months",
    counterfactual="",
    source="C3.11: under financial pressure trusts are drawn to make the most of funding streams",
    plain="Admission threshold",
    counts="above the usual",
    worse="more",
    reading=(
        "The same people, as ill, in a hospital as full as it is now. In %, in total, by trust and by "
        "month. Both sums are of probabilities, so chance is in neither."
    ),
    cannot_tell=(
        "whether an admission was right, and says nothing of who comes to A&E. How full a hospital is also "
        "moves admissions, and is left out."
    ),
    measure=measure,
)
"""The effect."""

"""E8, coding drift: recorded case mix that rises faster than the severity of those admitted.

Answers the consultation on payment development 2017, paragraph 3.11: payment linked to the coding of
acute care encourages good coding. Where severity does not rise with it, the bill grows for the same care.
"""

from typing import Final

import numpy as np

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, last_year, standing, trusts_of_sites
from abm.quantities import MONTHS_PER_YEAR, Floats

WEIGHT_OF_ACUITY: Final = 0.17
"""Share by which a spell's case weight truly rises per unit of acuity (0.10 to 0.25; assumed).

A spell is weighed by the bed days it needs. A unit of acuity makes a short stay a quarter less likely;
with 45% short stays of 0.6 days and the others of about 8, that is 0.25 x 0.45 x 7.4 days on 4.9.
"""


def true_index(acuity: Floats, at_first: Floats) -> Floats:
    """Index of true severity: what the weight of a spell became through who was admitted.

    Args:
        acuity: mean acuity of those admitted, in units of the model's severity scale.
        at_first: the same in the run's first twelve months.

    Example:
        >>> true_index(np.array([0.4]), np.array([0.3])).round(6).tolist()
        [1.017]
    """
    return 1 + WEIGHT_OF_ACUITY * (acuity - at_first)


def drift(recorded: Floats, true: Floats) -> Floats:
    """Percent by which the recorded case mix index is above the true one.

    Example:
        >>> drift(np.array([1.05]), np.array([1.0])).round(6).tolist()
        [5.0]
    """
    return 100 * (share(recorded, true) - 1)


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """In total and by trust over the last twelve months; both indices; and in total by month."""
    trusts, sites = trusts_of_sites(record)
    severity = np.einsum("mhk,ht->mtk", standing(record, "severity"), sites)
    # The index of a spell recorded in a month, weighed by how many were admitted.
    recorded = standing(record, "case_mix")[:, trusts] * severity[:, :, 1]
    year, first = last_year(record), slice(0, MONTHS_PER_YEAR)

    def told(of: Floats, index: Floats, base: Floats) -> tuple[Floats, Floats]:
        weighed = share(index, of[..., 1])
        return weighed, true_index(share(of[..., 0], of[..., 1]), share(base[..., 0], base[..., 1]))

    whole, base = severity.sum(axis=1), severity[first].sum(axis=0)
    total = told(whole[year].sum(axis=0), recorded[year].sum(), base.sum(axis=0))
    own = told(severity[year].sum(axis=0), recorded[year].sum(axis=0), base)
    return [
        EFFECT.of(TOTAL, drift(*total)),
        EFFECT.of("recorded index", total[0], "case mix index, 1 in the reference year"),
        EFFECT.of("true index", total[1], "case mix index, 1 in the first twelve months"),
        *EFFECT.by_organisation(record, trusts, drift(*own)),
        *EFFECT.by_month(drift(*told(whole, recorded.sum(axis=1), base.sum(axis=0)))),
    ]


EFFECT = Effect(
    identifier="E8",
    title="Coding drift",
    unit="% of recorded case mix above true severity",
    formula="recorded index / (1 + 0.17 x rise of mean acuity since the first twelve months) - 1",
    counterfactual="",
    source="C3.11: payment linked to coding encourages good coding of acute care",
    plain="Recording patients as sicker",
    counts="above their true severity",
    worse="more",
    reading=(
        "In %, in total, by trust and by month, with `recorded index` and `true index` beside it. An index "
        "counts as its trust admits. A unit of acuity makes a spell need about 17% more bed days (0.10 to "
        "0.25; assumed), from the chance of a short stay; in practice acuity moves by hundredths, so the "
        "recorded index decides."
    ),
    cannot_tell=(
        "better coding from upcoding: both record more for the same people. Severity is that of "
        "emergencies; planned spells are taken to be as they were. The first twelve months are the base of "
        "severity, so a change within them is not seen."
    ),
    measure=measure,
)
"""The effect."""

"""E2, referral inflation: how far practices refer beyond what the same problems were referred at the norm.

Answers the consultation on payment development 2017, paragraph 3.4: the limits on GP time can make a
perverse incentive to avoid risk and to refer rather than to manage. What is measured holds both
parts, time pressure in the consulting room and what money makes of it.
"""

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, last_year, of_kind, standing
from abm.effects.yearly import monthly
from abm.quantities import Floats


def referrals(record: History) -> tuple[Floats, Floats]:
    """Referrals made, and expected of the same problems at the norm, float[M, P] each."""
    return monthly(record, of_kind(record, "gp_practice", "REF")), standing(record, "referrals_at_norm")


def above(made: Floats, usual: Floats) -> Floats:
    """Percent by which referrals made are above those at the norm.

    Example:
        >>> import numpy as np
        >>> above(np.array([12.0, 5.0]), np.array([10.0, 0.0])).round(6).tolist()
        [20.0, nan]
    """
    return 100 * (share(made, usual) - 1)


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """In total and by practice over the last twelve months, and in total month by month."""
    made, usual = referrals(record)
    year = last_year(record)
    by_practice = above(made[year].sum(axis=0), usual[year].sum(axis=0))
    return [
        EFFECT.of(TOTAL, above(made[year].sum(), usual[year].sum())),
        *EFFECT.by_organisation(record, range(len(by_practice)), by_practice),
        *EFFECT.by_month(above(made.sum(axis=1), usual.sum(axis=1))),
    ]


EFFECT = Effect(
    identifier="E2",
    title="Referral inflation",
    unit="% above referrals of the same problems at the norm",
    formula="referrals / referrals at the norm - 1, last twelve months",
    counterfactual="",
    source="C3.4: limits on GP time can make a perverse incentive to refer rather than manage",
    plain="Referrals above clinical need",
    counts="above the usual",
    worse="more",
    reading="In %, in total, by practice and by month.",
    cannot_tell=(
        "time pressure in the consulting room from what money makes of it; it holds both. A comparison "
        "tells them apart."
    ),
    measure=measure,
)
"""The effect."""

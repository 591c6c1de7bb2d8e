"""E2, referral inflation: how far practices refer beyond what the same problems were referred at the norm.

Answers the consultation on payment development 2017, paragraph 3.4: the limits on GP time can make a
perverse incentive to avoid risk and to refer rather than to manage. What is measured holds both
parts, time pressure in the consulting room and what money makes of it.
"""

import numpy as np

from abm.effects.effect import TOTAL, Effect, EffectValue, History, Twins, last_year, of_kind, share
from abm.quantities import Floats


def referrals(record: History) -> tuple[Floats, Floats]:
    """Referrals made, and expected of the same problems at the norm, float[M, P] each."""
    lines = of_kind(record, "gp_practice", "REF")
    made = np.array([d[lines].sum(axis=(1, 2)) for d in record.delivered], np.float64)
    return made, np.array([stock["referrals_at_norm"] for stock in record.stocks])


def measure(record: History, twins: Twins | None) -> list[EffectValue]:
    """In total and by practice over the last twelve months, and in total month by month."""
    made, usual = referrals(record)
    above = 100 * (share(made.sum(axis=1), usual.sum(axis=1)) - 1)
    year = last_year(record)
    by_practice = 100 * (share(made[year].sum(axis=0), usual[year].sum(axis=0)) - 1)
    total = 100 * (share(made[year].sum(), usual[year].sum()) - 1)
    unit, organisations = EFFECT.unit, record.place.organisations
    return [
        EffectValue("E2", TOTAL, None, float(total), unit),
        *(EffectValue("E2", organisations[p].id, None, float(v), unit) for p, v in enumerate(by_practice)),
        *(EffectValue("E2", TOTAL, month, float(v), unit) for month, v in enumerate(above)),
    ]


EFFECT = Effect(
    identifier="E2",
    title="Referral inflation",
    unit="% above referrals of the same problems at the norm",
    formula="referrals / referrals at the norm - 1, last twelve months",
    twin="",
    source="C3.4: limits on GP time can make a perverse incentive to refer rather than manage",
    measure=measure,
)
"""The effect."""

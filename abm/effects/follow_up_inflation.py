"""E7, follow-up inflation: how often people are called back, and whether in person.

Answers the consultation on payment development 2017, paragraph 2.9: the gap between what is paid for
a visit and for a call is too large, and keeps people coming who need not.
"""

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, last_year, of_kind
from abm.effects.yearly import monthly
from abm.quantities import Floats


def follow_ups(first: Floats, visits: Floats, calls: Floats) -> Floats:
    """Follow-ups, in person or not, per first attendance.

    Example:
        >>> import numpy as np
        >>> follow_ups(np.array([100.0]), np.array([150.0]), np.array([50.0])).tolist()
        [2.0]
    """
    return share(visits + calls, first)


def in_person(visits: Floats, calls: Floats) -> Floats:
    """Percent of follow-ups that are face to face.

    Example:
        >>> import numpy as np
        >>> in_person(np.array([150.0]), np.array([50.0])).tolist()
        [75.0]
    """
    return 100 * share(visits, visits + calls)


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Follow-ups per first attendance in total, by trust and month; and the share face to face."""
    pods = [monthly(record, of_kind(record, "acute_trust", pod)) for pod in ("OPFA", "OPFUP", "NF2F")]
    year = [units[last_year(record)].sum(axis=0) for units in pods]
    whole = [units.sum() for units in year]
    return [
        EFFECT.of(TOTAL, follow_ups(*whole)),
        EFFECT.of("face to face", in_person(whole[1], whole[2]), "% of follow-ups"),
        *EFFECT.by_organisation(record, record.place.of_kind("acute_trust"), follow_ups(*year)),
        *EFFECT.by_month(follow_ups(*(units.sum(axis=1) for units in pods))),
    ]


EFFECT = Effect(
    identifier="E7",
    title="Follow-up inflation",
    unit="follow-ups per first attendance",
    formula="(OPFUP + NF2F) / OPFA, and OPFUP / (OPFUP + NF2F), last twelve months",
    counterfactual="",
    source="C2.9: the gap between payment for a follow-up in person and by phone is too large",
    plain="Follow-up ratio",
    counts="follow-ups for a first attendance",
    worse="more",
    reading=(
        "In total, by trust and by month; `face to face` in %. Everybody a trust sees counts, also from "
        "outside."
    ),
    cannot_tell=(
        "which follow-up was of use. First attendances fall when referrals do, and the ratio then rises for "
        "a while by itself."
    ),
    measure=measure,
)
"""The effect."""

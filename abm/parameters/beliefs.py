"""What organisations believe of what they do: responses, time, and what patients gain or lose.

Beliefs may be wrong. What really happens is in the processes of the month, with parameters of its own.
"""

from typing import Final

from abm.parameters.parameter import Confidence, Parameter

_BELIEFS: Final[dict[str, tuple[float, str, float, float, str, Confidence]]] = {
    "avoidable_by_proactive": (
        0.12,
        "believed fall in an enrolled person's avoidable emergencies",
        0.0,
        0.25,
        "Harrison et al. 2014 (-8% by year seven), Oregon (-25%); managers expect more than trials find",
        "low",
    ),
    "avoidable_per_eligible": (
        0.12,
        "believed avoidable admissions per eligible person-year",
        0.05,
        0.2,
        "what the model's reference year has: half of avoidable admissions fall on the eligible tenth",
        "assumed",
    ),
    "worth_of_marginal_admission": (
        0.012,
        "quality-adjusted life years per marginal admission avoided harm",
        0.0,
        0.05,
        "observation units: most marginal admissions change little",
        "assumed",
    ),
    "worth_of_marginal_follow_up": (
        0.0006,
        "quality-adjusted life years per marginal follow-up",
        0.0,
        0.004,
        "patient-initiated follow-up trials find little lost",
        "assumed",
    ),
    "worth_of_marginal_referral": (
        0.004,
        "quality-adjusted life years per marginal referral",
        0.0,
        0.02,
        "no number found",
        "assumed",
    ),
    "worth_of_proactive_month": (
        0.0010,
        "quality-adjusted life years per enrolled month",
        0.0,
        0.004,
        "Stokes et al. 2015: self-rated health +0.07 SD",
        "low",
    ),
}

ALL = tuple(
    Parameter(f"belief.{name}", value, unit, low, high, source, sure)
    for name, (value, unit, low, high, source, sure) in _BELIEFS.items()
)

"""How hard a lever is to move: curvature of the cost of leaving the norm, one number a lever.

A stiffness k has no unit: it multiplies the reference-cost value of the flow that the lever scales.
Where a change of incentive is worth a share m of that value for one unit of the lever, the best
response goes (1 - altruism) x pass-through x m / k units, about 0.65 m / k. With a response e of the
flow to the lever, only e^2 / k can be told from what is published.

Nine were set against published responses, by way of an aggregate prototype or by the arithmetic their
source gives. For the others no response was found, or none was used: 2 for a share, 5 for a volume, with
wide ranges, so that money worth the whole flow moves a share by a third of a log-odds point and a volume
by an eighth.
"""

from typing import Final

from abm.parameters.parameter import Confidence, Parameter

_NONE = "no response to payment found"

_STIFFNESS: Final[dict[str, tuple[float, float, float, str, Confidence]]] = {
    "admission_threshold": (
        5.0,
        4.0,
        15.0,
        "prototype against Januleviciute et al. 2016 (medical volume-price elasticity 0.08 to 0.13)",
        "medium",
    ),
    "follow_up_ratio": (4.0, 2.0, 12.0, "prototype", "low"),
    "referral_threshold": (
        7.5,
        4.0,
        20.0,
        "prototype against Kralj and Kantarevic 2013 (GP services -6 to -7%)",
        "low",
    ),
    "proactive_care": (2.0, 1.5, 3.0, "prototype", "low"),
    "advice_first": (2.0, 0.5, 8.0, _NONE, "assumed"),
    "access": (
        7.5,
        4.0,
        20.0,
        "prototype against Kralj and Kantarevic 2013 (GP services -6 to -7% when fees give way to a sum)",
        "low",
    ),
    "recalls": (5.0, 2.0, 15.0, f"{_NONE} that this was set by: as other volumes", "assumed"),
    "enhanced_services": (2.0, 0.5, 8.0, _NONE, "assumed"),
    "recording": (
        2.0,
        0.5,
        8.0,
        "Gravelle, Sutton and Ma 2010: 1.3 points more exceptions where they paid; with three quarters "
        "failing and pay near the cost of doing it, 0.65 / k x 0.036 = 0.013; being found out is in it",
        "low",
    ),
    "virtual_follow_up": (2.0, 0.5, 8.0, _NONE, "assumed"),
    "cooperation": (
        3.0,
        1.0,
        10.0,
        f"{_NONE}; slower than a share in one clinic, as it takes both",
        "assumed",
    ),
    "planned_effort": (
        14.0,
        10.0,
        40.0,
        "prototype against Januleviciute et al. 2016 (no surgical response)",
        "low",
    ),
    "discharge_effort": (
        4.0,
        1.0,
        15.0,
        "prototype: at least 15 for a log point of delayed days, times the squared response of a half",
        "low",
    ),
    "coding_depth": (
        60.0,
        25.0,
        150.0,
        "prototype 140; Januleviciute et al. 2016 (0.35 points more complications per 10%) gives about 40, "
        "Cook and Averett 2020 (3% of reimbursement) about 25",
        "low",
    ),
    "selection": (2.0, 0.5, 8.0, _NONE, "assumed"),
    "capacity": (
        7.0,
        4.0,
        20.0,
        "a budget must balance: with the weight of a deficit at 15, a cut to a fixed sum of a share m moves "
        "capacity by 0.65 x 15 m / k, and 7 passes on about the whole of a cut at the next April; as the "
        "deficit closes it settles at about half; below 4 capacity would swing from year to year",
        "assumed",
    ),
    "acceptance": (2.0, 0.5, 8.0, _NONE, "assumed"),
    "contact_intensity": (5.0, 2.0, 15.0, _NONE, "assumed"),
    "discharge_pickup": (
        2.0,
        0.5,
        8.0,
        f"{_NONE} free of confounding; the fine of 2003 (100 pounds a day) came with new money",
        "assumed",
    ),
    "crisis_response": (2.0, 0.5, 8.0, _NONE, "assumed"),
    "eligibility": (
        4.0,
        2.0,
        12.0,
        f"{_NONE}; the Care Act 2014 sets a national threshold, so stiffer than other shares",
        "assumed",
    ),
    "package_size": (5.0, 2.0, 15.0, _NONE, "assumed"),
    "assessment_speed": (5.0, 2.0, 15.0, _NONE, "assumed"),
    "reablement": (2.0, 0.5, 8.0, _NONE, "assumed"),
    "prevention_grants": (2.0, 1.5, 3.0, "as proactive care, which is prevention too", "assumed"),
    "outreach": (2.0, 1.5, 5.0, "as proactive care, which is prevention too", "assumed"),
}

ALL = tuple(
    Parameter(
        f"conduct.stiffness.{lever}",
        value,
        "curvature of the cost of leaving the norm",
        low,
        high,
        source,
        sure,
    )
    for lever, (value, low, high, source, sure) in _STIFFNESS.items()
)

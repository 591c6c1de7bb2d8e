"""Planned care: problems, specialties, first and follow-up attendances, treatment, waiting."""

from typing import Final

from abm.parameters.parameter import Parameter

SPECIALTIES: Final = ("surgery", "musculoskeletal", "medicine", "eyes_skin_women")
"""Four groups of treatment functions, enough for lists to differ and for an MSK contract."""

RTT = "NHS England RTT pathway ratios as published with a compartment model of waiting lists (undated, c. 2023-24)"

ALL = (
    Parameter(
        "planned.problem_rate", 1.0, "planned-care problems presented per person-year by age band", 0.7, 1.4,
        "shape judged; level so that GP referrals are about 250 per 1,000 (NHS England returns, recalled)", "low",
        (0.36, 0.30, 0.45, 0.62, 0.70, 0.88, 1.00, 1.25, 1.35, 1.05),
    ),
    Parameter(
        "planned.specialty_share", 1.0, "share of problems by SPECIALTIES", 1.0, 1.0,
        f"{RTT}; groups of treatment functions", "medium", (0.24, 0.18, 0.28, 0.30),
    ),
    Parameter(
        "planned.urgent_share", 0.14, "share of referrals that are urgent", 0.08, 0.2,
        "about 1.9 million two-week-wait referrals of 14 million a year, recalled", "low",
    ),
    Parameter(
        "planned.conversion", 0.234, "share of pathways with an inpatient or day-case element", 0.2, 0.3,
        RTT, "high",
    ),
    Parameter(
        "planned.day_case_share", 1.0, "share of treatments done as day case by SPECIALTIES", 0.95, 1.05,
        f"{RTT}; 0.6 to 0.99 by specialty", "medium", (0.74, 0.70, 0.93, 0.88),
    ),
    Parameter(
        "planned.follow_ups", 2.05, "follow-ups per first attendance", 1.96, 2.50,
        "NHS Digital Hospital Outpatient Activity 2019-20: London 2.05, regions 1.96 to 2.50", "high",
    ),
    Parameter(
        "planned.not_face_to_face", 0.06, "share of follow-ups that are not face to face", 0.02, 0.15,
        "before 2020 few follow-ups were by telephone", "assumed",
    ),
    Parameter(
        "planned.follow_up_slot", 0.6, "outpatient slots a follow-up takes against a first", 0.4, 1.0,
        "usual clinic templates: 15 against 25 minutes", "assumed",
    ),
    Parameter(
        "planned.opening_wait_first", 1.6, "months of demand waiting for a first attendance at the start", 0.5, 4.0,
        "North East London 2017: 7.7% of incomplete pathways over 18 weeks", "medium",
    ),
    Parameter(
        "planned.opening_wait_treatment", 2.2, "months of demand waiting for treatment at the start", 0.5, 5.0,
        "as above", "medium",
    ),
    Parameter(
        "planned.slack", 0.01, "capacity above reference demand, as a share of it", -0.03, 0.05,
        "lists were slowly lengthening in 2017", "assumed",
    ),
    Parameter(
        "planned.elective_stay", 5.2, "days, mean stay of an overnight planned spell", 3.0, 6.0,
        "Health Foundation 2023: 5.2 days in 2019", "high",
    ),
    Parameter(
        "planned.distance_disutility", -0.12, "logit utility per kilometre", -0.25, -0.05,
        "Beckert et al. 2012 and Gaynor et al. 2016 in spirit; no number found", "assumed",
    ),
    Parameter(
        "planned.wait_elasticity", -0.10, "change of demand per 1% of wait, in per cent", -0.25, -0.04,
        "Moscelli et al. 2016 (-0.04); Martin and Smith 1999 (low)", "medium",
    ),
)  # fmt: skip

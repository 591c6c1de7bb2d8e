"""The words of the model: segments, conditions, points of delivery, kinds of organisation.

Every array in payscape is indexed by the position of a word in one of these tuples, so the
order here is part of the model: append, never reorder (it would change every saved table).

Example:
    >>> from abm.vocabulary import POD, SEGMENTS
    >>> POD["NEL"] == 1, SEGMENTS[5]
    (True, 'older_75_plus')
"""

from typing import Final

SEGMENTS: Final = (
    "under_5",
    "mostly_well_children",
    "children_complex",
    "mostly_well_adults",
    "adults_complex",
    "older_75_plus",
    "severe_mental_illness",
    "end_of_life",
)
"""The population segments of the source documents (S2); every resident is in exactly one."""

CONDITIONS: Final = (
    "hypertension",
    "diabetes",
    "cvd",
    "copd",
    "heart_failure",
    "severe_mental_illness",
    "common_mental_disorder",
    "dementia",
    "msk",
    "cancer",
)
"""Long-term conditions a resident may have; bit *k* of the condition mask is condition *k*."""

RATE_AGES: Final = (0, 5, 15, 25, 35, 45, 55, 65, 75, 85)
"""First year of each of the ten age bands in which rates are held."""

HAZARD_PURPOSES: Final = (
    "acs",
    "serious",
    "minor",
    "planned",
    "mental",
    "support",
    "death",
    "frailty",
    "onset",
    "gp",
)
"""What a condition or frailty multiplies: hazards of the month, one purpose a column."""

PODS: Final = (
    "AE",  # A&E attendance, all types
    "NEL",  # emergency spell of a day or more
    "NELST",  # emergency spell, same day or short stay
    "XBD",  # excess bed day: a day in an acute bed after being ready to leave
    "OPFA",  # first outpatient attendance
    "OPFUP",  # follow-up outpatient attendance, face to face
    "NF2F",  # follow-up that is not face to face
    "AG",  # advice and guidance given by a consultant to a GP
    "DC",  # day case
    "EL",  # planned inpatient spell
    "GP",  # contact with a GP or practice nurse
    "PREV",  # resident-month in proactive care
    "COMM",  # community contact
    "MH",  # mental health contact
    "MHIP",  # mental health bed day
    "HC",  # hour of home care
    "RES",  # week of residential or nursing care
    "VOL",  # contact with a voluntary-sector prevention service
    "REF",  # referral to hospital made by a practice (a memo flow: nobody is paid for it)
    "AEADM",  # emergency admission by way of A&E (a memo flow, the one NHS England publishes)
    "ENH",  # item of an enhanced service: care in the practice for what would have gone to hospital
)
"""Points of delivery. Memo flows are counted, never priced."""

MEMO_PODS: Final = ("REF", "AEADM")
ACUTE_PODS: Final = ("AE", "NEL", "NELST", "XBD", "OPFA", "OPFUP", "NF2F", "AG", "DC", "EL")
EMERGENCY_PODS: Final = ("NEL", "NELST")
CODED_PODS: Final = ("NEL", "NELST", "DC", "EL")
"""Spells: what a hospital codes, and so may record as heavier or lighter than it was."""

OUTCOMES: Final = (
    "proactive_care",  # share of eligible people in proactive care, practices
    "planned_in_time",  # share of planned treatments within 18 weeks of referral, trusts
    "timely_discharge",  # share of bed days not spent waiting to leave, trusts
    "died_where_wished",  # share of deaths in the place the person wished, community providers
)
"""Outcomes a contract can pay for: each a count of successes over a count of chances, as recorded."""

KINDS: Final = (
    "gp_practice",
    "acute_trust",
    "community",
    "mental_health",
    "social_care",
    "voluntary_sector",
    "gp_federation",
    "commissioner",
    "council",
    "outside_payer",
)
"""Kinds of organisation. The last three only pay; a federation holds money and has no beds."""

POD: Final = {name: i for i, name in enumerate(PODS)}
SEGMENT: Final = {name: i for i, name in enumerate(SEGMENTS)}
CONDITION: Final = {name: i for i, name in enumerate(CONDITIONS)}
KIND: Final = {name: i for i, name in enumerate(KINDS)}
OUTCOME: Final = {name: i for i, name in enumerate(OUTCOMES)}

AGE_BANDS: Final = ("0-4", "5-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+")
"""Age bands in which list sizes are published."""

AGE_BAND_STARTS: Final = (0, 5, 15, 25, 35, 45, 55, 65, 75)
SEXES: Final = ("male", "female")
DEPRIVATION_QUINTILES: Final = 5
"""Quintile 1 is the most deprived fifth of England, 5 the least."""

OUTSIDE_BOROUGH: Final = "outside"
"""Borough of patients who live beyond the place; always the last borough of an activity table."""

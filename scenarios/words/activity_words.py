"""What points of delivery and outcomes are called in a sentence.

Example:
    >>> counted("NEL", 37.2), counted("GP", 1.0), counted("OPFA", 1234.0)
    ('37 emergency spells', '1 contact with the practice', '1,234 first outpatient attendances')
"""

from typing import Final

POD_WORDS: Final = {
    "AE": ("A&E attendance", "A&E attendances"),
    "NEL": ("emergency spell", "emergency spells"),
    "NELST": ("short emergency spell", "short emergency spells"),
    "XBD": ("day in a bed after being ready to leave", "days in a bed after being ready to leave"),
    "OPFA": ("first outpatient attendance", "first outpatient attendances"),
    "OPFUP": ("follow-up", "follow-ups"),
    "NF2F": ("follow-up not face to face", "follow-ups not face to face"),
    "AG": ("advice from a consultant", "pieces of advice from consultants"),
    "DC": ("day case", "day cases"),
    "EL": ("planned inpatient spell", "planned inpatient spells"),
    "GP": ("contact with the practice", "contacts with the practice"),
    "PREV": ("month in proactive care", "months in proactive care"),
    "COMM": ("community contact", "community contacts"),
    "MH": ("mental health contact", "mental health contacts"),
    "MHIP": ("mental health bed day", "mental health bed days"),
    "HC": ("hour of home care", "hours of home care"),
    "RES": ("week of residential care", "weeks of residential care"),
    "VOL": ("contact with a voluntary service", "contacts with a voluntary service"),
    "REF": ("referral to hospital", "referrals to hospital"),
    "AEADM": ("emergency admission by way of A&E", "emergency admissions by way of A&E"),
    "ENH": ("item of an enhanced service", "items of enhanced services"),
}
"""One and several, by point of delivery."""

OUTCOME_WORDS: Final = {
    "proactive_care": "people-months in proactive care",
    "planned_in_time": "people seen or treated in time",
    "timely_discharge": "bed days not spent waiting to leave",
    "died_where_wished": "people who died where they wished",
}
"""Recorded successes of an outcome, several."""


def counted(pod: str, count: float) -> str:
    """A number of units of a point of delivery, in words."""
    shown = f"{count:,.0f}"
    return f"{shown} {POD_WORDS[pod][shown != '1']}"

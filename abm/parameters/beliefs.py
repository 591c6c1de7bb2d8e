"""What organisations believe of what they do: responses, time, and what patients gain or lose.

What one lever alone rests on is declared in its file; here is what several share. Beliefs may be wrong.
What really happens is in the processes of the month, with parameters of its own.
"""

from typing import Final

from abm.behaviour.catalogue import LEVERS
from abm.parameter import Confidence, Parameter

_SHARED: Final[dict[str, tuple[float, str, float, float, str, Confidence]]] = {
    "failures_cured": (
        0.5,
        "share of treatments out of time brought into time by a log point more done, where people wait",
        0.1,
        1.0,
        "no number found; the rest wait for one specialty, or by choice",
        "assumed",
    ),
    "crowding": (
        0.8,
        "share of one person's further care that displaces another's, where people wait for a month or more",
        0.5,
        1.0,
        "staff and places are given within the year; the rest is slack",
        "assumed",
    ),
    "emergency_per_person_declined": (
        0.05,
        "emergencies in a year per person turned away",
        0.0,
        0.2,
        "no number found",
        "assumed",
    ),
    "deaths_on_caseload": (
        0.3,
        "share of deaths of people on a community caseload",
        0.1,
        0.5,
        "no series found",
        "assumed",
    ),
    "delayed_for_support": (
        0.33,
        "share of delayed bed days that wait for the service in question",
        0.25,
        0.4,
        "NHS England: 25% of delays in 2013-14 and about a third by 2016-17; community taken to be alike",
        "medium",
    ),
    "attendances_per_pound_of_care": (
        0.00024,
        "A&E attendances more per pound of social care less",
        5e-05,
        0.0003,
        "Crawford, Stoye and Zaranko 2018: 375 pounds less a head of 65 and over, 0.09 visits more",
        "medium",
    ),
    "session_share": (
        0.7,
        "cost of opening an appointment as a share of a contact's, whoever comes",
        0.4,
        1.0,
        "pay of clinicians and reception; locums cost more",
        "assumed",
    ),
    "overtime_premium": (
        0.3,
        "cost of work done beyond usual sessions, as a share of its reference cost",
        0.1,
        0.6,
        "waiting-list initiatives pay consultants two to three times the hour, others half more; judged",
        "assumed",
    ),
    "worth_of_contact": (
        0.0005,
        "quality-adjusted life years per contact kept that would have been refused",
        0.0,
        0.003,
        "a contact worth its cost at 20,000 pounds would bring 0.0015; a marginal one less",
        "assumed",
    ),
    "worth_of_sooner": (
        0.004,
        "quality-adjusted life years per first attendance or treatment brought forward",
        0.0,
        0.02,
        "a month of a problem costing 0.05 a year",
        "assumed",
    ),
    "worth_of_day_at_home": (
        0.0005,
        "quality-adjusted life years per day in a bed not needed",
        0.0,
        0.002,
        "a fifth of a day's health: strength lost in bed",
        "assumed",
    ),
    "worth_of_person_taken_on": (
        0.01,
        "quality-adjusted life years per person taken onto a caseload or treated",
        0.0,
        0.05,
        "no number found",
        "assumed",
    ),
    "worth_of_care_year": (
        0.1,
        "quality-adjusted life years per person-year of social care",
        0.02,
        0.3,
        "care-related quality of life of service users with and without, order of magnitude, recalled",
        "low",
    ),
    "worth_of_voluntary_contact": (
        0.0005,
        "quality-adjusted life years per contact with a voluntary service",
        0.0,
        0.003,
        "no number found",
        "assumed",
    ),
}

ALL = (
    *(belief for lever in LEVERS.values() for belief in lever.beliefs),
    *(
        Parameter(f"belief.{name}", value, unit, low, high, source, sure)
        for name, (value, unit, low, high, source, sure) in _SHARED.items()
    ),
)

"""Community, mental health, social care and voluntary-sector services."""

from abm.parameters.parameter import Parameter

ALL = (
    Parameter(
        "community.support_rate", 1.0, "new needs for support at home per person-year by age band", 0.7, 1.4,
        "adult social care: 1.8 million requests a year in England, two thirds from people of 65 and over, "
        "recalled; with community nursing referrals; shape judged", "low",
        (0.004, 0.004, 0.003, 0.004, 0.006, 0.010, 0.020, 0.045, 0.110, 0.220),
    ),
    Parameter(
        "community.health_share", 0.6, "share of needs for support that are for community health", 0.4, 0.8,
        "the rest are for social care", "assumed",
    ),
    Parameter(
        "community.leave_needs_support", 0.3, "share of longer stays by frail or older people needing support", 0.2, 0.5,
        "NAO 2016: older patients' discharges; share judged", "assumed",
    ),
    Parameter(
        "community.caseload_months", 4.0, "months on a community caseload", 2.0, 8.0, "no series found", "assumed",
    ),
    Parameter(
        "community.contacts_per_month", 3.0, "contacts per person on a caseload and month", 2.0, 5.0,
        "no series found", "assumed",
    ),
    Parameter(
        "community.handover_days", 4.0, "days from ready to leave to a slot when slots are free", 1.0, 8.0,
        "England 2017-18: 2.0 million recorded delayed days; NAO 2016: true days 2.35 times recorded", "medium",
    ),
    Parameter(
        "community.slack", 0.08, "capacity above reference demand, as a share of it", -0.05, 0.1,
        "blocks are set to about what was done", "assumed",
    ),
    Parameter(
        "community.other_arrangement", 0.5, "share of people kept in a bed a month or more who leave by another way",
        0.2, 0.8, "family, spot purchase, interim beds; keeps waits near the 30 days Age UK reported in 2014", "low",
    ),
    Parameter(
        "community.waits_before_giving_up", 9.0, "months", 3.0, 18.0, "needs lapse or are met by family", "assumed",
    ),
    Parameter(
        "community.response_contacts", 6.0, "contacts to care at home for one emergency averted", 3.0, 12.0,
        "an urgent response of up to a week or so of daily visits", "assumed",
    ),
    Parameter(
        "mental_health.need_rate", 1.0, "new mental health needs per person-year by age band", 0.7, 1.4,
        "about 2.5 million people in contact with NHS services a year, recalled; shape judged", "low",
        (0.001, 0.010, 0.028, 0.026, 0.024, 0.022, 0.018, 0.014, 0.016, 0.018),
    ),
    Parameter(
        "mental_health.crisis_share", 0.08, "share of needs that are a crisis", 0.04, 0.15, "no series found", "assumed",
    ),
    Parameter(
        "mental_health.crisis_to_ae", 0.45, "share of crises that come to A&E", 0.3, 0.6, "no series found", "assumed",
    ),
    Parameter(
        "mental_health.admitted_share", 0.25, "share of crises admitted to a mental health bed", 0.15, 0.4,
        "no series found", "assumed",
    ),
    Parameter(
        "mental_health.stay_days", 32.0, "days, mean stay in a mental health bed", 25.0, 40.0,
        "NHS Benchmarking, about a month, recalled", "low",
    ),
    Parameter(
        "mental_health.caseload_months", 9.0, "months on a caseload", 4.0, 18.0, "no series found", "assumed",
    ),
    Parameter(
        "mental_health.contacts_per_month", 1.5, "contacts per person on a caseload and month", 1.0, 3.0,
        "no series found", "assumed",
    ),
    Parameter(
        "social_care.eligible_share", 0.6, "share of needs found eligible for a package", 0.4, 0.8,
        "adult social care returns, recalled: under half of requests lead to long or short-term support", "low",
    ),
    Parameter(
        "social_care.residential_share", 0.12, "share of packages that are residential", 0.08, 0.2,
        "adult social care returns, recalled", "low",
    ),
    Parameter(
        "social_care.hours_per_week", 13.0, "hours of home care a week in a package", 8.0, 18.0,
        "UKHCA, recalled", "low",
    ),
    Parameter(
        "social_care.package_months", 18.0, "months a home care package lasts", 9.0, 30.0, "no series found", "assumed",
    ),
    Parameter(
        "social_care.residential_months", 26.0, "months in residential care", 18.0, 36.0,
        "Bupa and PSSRU: median stays of about two years, recalled", "low",
    ),
    Parameter(
        "voluntary.contact_share", 0.15, "share of enrolled people seen by the voluntary sector each month", 0.0, 0.4,
        "social prescribing schemes, no series found", "assumed",
    ),
)  # fmt: skip

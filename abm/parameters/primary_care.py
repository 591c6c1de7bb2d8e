"""General practice: contacts, appointments, proactive care, referral."""

from abm.parameters.parameter import Parameter

ALL = (
    Parameter(
        "primary_care.contact_rate", 1.0, "contacts per person-year by age band", 0.9, 1.15,
        "Hobbs et al. 2016, Lancet: 5.16 a year overall; shape by age recalled from QRESEARCH and CPRD",
        "medium", (5.4, 2.4, 3.4, 4.0, 4.0, 5.0, 5.6, 7.6, 10.2, 12.5),
    ),
    Parameter(
        "primary_care.slack", 0.02, "appointments above reference demand, as a share of it", -0.05, 0.1,
        "practices report full diaries; East London access scores are below average (C2.13)", "assumed",
    ),
    Parameter(
        "primary_care.minutes_per_contact", 9.22, "minutes", 9.0, 15.0,
        "Hobbs et al. 2016: GP surgery consultation 9.22 minutes", "high",
    ),
    Parameter(
        "primary_care.proactive_minutes", 6.0, "minutes per enrolled person-month", 3.0, 15.0,
        "a care-plan review of half an hour two or three times a year with case finding", "assumed",
    ),
    Parameter(
        "primary_care.proactive_share", 0.25, "share of eligible people in proactive care", 0.1, 0.5,
        "2017 enhanced service asked for the top 2% of adults, of whom part were reviewed", "assumed",
    ),
    Parameter(
        "primary_care.proactive_turnover", 0.10, "share of places that turn over per month", 0.03, 0.2,
        "how quickly a list's enrolment follows the practice's aim", "assumed",
    ),
    Parameter(
        "primary_care.refer_log_odds", -0.75, "log-odds of referral at average severity", -1.5, 0.0,
        "set so that about 250 per 1,000 registered people are referred a year", "low",
    ),
    Parameter(
        "primary_care.refer_severity", 1.1, "log-odds per unit of severity", 0.5, 2.0,
        "case mix explains little of the variation between practices (O'Sullivan et al.)", "assumed",
    ),
    Parameter(
        "primary_care.refer_spread", 0.40, "standard deviation of practices' log-odds of referral", 0.2, 0.8,
        "O'Sullivan et al.: 202 practices refer 2.4% to 24.4% a year; coefficient of variation about 0.4",
        "medium",
    ),
    Parameter(
        "primary_care.refer_pressure", 1.0, "log-odds per unit of time pressure", 0.0, 2.0,
        "C3.4: constraints on GP time create an incentive to refer; size judged", "assumed",
    ),
    Parameter(
        "primary_care.refer_response", 1.6, "log-odds of referral per log unit of referrals meant", 1.2, 2.0,
        "inverse of one less the usual chance of referral (about 0.36)", "medium",
    ),
    Parameter(
        "primary_care.pressure_threshold", 0.95, "load of the diary at which pressure begins", 0.85, 1.0,
        "pressure is felt before every appointment is taken", "assumed",
    ),
    Parameter(
        "primary_care.minutes_saved_by_referring", 15.0, "minutes per uncertain case", 5.0, 30.0,
        "minutes saved by referring rather than managing over follow-ups; no number found", "assumed",
    ),
    Parameter(
        "primary_care.advice_share", 0.03, "share of would-be referrals sent for advice first", 0.0, 0.1,
        "advice and guidance was little used before 2018", "assumed",
    ),
    Parameter(
        "primary_care.advice_avoids", 0.4, "share of advice requests that avoid a referral", 0.2, 0.7,
        "local schemes report a third to a half", "low",
    ),
    Parameter(
        "primary_care.unmet_to_ae", 0.10, "share of people refused a contact who go to A&E", 0.03, 0.25,
        "Cowling et al. 2013: poorer access goes with more self-referred A&E visits; size judged", "assumed",
    ),
    Parameter(
        "primary_care.unmet_worsens", 0.05, "rise of severity when a contact is refused", 0.0, 0.2,
        "delay lets some problems worsen", "assumed",
    ),
)  # fmt: skip

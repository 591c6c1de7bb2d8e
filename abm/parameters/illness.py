"""Long-term conditions, frailty, severity, and how each changes what a person needs.

Prevalence entries are by the ten age bands of `abm.vocabulary.RATE_AGES`. Totals were set against the
North East London QOF registers of 2017 (hypertension 10.7%, diabetes 7.4% of over-16s, COPD 1.1%,
heart failure 0.5%, dementia 0.4%, cancer 1.5%, coronary disease 1.9% with stroke 0.9%).
"""

from abm.parameter import Parameter
from abm.vocabulary import CONDITIONS

QOF = "shape recalled; total set against North East London QOF prevalence 2017 (official statistics)"

_PREVALENCE = {
    "hypertension": (0, 0, 0.003, 0.020, 0.060, 0.155, 0.310, 0.460, 0.560, 0.580),
    "diabetes": (0, 0.002, 0.005, 0.014, 0.042, 0.095, 0.160, 0.210, 0.215, 0.200),
    "cvd": (0, 0, 0.001, 0.003, 0.010, 0.030, 0.075, 0.140, 0.230, 0.290),
    "copd": (0, 0, 0, 0.001, 0.004, 0.012, 0.030, 0.060, 0.078, 0.070),
    "heart_failure": (0, 0, 0, 0.0005, 0.001, 0.003, 0.009, 0.022, 0.053, 0.110),
    "severe_mental_illness": (0, 0, 0.004, 0.010, 0.017, 0.020, 0.018, 0.014, 0.011, 0.011),
    "common_mental_disorder": (0, 0.01, 0.08, 0.11, 0.12, 0.13, 0.11, 0.085, 0.085, 0.085),
    "dementia": (0, 0, 0, 0, 0, 0.0003, 0.002, 0.013, 0.056, 0.150),
    "msk": (0, 0.01, 0.04, 0.08, 0.12, 0.18, 0.25, 0.32, 0.38, 0.40),
    "cancer": (0, 0.001, 0.002, 0.003, 0.008, 0.017, 0.038, 0.076, 0.105, 0.110),
}

_EFFECTS = {
    #                          acs  serious minor planned mental support death frailty onset gp
    "hypertension": (1.15, 1.10, 1.05, 1.10, 1.0, 1.05, 1.05, 1.05, 1.30, 1.25),
    "diabetes": (1.90, 1.35, 1.15, 1.35, 1.1, 1.20, 1.45, 1.25, 1.40, 1.35),
    "cvd": (2.20, 1.70, 1.20, 1.40, 1.1, 1.35, 1.55, 1.30, 1.30, 1.25),
    "copd": (4.50, 1.60, 1.20, 1.30, 1.2, 1.40, 1.80, 1.40, 1.20, 1.35),
    "heart_failure": (4.50, 1.80, 1.20, 1.40, 1.1, 1.60, 2.20, 1.40, 1.20, 1.35),
    "severe_mental_illness": (1.50, 1.60, 1.60, 1.10, 20.0, 1.50, 1.90, 1.30, 1.30, 1.40),
    "common_mental_disorder": (1.20, 1.30, 1.40, 1.20, 5.0, 1.15, 1.15, 1.15, 1.15, 1.50),
    "dementia": (1.70, 1.50, 1.10, 0.70, 1.5, 2.20, 2.00, 1.50, 1.00, 1.20),
    "msk": (1.05, 1.10, 1.15, 1.70, 1.1, 1.20, 1.00, 1.20, 1.10, 1.30),
    "cancer": (1.40, 1.70, 1.10, 1.90, 1.1, 1.40, 4.00, 1.20, 1.10, 1.30),
}

_CLEGG = "Clegg et al. 2016, Age and Ageing: hazard ratios against fit, England, ages 65-95"

ALL = (
    *(
        Parameter(
            f"illness.prevalence.{name}", 1.0, "share of people by age band", 0.8, 1.2, QOF, "medium", e
        )
        for name, e in _PREVALENCE.items()
    ),
    *(
        Parameter(
            f"illness.effect.{name}",
            1.0,
            "multiple of the hazard, by HAZARD_PURPOSES",
            0.8,
            1.25,
            "direction from the clinical literature, size judged",
            "assumed",
            _EFFECTS[name],
        )
        for name in CONDITIONS
    ),
    Parameter(
        "illness.effect.mild_frailty",
        1.0,
        "multiple of the hazard, by HAZARD_PURPOSES",
        0.9,
        1.1,
        f"{_CLEGG} (hospital 1.93, death 1.92); other columns judged",
        "medium",
        (1.93, 1.60, 1.15, 1.15, 1.1, 2.0, 1.92, 1.0, 1.1, 1.30),
    ),
    Parameter(
        "illness.effect.moderate_frailty",
        1.0,
        "multiple of the hazard, by HAZARD_PURPOSES",
        0.9,
        1.1,
        f"{_CLEGG} (hospital 3.04, death 3.10); other columns judged",
        "medium",
        (3.04, 2.30, 1.25, 1.15, 1.2, 3.5, 3.10, 1.0, 1.1, 1.55),
    ),
    Parameter(
        "illness.effect.severe_frailty",
        1.0,
        "multiple of the hazard, by HAZARD_PURPOSES",
        0.9,
        1.1,
        f"{_CLEGG} (hospital 4.73, death 4.52); other columns judged",
        "medium",
        (4.73, 3.20, 1.30, 0.90, 1.2, 5.0, 4.52, 0.0, 1.1, 1.80),
    ),
    Parameter(
        "illness.frailty_share_mild",
        1.0,
        "share by age band",
        0.8,
        1.2,
        "eFI cohort, England: 38.9% with any frailty at 50 and over; shape by age judged",
        "medium",
        (0, 0, 0, 0.01, 0.03, 0.09, 0.19, 0.30, 0.40, 0.40),
    ),
    Parameter(
        "illness.frailty_share_moderate",
        1.0,
        "share by age band",
        0.8,
        1.2,
        "Clegg et al. 2016, recalled: 12% of people aged 65 and over; shape by age judged",
        "low",
        (0, 0, 0, 0, 0.002, 0.010, 0.030, 0.070, 0.180, 0.300),
    ),
    Parameter(
        "illness.frailty_share_severe",
        1.0,
        "share by age band",
        0.8,
        1.2,
        "Clegg et al. 2016, recalled: 3% of people aged 65 and over; shape by age judged",
        "low",
        (0, 0, 0, 0, 0, 0.001, 0.005, 0.014, 0.050, 0.130),
    ),
    Parameter(
        "illness.frailty_rate",
        1.0,
        "steps to a worse frailty state per person-year by age band",
        0.5,
        2.0,
        "eFI cohort, England: 48, 130, 214 and 380 per 1,000 at 50-64, 65-74, 75-84 and 85+ leave "
        "fitness; lowered, as the share of frail people would otherwise rise faster than observed",
        "low",
        (0, 0, 0, 0.001, 0.003, 0.010, 0.020, 0.050, 0.110, 0.180),
    ),
    Parameter(
        "illness.onset_rate",
        1.0,
        "new long-term conditions per person-year by age band",
        0.5,
        2.0,
        "slope of prevalence over age, so that registers stay about level",
        "assumed",
        (0.0005, 0.001, 0.006, 0.009, 0.016, 0.030, 0.048, 0.058, 0.062, 0.060),
    ),
    Parameter(
        "illness.deprivation_slope",
        0.22,
        "relative rise of hazards from least to most deprived fifth",
        0.05,
        0.5,
        "NHS Digital 2017-18: the most deprived tenth attends A&E about twice as often as the least; "
        "a softer slope is used since conditions carry part of it",
        "low",
    ),
    Parameter(
        "illness.severity_return",
        0.10,
        "share of the distance to the mean per month",
        0.05,
        0.2,
        "flare-ups of long-term conditions last months",
        "assumed",
    ),
    Parameter(
        "illness.severity_spread",
        1.0,
        "standard deviation of latent severity",
        1.0,
        1.0,
        "sets the scale of severity",
        "high",
    ),
    Parameter(
        "illness.severity_effect",
        0.35,
        "relative rise of emergency hazard per unit of severity",
        0.1,
        0.6,
        "risk stratification: the worst twentieth has several times the average risk",
        "assumed",
    ),
    Parameter(
        "illness.control_lag",
        0.06,
        "share of the distance to the new level per month",
        0.03,
        0.15,
        "Masters et al. 2017 and NIHR: prevention returns within 18 months at the quickest",
        "low",
    ),
    Parameter(
        "illness.control_usual",
        0.4,
        "share of full control under usual care",
        0.3,
        0.5,
        "sets the scale of control",
        "assumed",
    ),
    Parameter(
        "illness.control_proactive",
        0.9,
        "share of full control in proactive care",
        0.7,
        1.0,
        "sets the scale of control",
        "assumed",
    ),
    Parameter(
        "illness.avoidable_by_control",
        0.20,
        "fall in avoidable emergencies from no to full control",
        0.0,
        0.5,
        "Harrison et al. 2014: QOF conditions' admissions 8% lower by year seven; Stokes et al. 2015: "
        "no effect of case management. From usual (0.4) to proactive care (0.9) this gives 10%",
        "medium",
    ),
)

"""A&E, emergency admission, stay and leaving hospital. Age bands as `demography.RATE_AGES`."""

from abm.parameters.parameter import Parameter

ALL = (
    Parameter(
        "urgent.attendance_rate", 1.0, "A&E attendances per person-year by age band", 0.8, 1.2,
        "England c. 2017-18, recalled; entries sum to 21.1 million of 24 to 25 million", "low",
        (0.560, 0.300, 0.430, 0.380, 0.380, 0.310, 0.310, 0.340, 0.480, 0.720),
    ),
    Parameter(
        "urgent.admission_rate", 1.0, "emergency admissions per person-year by age band", 0.8, 1.2,
        "England c. 2017-18, recalled; entries sum to 5.7 million, published 5.8 to 6.0 million", "low",
        (0.150, 0.040, 0.065, 0.065, 0.065, 0.075, 0.090, 0.150, 0.280, 0.520),
    ),
    Parameter(
        "urgent.avoidable_share", 1.0, "share of emergency admissions that are avoidable, by age band", 0.8, 1.2,
        "O'Cathain et al. 2014: 22%; Purdy and others: a fifth; NAO 2018: 24%; shape by age judged", "medium",
        (0.25, 0.22, 0.15, 0.14, 0.15, 0.17, 0.20, 0.23, 0.24, 0.24),
    ),
    Parameter(
        "urgent.admit_avoidable", 0.75, "chance of admission at the norm, avoidable emergency", 0.6, 0.9,
        "England 2017-18: 29% of major A&E attendances admitted; split judged", "assumed",
    ),
    Parameter(
        "urgent.admit_serious", 0.72, "chance of admission at the norm, unavoidable emergency", 0.6, 0.9,
        "as above", "assumed",
    ),
    Parameter(
        "urgent.admit_minor", 0.03, "chance of admission at the norm, minor attendance", 0.01, 0.06,
        "as above", "assumed",
    ),
    Parameter(
        "urgent.admit_severity", 0.8, "log-odds per unit of severity", 0.3, 1.5,
        "admission follows acuity", "assumed",
    ),
    Parameter(
        "urgent.admit_response", 3.0, "log-odds of admission per log unit of admissions meant", 2.0, 4.0,
        "inverse of one less the mean chance of admission among those it turns on (about 0.67)", "medium",
    ),
    Parameter(
        "urgent.admit_when_full", -0.8, "log-odds per unit of occupancy above its usual level", -3.0, 0.0,
        "fuller hospitals admit fewer at equal severity; size judged", "assumed",
    ),
    Parameter(
        "urgent.direct_share", 0.27, "share of emergency admissions that do not come by way of A&E", 0.25, 0.30,
        "NHS England: direct admissions are roughly 25 to 30% of emergency admissions", "medium",
    ),
    Parameter(
        "urgent.short_stay_share", 0.45, "share of emergency spells of less than two days", 0.35, 0.55,
        "national short-stay share has risen to nearly half; recalled", "low",
    ),
    Parameter(
        "urgent.short_stay_days", 0.6, "days, mean of a short stay", 0.3, 1.0, "zero or one night", "assumed",
    ),
    Parameter(
        "urgent.long_stay_days", 1.0, "days, mean of a longer emergency stay by age band", 0.8, 1.2,
        "set so that the mean with zero-day stays is near 5.79 (NAO 2018: 33.59 million days over 5.8 "
        "million admissions); Health Foundation: 10.8 days at 85 and over", "medium",
        (3.5, 3.5, 5.0, 5.5, 6.5, 8.0, 9.5, 11.0, 13.0, 14.0),
    ),
    Parameter(
        "urgent.usual_occupancy", 0.906, "share of beds occupied overnight", 0.85, 0.95,
        "North East London general and acute overnight occupancy 2017: 90.57% (official statistics)", "high",
    ),
    Parameter(
        "urgent.planned_yields", 1.5, "share of planned admissions cancelled per unit of occupancy over 1", 0.5, 3.0,
        "planned work is cancelled when emergencies fill the beds", "assumed",
    ),
)  # fmt: skip

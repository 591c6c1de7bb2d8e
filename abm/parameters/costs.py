"""What care costs: reference unit costs, how costs split, and what a patient's health is worth.

Reference costs value activity at constant prices whoever pays. They are not tariffs.
"""

from typing import Final

from abm.parameter import Confidence, Parameter
from abm.vocabulary import PODS

_RC = "Reference costs 2016-17, NHS Improvement, as reported by HFMA, December 2017"
_PSSRU = "PSSRU Unit Costs 2018, recalled"

_UNIT_COSTS: Final[dict[str, tuple[float, float, float, str, Confidence]]] = {
    "AE": (148, 120, 180, _RC, "medium"),
    "NEL": (2650, 2100, 3200, f"{_RC}: 1,590 for short and long together, split by stay", "low"),
    "NELST": (620, 450, 800, f"{_RC}: split by stay; tariff for short stay about 700", "low"),
    "XBD": (313, 250, 350, f"{_RC}: excess bed day; NAO 2016 gives 304 a delayed day", "high"),
    "OPFA": (165, 130, 200, "national tariff average for a first attendance, recalled", "low"),
    "OPFUP": (90, 65, 120, f"{_RC}: 120 for any attendance, split first and follow-up", "low"),
    "NF2F": (45, 25, 70, "half a face-to-face follow-up in staff time", "assumed"),
    "AG": (25, 15, 40, "fifteen minutes of a consultant with overheads", "assumed"),
    "DC": (738, 600, 850, _RC, "medium"),
    "EL": (3684, 3000, 4200, _RC, "medium"),
    "GP": (31, 25, 39, f"{_PSSRU}: 37 a GP consultation; a third of contacts are with a nurse", "low"),
    "PREV": (20, 10, 40, "six minutes of a GP and ten of a nurse a month with overheads", "assumed"),
    "COMM": (38, 30, 50, "Reference costs 2017-18: district nurse visit, recalled", "low"),
    "MH": (135, 100, 180, "cluster costs per contact, order of magnitude", "assumed"),
    "MHIP": (400, 330, 450, "adult mental health bed day, recalled", "low"),
    "HC": (18, 15, 24, f"{_PSSRU}: independent home care an hour", "low"),
    "RES": (654, 550, 840, f"{_PSSRU}: private residential care a week", "low"),
    "VOL": (30, 15, 50, "link worker contact", "assumed"),
    "ENH": (45, 25, 80, "an enhanced-service clinic item: a longer consultation with equipment", "assumed"),
    "REF": (0, 0, 0, "a memo flow has no cost of its own", "high"),
    "AEADM": (0, 0, 0, "a memo flow has no cost of its own", "high"),
}

COST_KINDS: Final = (
    "acute_trust",
    "community",
    "mental_health",
    "social_care",
    "voluntary_sector",
    "gp_practice",
)

_FIXED = {
    "acute_trust": (0.25, 0.15, 0.35),
    "community": (0.15, 0.10, 0.25),
    "mental_health": (0.20, 0.15, 0.30),
    "social_care": (0.08, 0.05, 0.15),
    "voluntary_sector": (0.15, 0.10, 0.25),
    "gp_practice": (0.30, 0.20, 0.40),
}
_VARIABLE = {
    "acute_trust": (0.20, 0.15, 0.30),
    "community": (0.15, 0.10, 0.30),
    "mental_health": (0.12, 0.08, 0.20),
    "social_care": (0.75, 0.60, 0.85),
    "voluntary_sector": (0.30, 0.20, 0.50),
    "gp_practice": (0.15, 0.10, 0.30),
}
_SPLIT = "Roberts et al. 1999 (84% fixed with salaries) and planning rules of thumb for NHS trusts (25/55/20)"

ALL = (
    *(
        Parameter(f"cost.{pod}", value, "pounds a unit", low, high, source, confidence)
        for pod in PODS
        for value, low, high, source, confidence in (_UNIT_COSTS[pod],)
    ),
    *(
        Parameter(
            f"cost.fixed_share.{k}",
            v,
            "share of cost",
            lo,
            hi,
            _SPLIT,
            "medium" if k == "acute_trust" else "assumed",
        )
        for k, (v, lo, hi) in _FIXED.items()
    ),
    *(
        Parameter(
            f"cost.variable_share.{k}",
            v,
            "share of cost",
            lo,
            hi,
            _SPLIT,
            "medium" if k == "acute_trust" else "assumed",
        )
        for k, (v, lo, hi) in _VARIABLE.items()
    ),
    Parameter(
        "cost.stepped_release",
        0.25,
        "share of semi-fixed cost that can be released a year",
        0.10,
        0.50,
        "no number found; the dominant uncertainty for savings that can be cashed, so sweep it",
        "assumed",
    ),
    Parameter(
        "cost.payment_line",
        50.0,
        "pounds a month to each side for settling one more payment line than in the reference year",
        10.0,
        300.0,
        "C3.20: burdensome rules; an hour or two of a contract manager's or an analyst's time; judged",
        "assumed",
    ),
    Parameter(
        "cost.practice_margin",
        0.0,
        "margin on turnover",
        -0.05,
        0.1,
        "partners' pay is counted as cost",
        "assumed",
    ),
    Parameter(
        "cost.other_margin",
        0.0,
        "margin on turnover where a place gives none",
        -0.05,
        0.05,
        "providers near balance",
        "assumed",
    ),
    Parameter(
        "cost.qaly",
        20000.0,
        "pounds a quality-adjusted life year",
        13000.0,
        60000.0,
        "Claxton et al. 2015 (13,000) to HM Treasury Green Book (60,000); NICE 20,000",
        "medium",
    ),
)

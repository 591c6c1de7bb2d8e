"""The last year: being identified, having a plan, where people die."""

from abm.parameter import Parameter

ALL = (
    Parameter(
        "end_of_life.identified_share",
        0.2,
        "chance of being put on a palliative register on getting cancer, heart "
        "failure, dementia or moderate frailty",
        0.1,
        0.4,
        "set towards the QOF palliative care register 2017: 0.26% of North East London lists",
        "low",
    ),
    Parameter(
        "end_of_life.plan_share",
        0.45,
        "share of those identified who have an advance care plan",
        0.2,
        0.7,
        "C2.9: provision poor overall",
        "assumed",
    ),
    Parameter(
        "end_of_life.hospital_without_plan",
        0.56,
        "share dying in hospital without a plan",
        0.45,
        0.65,
        "PHE 2018: 46.9% of deaths in England in hospital, 34.2 to 63.1% by authority; C2.13: few in East "
        "London die where they prefer",
        "medium",
    ),
    Parameter(
        "end_of_life.hospital_with_plan",
        0.31,
        "share dying in hospital with a plan",
        0.2,
        0.45,
        "Chitnis et al. 2013: 77% against 35% at home with nursing, discounted for selection",
        "low",
    ),
    Parameter(
        "end_of_life.prefers_home",
        0.63,
        "share of people who prefer to die at home",
        0.49,
        0.70,
        "Gomes et al. 2013: 49 to 70% of the public; England 63% recalled",
        "medium",
    ),
    Parameter(
        "end_of_life.last_admission",
        0.5,
        "share of deaths in hospital that follow a new emergency admission",
        0.3,
        0.7,
        "the rest die during a stay already counted",
        "assumed",
    ),
    Parameter(
        "end_of_life.home_team",
        0.25,
        "absolute fall of the chance of dying in hospital for a person on a community caseload",
        0.10,
        0.42,
        "Chitnis et al. 2013: 77% against 35% died at home with a home team; central discounted by judgement",
        "medium",
    ),
)

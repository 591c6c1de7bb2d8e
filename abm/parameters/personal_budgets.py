"""Personal budgets: what people would buy with money of their own, and what that does for them."""

from abm.parameter import Parameter

ALL = (
    Parameter(
        "personal_budgets.other_support",
        1.0,
        "share of a budget spent on other support than home care, at reference costs, by segment",
        0.5,
        1.5,
        "people with direct payments in England 2017-18: 28% of adults with long-term support, about 40% "
        "under 65, 17% from 65 (ASCOF 1C), recalled; a little less, as some buy home care; children alike",
        "low",
        (0.35, 0.35, 0.35, 0.35, 0.35, 0.15, 0.35, 0.15),
    ),
    Parameter(
        "personal_budgets.price_response",
        1.0,
        "fall of the log-odds of buying other support per log point of its price against home care's",
        0.3,
        2.0,
        "no estimate found; one is a share of spending that falls with the price about as units do",
        "assumed",
    ),
    Parameter(
        "personal_budgets.found",
        0.9,
        "share of money meant for other support for which something is found within the year",
        0.7,
        1.0,
        "councils took back unspent direct payments of the order of a tenth; no series found",
        "assumed",
    ),
    Parameter(
        "personal_budgets.eases",
        1.0,
        "fall of severity a month with all of a budget in other support, standard deviations, by segment",
        0.0,
        3.0,
        "IBSEN 2008: better for mental health and disability under 65, not for older people; Forder et al. "
        "2012: quality of life up, inpatient cost down, clinical measures unchanged; recalled, size judged",
        "assumed",
        (0.0, 0.0, 0.0, 0.003, 0.003, 0.0, 0.005, 0.0),
    ),
)

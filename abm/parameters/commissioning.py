"""The commissioner's April: how fast a gap is corrected, how far a contract is moved, what is kept back."""

from abm.parameter import Parameter

ALL = (
    Parameter(
        "commissioning.correction",
        1 / 3,
        "share of a payer's gap, beyond its contingency, corrected in one April",
        0.0,
        1.0,
        "judged: a plan of three years back to balance; correcting all at once would swing a community "
        "budget by a quarter in a year",
        "assumed",
    ),
    Parameter(
        "commissioning.floor",
        0.10,
        "most that a correction moves a discretionary contract in one April, share of its value",
        0.0,
        0.5,
        "judged: beyond a tenth, staff under notice and fixed costs stop a provider from following",
        "assumed",
    ),
    Parameter(
        "commissioning.contingency",
        0.005,
        "share of its allocation that a payer keeps beside it against overspending",
        0.0,
        0.02,
        "NHS planning guidance of the years to 2018-19: a contingency of 0.5%, recalled; at times 1% more",
        "low",
    ),
    Parameter(
        "commissioning.allocation_growth",
        0.01,
        "growth of a payer's allocation, share a year at constant prices",
        -0.03,
        0.03,
        "set to the growth of people (mid-year estimates 2017 to 2019), so that the sum a head stays; CCG "
        "allocations then rose a little faster than prices a head and councils' spending power fell",
        "assumed",
    ),
)

"""Births, deaths, moving in and out. Age bands of rates start at `RATE_AGES`."""

from abm.parameter import Parameter

ALL = (
    Parameter(
        "demography.death_rate",
        1.0,
        "deaths per person-year by age band",
        0.9,
        1.1,
        "ONS age-specific death rates, England and Wales 2017, recalled; checked against about "
        "0.93% crude nationally",
        "low",
        (0.0009, 0.0001, 0.0003, 0.0006, 0.0012, 0.0027, 0.0064, 0.0160, 0.0470, 0.1500),
    ),
    Parameter(
        "demography.birth_rate",
        0.016,
        "births per resident-year",
        0.013,
        0.018,
        "ONS births 2017, east London boroughs, about 16 per 1,000; recalled",
        "low",
    ),
    Parameter(
        "demography.moving_in_rate",
        0.072,
        "arrivals per resident-year",
        0.05,
        0.10,
        "ONS internal and international migration, inner and outer east London, order of magnitude recalled",
        "assumed",
    ),
    Parameter(
        "demography.moving_out_rate",
        0.063,
        "leavers per resident-year",
        0.05,
        0.10,
        "set so that a footprint of two million grows by about 1% a year, as ONS estimates did "
        "from 2017 to 2019",
        "assumed",
    ),
    Parameter(
        "demography.mover_age_lowest",
        18.0,
        "years",
        16.0,
        20.0,
        "movers into east London are young adults",
        "assumed",
    ),
    Parameter(
        "demography.mover_age_spread",
        22.0,
        "years",
        15.0,
        30.0,
        "movers' ages are spread evenly over this many years above the lowest",
        "assumed",
    ),
)

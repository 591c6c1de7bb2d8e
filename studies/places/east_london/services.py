"""Organisations other than practices, and the figures that say how much they can do.

Where no figure was published for a provider, England's rate a head is used, said to be assumed, with
a range. Rates are for residents, or for residents of 65 and over in social care.
"""

from functools import cache
from typing import Final

from studies.places.east_london.balance import plain
from studies.places.east_london.geography import (
    BOROUGHS,
    GROUPS,
    community_of,
    mental_health_of,
    population,
    sub_system,
)
from studies.places.east_london.hospitals import OUT
from studies.places.east_london.raw import rows

TRUSTS: Final = (
    ("R1H", "Barts Health NHS Trust", "tower_hamlets", "WEL", "51.518296", "-0.061041"),
    ("RQX", "Homerton University Hospital NHS Foundation Trust", "hackney", "CH", "51.550051", "-0.045984"),
    (
        "RF4",
        "Barking, Havering and Redbridge University Hospitals NHS Trust",
        "havering",
        "BHR",
        "51.568702",
        "0.178896",
    ),
    (
        OUT,
        "Acute trusts out of area (UCLH, Royal Free, Whittington and others)",
        "",
        "",
        "51.5247",
        "-0.1367",
    ),
)

COMMUNITY: Final = (
    ("RQX-CH", "Homerton community services (City and Hackney)", "hackney", "CH", "51.53392", "-0.07779"),
    (
        "RWK-CH",
        "ELFT community services (Newham, Tower Hamlets)",
        "tower_hamlets",
        "WEL",
        "51.52468",
        "-0.042669",
    ),
    (
        "RAT-CH",
        "NELFT community services (Barking and Dagenham, Havering, Redbridge, Waltham Forest)",
        "barking_and_dagenham",
        "BHR",
        "51.538705",
        "0.098755",
    ),
)

MENTAL_HEALTH: Final = (
    (
        "RWK-MH",
        "ELFT mental health (City, Hackney, Newham, Tower Hamlets)",
        "tower_hamlets",
        "WEL",
        "51.52468",
        "-0.042669",
    ),
    (
        "RAT-MH",
        "NELFT mental health (Barking and Dagenham, Havering, Redbridge, Waltham Forest)",
        "redbridge",
        "BHR",
        "51.58019",
        "0.111263",
    ),
)

GROUP_NAMES: Final = {
    "CH": "City and Hackney",
    "WEL": "Waltham Forest, Newham and Tower Hamlets",
    "BHR": "Barking and Dagenham, Havering and Redbridge",
}

COMMISSIONERS: Final = {
    "07L": "NHS Barking and Dagenham CCG",
    "07T": "NHS City and Hackney CCG",
    "08F": "NHS Havering CCG",
    "08M": "NHS Newham CCG",
    "08N": "NHS Redbridge CCG",
    "08V": "NHS Tower Hamlets CCG",
    "08W": "NHS Waltham Forest CCG",
}

RATES: Final = {
    "caseload_places": ("people at a time", 0.015, 0.010, 0.022, "15 for 1000 residents"),
    "community": ("contacts a month", 1.6 / 12, 1.2 / 12, 2.1 / 12, "1.6 a resident a year"),
    "mental_health": ("contacts a month", 0.35 / 12, 0.25 / 12, 0.5 / 12, "0.35 a resident a year"),
    "voluntary_sector": ("contacts a month", 0.1 / 12, 0.05 / 12, 0.2 / 12, "0.1 a resident a year"),
    "home_care_hours_per_week": (
        "hours a week",
        0.48,
        0.3,
        0.65,
        "14 hours for each of 3.5% of residents of 65 or over",
    ),
    "residential_places": ("people", 0.016, 0.012, 0.020, "1.6% of residents of 65 or over"),
    "assessments_per_month": (
        "assessments a month",
        0.09 / 12,
        0.06 / 12,
        0.13 / 12,
        "9% of residents of 65 or over a year",
    ),
}
"""Unit, value, low, high a head and how it is said: all assumed, about England's level of 2017-18."""

MENTAL_HEALTH_BEDS: Final = {
    "RWK-MH": ("RWK", 0.45, 0.30, 0.60, "its other beds serve Luton, Bedfordshire and secure care"),
    "RAT-MH": ("RAT", 0.50, 0.35, 0.65, "its other beds are community wards or serve Essex"),
}
"""Trust, share of its KH03 beds that are mental health beds for East London (assumed), and why."""

HOMERTON_INCOME: Final = (320e6, 290e6, 350e6)
HOMERTON_MARGIN: Final = (-0.005, -0.03, 0.01)
THEATRE_SHARE: Final = (0.15, 0.10, 0.25)
"""Share of overnight beds that planned inpatients fill, so that theatre lists can run: about 5 of
England's 39 million acute bed days, from memory."""

OUT_INCOME_A_BED: Final = 0.80e6
"""Pounds a year: Barts and BHRUT together have about 0.75 million of income for each bed."""


def organisation_rows() -> list[list[str]]:
    """Rows of organisations.csv."""
    kinds = (("acute_trust", TRUSTS), ("community", COMMUNITY), ("mental_health", MENTAL_HEALTH))
    addressed = [[o[0], o[1], kind, *o[2:]] for kind, group in kinds for o in group]
    social = [
        [f"{council}-SC", f"{name} adult social care", "social_care", b, sub_system(b), "", ""]
        for b, (name, _, _, council) in BOROUGHS.items()
    ]
    shared = [
        [f"{prefix}-{group}", f"{what} of {name}", kind, "", group, "", ""]
        for prefix, what, kind in (
            ("VOL", "Voluntary sector", "voluntary_sector"),
            ("FED", "GP federations", "gp_federation"),
        )
        for group, name in GROUP_NAMES.items()
    ]
    councils = [
        [council, f"{name} council", "council", b, sub_system(b), "", ""]
        for b, (name, _, _, council) in BOROUGHS.items()
    ]
    other = ["OTHER", "Commissioners of people who live elsewhere", "outside_payer", "", "", "", ""]
    return [*addressed, *social, *shared, *_commissioners(), *councils, other]


def _commissioners() -> list[list[str]]:
    """The seven clinical commissioning groups; that of City and Hackney has two boroughs and no one home."""
    homes = {code: [b for b, (_, _, ccg, _) in BOROUGHS.items() if ccg == code] for code in COMMISSIONERS}
    return [
        [
            code,
            name,
            "commissioner",
            homes[code][0] if len(homes[code]) == 1 else "",
            sub_system(homes[code][0]),
            "",
            "",
        ]
        for code, name in COMMISSIONERS.items()
    ]


def figure_rows(out_beds: float) -> list[list[str]]:
    """Rows of figures.csv."""
    return [
        *_trust_rows(out_beds),
        *_community_rows(),
        *_mental_health_rows(),
        *_social_rows(),
        *_voluntary_rows(),
    ]


@cache
def _finance() -> dict[tuple[str, str, str], float]:
    """Income and loans by trust, year and measure, in pounds."""
    return {
        (row["org_code"], row["financial_year"], row["measure"]): float(row["value"])
        for row in rows("trust_finance_loans_income_nel.csv")
    }


def _trust_rows(out_beds: float) -> list[list[str]]:
    """Income and margin of the acute trusts."""
    made: list[list[str]] = []
    loans, income = "interim_revenue_support_loans_closing_balance_gbp", "operating_income_gbp"
    for trust in ("R1H", "RF4"):
        pounds = _finance()[trust, "2018-19", income]
        margin = -(_finance()[trust, "2017-18", loans] - _finance()[trust, "2016-17", loans]) / pounds
        made += _money(trust, (pounds, pounds * 0.92, pounds), "trust accounts 2018-19", "published")
        source = "minus the rise in DHSC revenue support loans over 2017-18, as a share of income"
        made += _margin(trust, (margin, margin - 0.03, margin + 0.04), source, "derived")
    made += _money("RQX", HOMERTON_INCOME, "annual report, not looked up", "recalled")
    made += _margin("RQX", HOMERTON_MARGIN, "near balance", "assumed")
    out = OUT_INCOME_A_BED * out_beds
    made += _money(OUT, (out, out * 0.8, out * 1.2), "0.8 million a bed for local people", "assumed")
    made += _margin(OUT, (0.0, -0.05, 0.02), "balance", "assumed")
    unit, said = "share of overnight beds", "kept for planned inpatients, at England's level"
    return made + [_row(t[0], "theatre_share", unit, THEATRE_SHARE, said, "assumed", 2) for t in TRUSTS]


def _money(trust: str, values: tuple[float, float, float], source: str, how: str) -> list[list[str]]:
    """One row of operating income."""
    return [_row(trust, "operating_income_pounds", "pounds a year", values, source, how, 0)]


def _margin(trust: str, values: tuple[float, float, float], source: str, how: str) -> list[list[str]]:
    """One row of margin."""
    return [_row(trust, "margin_rate", "share of income", values, source, how, 4)]


def _community_rows() -> list[list[str]]:
    """Caseload and contacts of the community providers, and NELFT's walk-in centres."""
    made: list[list[str]] = []
    for provider, *_ in COMMUNITY:
        people = _residents([b for b in BOROUGHS if community_of(b) == provider])
        made.append(_scaled(provider, "caseload_places", "caseload_places", people))
        made.append(_scaled(provider, "contacts_per_month", "community", people))
    attended = sum(
        float(row["attendances"])
        for row in rows("ae_monthly_nel_2016_2018.csv")
        if row["org_code"] == "RAT" and "2017-04" <= row["period"][:7] <= "2018-03"
    )
    source, values = "NHS England A&E 2017-18, type 3 and 4", (attended, attended, attended)
    name, unit = "walk_in_attendances_per_year", "attendances a year"
    return [*made, _row("RAT-CH", name, unit, values, source, "published", 0)]


def _mental_health_rows() -> list[list[str]]:
    """Beds and contacts of the mental health providers."""
    made: list[list[str]] = []
    for provider, (trust, share, low, high, why) in MENTAL_HEALTH_BEDS.items():
        counts = [
            float(row["beds_available_overnight_all_sectors"])
            for row in rows("kh03_beds_available_overnight_quarterly_nel.csv")
            if row["org_code"] == trust
        ]
        mean = sum(counts) / len(counts)
        source = f"{share:.0%} (assumed) of KH03 2017-18's {mean:.0f} in all sectors: {why}"
        values = (mean * share, mean * low, mean * high)
        made.append(_row(provider, "beds", "beds", values, source, "assumed", 0))
        people = _residents([b for b in BOROUGHS if mental_health_of(b) == provider])
        made.append(_scaled(provider, "contacts_per_month", "mental_health", people))
    return made


def _social_rows() -> list[list[str]]:
    """Home care, places and assessments of each council's social care."""
    return [
        _scaled(f"{council}-SC", figure, figure, float(population()[borough][65:].sum()))
        for borough, (_, _, _, council) in BOROUGHS.items()
        for figure in ("home_care_hours_per_week", "residential_places", "assessments_per_month")
    ]


def _voluntary_rows() -> list[list[str]]:
    """Contacts of the voluntary sector."""
    return [
        _scaled(f"VOL-{group}", "contacts_per_month", "voluntary_sector", _residents(members))
        for group, members in GROUPS.items()
    ]


def _residents(boroughs: list[str] | tuple[str, ...]) -> float:
    """People who live in some boroughs."""
    return float(sum(population()[borough].sum() for borough in boroughs))


def _scaled(provider: str, figure: str, rate: str, people: float) -> list[str]:
    """A row at one of `RATES` for so many people."""
    unit, value, low, high, said = RATES[rate]
    values = (value * people, low * people, high * people)
    return _row(provider, figure, unit, values, said, "assumed", 0)


def _row(
    organisation: str,
    figure: str,
    unit: str,
    values: tuple[float, float, float],
    source: str,
    confidence: str,
    digits: int,
) -> list[str]:
    """One row of figures.csv from a value, its low and its high."""
    value, low, high = (plain(v, digits) for v in values)
    return [organisation, figure, value, unit, low, high, source, confidence]

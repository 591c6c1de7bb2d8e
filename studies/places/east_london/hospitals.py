"""Hospital trusts: sites and beds, and where each borough's people go.

Flows are a table of boroughs by trusts fitted twice, for emergencies and for planned care:

1. Belief: each trust's catchment by borough (OHID, all admissions) times the trust's size; for
   emergencies averaged, borough by borough, with the spells of 2020-21 that came in as emergencies.
2. Rows: each borough's need times the share that stays within East London (`stays`).
3. Columns: each trust's size times the share of its patients who live in East London, scaled to the rows.
4. `balance` makes both hold; what is left of each row goes out of area.
"""

from functools import cache
from statistics import fmean
from typing import Final

import numpy as np

from abm.quantities import Floats
from studies.places.east_london.balance import balance, plain
from studies.places.east_london.geography import BOROUGH_OF_LAD, BOROUGHS, population
from studies.places.east_london.raw import rows

LOCAL: Final = ("R1H", "RQX", "RF4")
OUT: Final = "OUT"
OHID: Final = "ohid_catchment_via_geographr"
SPELLS: Final = "covid_spells_2020_21_via_covid19.nhs.data"

STAYS_OVERALL: Final = 0.87
"""Share of acute tariff spend within the footprint in 2015/16 (ELHCP payment consultation, 2017)."""

EMERGENCY_SPEND: Final = 0.5
"""Emergencies' share of acute tariff spend: assumed (0.4 to 0.6)."""

LEAST_LEAVING: Final = 0.03
"""Emergencies out of area where the spells show none, as small counts are suppressed: assumed."""

CITY_LEAVING: Final = 0.6
"""Emergencies of City of London residents out of area (mostly UCLH and St Thomas'): assumed (0.4 to
0.75); the catchments put about 260 of the 650 admissions to be expected there in the local trusts."""

ATTENDANCES_PER_HEAD: Final = ((0, 0.56), (5, 0.30), (15, 0.43), (25, 0.38), (45, 0.31), (65, 0.34))
ATTENDANCES_PER_HEAD_OLD: Final = ((75, 0.48), (85, 0.72))
"""A&E attendances a year from each age on, England about 2017-18: from memory; only proportions count."""

SITES: Final = (
    ("R1H-RLH", "Royal London Hospital", "R1H", 51.518296, -0.061041, 0.42, True),
    ("R1H-WX", "Whipps Cross University Hospital", "R1H", 51.577749, 0.003017, 0.28, True),
    ("R1H-NUH", "Newham University Hospital", "R1H", 51.522946, 0.035545, 0.18, True),
    ("R1H-SBH", "St Bartholomew's Hospital", "R1H", 51.51775, -0.1004, 0.12, False),
    ("RQX-HUH", "Homerton University Hospital", "RQX", 51.550051, -0.045984, 1.0, True),
    ("RF4-QH", "Queen's Hospital, Romford", "RF4", 51.568702, 0.178896, 0.72, True),
    ("RF4-KGH", "King George Hospital, Goodmayes", "RF4", 51.58019, 0.111263, 0.28, True),
)
"""Id, name, trust, latitude, longitude, share of the trust's beds (from memory), A&E."""

OUT_SITE: Final = ("OUT-1", "Hospitals out of area, placed at UCLH", OUT, 51.5247, -0.1367)


def beds() -> dict[str, float]:
    """Beds open overnight in 2017-18 by trust (KH03, mean of quarters).

    Homerton's is the first quarter's: its count then falls by 73 for a reason of recording. The
    out-of-area trust has the beds that East London's people fill there, at the local rate of beds.
    """
    counts: dict[str, list[float]] = {trust: [] for trust in LOCAL}
    for row in rows("kh03_beds_available_overnight_quarterly_nel.csv"):
        if row["org_code"] in counts and (row["org_code"] != "RQX" or row["quarter"] == "Q1"):
            counts[row["org_code"]].append(float(row["beds_available_overnight_all_sectors"]))
    local = {trust: fmean(values) for trust, values in counts.items()}
    for_locals = sum(local[trust] * (1 - outside_share()[trust]) for trust in LOCAL)
    return local | {OUT: for_locals * (1 - STAYS_OVERALL) / STAYS_OVERALL}


@cache
def outside_share() -> dict[str, float]:
    """Share of each local trust's patients who live beyond East London (OHID catchments)."""
    inside: dict[str, float] = dict.fromkeys(LOCAL, 0.0)
    for row in rows("trust_borough_patient_flows.csv"):
        if row["source"] == OHID and row["in_footprint"] == "True":
            inside[row["org_code"]] += float(row["share_of_trust_patients"])
    return {trust: 1 - share for trust, share in inside.items()}


def need() -> Floats:
    """float[B], A&E attendances to be expected of each borough at England's rates by age."""
    rate = np.zeros(91)
    for age, per_head in (*ATTENDANCES_PER_HEAD, *ATTENDANCES_PER_HEAD_OLD):
        rate[age:] = per_head
    return np.array([(people * rate).sum() for people in population().values()])


def _shown(source: str, column: str) -> Floats:
    """float[B, 3], a column of the published flows; 0 where nothing is shown."""
    table = np.zeros((len(BOROUGHS), len(LOCAL)))
    for row in rows("trust_borough_patient_flows.csv"):
        known = row["lad_code"] in BOROUGH_OF_LAD and row["org_code"] in LOCAL
        if row["source"] == source and known:
            borough = list(BOROUGHS).index(BOROUGH_OF_LAD[row["lad_code"]])
            table[borough, LOCAL.index(row["org_code"])] = float(row[column])
    return table


def emergency_size() -> Floats:
    """float[3], A&E attendances of 2017-18; Homerton's from its spells against Barts' in Hackney."""
    size = np.zeros(len(LOCAL))
    for row in rows("ae_monthly_nel_2016_2018.csv"):
        if row["org_code"] in ("R1H", "RF4") and "2017-04" <= row["period"][:7] <= "2018-03":
            size[LOCAL.index(row["org_code"])] += float(row["attendances"])
    hackney = list(BOROUGHS).index("hackney")
    of_borough, of_trust = (_shown(SPELLS, f"share_of_{w}_patients")[hackney] for w in ("lad", "trust"))
    barts, homerton = (of_borough / np.where(of_trust > 0, of_trust, np.nan))[:2]
    size[LOCAL.index("RQX")] = size[LOCAL.index("R1H")] * homerton / barts
    return size


def planned_size() -> Floats:
    """float[3], GP referrals received in the months of 2021-22 that are known; only ratios count."""
    size = np.zeros(len(LOCAL))
    for row in rows("provider_activity_snapshots_2021_2022.csv"):
        if row["org_code"] in LOCAL:
            size[LOCAL.index(row["org_code"])] += float(row["value"])
    return size


def emergencies_leaving() -> Floats:
    """float[B], share of emergencies that go out of area."""
    seen = _shown(SPELLS, "share_of_lad_patients").sum(axis=1)
    leaving = np.maximum(LEAST_LEAVING, 1 - seen)
    leaving[list(BOROUGHS).index("city_of_london")] = CITY_LEAVING
    return leaving


def planned_leaving() -> Floats:
    """float[B], share of planned care out of area.

    As for emergencies, plus one addition for all boroughs that makes 13% of acute spend leave; the
    City's share stays as it is.
    """
    emergency, people = emergencies_leaving(), np.array([a.sum() for a in population().values()])
    city = np.array([borough == "city_of_london" for borough in BOROUGHS])
    mean = float((emergency * need()).sum() / need().sum())
    wanted = ((1 - STAYS_OVERALL) - EMERGENCY_SPEND * mean) / (1 - EMERGENCY_SPEND)
    added = (wanted * people.sum() - (emergency * people).sum()) / people[~city].sum()
    return np.where(city, emergency, emergency + added)


def emergency_shares() -> Floats:
    """float[B, 4], share of each borough's emergencies by trust, out of area last."""
    size, leaving = emergency_size(), emergencies_leaving()
    catchment = _shown(OHID, "share_of_trust_patients") * size
    split, spells = (_rows_to_one(t) for t in (catchment, _shown(SPELLS, "share_of_lad_patients")))
    shown = spells.sum(axis=1, keepdims=True) > 0
    belief = np.where(shown, (split + spells) / 2, split)
    return _fitted(belief * need()[:, None], need(), leaving, size)


def planned_shares() -> Floats:
    """float[B, 4], share of each borough's planned care by trust, out of area last."""
    people = np.array([ages.sum() for ages in population().values()])
    belief = _shown(OHID, "share_of_trust_patients") * planned_size()
    return _fitted(belief, people, planned_leaving(), planned_size())


def _rows_to_one(table: Floats) -> Floats:
    """Rows scaled to 1; an empty row stays empty."""
    total = table.sum(axis=1, keepdims=True)
    return np.divide(table, total, out=np.zeros_like(table), where=total > 0)


def _fitted(belief: Floats, demand: Floats, leaving: Floats, size: Floats) -> Floats:
    """Balance a belief to the boroughs' demand that stays and the trusts' size, and add who leaves."""
    stays = demand * (1 - leaving)
    local = size * (1 - np.array([outside_share()[trust] for trust in LOCAL]))
    flows = balance(belief, stays, local * stays.sum() / local.sum())
    return np.column_stack([flows / demand[:, None], leaving])


def flow_rows() -> list[list[str]]:
    """Rows of flows.csv; a share that rounds to nothing is left out."""
    shares = zip(emergency_shares(), planned_shares(), strict=True)
    return [
        [borough, trust, plain(emergency[t], 4), plain(planned[t], 4)]
        for borough, (emergency, planned) in zip(BOROUGHS, shares, strict=True)
        for t, trust in enumerate((*LOCAL, OUT))
        if max(emergency[t], planned[t]) >= 0.00005
    ]


def site_rows() -> list[list[str]]:
    """Rows of sites.csv."""
    local = [
        [
            site,
            name,
            trust,
            str(latitude),
            str(longitude),
            plain(beds()[trust] * share, 0),
            "yes" if has_ae else "no",
            "yes",
            _bed_source(trust, share),
        ]
        for site, name, trust, latitude, longitude, share, has_ae in SITES
    ]
    derived = "derived: local beds for local people x 13/87, as 13% of acute spend leaves; place assumed"
    return [*local, [*(str(v) for v in OUT_SITE), plain(beds()[OUT], 0), "yes", "yes", derived]]


def _bed_source(trust: str, share: float) -> str:
    """Where a site's beds come from."""
    period = "2017-18 Q1" if trust == "RQX" else "mean of 2017-18"
    split = "" if share == 1 else f"; {share:.0%} of the trust's beds, from memory"
    return f"NHS England KH03 {period}, all sectors so with maternity (about 7%){split}"


def outside_rows() -> list[list[str]]:
    """Rows of outside.csv."""
    source = "OHID trust catchment populations: 1 - the share living in the eight boroughs"
    local = [[trust, plain(share, 4), source] for trust, share in outside_share().items()]
    return [*local, [OUT, "0", "its beds and income here are those for East London's people only"]]

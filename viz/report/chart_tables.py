"""From the tables that a run leaves behind to the table that a chart draws."""

from collections.abc import Mapping

import pandas as pd

from abm.place import Place
from scenarios.sweeping.rows import Rows
from viz.charts.tables import as_one
from viz.charts.theme import financial_year

Frames = Mapping[str, pd.DataFrame]
"""The tables of one run by name."""

_PAYERS = ("commissioner", "council", "outside_payer")


def levers(arms: Mapping[str, Frames], place: Place) -> pd.DataFrame:
    """Every arm's decisions, with the kind of each organisation."""
    return as_one({arm: _with_kind(f["decisions"], "organisation", place) for arm, f in arms.items()})


def activity(arms: Mapping[str, Frames], place: Place) -> pd.DataFrame:
    """Every arm's activity by month, provider by name, and point of delivery."""
    keys = ["month", "provider", "kind", "pod"]
    counts: Rows = {arm: f["activity"].groupby(keys, observed=True)["count"].sum() for arm, f in arms.items()}
    joined: Rows = as_one({arm: count.reset_index() for arm, count in counts.items()})
    return joined.assign(provider=joined["provider"].astype(str).map(_names(place)))


def money(arms: Mapping[str, Frames], place: Place) -> pd.DataFrame:
    """What each kind of provider received minus what it paid on, pounds by financial year.

    Who only pays (commissioners, councils) is left out, and so is what a shadow would have paid.
    """
    return as_one({arm: _kept_by_kind(f["money"], place) for arm, f in arms.items()})


def observed(arms: Mapping[str, Frames], published: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Published emergency admissions by way of A&E beside those of the first arm.

    Args:
        arms: tables by arm.
        published: columns period, organisation_id, admissions; empty where nothing is published.
        place: where.
    """
    columns = ["month", "provider", "observed", "simulated"]
    if published.empty or not arms:
        return pd.DataFrame({column: [] for column in columns})
    done: Rows = next(iter(arms.values()))["activity"]
    by_way_of_ae = done[done["pod"] == "AEADM"].groupby(["month", "provider"], observed=True)["count"].sum()
    simulated = by_way_of_ae.rename("simulated").reset_index().astype({"month": str, "provider": str})
    seen: Rows = published.rename(
        columns={"period": "month", "organisation_id": "provider", "admissions": "observed"}
    ).astype({"month": str, "provider": str})
    joined = seen.merge(simulated, on=["month", "provider"])[columns]
    return joined.assign(provider=joined["provider"].map(_names(place)))


def of_arms(arms: Mapping[str, Frames], published: pd.DataFrame, place: Place) -> dict[str, pd.DataFrame]:
    """Tables for the charts that show one run of each arm, by chart."""
    return {
        "levers_over_time": levers(arms, place),
        "activity_by_provider": activity(arms, place),
        "money_by_sector": money(arms, place),
        "observed_and_simulated": observed(arms, published, place),
    }


def _names(place: Place) -> dict[str, str]:
    return {organisation.id: organisation.name for organisation in place.organisations}


def _with_kind(table: Rows, column: str, place: Place) -> Rows:
    kinds = {organisation.id: organisation.kind for organisation in place.organisations}
    return table.assign(kind=table[column].astype(str).map(kinds))


def _kept_by_kind(payments: Rows, place: Place) -> Rows:
    """Received minus paid on, by year and kind."""
    real = payments[~payments["shadow"].astype(bool)]
    received = _yearly(_with_kind(real, "payee", place))
    paid_on = _yearly(_with_kind(real, "payer", place))
    left = received.sub(paid_on, fill_value=0)
    left = left[~left.index.get_level_values("kind").isin(_PAYERS)]
    return left.div(100).rename("pounds").reset_index()


def _yearly(payments: Rows) -> Rows:
    years = payments["month"].astype(str).map(financial_year)
    return payments.assign(year=years).groupby(["year", "kind"], observed=True)["pence"].sum()

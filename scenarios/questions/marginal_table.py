"""The table of marginal pounds: every element asked by itself, and what moves in cost set beside it.

The contracts answer for one element at a time, so that the table can say which of them pays; a pound
that depends on where a patient lives is averaged over the boroughs a provider's patients come from.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any, Final

import numpy as np
import pandas as pd

from abm.contracts.incentives import MarginalPounds
from abm.contracts.marginal import next_year, this_year
from abm.contracts.settlement import Group, Settlement
from abm.model import Model
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.vocabulary import MEMO_PODS, OUTCOMES, POD, PODS

DELIVERS, USES, ACHIEVES = "delivers", "its people use", "achieves"
ACTS: Final = ((DELIVERS, PODS), (USES, PODS), (ACHIEVES, OUTCOMES))
"""What one more of is asked about: units delivered, units used by the people answered for wherever they
are delivered, and recorded successes of an outcome."""
PRACTICES: Final = "practices"
"""In a column of providers: all practices, each counting by its list."""
PRACTICE: Final = "gp_practice"
NOBODY: Final = "nobody"
POUNDS: Final = ("one_more", "one_fewer", "next_year")
COSTS: Final = ("variable_cost", "horizon_cost", "margin")
KEYS: Final = ("provider", "kind", "does", "what")


def delivered_lately(model: Model) -> Floats:
    """Units of the last twelve months by provider, float[O, pods, B + 1]."""
    recent: Any = np.add.reduce(model.record.delivered[-MONTHS_PER_YEAR:], dtype=np.float64)
    by_line = recent.sum(axis=1)
    found = np.zeros((len(model.place.organisations), len(PODS), by_line.shape[1]))
    found[model.record.lines.organisation, model.record.lines.pod] = by_line
    return found


# Pounds by contract and element -------------------------------------------------------------------------


def by_element(model: Model, delivered: Floats) -> pd.DataFrame:
    """Pounds of one more and one fewer by provider, thing done, contract and element.

    Args:
        model: the model, as it stands.
        delivered: float[O, pods, B + 1], see `delivered_lately`.
    """
    settlement, readings = model.finance.in_force.settlement, model.finance.in_force.forecast()
    organisations = model.place.organisations
    rows: list[tuple[Any, ...]] = []
    for group in settlement.groups:
        contract = settlement.contracts[group.contract].id
        for (act, words), pounds in zip(ACTS, _pounds(settlement, group, readings, delivered), strict=True):
            for o, what in np.argwhere(pounds.any(axis=0)).tolist():
                who = organisations[o]
                change = pounds[:, o, what] + 0.0  # no minus nought
                rows.append((who.id, who.kind, act, words[what], contract, group.name, *change))
    return pd.DataFrame(rows, columns=[*KEYS, "contract", "element", *POUNDS])


def _pounds(settlement: Settlement, group: Group, readings: Floats, delivered: Floats) -> Iterator[Floats]:
    """One table for each of `ACTS` of one element, float[3, O, pods or outcomes], see `POUNDS`."""
    alone = copy(settlement)
    alone.groups = [group]
    sides = [
        this_year(alone, readings, 0.0, "more").rows,
        this_year(alone, readings, 0.0, "fewer").rows,
        next_year(alone, readings, 0.0).rows,
    ]
    signs = np.array([1.0, -1.0, 1.0])[:, None, None]
    n, used = len(delivered), delivered.sum(axis=0)
    yield signs * np.array([_summed(r, r.delivered + r.recorded, delivered[r.payee], n) for r in sides])
    yield signs * np.array([_summed(r, r.used, _answered_for(group, r, used), n) for r in sides])
    yield signs * np.array([_added(r, r.outcome, n) for r in sides])


def _summed(rows: MarginalPounds, pounds: Floats, units: Floats, n: int) -> Floats:
    """Pounds a unit [rows, pods] by payee, for the usual mix of boroughs, float[O, pods].

    Args:
        rows: whose territories.
        pounds: float[rows, pods].
        units: float[rows, pods, B + 1], the mix of boroughs to go by.
        n: O, the number of organisations.
    """
    whole = units.sum(axis=2)
    inside = (units * rows.territory[:, None, :]).sum(axis=2)
    return _added(rows, pounds * np.divide(inside, whole, out=np.zeros(whole.shape), where=whole > 0), n)


def _answered_for(group: Group, rows: MarginalPounds, used: Floats) -> Floats:
    """What is used in all the boroughs each row's payee answers for, float[rows, pods, B + 1]."""
    territory = {
        payee: group.pairs.territory[group.pairs.payee == payee].any(axis=0) for payee in set(rows.payee)
    }
    boroughs = np.array([territory[payee] for payee in rows.payee]).reshape(len(rows.payee), used.shape[1])
    return used[None] * boroughs[:, None, :]


def _added(rows: MarginalPounds, pounds: Floats, n: int) -> Floats:
    """Pounds [rows, any] added up by payee, float[O, any]."""
    table = np.zeros((n, pounds.shape[1]))
    np.add.at(table, rows.payee, pounds)
    return table


# One row a provider and thing done ----------------------------------------------------------------------


def with_costs(model: Model, elements: pd.DataFrame, units: Floats) -> pd.DataFrame:
    """Pounds from all contracts together, beside the cost that moves; unpaid work is there too.

    Args:
        model: the model.
        elements: pounds by element, see `by_element`.
        units: float[O, pods], delivered in the last twelve months.
    """
    keys, how = list(KEYS), {"paid_by": ", ".join, **dict.fromkeys(POUNDS, "sum")}
    named: Any = elements.assign(paid_by=elements["contract"] + "." + elements["element"])
    paid = named.groupby(keys, sort=False).agg(how).reset_index()
    table: Any = _done(model, units).merge(paid, on=keys, how="outer", sort=False)
    table = table.fillna({"paid_by": NOBODY, **dict.fromkeys(POUNDS, 0.0)})
    table["margin"] = table["one_more"] - table["horizon_cost"].fillna(0.0)
    return _in_order(model, table[[*keys, "paid_by", "units", *POUNDS, *COSTS]])


def _done(model: Model, units: Floats) -> pd.DataFrame:
    """What each provider delivered, with what one more of it costs."""
    organisations, lines, costs = model.place.organisations, model.record.lines, model.finance.costs
    rows = [
        (
            *(organisations[o].id, organisations[o].kind, DELIVERS, PODS[pod], units[o, pod]),
            *(costs.unit[i], costs.horizon_unit[o, pod]),
        )
        for i, (o, pod) in enumerate(zip(lines.organisation, lines.pod, strict=True))
        if units[o, pod] > 0 and PODS[pod] not in MEMO_PODS
    ]
    return pd.DataFrame(rows, columns=[*KEYS, "units", "variable_cost", "horizon_cost"])


def _in_order(model: Model, table: pd.DataFrame) -> pd.DataFrame:
    """Organisations as the place has them, then acts and points of delivery in their own order."""
    place = {o.id: i for i, o in enumerate(model.place.organisations)}
    acts = {act: i for i, (act, _) in enumerate(ACTS)}
    rank = [
        (place[provider], acts[does], POD.get(what, len(POD)))
        for provider, does, what in zip(table["provider"], table["does"], table["what"], strict=True)
    ]
    order = sorted(range(len(rank)), key=rank.__getitem__)
    return table.iloc[order].reset_index(drop=True)


Weights = Mapping[tuple[str, str, str], float]
"""What a practice counts for in the row of all practices, by its id, what it does and of what."""


def shares_of_practices(pounds: pd.DataFrame, lists: Mapping[str, float]) -> Weights:
    """Each practice's share of what all of them deliver; of everybody on a list for anything else.

    Args:
        pounds: one row a provider and thing done, see `with_costs`.
        lists: people on the list of each practice, by its id.
    """
    own: Any = pounds[pounds["kind"] == PRACTICE]
    whole = own.groupby(["does", "what"])["units"].transform("sum")
    on_list = np.array([lists[practice] for practice in own["provider"]]) / sum(lists.values())
    share = np.where(own["units"].notna(), own["units"] / whole, on_list)
    return dict(zip(zip(own["provider"], own["does"], own["what"], strict=True), share.tolist(), strict=True))


def practices_together(table: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """One row for all practices, each counting by its weight; units are added up.

    Args:
        table: of pounds, by provider and thing done.
        weights: see `shares_of_practices`.
    """
    of_list: Any = table["kind"] == PRACTICE
    some: Any = table[of_list]
    if some.empty:
        return table
    keys = zip(some["provider"], some["does"], some["what"], strict=True)
    weight = np.array([weights[key] for key in keys])
    numbers = [c for c in (*POUNDS, *COSTS) if c in table]
    weighted = some.assign(**{c: some[c] * weight for c in numbers})
    kept = {"units": _added_up, "paid_by": _all_named}
    how = dict.fromkeys(numbers, _added_up) | {c: f for c, f in kept.items() if c in table}
    words = [c for c in ("does", "what", "contract", "element") if c in table]
    together: Any = weighted.groupby(words, sort=False).agg(how).reset_index()
    together = together.assign(provider=PRACTICES, kind=PRACTICE)[list(table.columns)]
    both: Any = pd.concat([together, table[~of_list]], ignore_index=True)
    return both


def _added_up(column: Any) -> float:
    """A sum, not known where no part of it is."""
    return column.sum(min_count=1)


def _all_named(column: Any) -> str:
    """Every contract and element that pays some of them."""
    named = dict.fromkeys(name for cell in column if cell != NOBODY for name in cell.split(", "))
    return ", ".join(named) or NOBODY

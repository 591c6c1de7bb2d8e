"""What care costs its providers: fixed, stepped and variable, from what they earned in the reference year.

A provider's cost in the reference year is its income then, less its margin. The place says the
margin where it is known (trusts), else the sector's. Fixed cost never moves; variable cost follows
activity at once; stepped cost (wards, teams) follows a share of the way each April, so that part of
the cost of activity that went away is stranded.
"""

from dataclasses import dataclass

import numpy as np

from abm.flows import Flows, Lines
from abm.parameter import Values
from abm.parameters.costs import COST_KINDS
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.vocabulary import PODS


@dataclass(frozen=True, eq=False)
class CostBase:
    """Costs of every organisation, O of them, L lines.

    Attributes:
        fixed: float[O], pounds a month.
        stepped: float[O], pounds a month at the reference year's activity.
        unit: float[L], variable pounds a unit, by line.
        unit_in_full: float[L], fixed, stepped and variable pounds a unit in the reference year, by line.
        horizon_unit: float[O, pods], pounds a unit that move within the horizon: variable, and the
            part of stepped cost that can be released or is taken on.
        reference_income: float[O], pounds a year in the reference year.
        reference_margin: float[O], margin on turnover then.
        value: float[L], reference cost of a unit, by line, whoever delivers it.
    """

    fixed: Floats
    stepped: Floats
    unit: Floats
    unit_in_full: Floats
    horizon_unit: Floats
    reference_income: Floats
    reference_margin: Floats
    value: Floats


def unit_values(values: Values) -> Floats:
    """Reference cost of a unit of each point of delivery, float[pods]."""
    return np.array([values[f"cost.{pod}"] for pod in PODS])


def reference_margins(place: Place, values: Values) -> Floats:
    """Margin on turnover in the reference year: the place's figure, else the sector's, float[O]."""
    practice, other = values["cost.practice_margin"], values["cost.other_margin"]
    return np.array(
        [
            o.figures.get("margin_rate", practice if o.kind == "gp_practice" else other)
            for o in place.organisations
        ]
    )


def released_within_horizon(values: Values) -> float:
    """Mean share of stepped cost that follows activity over the horizon."""
    years, rate = values["conduct.horizon_years"], values["cost.stepped_release"]
    return min(rate * years / 2, 1.0)


def cost_base(place: Place, lines: Lines, values: Values, outturn: Flows, income: Floats) -> CostBase:
    """Split the reference year's cost of every provider.

    Args:
        place: the place.
        lines: its activity lines.
        values: parameters in force.
        outturn: flows of the reference year.
        income: float[O], pounds received in it under the reference contracts.
    """
    n = len(place.organisations)
    kinds = [o.kind for o in place.organisations]
    fixed_share = np.array([values[f"cost.fixed_share.{k}"] if k in COST_KINDS else 0.0 for k in kinds])
    variable_share = np.array([values[f"cost.variable_share.{k}"] if k in COST_KINDS else 0.0 for k in kinds])
    margin = reference_margins(place, values)
    value = unit_values(values)[lines.pod]
    worth = np.bincount(lines.organisation, outturn.by_borough.sum(axis=1) * value, n)
    provides = (worth > 0) & (income > 0) & (fixed_share > 0)
    cost = np.where(provides, income * (1 - margin), 0.0)
    scale = np.divide(cost, worth, out=np.zeros(n), where=worth > 0)
    stepped_share = 1 - fixed_share - variable_share
    moving = variable_share + stepped_share * released_within_horizon(values)
    horizon_unit = np.zeros((n, len(PODS)))
    horizon_unit[lines.organisation, lines.pod] = (moving * scale)[lines.organisation] * value
    return CostBase(
        fixed=cost * fixed_share / MONTHS_PER_YEAR,
        stepped=cost * stepped_share / MONTHS_PER_YEAR,
        unit=(variable_share * scale)[lines.organisation] * value,
        unit_in_full=scale[lines.organisation] * value,
        horizon_unit=horizon_unit,
        reference_income=income,
        reference_margin=np.where(provides, margin, 0.0),
        value=value,
    )


def variable_costs(
    base: CostBase, lines: Lines, delivered_by_line: Floats, bought_by_line: Floats, organisations: int
) -> Floats:
    """Variable cost of a month's activity, pounds by organisation, float[O].

    What people buy with budgets of their own is done by who is paid by the hour for it, a personal assistant
    say, so that all of its cost is variable.

    Args:
        base: costs in the reference year.
        lines: activity lines.
        delivered_by_line: float[L], units delivered.
        bought_by_line: float[L], those of them that people bought.
        organisations: O.
    """
    pounds = delivered_by_line * base.unit + bought_by_line * (base.unit_in_full - base.unit)
    return np.bincount(lines.organisation, pounds, organisations).astype(np.float64)


def next_steps(level: Floats, activity: Floats, release: float) -> Floats:
    """Stepped cost next year as a multiple of the reference year's, float[O].

    It goes a share of the way from where it stands to where this year's activity would put it.

    Args:
        level: float[O], where it stands.
        activity: float[O], this year's activity over the reference year's, at reference costs.
        release: share of the way a year.

    Example:
        >>> next_steps(np.array([1.0]), np.array([0.9]), 0.25).round(3).tolist()
        [0.975]
    """
    return level + release * (activity - level)

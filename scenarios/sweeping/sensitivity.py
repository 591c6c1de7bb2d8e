"""What a result hangs on: Sobol' indices or Morris screening, and how far each uncertainty swings it.

Seeds are averaged first, so an index is of the result's mean over chance; what is left of it shows as a
wider interval. A future without a number is never dropped, which would unbalance the design: it takes the
median of the others, and is counted.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from abm.quantities import Floats
from scenarios.errors import InputError
from scenarios.sweeping.design import Design, points, problem
from scenarios.sweeping.dimension import Dimension
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.sweep import declared_by
from scenarios.sweeping.sweep_file import Declared

SEED: Final = 1
"""Of the resampling that intervals come from, so that they are the same each time."""
MOST_MISSING: Final = 0.2
"""Share of futures without a number beyond which nothing is said."""
FIFTH: Final = 0.2
"""Futures with the lowest and the highest fifth of a value are set against each other."""


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """What one number hangs on.

    Attributes:
        measure: which number.
        scope: which part of it.
        unit: of it.
        arm: in which arm.
        paired: whether it is the difference to the yardstick.
        kind: `saltelli` or `morris` where there are indices, else the design.
        indices: dimension, index, half (of its 95% interval), and first and first_half for Sobol', or
            sigma for Morris; empty where the design gives none, or nothing differs. The largest comes first.
        swings: dimension, low, high (means where the dimension is low and high), low_at, high_at, swing.
        futures: how many there are.
        imputed: how many had no number and took the median.
        constant: whether the number is the same in every future, so that there is nothing to share out.
    """

    measure: str
    scope: str
    unit: str
    arm: str
    paired: bool
    kind: str
    indices: Rows
    swings: Rows
    futures: int
    imputed: int
    constant: bool = False


def sensitivity(
    swept: Swept, measure: str, scope: str = "total", arm: str | None = None, paired: bool = True
) -> Sensitivity:
    """What a measure of an arm hangs on.

    Args:
        swept: a sweep with uncertainties.
        measure: an effect or flow.
        scope: which part of it.
        arm: by name; the first after the yardstick unless given, or the only one.
        paired: whether the yardstick is taken off.

    Raises:
        InputError: if there is nothing uncertain, no such measure or arm, or too few numbers.
    """
    declared = declared_by(swept.folder)
    if not declared.uncertainties:
        raise InputError("has no uncertainties", str(swept.folder), "add [uncertainties] to the sweep")
    names = list(swept.arms()["name"])
    which = arm or str(names[min(1, len(names) - 1)])
    values = swept.by_future(which, measure, scope, paired)
    filled, missing = _filled(values.to_numpy(), f"{swept.folder}: {measure}")
    sql = "select any_value(unit) as unit from results where measure = $measure and scope = $scope"
    rows = swept.query(sql, {"measure": measure, "scope": scope})
    return Sensitivity(
        measure,
        scope,
        str(rows["unit"].iloc[0]),
        which,
        paired and which != names[0],
        declared.design.kind,
        indices(declared.design, declared.uncertainties, filled),
        swings(declared, filled),
        len(filled),
        missing,
        is_constant(filled),
    )


def indices(design: Design, dimensions: tuple[Dimension, ...], values: Floats) -> Rows:
    """Indices of every dimension from one number a future, in the order of the design.

    Sobol': the share of variance that would go if the dimension alone were known (first), and that would
    be left if all others were (total, here `index`). Morris: the mean size of its elementary effects
    (`index`), and their spread (`sigma`), which tells interaction or bends. Both by SALib.

    Args:
        design: of the futures.
        dimensions: uncertainties, in order.
        values: float[futures], without NaN.
    """
    if is_constant(values):  # shares of nothing
        return pd.DataFrame({"dimension": [], "index": [], "half": []})
    cube = problem(dimensions)
    names = cube["names"]
    if design.kind == "saltelli":
        from SALib.analyze import sobol

        analysed = sobol.analyze(cube, values, calc_second_order=False, seed=SEED)
        columns = {"index": "ST", "half": "ST_conf", "first": "S1", "first_half": "S1_conf"}
    elif design.kind == "morris":
        from SALib.analyze import morris

        cast = np.asarray(points(design, dimensions))
        analysed = morris.analyze(cube, cast, values, num_levels=design.levels, seed=SEED)
        columns = {"index": "mu_star", "half": "mu_star_conf", "sigma": "sigma"}
    else:
        return pd.DataFrame({"dimension": [], "index": [], "half": []})
    table = pd.DataFrame(
        {"dimension": names, **{k: np.asarray(analysed[v], float) for k, v in columns.items()}}
    )
    return table.sort_values("index", ascending=False, ignore_index=True)


def is_constant(values: Floats) -> bool:
    """Whether all numbers are the same, but for the last digits of a sum.

    Example:
        >>> is_constant(np.array([6.0, 6.0])), is_constant(np.array([6.0, 6.1]))
        (True, False)
    """
    return bool(np.ptp(values) <= 1e-12 * np.abs(values).max())


def swings(declared: Declared, values: Floats) -> Rows:
    """Mean where a dimension is low and where it is high, the widest apart first.

    Low and high are the lowest and highest fifth of its values; one at a time, its first and its last.

    Args:
        declared: what the sweep file says.
        values: float[futures].
    """
    parts = points(declared.design, declared.uncertainties)
    one = declared.design.kind == "one_at_a_time"
    rows = []
    for axis, dimension in enumerate(declared.uncertainties):
        column = parts[:, axis]
        known = column[~np.isnan(column)]
        low, high = (known.min(), known.max()) if one else np.quantile(known, [FIFTH, 1 - FIFTH])
        least, most = values[column <= low].mean(), values[column >= high].mean()
        ends = [dimension.at(float(end)) for end in (low, high)]
        rows.append((dimension.name, least, most, *map(_shown, ends), abs(most - least)))
    columns = ["dimension", "low", "high", "low_at", "high_at", "swing"]
    return pd.DataFrame(rows, columns=columns).sort_values("swing", ascending=False, ignore_index=True)


def _filled(values: Floats, where: str) -> tuple[Floats, int]:
    """Values with the median where there is none, and how many those are."""
    known = values[~np.isnan(values)]
    missing = len(values) - len(known)
    if missing > MOST_MISSING * len(values):
        many = f"{missing} of {len(values)} futures have no number"
        raise InputError(many, where, "live the missing runs, or choose a measure that applies")
    return np.where(np.isnan(values), np.median(known), values), missing


def _shown(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) and math.isfinite(value) else str(value)

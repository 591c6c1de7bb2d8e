"""Regret of ways of paying over futures: how much worse an arm does than the best arm of the same future.

Who does not know which future comes may prefer the arm whose largest regret is least (Savage 1951) to the
one that is best on average.
"""

import pandas as pd

from scenarios.errors import InputError
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.worse import Direction, worse_direction


def regrets(swept: Swept, measure: str, scope: str = "total", direction: Direction | None = None) -> Rows:
    """Regret of every arm in every future, in the measure's unit.

    Args:
        swept: a sweep with at least two arms.
        measure: an effect or flow.
        scope: which part of it.
        direction: which way is worse, where it is not judged in `scenarios.sweeping.worse`.

    Returns:
        A row for every future in which every arm has a number, a column for every arm.

    Raises:
        InputError: if there is one arm, no such measure, or no future with a number for every arm.
    """
    names = list(swept.arms()["name"])
    if len(names) < 2:
        raise InputError("has one option", str(swept.folder), "regret is a comparison with other options")
    way = worse_direction(measure, direction)
    rows = swept.outcomes(measure, scope)
    levels = rows.pivot_table(index="future", columns="arm", values="value", aggfunc="mean")
    if set(names) - set(levels.columns) or levels.dropna().empty:
        raise InputError(f"{measure} has no number in every arm", str(swept.folder), "choose another measure")
    return regret_of(levels.dropna()[names], way)


def regret_of(levels: Rows, direction: Direction) -> Rows:
    """How far every arm is from the best of its future.

    Args:
        levels: a row for every future, a column for every arm.
        direction: which way is worse.

    Example:
        >>> regret_of(pd.DataFrame({"a": [1.0, 5.0], "b": [2.0, 3.0]}), "more").to_dict("list")
        {'a': [0.0, 2.0], 'b': [1.0, 0.0]}
    """
    bad = levels if direction == "more" else -levels
    return bad.sub(bad.min(axis=1), axis=0)


def regret_table(regret: Rows) -> Rows:
    """Every arm's mean, 90th percentile and largest regret, and in how many futures it is best.

    The arm with the least largest regret comes first.

    Example:
        >>> regret_table(pd.DataFrame({"a": [0.0, 2.0], "b": [1.0, 0.0]}))["arm"].tolist()
        ['b', 'a']
    """
    table = pd.DataFrame(
        {
            "arm": list(regret.columns),
            "mean": regret.mean().to_numpy(),
            "ninetieth": regret.quantile(0.9).to_numpy(),
            "largest": regret.max().to_numpy(),
            "best_in": (regret == 0).mean().to_numpy(),
            "futures": len(regret),
        }
    )
    return table.sort_values("largest", ignore_index=True)

"""The cases that discovery learns from: one row for each arm in each future, and whether B is worse there."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import InputError, nearest
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.worse import Direction, worse_direction

FEWEST: Final = 20
"""Cases below which no region is looked for: any split of so few is chance."""
PLANNED: Final = ("arm", "future", "name", "scenario")
"""Columns of arms and futures that are not varied."""


@dataclass(frozen=True, eq=False)
class Cases:
    """Arms in futures, and where they are worse than the yardstick.

    Attributes:
        about: what is learnt from: a column for every uncertainty, and for every lever where several arms
            are taken together.
        values: difference to the yardstick, mean over seeds.
        worse: whether that is worse by more than `beyond`.
        measure: of what.
        scope: which part of it.
        unit: of the values.
        direction: which way is worse.
        beyond: by how much at least.
        arms: names of the arms that are B.
        left_out: cases without a number.
    """

    about: Rows
    values: NDArray[np.float64]
    worse: NDArray[np.bool_]
    measure: str
    scope: str
    unit: str
    direction: Direction
    beyond: float
    arms: tuple[str, ...]
    left_out: int

    @property
    def question(self) -> str:
        """What is asked, in words."""
        by = f" by more than {self.beyond:g} {self.unit}" if self.beyond else ""
        who = self.arms[0] if len(self.arms) == 1 else "an arm"
        return f"where {who} is worse than the yardstick in {self.measure}{by} ({self.direction} is worse)"


def cases(
    swept: Swept,
    measure: str,
    scope: str = "total",
    arm: str | None = None,
    direction: Direction | None = None,
    beyond: float = 0.0,
) -> Cases:
    """The cases of a sweep.

    Args:
        swept: a sweep with at least two arms.
        measure: an effect or flow.
        scope: which part of it.
        arm: B by name; all arms but the yardstick together, with their levers, unless given.
        direction: which way is worse, where it is not judged in `scenarios.sweeping.worse`.
        beyond: how much worse counts, in the measure's unit.

    Raises:
        InputError: if there is nothing to compare, nothing varied, or too few cases.
    """
    arms, futures = swept.arms(), swept.futures()
    names = list(arms["name"])[1:]
    if not names:
        raise InputError("has one arm", str(swept.folder), "discovery needs an arm to hold against it")
    if arm and arm not in names:
        raise InputError(f"no arm '{arm}' to hold against the yardstick", "--arm", nearest(arm, names))
    worse_way = worse_direction(measure, direction)
    rows = swept.differences(measure, scope)
    rows = rows[rows["arm"] == arm] if arm else rows
    mean: Rows = rows.groupby(["arm", "future"], as_index=False).agg({"difference": "mean", "unit": "first"})
    known = mean.dropna(subset=["difference"])
    if len(known) < FEWEST:
        few = f"{len(known)} cases with a number"
        raise InputError(few, f"{swept.folder}: {measure}", f"at least {FEWEST} futures are needed")
    joined = known.merge(futures, on="future").merge(arms.drop(columns="arm"), left_on="arm", right_on="name")
    about: Rows = _varied(joined.drop(columns=["difference", "unit"]))
    if about.empty:
        raise InputError("varies nothing", str(swept.folder), "add [uncertainties] or [levers] to the sweep")
    if about.isna().any(axis=None):
        remedy = "a grid, latin_hypercube or sobol design does"
        raise InputError("its design does not set everything in every future", str(swept.folder), remedy)
    values = joined["difference"].to_numpy(np.float64)
    bad = values if worse_way == "more" else -values
    return Cases(
        about,
        values,
        bad > beyond,
        measure,
        scope,
        str(known["unit"].iloc[0]),
        worse_way,
        beyond,
        (arm,) if arm else tuple(names),
        len(mean) - len(known),
    )


def _varied(joined: Rows) -> Rows:
    """Columns that take more than one value; where scenarios differ, which it is is one of them."""
    varied = [c for c in joined.columns if c not in PLANNED or c == "scenario"]
    kept = [c for c in varied if joined[c].nunique(dropna=False) > 1]
    return joined[kept].reset_index(drop=True)

"""Draws of parameters that belong together, such as a calibration's posterior, for runs that carry its doubt.

A run takes one draw; a comparison takes another for each seed, the same in both arms, so that what nobody
knows of the parameters is in its intervals beside chance.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from abm.parameters import BY_NAME
from abm.quantities import Floats
from scenarios.errors import InputError, nearest
from scenarios.runs.folder import MANIFEST

TABLE: Final = "draws.parquet"
SLACK: Final = 1e-9
"""How far a stored value may be beyond its range by rounding, as a share of the range."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Draws of parameters.

    Attributes:
        names: of the parameters.
        values: float[n, d], a draw a row.
    """

    names: tuple[str, ...]
    values: Floats

    def of(self, seed: int) -> dict[str, float]:
        """The draw that goes with a seed: seed 1 has the first, and after the last comes the first again.

        Example:
            >>> two = Draws(("urgent.direct_share",), np.array([[0.26], [0.28]]))
            >>> two.of(1), two.of(4)
            ({'urgent.direct_share': 0.26}, {'urgent.direct_share': 0.28})
        """
        row = self.values[(seed - 1) % len(self.values)]
        return dict(zip(self.names, map(float, row), strict=True))


def read_draws(where: str | Path) -> Draws:
    """Draws from a Parquet table with a column for each parameter, or from the folder of a calibration.

    Args:
        where: the table, or a folder that holds `draws.parquet`.

    Raises:
        InputError: if there is none, if a column is no parameter, if a value is outside its plausible range,
            or if the calibration beside it was not blessed.
    """
    path = Path(where)
    file = path / TABLE if path.is_dir() else path
    if not file.is_file():
        raise InputError(
            "no such table of draws", str(file), "name a folder that `payscape calibrate --out` wrote"
        )
    _refuse_unblessed(file.parent)
    try:
        table = pd.read_parquet(file)
    except (OSError, ValueError) as fault:  # pyarrow's faults are ValueErrors
        what = f"is not a Parquet table ({str(fault).splitlines()[0]})"
        raise InputError(what, str(file), "calibrate again with --out") from None
    if not len(table) or not len(table.columns):
        raise InputError("holds no draws", str(file), "calibrate again with --out")
    return Draws(tuple(map(str, table.columns)), _sound(table, file.name))


def _refuse_unblessed(folder: Path) -> None:
    """Draws of a fit that failed its diagnostics are for looking at, not for use."""
    try:
        written = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    if (
        isinstance(written, dict)
        and written.get("kind") == "calibration"
        and written.get("blessed") is not True
    ):
        raise InputError(
            "the fit failed its diagnostics", str(folder), "see its verdicts, and calibrate again"
        )


def _sound(table: pd.DataFrame, name: str) -> Floats:
    """Values as numbers, each within its plausible range."""
    for column in map(str, table.columns):
        known = BY_NAME.get(column)
        if known is None:
            raise InputError(f"unknown parameter '{column}'", name, nearest(column, BY_NAME))
        values = np.asarray(pd.to_numeric(table[column], errors="coerce"), np.float64)
        slack = SLACK * (known.high - known.low)
        wrong = np.flatnonzero(~((values >= known.low - slack) & (values <= known.high + slack)))
        if wrong.size:
            span = f"{known.low:g} to {known.high:g} ({known.unit})"
            what = f"{table[column].iloc[wrong[0]]} is outside its plausible range, {span}"
            raise InputError(what, f"{name}: row {wrong[0] + 1}, column '{column}'", "draw within it")
    bounds = [(BY_NAME[str(column)].low, BY_NAME[str(column)].high) for column in table.columns]
    low, high = np.array(bounds).T
    return np.clip(table.to_numpy(np.float64), low, high)

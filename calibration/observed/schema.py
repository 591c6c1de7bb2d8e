"""What every table of entries must be, as a pandera schema, and the first fault as one line."""

from functools import cache
from typing import Any, Final

import numpy as np

from calibration.observed.table import Rows
from calibration.targets.catalogue import TARGETS
from scenarios.errors import InputError

SHARES: Final = tuple(name for name, target in TARGETS.items() if target.share)
MOST_SHARE: Final = 1.0

FAULTS: Final = {
    "a count below 0": "give 0 or more; corrections belong in the month that they correct",
    "a share above 1": "give a share of 1, such as 0.93",
}


@cache
def schema() -> Any:
    """The schema: words known, amounts not below 0, shares at most 1."""
    import pandera.pandas as pa

    def sound_share(frame: Rows) -> Rows:
        given = frame["target"].isin(SHARES) & frame["weight"].isna()  # others are counts still
        return ~(given & (frame["value"] > MOST_SHARE))

    return pa.DataFrameSchema(
        {
            "month": pa.Column(str, pa.Check.str_matches(r"^\d{4}-\d{2}$")),
            "provider": pa.Column(str, pa.Check.str_length(min_value=1)),
            "target": pa.Column(str, pa.Check.isin(list(TARGETS))),
            "part": pa.Column(str),
            "value": pa.Column(float, pa.Check.ge(0, error="a count below 0"), nullable=True),
            "cost": pa.Column(float, nullable=True),
            "line": pa.Column(int),
            "column": pa.Column(str),
        },
        checks=[pa.Check(sound_share, error="a share above 1")],
    )


def checked(frame: Rows, name: str) -> Rows:
    """Entries that keep to the schema.

    Args:
        frame: of one file, one row for each part of a provider's month.
        name: of the file, for messages.

    Raises:
        InputError: at the fault on the earliest line, naming row, column and remedy.
    """
    from pandera.errors import SchemaErrors

    typed = frame.astype({"month": str, "provider": str, "target": str, "part": str, "column": str})
    typed = typed.astype({"value": np.float64, "cost": np.float64, "line": np.int64})
    try:
        return schema().validate(typed, lazy=True)
    except SchemaErrors as faults:
        raise _first(faults.failure_cases, typed, name) from None


def _first(cases: Rows, frame: Rows, name: str) -> InputError:
    """The fault on the earliest line as a message."""
    cases = cases.dropna(subset=["index"]).sort_values("index")
    case = cases.iloc[0]
    row = frame.iloc[int(case["index"])]
    what, where = str(case["check"]), f"{name}: row {row['line']}, column '{row['column']}'"
    if what in FAULTS:
        return InputError(f"{what}: {row['value']:g}", where, FAULTS[what])
    return InputError(f"{case['failure_case']!r} is not allowed", where, "see the layout's description")

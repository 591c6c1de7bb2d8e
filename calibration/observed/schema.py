"""What every table of entries must be, as a pandera schema, and the first fault as one line."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import pandas as pd

from calibration.observed.layouts.layout import Entry
from calibration.observed.table import Rows
from calibration.targets.catalogue import TARGETS
from scenarios.errors import InputError

SHARES: Final = tuple(name for name, target in TARGETS.items() if target.share)
MOST_SHARE: Final = 1.0

FAULTS: Final = {
    "a count below 0": "give 0 or more; corrections belong in the month that they correct",
    "a share above 1": "give a share of 1, such as 0.93",
    "twice": "keep one row for each month, provider, pod and segment",
}


@cache
def schema() -> Any:
    """The schema: words known, amounts not below 0, shares at most 1, no entry twice."""
    import pandera.pandas as pa

    def sound_share(frame: Rows) -> Rows:
        return ~(frame["target"].isin(SHARES) & (frame["value"] > MOST_SHARE))

    def once(frame: Rows) -> Rows:
        return ~frame.duplicated(["month", "provider", "target", "part"])

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
        checks=[pa.Check(sound_share, error="a share above 1"), pa.Check(once, error="twice")],
        strict=True,
    )


def checked(entries: Sequence[Entry], name: str) -> Rows:
    """Entries as a table that keeps to the schema.

    Args:
        entries: of one file.
        name: of the file, for messages.

    Raises:
        InputError: at the fault on the earliest line, naming row, column and remedy.
    """
    from pandera.errors import SchemaErrors

    frame = pd.DataFrame(entries, columns=list(Entry._fields)).astype(
        {"month": str, "provider": str, "value": float, "cost": float, "line": int}
    )
    try:
        return schema().validate(frame, lazy=True)
    except SchemaErrors as faults:
        raise _first(faults.failure_cases, frame, name) from None


def _first(cases: Rows, frame: Rows, name: str) -> InputError:
    """The fault on the earliest line as a message."""
    cases = cases.dropna(subset=["index"]).sort_values("index")
    case = cases.iloc[0]
    row = frame.iloc[int(case["index"])]
    what, where = str(case["check"]), f"{name}: row {row['line']}, column '{row['column']}'"
    if what == "twice":
        message = f"{row['month']} of {row['target']} of {row['provider']} is given twice"
        return InputError(message, f"{name}: row {row['line']}", FAULTS[what])
    if what in FAULTS:
        return InputError(f"{what}: {row['value']:g}", where, FAULTS[what])
    return InputError(f"{case['failure_case']!r} is not allowed", where, "see the layout's description")

"""Which series of the data the model has: of the others it is said whose the model has instead."""

from collections.abc import Collection, Mapping

import numpy as np

from calibration.observed.table import Observed
from calibration.observed.words import listed, rows_of, units_of
from calibration.targets.catalogue import TARGETS


def of_model(observed: Observed, there: Mapping[str, Collection[str]]) -> tuple[Observed, list[str]]:
    """Series that a run has, and a sentence on each target of which some are left out.

    Args:
        observed: series.
        there: whose series each target has.
    """
    rows = observed.rows
    pairs = rows[["target", "provider"]].itertuples(index=False)
    has = np.array([provider in there[target] for target, provider in pairs], bool)
    notes = []
    for target, left in rows[~has].groupby("target", sort=False):
        whose = listed(sorted(set(left["provider"])))
        unit = "" if TARGETS[str(target)].share else f" ({units_of(left['value'])})"
        known = listed(sorted(there[str(target)]), 4) or "nobody"
        notes.append(
            f"{target} of {whose} is left out, {rows_of(len(left))}{unit}: the model has it of {known}"
        )
    return observed.only(has), notes

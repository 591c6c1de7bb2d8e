"""Does the fit tell months that it has not seen? Scored by CRPS against a seasonal-naive forecast.

The continuous ranked probability score of draws x for an observation y is E|x − y| − ½ E|x − x′|: the mean
distance to what happened, less half the spread that was owned up to; in the series' own unit, lower is
better (Gneiting and Raftery 2007). The seasonal-naive forecast of a month is the same month of the last
fitted year; its spread is that of year-on-year changes in fitted and earlier months of the same series, or of
all series where it has none of its own.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from abm.quantities import Floats
from calibration.diagnostics.posterior_predictive import FEWEST_INSIDE
from calibration.diagnostics.predictions import Predictions
from calibration.diagnostics.verdict import Verdict
from calibration.observed.cells import index_of, label_of
from calibration.observed.table import Observed, Rows, SeriesKey
from calibration.targets.catalogue import TARGETS

NAME: Final = "held-out months"
YEAR: Final = 12
FEWEST_PAIRS: Final = 6
NAIVE_DRAWS: Final = 2000
COLUMNS: Final = ("target", "provider", "months", "crps_model", "crps_naive", "ratio", "inside_90")


def crps(draws: Floats, seen: float) -> float:
    """The score of draws for what was seen, in the unit of the series.

    Example:
        >>> crps(np.array([10.0]), 12.0), crps(np.array([10.0, 14.0]), 12.0)
        (2.0, 1.0)
    """
    ordered = np.sort(draws)
    n = len(ordered)
    spread = 2 * float((ordered * (2 * np.arange(1, n + 1) - n - 1)).sum()) / n**2
    return float(np.abs(ordered - seen).mean()) - spread / 2


def scored(
    predictions: Predictions, observed: Observed, held_out: tuple[str, str] | None
) -> tuple[Verdict, Rows]:
    """Every series' held-out months, scored.

    Args:
        predictions: at posterior draws.
        observed: all that is known, earlier months included.
        held_out: first and last month, or None.

    Returns:
        The verdict; and by series: months scored, mean score of model and of seasonal-naive, their ratio, and
        the share of months in the model's 90% band.
    """
    if held_out is None:
        return Verdict(NAME, None, "no months were held out"), pd.DataFrame(columns=list(COLUMNS))
    first = _first_fitted(predictions)
    spreads = {key: _changes(observed, key, first) for key in predictions.keys}
    rows = [
        _row(predictions, s, observed, held_out, _spread(spreads, key))
        for s, key in enumerate(predictions.keys)
    ]
    table = pd.DataFrame([row for row in rows if row], columns=list(COLUMNS))
    if table.empty:
        return Verdict(NAME, None, "no held-out month has the same month of a year before"), table
    ratio = float(np.exp(np.log(table["ratio"]).mean()))
    inside = float(np.average(table["inside_90"], weights=table["months"]))
    narrow = " (they are too narrow)" if inside < FEWEST_INSIDE else ""
    words = f"its error (CRPS) is {ratio:.2f} of that of last year's months"
    words = f"{words}; 90% bands hold {100 * inside:.0f}%{narrow}"
    words = words if ratio < 1 else f"{words}: these tell more"
    return Verdict(NAME, ratio < 1 and inside >= FEWEST_INSIDE, words), table


def _first_fitted(predictions: Predictions) -> str:
    """The last month that a forecast may look at."""
    return max(month for month, fitted in zip(predictions.months, predictions.fitted, strict=True) if fitted)


def _changes(observed: Observed, key: SeriesKey, last: str) -> Floats:
    """Year-on-year changes of a series up to a month, on its target's scale."""
    months = [month for month in observed.months() if month <= last]
    values = TARGETS[key.target].scaled(observed.values(key, months))
    changes = values[YEAR:] - values[:-YEAR] if len(values) > YEAR else np.empty(0)
    return changes[np.isfinite(changes)]


def _spread(changes: Mapping[SeriesKey, Floats], key: SeriesKey) -> float:
    """Root mean square of a series' changes, or of all series', or zero where there are none."""
    own = changes[key]
    steps = own if len(own) >= FEWEST_PAIRS else np.concatenate(list(changes.values()))
    return float(np.sqrt((steps**2).mean())) if len(steps) >= FEWEST_PAIRS else 0.0


def _row(
    predictions: Predictions, s: int, observed: Observed, held_out: tuple[str, str], spread: float
) -> tuple[object, ...] | None:
    """Scores of one series; None where nothing can be scored."""
    key, target = predictions.keys[s], TARGETS[predictions.keys[s].target]
    last, noise = _first_fitted(predictions), np.random.default_rng(0).normal(size=NAIVE_DRAWS)
    scores: list[tuple[float, float, bool]] = []
    for m, month in enumerate(predictions.months):
        if not held_out[0] <= month <= held_out[1]:
            continue
        seen, before = observed.values(key, [month, _year_before(month, last)])
        if np.isfinite(seen) and np.isfinite(before):
            naive = target.unscaled(target.scaled(np.array([before])) + spread * noise)
            draws = predictions.draws[:, s, m]
            low, high = np.quantile(draws, [0.05, 0.95])
            scores.append((crps(draws, seen), crps(naive, seen), bool(low <= seen <= high)))
    if not scores:
        return None
    model, naive, inside = (float(np.mean(column)) for column in zip(*scores, strict=True))
    return key.target, key.provider, len(scores), model, naive, model / max(naive, 1e-12), inside


def _year_before(month: str, last: str) -> str:
    """The same month of the last year that a forecast may look at."""
    index = index_of(month)
    while index > index_of(last):
        index -= YEAR
    return label_of(index)

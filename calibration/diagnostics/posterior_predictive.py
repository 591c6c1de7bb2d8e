"""Would the fitted model have given these data? Every fitted month against its predicted band."""

from typing import Final

import numpy as np
import pandas as pd

from calibration.diagnostics.predictions import Predictions
from calibration.diagnostics.verdict import Verdict
from calibration.observed.small_numbers import suppressed
from calibration.observed.table import Rows
from calibration.posterior import Posterior

NAME: Final = "posterior predictive"
LEAN_NAME: Final = "gap"
FEWEST_INSIDE: Final = 0.7
"""Share of a series' months in their 90% bands below which the model has the wrong shape."""
FEWEST_MONTHS: Final = 6
MOST_GAP: Final = 2.0
"""Multiple of the gap from which a fit is the gap's work rather than the model's."""
EDGES: Final = (0.05, 0.95)


def bands(predictions: Predictions) -> Rows:
    """Months of every series: observed, with small numbers suppressed, predicted median and 90% band."""
    low, middle, high = np.quantile(predictions.draws, [EDGES[0], 0.5, EDGES[1]], axis=0)
    parts = []
    for s, key in enumerate(predictions.keys):
        parts.append(
            pd.DataFrame(
                {
                    "month": predictions.months,
                    "target": key.target,
                    "provider": key.provider,
                    "observed": suppressed(predictions.observed[s], key.target),
                    "low": low[s],
                    "median": middle[s],
                    "high": high[s],
                    "fitted": predictions.fitted,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def explained(predictions: Predictions) -> Verdict:
    """Whether fitted months lie in their bands, series by series."""
    low, high = np.quantile(predictions.draws, EDGES, axis=0)
    worst: tuple[float, str] = (1.0, "")
    inside_all: list[float] = []
    for s, key in enumerate(predictions.keys):
        seen = np.where(predictions.fitted, predictions.observed[s], np.nan)
        known = np.isfinite(seen)
        if known.sum() < FEWEST_MONTHS:
            continue
        inside = float(((seen >= low[s]) & (seen <= high[s]))[known].mean())
        inside_all.append(inside)
        worst = min(worst, (inside, key.words))
    if not inside_all:
        return Verdict(NAME, None, "no series has six fitted months")
    words = f"{100 * np.mean(inside_all):.0f}% of fitted months lie in their 90% bands"
    if worst[0] < FEWEST_INSIDE:
        return Verdict(
            NAME, False, f"{words}, but only {100 * worst[0]:.0f}% of {worst[1]}: the model has another shape"
        )
    return Verdict(NAME, True, words)


def leans_on_gap(posterior: Posterior) -> Verdict:
    """Whether the gap between model and records had to be stretched."""
    level, month = np.median(posterior.multiples, axis=0)
    words = f"the gap is {level:.1f} times what was expected in level, {month:.1f} times in single months"
    if max(level, month) > MOST_GAP:
        return Verdict(LEAN_NAME, False, f"{words}: it explains what the model should")
    return Verdict(LEAN_NAME, True, words)

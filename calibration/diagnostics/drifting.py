"""Does the gap between model and records move faster than it should? Then do not forecast."""

from typing import Final

import numpy as np

from calibration.diagnostics.posterior_predictive import MOST_GAP
from calibration.diagnostics.predictions import Predictions
from calibration.diagnostics.verdict import Verdict
from calibration.drift import A_YEAR

NAME: Final = "drift"


def drifts(predictions: Predictions) -> Verdict:
    """Whether fitted months, each told from those before it, need no faster a drift than was expected."""
    low, middle, high = np.quantile(predictions.paces, [0.05, 0.5, 0.95])
    words = (
        f"in a year the gap moves {middle:.1f} times ({low:.1f} to {high:.1f}) as far as was expected, "
        f"{A_YEAR:g} of the gap in level"
    )
    if middle > MOST_GAP:
        return Verdict(NAME, False, f"{words}: the records move as the model does not")
    return Verdict(NAME, True, words)

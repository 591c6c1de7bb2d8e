"""What did the data say of each parameter? Posterior width against prior width, and what moves together."""

from typing import Final

import numpy as np
import pandas as pd

from calibration.diagnostics.verdict import Verdict
from calibration.observed.table import Rows
from calibration.posterior import Posterior
from calibration.waves import Screen

NAME: Final = "identifiability"
LEARNED: Final = 0.5
HINT: Final = 0.2
"""Shares of the prior's variance that must be gone to say that a parameter was learned, or hinted at."""
TOGETHER: Final = 0.8
"""Correlation from which two parameters are known only together."""


def identified(posterior: Posterior, screen: Screen) -> tuple[Verdict, Rows]:
    """What was learned of every parameter.

    A parameter of which less than a fifth of the prior variance went is not identified: it is kept at its
    prior.

    Returns:
        The verdict; and by parameter: verdict in words, prior and posterior median and 90% interval, share of
        variance gone (contraction, in the unit cube), strongest correlation and with what, prior's reason.
    """
    gone = 1 - posterior.parts.var(axis=0) / (1 / 12)
    together = np.atleast_2d(np.corrcoef(posterior.parts.T)) - np.eye(len(gone))
    rows = [_row(posterior, screen, i, gone[i], together[i]) for i in range(len(gone))]
    table = pd.DataFrame(rows)
    learned, unknown = ((table["identified"] == word).sum() for word in ("learned", "not identified"))
    words = f"{learned} of {len(table)} parameters learned, {unknown} not identified and kept at their priors"
    return Verdict(NAME, bool(unknown < len(table)), words), table


def _row(
    posterior: Posterior, screen: Screen, i: int, gone: float, together: np.ndarray
) -> dict[str, object]:
    prior, values = posterior.priors.each[i], posterior.values[:, i]
    other = int(np.abs(together).argmax())
    tied = abs(together[other]) >= TOGETHER
    before = prior.quantile(np.array([0.05, 0.5, 0.95]))
    after = np.quantile(values, [0.05, 0.5, 0.95])
    return {
        "parameter": prior.name,
        "identified": _word(gone, i in screen.active),
        "prior_low": before[0],
        "prior_median": before[1],
        "prior_high": before[2],
        "posterior_low": after[0],
        "posterior_median": after[1],
        "posterior_high": after[2],
        "contraction": max(float(gone), 0.0) if i in screen.active else 0.0,
        "together_with": posterior.priors.each[other].name if tied else "",
        "correlation": float(together[other]),
        "screened_out": i not in screen.active,
        "reason": prior.reason,
    }


def _word(gone: float, active: bool) -> str:
    if not active or gone < HINT:
        return "not identified"
    return "learned" if gone >= LEARNED else "a little"

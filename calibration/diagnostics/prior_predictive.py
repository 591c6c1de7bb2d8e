"""Can the model reach these data at all? What is observed is held against runs spread over the priors.

Where an observed summary lies beyond every run by more than the gap allows, no choice of parameters within
their plausible ranges explains it, and a fit would only press parameters against their bounds.
"""

from typing import Final

import numpy as np
import pandas as pd

from calibration.diagnostics.verdict import Verdict
from calibration.observed.table import Rows
from calibration.problem import Problem
from calibration.waves import Wave

NAME: Final = "prior predictive"
FAR: Final = 3.0
"""Standard deviations of gap and luck beyond the outermost run from which data cannot be reached: half-normal
multiples of the gap are below 3 in 997 of 1,000 cases."""


def reached(problem: Problem, first: Wave) -> tuple[Verdict, Rows]:
    """Whether every observed summary can be reached.

    Returns:
        The verdict; and by summary: observed, lowest and highest of the runs, and how far beyond them, in
        standard deviations of the gap.
    """
    low, high = first.summaries.min(axis=0), first.summaries.max(axis=0)
    gap = np.sqrt(np.diag(problem.summaries.level + problem.summaries.month))
    beyond = np.maximum(np.maximum(low - problem.seen, problem.seen - high), 0) / gap
    table = pd.DataFrame(
        {
            "summary": problem.summaries.names,
            "observed": problem.seen,
            "lowest": low,
            "highest": high,
            "beyond": beyond,
        }
    )
    worst = int(beyond.argmax())
    name = problem.summaries.names[worst]
    if beyond[worst] > FAR:
        words = f"{name} lies {beyond[worst]:.1f} gaps beyond every run: these data cannot be reached"
        return Verdict(NAME, False, words), table
    if beyond[worst] > 0:
        words = f"all are reached, {name} only with the gap ({beyond[worst]:.1f} of it beyond every run)"
        return Verdict(NAME, True, words), table
    return Verdict(NAME, True, f"all {len(gap)} summaries lie among the runs"), table

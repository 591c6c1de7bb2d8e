"""How often each design finds an effect that is there, and one that is not.

An evaluation is put together from one seed's panels: some practices drawn at random, of which half have the
reform's months after its start (all of them in a series without controls). What it finds is held against
what is true of the same practices.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from abm.quantities import Bools, Floats
from studies.prospective.estimators import Estimate, difference_in_differences, interrupted_series
from studies.prospective.panels import ARMS, NOTHING, START, Panels

DID: Final = "difference in differences"
ITS: Final = "interrupted time series"
PRACTICES: Final = (20, 50, 100, 200, 300)
AFTER: Final = (6, 12, 24)
"""Months after the start, with twelve before it."""
DRAWS: Final = 400
"""Evaluations of each design."""
DETECTABLE: Final = 1.96 + 0.84
"""Standard errors of an effect that is found four times in five at 5% (Bloom 1995)."""


@dataclass(frozen=True)
class Evaluation:
    """How an evaluation is made.

    Attributes:
        method: `DID` or `ITS`.
        practices: how many take part.
        after: months after the start.
    """

    method: str
    practices: int
    after: int


def designs(most: int) -> list[Evaluation]:
    """Every design that a place with so many practices can have."""
    return [
        Evaluation(method, n, after)
        for method in (DID, ITS)
        for n in PRACTICES
        if n <= most
        for after in AFTER
    ]


def power(panels: Sequence[Panels], draws: int = DRAWS) -> pd.DataFrame:
    """Every design under every arm.

    Args:
        panels: of each seed.
        draws: evaluations of each design and arm.

    Returns:
        Columns method, practices, after, arm, found (share of evaluations), truth, mean and spread of the
        estimates (% of the mean outcome), stated (mean standard error), detectable (% of the mean).
    """
    most = next(iter(panels[0].referrals.values())).shape[1]
    return pd.DataFrame([_row(panels, d, arm, draws) for d in designs(most) for arm in ARMS])


def _row(panels: Sequence[Panels], design: Evaluation, arm: str, draws: int) -> dict[str, object]:
    """One design under one arm; draws are the same in every arm."""
    made = [_evaluation(panels, design, arm, draw) for draw in range(draws)]
    effects = np.array([estimate.effect for estimate, _ in made])
    stated = float(np.mean([estimate.error for estimate, _ in made]))
    return {
        "method": design.method,
        "practices": design.practices,
        "after": design.after,
        "arm": arm,
        "found": float(np.mean([estimate.found for estimate, _ in made])),
        "truth": float(np.mean([truth for _, truth in made])),
        "mean": float(effects.mean()),
        "spread": float(effects.std(ddof=1)),
        "stated": stated,
        "detectable": DETECTABLE * float(effects.std(ddof=1)),
    }


def _evaluation(panels: Sequence[Panels], design: Evaluation, arm: str, draw: int) -> tuple[Estimate, float]:
    """One evaluation and the true mean effect on those treated, both in % of the mean outcome."""
    referrals = panels[draw % len(panels)].referrals
    plain, reformed = referrals[NOTHING][: START + design.after], referrals[arm][: START + design.after]
    order = np.random.default_rng([draw, design.practices]).permutation(plain.shape[1])
    chosen = order[: design.practices]
    treated = np.arange(design.practices) < _treated(design)
    seen = np.where(
        treated & (np.arange(len(plain)) >= START)[:, None], reformed[:, chosen], plain[:, chosen]
    )
    scale = 100 / plain[:, chosen].mean()
    true = (reformed - plain)[START:, chosen[treated]].mean() * scale
    estimate = _METHODS[design.method](seen * scale, treated)
    return estimate, float(true)


def _treated(design: Evaluation) -> int:
    """Practices that have the reform: half of them where others are controls, else all."""
    return design.practices // 2 if design.method == DID else design.practices


def _series(panel: Floats, treated: Bools) -> Estimate:
    """The mean of all practices as one series."""
    return interrupted_series(panel.mean(axis=1), START)


_METHODS: Final[dict[str, Callable[[Floats, Bools], Estimate]]] = {
    DID: partial(difference_in_differences, start=START),
    ITS: _series,
}

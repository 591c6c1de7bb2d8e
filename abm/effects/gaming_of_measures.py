"""E10, gaming of measures: how far recorded results run ahead of true ones.

Answers the consultation on payment development 2017, paragraph 3.8: where too large a share of payment
hangs on outcomes, attention goes to what is easily achieved rather than to what people need.
"""

import numpy as np

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, became, last_year
from abm.quantities import Floats
from abm.vocabulary import OUTCOMES


def results(counts: Floats) -> tuple[Floats, Floats]:
    """True and recorded result in percent of chances.

    Args:
        counts: float[..., 3], true successes, recorded successes, chances.

    Example:
        >>> true, recorded = results(np.array([40.0, 45.0, 50.0]))
        >>> float(true), float(recorded)
        (80.0, 90.0)
    """
    return 100 * share(counts[..., 0], counts[..., 2]), 100 * share(counts[..., 1], counts[..., 2])


def mean_of_known(gaps: Floats) -> Floats:
    """Mean over the last axis of what is known; NaN where nothing is.

    Example:
        >>> mean_of_known(np.array([[2.0, np.nan, 4.0], [np.nan, np.nan, np.nan]])).tolist()
        [3.0, nan]
    """
    known = ~np.isnan(gaps)
    return share(np.where(known, gaps, 0.0).sum(axis=-1), known.sum(axis=-1).astype(np.float64))


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """The gap over all outcomes, each counting alike, by outcome and by organisation; true results too."""
    year = became(record, "measures")[last_year(record)].sum(axis=0)
    true, recorded = results(year.sum(axis=0))
    own_true, own_recorded = results(year)
    gaps = mean_of_known(own_recorded - own_true)
    measured = np.flatnonzero(~np.isnan(gaps))
    return [
        EFFECT.of(TOTAL, mean_of_known(recorded - true)),
        *(EFFECT.of(name, recorded[i] - true[i]) for i, name in enumerate(OUTCOMES)),
        *(EFFECT.of(f"{name} true", true[i], "% of chances, true") for i, name in enumerate(OUTCOMES)),
        *EFFECT.by_organisation(record, measured, gaps[measured]),
    ]


EFFECT = Effect(
    identifier="E10",
    title="Gaming of measures",
    unit="% of chances, recorded result above true",
    formula="100 (recorded - true successes) / chances, mean over outcomes, last twelve months",
    counterfactual="",
    source="C3.8: too large an outcomes payment draws attention to what is easily achieved",
    plain="Records better than results",
    counts="of chances",
    worse="more",
    reading=(
        "In % of chances, each outcome counting alike, however many people it is of; by outcome and by "
        "organisation. The true result of an outcome stands beside it. The stake is not seen: compare runs "
        "that differ in it."
    ),
    cannot_tell=(
        "effort on what is measured from effort on what matters; a true result that rises may be either."
    ),
    measure=measure,
)
"""The effect."""

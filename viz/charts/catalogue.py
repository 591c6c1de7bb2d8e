"""Every chart there is, one line each, by the name a report uses.

Example:
    >>> sorted(CHARTS)[0]
    'activity_by_provider'
"""

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from viz.charts import (
    activity_by_provider,
    default_by_month,
    detectable_effect,
    discovery_boxes,
    effects_with_intervals,
    futures_in_parallel,
    heat_map,
    held_out_scores,
    levers_over_time,
    money_by_sector,
    months_in_bands,
    observed_and_simulated,
    planted_truths,
    posterior_against_prior,
    regret,
    sensitivity_indices,
    swings,
)

CHARTS: Final[Mapping[str, Callable[[pd.DataFrame], Figure]]] = {
    "effects_with_intervals": effects_with_intervals.draw,
    "levers_over_time": levers_over_time.draw,
    "activity_by_provider": activity_by_provider.draw,
    "money_by_sector": money_by_sector.draw,
    "observed_and_simulated": observed_and_simulated.draw,
    "posterior_against_prior": posterior_against_prior.draw,
    "planted_truths": planted_truths.draw,
    "months_in_bands": months_in_bands.draw,
    "held_out_scores": held_out_scores.draw,
    "heat_map": heat_map.draw,
    "swings": swings.draw,
    "sensitivity_indices": sensitivity_indices.draw,
    "futures_in_parallel": futures_in_parallel.draw,
    "discovery_boxes": discovery_boxes.draw,
    "regret": regret.draw,
    "default_by_month": default_by_month.draw,
    "detectable_effect": detectable_effect.draw,
}
"""Charts by name: each draws one table."""

"""Every chart there is, one line each, by the name a report uses.

Example:
    >>> sorted(CHARTS)[0]
    'activity_by_provider'
"""

from collections.abc import Mapping
from typing import Final

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
from viz.charts.chart import Chart

CHARTS: Final[Mapping[str, Chart]] = {
    module.__name__.rpartition(".")[2]: module.CHART
    for module in (
        effects_with_intervals,
        levers_over_time,
        activity_by_provider,
        money_by_sector,
        observed_and_simulated,
        posterior_against_prior,
        planted_truths,
        months_in_bands,
        held_out_scores,
        heat_map,
        swings,
        sensitivity_indices,
        futures_in_parallel,
        discovery_boxes,
        regret,
        default_by_month,
        detectable_effect,
    )
}
"""Charts by name, in the order of a report: each draws one table."""

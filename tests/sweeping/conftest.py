"""One pair of worker processes for all tests of sweeps, and a small sweep to try things on."""

from collections.abc import Iterator
from typing import Any

import pytest

SMALL: dict[str, Any] = {
    "title": "Small",
    "scenarios": ["small-town-today", "small-town-capitation"],
    "seeds": 3,
    "with": {"months": 13, "sample": 0.02},
    "uncertainties": {"conduct.horizon_years": [1.0, 2.0, 5.0]},
}
"""Two arms, three futures, three seeds: 18 runs."""


@pytest.fixture(scope="session")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two workers."""
    from dask import config
    from distributed import LocalCluster

    from scenarios.runs.workers import SETTINGS

    with (
        config.set(SETTINGS),
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
        ) as cluster,
    ):
        yield cluster.scheduler_address

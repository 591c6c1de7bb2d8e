"""Small folders of saved results, to be spoilt: a run, a sweep, a calibration."""

import tempfile
from functools import cache
from pathlib import Path

import pandas as pd

from scenarios.runs.folder import write_results
from scenarios.sweeping.store import KIND

SCENARIO = {"id": "small-town-today", "title": "Today", "place": "small_town", "months": 6, "hash": "0" * 16}
MANIFEST = {
    "payscape": "0.1.0",
    "source": "0" * 16,
    "python": "3.11.7",
    "seeds": [1],
    "scenarios": [SCENARIO],
}


def _saved(kind: str, frames: dict[str, pd.DataFrame], **more: object) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="payscape-fuzz-")) / kind
    return write_results(folder, frames, {**MANIFEST, "kind": kind, **more})


@cache
def a_run() -> Path:
    """A run with one table."""
    return _saved("run", {"money": pd.DataFrame({"month": [1, 2], "payer": ["A", "B"], "pence": [100, -5]})})


@cache
def a_sweep() -> Path:
    """A sweep's manifest, and no runs."""
    more = {
        "title": "Small",
        "question": "",
        "arms": ["a", "b"],
        "futures": 3,
        "runs": {"done": 6},
        "failures": [],
    }
    return _saved(KIND, {}, **more, state="finished")


@cache
def a_calibration() -> Path:
    """A calibration with what a page shows of it."""
    months = pd.DataFrame({"month": ["2017-04"], "provider": ["T1"], "observed": [1.0], "median": [1.1]})
    verdict = {"asks": "Enough draws?", "result": "passed", "says": "Yes."}
    return _saved(
        "calibration",
        {
            "parameters": pd.DataFrame({"parameter": ["conduct.horizon_years"], "posterior_median": [2.0]}),
            "series": months,
            "held_out": months,
            "draws": pd.DataFrame({"conduct.horizon_years": [1.5, 2.0, 2.5]}),
        },
        title="Town",
        blessed=True,
        verdicts=[verdict],
        notes=["One note."],
        fit=["2017-04", "2018-03"],
        held_out=["2018-04", "2018-09"],
        spent=[{"runs": 10}],
    )

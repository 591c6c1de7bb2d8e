"""A finished calibration: what was learned, what the diagnostics say of it, and how it is kept.

A folder holds
    draws.parquet          posterior draws, a column for each parameter; `run --draws` and sweeps take them
    parameters.parquet     prior and posterior of each parameter, and whether it was identified
    series.parquet         observed and predicted months of each series, small numbers suppressed
    planted.parquet        planted truths and their intervals
    held_out.parquet       scores of held-out months
    reach.parquet          observed summaries against runs spread over the priors
    effort.parquet         runs and seconds, by what they were for
    report.md              all of it in words, for whoever decides whether it is used
    predicted.csv          months of organisations that were to be predicted, with their bands
    overlay.toml           a scenario with the medians of what was identified: only where the fit is blessed
    manifest.json          verdicts, notes, data, versions, effort
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

import pandas as pd

from calibration.calibration_file import Calibration
from calibration.diagnostics.posterior_predictive import bands
from calibration.diagnostics.predictions import Predictions
from calibration.diagnostics.verdict import Verdict, blessed
from calibration.effort_spent import Spent, table
from calibration.observed.table import Observed, Rows
from calibration.overlay import overlay
from calibration.page import page
from calibration.posterior import Posterior
from calibration.waves import Screen
from scenarios.runs.folder import write_results
from scenarios.runs.manifest import manifest
from scenarios.runs.resolver import Arm
from scenarios.words.spreadsheet import csv_text

KIND: Final = "calibration"
UNKNOWN: Final = "not identified"


@dataclass(frozen=True, eq=False)
class Fit:
    """A finished calibration.

    Attributes:
        spec: what was asked.
        arm: the scenario, resolved before the first run.
        observed: what was observed, with notes.
        posterior: what was learned.
        screen: which parameters matter.
        predictions: series at posterior draws.
        verdicts: of every diagnostic.
        tables: of the diagnostics, by name.
        spent: runs and seconds by what they were for.
        predict: organisations that were to be predicted, with data or without.
    """

    spec: Calibration
    arm: Arm
    observed: Observed
    posterior: Posterior
    screen: Screen
    predictions: Predictions
    verdicts: tuple[Verdict, ...]
    tables: Mapping[str, Rows]
    spent: tuple[Spent, ...]
    predict: tuple[str, ...] = ()

    @property
    def runs(self) -> int:
        """How many runs were made now, rather than taken from an earlier start."""
        return sum(one.made for one in self.spent)

    @property
    def seconds(self) -> float:
        """Wall time of all of it."""
        return sum(one.seconds for one in self.spent)

    @property
    def blessed(self) -> bool:
        """Whether every diagnostic that could be asked was passed."""
        return blessed(self.verdicts)

    @property
    def parameters(self) -> Rows:
        """Prior and posterior of each parameter, and whether it was identified."""
        return self.tables["parameters"]

    @cached_property
    def draws(self) -> Rows:
        """Posterior draws, a column for each parameter in its own unit."""
        return pd.DataFrame(self.posterior.values, columns=list(self.posterior.priors.names))

    @cached_property
    def series(self) -> Rows:
        """Observed and predicted months of each series."""
        return bands(self.predictions)

    @property
    def predicted(self) -> Rows:
        """Every month of the organisations that were to be predicted: median and 90% band."""
        mine = self.series[self.series["provider"].isin(self.predict)]
        return mine.drop(columns=["observed", "fitted"]).reset_index(drop=True)

    def overlay(self, folder: Path) -> str:
        """A scenario with the medians of what was identified, to stand in a folder."""
        known = self.parameters[self.parameters["identified"] != UNKNOWN]
        values = dict(zip(known["parameter"], known["posterior_median"], strict=True))
        heading = f"Medians of a calibration to {' to '.join(self.spec.fit)}; see draws.parquet."
        return overlay(self.spec.scenario, values, heading, folder)

    def save(self, folder: str | Path, replace: bool = False) -> Path:
        """Write everything to a folder, all of it or nothing; no overlay where the fit is not blessed.

        Args:
            folder: where to.
            replace: whether results of the same kind are replaced whatever they are of.

        Raises:
            InputError: if the folder holds something other than earlier results of the same scenarios.
            OSError: if it cannot be written; nothing is left then.
        """
        frames = {"draws": self.draws, "series": self.series, **self.tables, "effort": table(self.spent)}
        notes, held_out = self.observed.notes, self.tables["held_out"]
        report = page(self.spec, self.verdicts, self.parameters, held_out, notes, self.spent)
        texts = {"report.md": report}
        if self.predict:
            texts["predicted.csv"] = csv_text(self.predicted, "%.6g")
        if self.blessed:
            texts["overlay.toml"] = self.overlay(Path(folder))
        beside = {name: partial(_write, text) for name, text in texts.items()}
        return write_results(folder, frames, self.manifest(), beside, replace)

    def manifest(self) -> dict[str, Any]:
        """What was asked, found and run, as data."""
        spec = self.spec
        plain = manifest(KIND, [self.arm], [spec.effort.seed], self.seconds)
        return plain | {
            "title": spec.title,
            "file": spec.file,
            "blessed": self.blessed,
            "verdicts": [v.as_row() for v in self.verdicts],
            "notes": list(self.observed.notes),
            "sources": sorted(self.observed.rows["source"].unique()),
            "fit": list(spec.fit),
            "held_out": list(spec.held_out) if spec.held_out else None,
            "starts": spec.starts,
            "engine": spec.engine,
            "effort": spec.effort.model_dump(),
            "runs": self.runs,
            "spent": [one._asdict() for one in self.spent],
        }


def _write(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8")

"""What a finished calibration says: verdicts, what was learned of each number, and months it had not seen."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from calibration.targets.catalogue import TARGETS
from scenarios.errors import InputError
from scenarios.runs.folder import MANIFEST
from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import month, percent, three_figures, with_range
from scenarios.words.visible import in_one_line
from viz.report.page import Html, bullets, table
from viz.room.picture import Small
from viz.widgets.charts import panel
from viz.widgets.strip import row
from viz.words.plain_words import capital

MOST: Final = 12
"""Series that are drawn, those with most activity; all are in the folder."""

_LARGE: Final = 100
"""A series of at least so many a month is shown without decimals."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """A finished calibration.

    Attributes:
        title: one line.
        blessed: whether it may be used.
        months: which were fitted and which held out, in words.
        runs: how many it rests on.
        verdicts: question, result and explanation of each diagnostic.
        notes: what was left out of the data.
        parameters: prior and posterior of each number.
        series: observed and predicted months.
        held_out: scores of held-out months.
    """

    title: str
    blessed: bool
    months: str
    runs: int
    verdicts: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    parameters: Rows
    series: Rows
    held_out: Rows


def opened(folder: Path) -> Fitted:
    """A calibration's folder, read.

    Args:
        folder: of the calibration.

    Raises:
        InputError: if a file of it cannot be read, or holds something else.
    """
    try:
        manifest = in_one_line(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        frames = [
            pd.read_parquet(folder / f"{name}.parquet") for name in ("parameters", "series", "held_out")
        ]
        verdicts = tuple((str(v["asks"]), str(v["result"]), str(v["says"])) for v in manifest["verdicts"])
        months = f"Fitted: {' to '.join(map(month, manifest['fit']))}."
        if manifest.get("held_out"):
            months += f" Held out: {' to '.join(map(month, manifest['held_out']))}."
        runs = sum(int(part["runs"]) for part in manifest["spent"])
        title, blessed = str(manifest["title"]), bool(manifest["blessed"])
        notes = tuple(map(str, manifest["notes"]))
        return Fitted(title, blessed, months, runs, verdicts, notes, *frames)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
        what = f"a file cannot be read ({str(fault).splitlines()[0][:80]})"
        raise InputError(what, folder.name, "make it again with payscape calibrate") from None


def verdict_words(fit: Fitted) -> str:
    """Whether the fit may be used, as a title."""
    failed = sum(result == "FAILED" for _, result, _ in fit.verdicts)
    if fit.blessed:
        return f"The fit may be used: none of {len(fit.verdicts)} diagnostics failed"
    return f"The fit may not be used: {failed} of {len(fit.verdicts)} diagnostics failed"


def verdicts(fit: Fitted) -> Html:
    """What every diagnostic says, and what was left out of the data."""
    headings = ("Question", "result", "why")
    return Html(
        table(f"{fit.months} It rests on {fit.runs:,} runs.", headings, fit.verdicts)
        + (bullets(fit.notes) if fit.notes else "")
    )


def learned(fit: Fitted) -> dict[str, Any]:
    """What was learned of each number, as a strip: seen from the middle of what was believed before.

    Zero is the prior's median, one the half-width of its 90% interval.
    """
    rows = fit.parameters.to_dict("records")
    known = sum(r["identified"] == "learned" for r in rows)
    return {
        "message": f"The data say something about {known} of {len(rows)} numbers",
        "caption": "The dashed line: what was believed before. The scale: half of the 90% that was believed.",
        "headings": ["number", "90% of what is believed now", "before", "now", "verdict"],
        "rows": [_learned(r) for r in rows],
        "file": "posterior",
    }


def _learned(r: dict[Any, Any]) -> dict[str, Any]:
    half = (r["prior_high"] - r["prior_low"]) / 2 or 1.0
    low, mean, high = ((r[f"posterior_{k}"] - r["prior_median"]) / half for k in ("low", "median", "high"))
    bars = [{"mean": mean, "low": low, "high": high, "look": "dot"}]
    cells = [_span(r, "prior"), _span(r, "posterior"), str(r["identified"])]
    return row("as a share of what was believed before", str(r["parameter"]), bars, cells)


def _span(r: dict[Any, Any], part: str) -> str:
    middle, low, high = (r[f"{part}_{k}"] for k in ("median", "low", "high"))
    return with_range(middle, low, high, three_figures)


def panels(fit: Fitted) -> tuple[list[dict[str, Any]], list[str], Small]:
    """Series as small multiples: observed dashed, predicted with its 90% band.

    Returns:
        Panels, months, and lines, float32[K, 4, M].
    """
    means = fit.series.groupby(["target", "provider"], sort=False)["median"].mean()
    largest = means.sort_values(ascending=False).index[:MOST]
    months = sorted(fit.series["month"].astype(str).unique())
    lines = [_lines(fit.series, key, months) for key in largest]
    made = [_panel(fit, key, line) for key, line in zip(largest, lines, strict=True)]
    return made, months, np.array(lines, np.float32).reshape(len(made), 4, len(months))


def _lines(series: Rows, key: tuple[str, str], months: list[str]) -> Small:
    mine = series[(series["target"] == key[0]) & (series["provider"] == key[1])].set_index("month")
    return mine.reindex(months)[["observed", "median", "low", "high"]].to_numpy(np.float32).T


def _panel(fit: Fitted, key: tuple[str, str], line: Small) -> dict[str, Any]:
    target, provider = key
    title = f"{TARGETS[target].title if target in TARGETS else target}, {provider}"
    title = capital(title)
    inside = _inside(fit, key)
    score = fit.held_out[(fit.held_out["target"] == target) & (fit.held_out["provider"] == provider)]
    spoken = f"Error on held-out months {score['ratio'].iloc[0]:.2f} of last year's." if len(score) else ""
    decimals = 0 if np.nanmax(line[1]) >= _LARGE else 2
    unit = TARGETS[target].unit if target in TARGETS else ""
    words = f"{unit}. {spoken}" if spoken else unit
    return panel(f"{target}-{provider}", title, f"{title}: {inside}", words, decimals, spoken, 0.0)


def _inside(fit: Fitted, key: tuple[str, str]) -> str:
    """How many months are inside their 90% band: those that were fitted, and those that were not."""
    mine = fit.series[(fit.series["target"] == key[0]) & (fit.series["provider"] == key[1])]
    seen = mine[mine["observed"].notna()]
    within = (seen["observed"] >= seen["low"]) & (seen["observed"] <= seen["high"])
    parts = [(word, within[seen["fitted"] == of]) for word, of in (("fitted", True), ("held-out", False))]
    shares = [f"{percent(100 * part.mean(), places=0)} of {word} months" for word, part in parts if len(part)]
    return f"{' and '.join(shares)} in the 90% band" if shares else "nothing observed"

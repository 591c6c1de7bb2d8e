"""From the results of a sweep to the tables that charts draw."""

import numpy as np
import pandas as pd

from scenarios.sweeping.boxes import Box, Limit
from scenarios.sweeping.cases import Cases
from scenarios.sweeping.discovery import Discovery
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.sensitivity import Sensitivity
from viz.words.effect_words import measure_words
from viz.words.varied_words import words as name_words

MOST_VALUES, PARTS = 12, 6
"""Values of one thing that have a square each, and parts of a range that is drawn from at random."""

_FROM_FIRST = "difference from the first option"

PLAIN = ("arm", "name", "scenario", "future")


def varied(swept: Swept) -> list[str]:
    """Levers and uncertainties that take more than one value, levers first."""
    levers: Rows = swept.arms()
    futures: Rows = swept.futures()
    names = [n for n in levers if n not in PLAIN] + [n for n in futures if n not in PLAIN]
    return [n for n in names if (levers if n in levers else futures)[n].nunique() > 1]


def squares(swept: Swept, measure: str, x: str, y: str, scope: str = "total", paired: bool = True) -> Rows:
    """A result for every pair of values of two things that were varied, averaged over all else.

    Args:
        swept: the sweep.
        measure: which result.
        x: a lever or uncertainty.
        y: another.
        scope: which part of it.
        paired: whether the first option is taken off; of one option alone there is nothing to take off.
    """
    paired = paired and len(swept.arms()) > 1
    rows: Rows = swept.differences(measure, scope) if paired else swept.outcomes(measure, scope)
    arms: Rows = swept.arms().drop(columns="arm")
    joined: Rows = rows.merge(swept.futures(), on="future").merge(arms, left_on="arm", right_on="name")
    value = joined["difference" if paired else "value"]
    named = measure_words(measure)
    label = f"{named}, {_FROM_FIRST}" if paired else named
    table = pd.DataFrame({"x": _in_parts(joined[x]), "y": _in_parts(joined[y]), "value": value})
    unit = joined["unit"].iloc[0] if len(joined) else ""
    return table.assign(x_name=x, y_name=y, label=label, unit=unit).dropna(subset=["x", "y"])


def _in_parts(column: Rows) -> Rows:
    """Values as they are where they are few; else the middle of the sixth of the range that each is in."""
    few = column.nunique() <= MOST_VALUES
    if few or not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return column
    least, span = column.min(), float(np.ptp(column.dropna()))
    part = np.floor((column - least) / span * PARTS).clip(0, PARTS - 1)
    return least + (part + 0.5) * span / PARTS


def of_sensitivity(strengths: Sensitivity) -> dict[str, Rows]:
    """What a result depends on, by chart: a tornado, and indices where there are any."""
    label = _label(strengths)
    tables = {"swings": strengths.swings.assign(label=label, unit=strengths.unit)}
    if len(strengths.indices):
        tables["sensitivity_indices"] = strengths.indices.assign(label=label)
    return tables


def of_discovery(discovery: Discovery) -> dict[str, Rows]:
    """Where a result is worse, by chart: its conditions and regret."""
    return {
        "futures_in_parallel": _parallel(discovery.cases),
        "discovery_boxes": _boxes(discovery),
        "regret": _regrets(discovery),
    }


def _label(strengths: Sensitivity) -> str:
    named = measure_words(strengths.measure)
    return f"{named}, {strengths.arm}{f', {_FROM_FIRST}' if strengths.paired else ''}"


def _parallel(cases: Cases) -> Rows:
    """A row for every case and everything that was varied."""
    tables = [_axis(cases, name) for name in cases.about.columns]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame({"case": []})


def _axis(cases: Cases, name: str) -> pd.DataFrame:
    column = cases.about[name]
    part, low, high = _parts(column)
    return pd.DataFrame(
        {"case": range(len(column)), "axis": name, "part": part, "low_at": low, "high_at": high,
         "worse": cases.worse, "label": measure_words(cases.measure)}
    )  # fmt: skip


def _parts(column: Rows) -> tuple[Rows, str, str]:
    """Where values stand between the lowest and the highest, 0 to 1, and these in words."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        numbers = column.to_numpy(np.float64)
        low, high = float(np.nanmin(numbers)), float(np.nanmax(numbers))
        return (numbers - low) / ((high - low) or 1.0), f"{low:.3g}", f"{high:.3g}"
    words = column.astype(str)
    order = sorted(words.unique())
    return words.map({w: i / max(len(order) - 1, 1) for i, w in enumerate(order)}), order[0], order[-1]


def _boxes(discovery: Discovery) -> Rows:
    """A row for every limit of every box that PRIM discovery."""
    rows = [_limit(discovery, i, box, name, limit)
            for i, box in enumerate(discovery.prim, 1) for name, limit in box.limits.items()]  # fmt: skip
    columns = ["box", "dimension", "low", "high", "words", "coverage", "density", "label"]
    return pd.DataFrame(rows, columns=columns)


def _limit(discovery: Discovery, number: int, box: Box, name: str, limit: Limit) -> tuple[object, ...]:
    """A limit as a part of its axis; of words, the share of them that is inside."""
    column = discovery.cases.about[name]
    if limit.words:
        low, high = 0.0, len(limit.words) / column.astype(str).nunique()
    else:
        numbers = column.to_numpy(np.float64)
        least, span = numbers.min(), float(np.ptp(numbers)) or 1.0
        low, high = np.clip([(limit.low - least) / span, (limit.high - least) / span], 0, 1)
    words = limit.in_words(name_words(name))
    label = measure_words(discovery.cases.measure)
    return number, name, float(low), float(high), words, box.coverage, box.density, label


def _regrets(discovery: Discovery) -> Rows:
    """A row for every arm and future."""
    long: Rows = discovery.regrets.rename_axis("future").reset_index().melt("future", var_name="arm")
    label = measure_words(discovery.cases.measure)
    return long.rename(columns={"value": "regret"}).assign(label=label, unit=discovery.cases.unit)

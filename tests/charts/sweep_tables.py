"""A small table for every chart of a sweep."""

import pandas as pd

UNIT = {"label": "E4", "unit": "months waited"}


def squares() -> pd.DataFrame:
    rows = [(x, y, (x - 0.5) * y) for x in (0.0, 0.5, 1.0) for y in (0.1, 0.25)]
    table = pd.DataFrame(rows, columns=["x", "y", "value"])
    return table.assign(x_name="above", y_name="cost.fixed_share", **UNIT)


def swings() -> pd.DataFrame:
    rows = [("conduct.altruism", 1.0, 3.0, "0.1", "0.5"), ("theory", 2.0, 1.9, "weigh_up", "imitate")]
    return pd.DataFrame(rows, columns=["dimension", "low", "high", "low_at", "high_at"]).assign(**UNIT)


def indices() -> pd.DataFrame:
    rows = [("conduct.altruism", 0.7, 0.1, 0.6, 0.1), ("theory", 0.05, 0.1, 0.01, 0.1)]
    columns = ["dimension", "index", "half", "first", "first_half"]
    return pd.DataFrame(rows, columns=columns).assign(label="E4")


def parallel() -> pd.DataFrame:
    rows = [(i, axis, i / 9, "0", "1", i > 6) for i in range(10) for axis in ("altruism", "horizon")]
    columns = ["case", "axis", "part", "low_at", "high_at", "worse"]
    return pd.DataFrame(rows, columns=columns).assign(label="E4")


def boxes() -> pd.DataFrame:
    rows = [
        (1, "altruism", 0.7, 1.0, "altruism above 0.4", 0.8, 0.9),
        (1, "theory", 0.0, 0.5, "theory is imitate", 0.8, 0.9),
    ]
    columns = ["box", "dimension", "low", "high", "words", "coverage", "density"]
    return pd.DataFrame(rows, columns=columns).assign(label="E4")


def regrets() -> pd.DataFrame:
    rows = [(arm, i, i * size) for arm, size in (("today", 1.0), ("blended", 0.3)) for i in range(5)]
    return pd.DataFrame(rows, columns=["arm", "future", "regret"]).assign(**UNIT)


SWEEP_TABLES = {
    "heat_map": squares,
    "swings": swings,
    "sensitivity_indices": indices,
    "futures_in_parallel": parallel,
    "discovery_boxes": boxes,
    "regret": regrets,
}

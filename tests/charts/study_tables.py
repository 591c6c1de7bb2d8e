"""Small tables as the studies write them, for the charts of their pages."""

import pandas as pd


def defaults() -> pd.DataFrame:
    rows = [
        (who, limit, month, share := min(1.0, month / 24 / limit / 20), share / 2, min(1.0, share + 0.1), 64)
        for who in ("one holder of all", "each holder's part")
        for limit in (0.03, 0.05, 0.1)
        for month in range(1, 25)
    ]
    return pd.DataFrame(rows, columns=["who", "limit", "month", "share", "low", "high", "contracts"])


def power() -> pd.DataFrame:
    rows = [
        (method, n, after, arm, truth, 30 / n**0.5 / after**0.2)
        for method in ("difference in differences", "interrupted time series")
        for n in (20, 100, 300)
        for after in (6, 12, 24)
        for arm, truth in (("nothing changes", 0.0), ("a sum", -1.5))
    ]
    return pd.DataFrame(rows, columns=["method", "practices", "after", "arm", "truth", "detectable"])


STUDY_TABLES = {"default_by_month": defaults, "detectable_effect": power}

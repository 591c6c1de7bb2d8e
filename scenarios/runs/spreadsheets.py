"""Tables for a spreadsheet: the one place where they are written as CSV or for Excel."""

import pandas as pd


def as_csv(table: pd.DataFrame) -> str:
    """A table as CSV."""
    return table.to_csv(index=False, lineterminator="\n")

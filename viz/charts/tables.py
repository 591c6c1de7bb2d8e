"""The options of a comparison as one table: the first is the baseline that others are compared with."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from scenarios.sweeping.rows import Rows


def as_one(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Tables of several options as one, with a column `arm`; the first named is the baseline.

    Example:
        >>> a, b = pd.DataFrame({"pence": [1]}), pd.DataFrame({"pence": [2]})
        >>> as_one({"Today": a, "Capitation": b}).values.tolist()
        [['Today', 1], ['Capitation', 2]]
    """
    labelled: list[Any] = [table.assign(arm=arm) for arm, table in tables.items()]
    if not labelled:
        return pd.DataFrame({"arm": []})
    joined: Any = pd.concat(labelled, ignore_index=True)
    return joined[["arm", *(column for column in joined.columns if column != "arm")]]


def arms_of(table: Rows) -> list[str]:
    """Options in the order in which they appear; a table without the column is one with no name."""
    return [str(arm) for arm in table["arm"].unique()] if "arm" in table else [""]


def only(table: Rows, arm: str) -> Rows:
    """The rows of one option."""
    return table[table["arm"] == arm] if "arm" in table else table


def in_words(table: pd.DataFrame) -> Rows:
    """A table whose categories are text, so that they sort and group as what they say."""
    coded = [column for column in table.columns if isinstance(table[column].dtype, pd.CategoricalDtype)]
    return table.astype(dict.fromkeys(coded, str))

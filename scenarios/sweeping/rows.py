"""A pandas table or column on its way through a computation: pandas does not type what columns hold."""

from typing import Any

Rows = Any
"""A `pandas.DataFrame`."""

Column = Any
"""A `pandas.Series`."""

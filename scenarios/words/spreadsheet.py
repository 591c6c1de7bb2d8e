"""Tables that somebody opens in a spreadsheet, which runs a text that begins like a formula."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before it; a plain number stays.

    Example:
        >>> harmless("=1+1"), harmless("-2.5"), harmless("Barts Health")
        ("'=1+1", '-2.5', 'Barts Health')
    """
    formula = text.lstrip(" ").startswith(_BEGINS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if formula else text


def csv_text(table: "pd.DataFrame", float_format: str | None = None) -> str:
    """A table as CSV that is safe to open: headings and text made harmless, numbers as they are.

    Args:
        table: what to write, without its index.
        float_format: of numbers, such as `%.6g`; all their digits by default.
    """
    from pandas.api.types import is_numeric_dtype

    safe = table.rename(columns=lambda name: harmless(str(name)))
    for at, kind in enumerate(table.dtypes):
        if not is_numeric_dtype(kind):
            safe.isetitem(
                at, [harmless(cell) if isinstance(cell, str) else cell for cell in table.iloc[:, at]]
            )
    return safe.to_csv(index=False, lineterminator="\n", float_format=float_format)

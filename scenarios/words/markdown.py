"""Tables of Markdown: for pages that are generated, and for reports in text."""

from collections.abc import Iterable, Sequence
from typing import Final

_RULES: Final = {"left": "---", "right": "---:", "centre": ":---:"}


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], align: Sequence[str] = ()) -> str:
    r"""A table of Markdown, without a line end behind it.

    Args:
        headings: one a column.
        rows: their cells, in the order of the headings.
        align: `left`, `right` or `centre` by column; left where it says nothing.

    Returns:
        Lines of text. Bars in cells are escaped and line ends become spaces, so that a row stays a row.

    Raises:
        ValueError: if a row has more or fewer cells than there are headings.

    Example:
        >>> print(table(("payer", "£m"), [("a | b", "1.2")], ("left", "right")))
        | payer | £m |
        |---|---:|
        | a \| b | 1.2 |
    """
    rules = [_RULES[align[i] if i < len(align) else "left"] for i in range(len(headings))]
    lines = [_line(headings), f"|{'|'.join(rules)}|"]
    for row in rows:
        if len(row) != len(headings):
            raise ValueError(f"{len(row)} cells under {len(headings)} headings: {row}")
        lines.append(_line(row))
    return "\n".join(lines)


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(cell: object) -> str:
    return " ".join(str(cell).replace("|", "\\|").split())

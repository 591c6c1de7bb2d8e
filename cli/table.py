"""Tables on standard output: aligned on a terminal, tab-separated when a program reads them; or JSON."""

import json
import math
import sys
from collections.abc import Iterable, Sequence
from numbers import Integral, Real
from typing import Any

from cli.output import says_everything
from scenarios.words.visible import json_visible, one_line


def show(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table for whoever is reading; a number that is not whole has as many figures as it deserves."""
    plain = [[_text(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _aligned(headings, plain)
    else:
        for row in [headings, *plain]:
            print("\t".join(row))


def show_json(answer: Any) -> None:
    """Print one JSON object; what is not a number becomes null, as JSON has no word for it."""
    escaped = not says_everything(sys.stdout.encoding)
    print(json_visible(json.dumps(_plain(answer), ensure_ascii=escaped, allow_nan=False, indent=1)))


def _aligned(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def _text(cell: object) -> str:
    """A cell without tabs, line ends or control characters, which a file may have smuggled in."""
    if isinstance(cell, Real) and not isinstance(cell, Integral):
        from scenarios.words.numbers import number

        return number(float(cell))
    return one_line(str(cell))


def _plain(value: Any) -> Any:
    """Only what JSON can say."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool | str) or value is None:
        return value
    if hasattr(value, "item"):
        return _plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, int) else str(value)

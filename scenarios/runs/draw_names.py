"""A calibration's draws as an uncertainty of a sweep: a future is one draw of all its parameters together.

In a sweep file `draws = "results/my-town"` under [uncertainties] takes every draw of that folder, and
`"results/my-town#1-40"` the first forty; they stand in no order, so any of them are as good as others.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from scenarios.errors import InputError
from scenarios.runs.parameter_draws import Draws, read_draws

PATH: Final = "draws"
"""What a sweep file calls it, and the path at which a scenario is changed."""
_SPAN: Final = re.compile(r"(?P<where>.+?)(?:#(?P<first>\d+)(?:-(?P<last>\d+))?)?")


def each_of(named: str, where: str) -> tuple[str, ...]:
    """The draws that some words mean, one by one, as `FOLDER#NUMBER`.

    Args:
        named: a folder or table of draws, and which of them.
        where: file and key, for messages.

    Raises:
        InputError: if there are no such draws.
    """
    folder, first, last = _said(named, where)
    n = len(_read(folder).values)
    last = n if last is None else last
    if not 1 <= first <= last <= n:
        raise InputError(f"{first} to {last} are not among its draws", where, f"there are {n}, from 1")
    return tuple(f"{folder}#{number}" for number in range(first, last + 1))


def parameters_of(named: str) -> dict[str, float]:
    """The parameters of one draw, written `FOLDER#NUMBER`.

    Raises:
        InputError: if there is no such draw.
    """
    folder, first, _ = _said(named, PATH)
    return _read(folder).of(first)


def _said(named: str, where: str) -> tuple[str, int, int | None]:
    """Folder, first and last draw; the last is None where all are meant."""
    found = _SPAN.fullmatch(named)
    if found is None:
        raise InputError(f"'{named}' names no draws", where, 'write "results/mine" or "results/mine#1-40"')
    first = int(found["first"] or 1)
    last = int(found["last"]) if found["last"] else first if found["first"] else None
    return found["where"], first, last


def _read(folder: str) -> Draws:
    """Draws, read once as long as they stay as they are."""
    path = Path(folder)
    changed = path.stat().st_mtime_ns if path.exists() else 0
    return _kept(folder, changed)


@lru_cache(maxsize=8)
def _kept(folder: str, changed: int) -> Draws:
    return read_draws(folder)

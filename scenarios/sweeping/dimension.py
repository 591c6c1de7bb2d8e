"""One thing that a sweep varies: a list of values, or a range, at one path or several that move together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from abm.parameters import BY_NAME
from scenarios.errors import InputError, nearest
from scenarios.files.changes import Value
from scenarios.runs import draw_names as draws

PLAUSIBLE: Final = "plausible"
"""What stands for the plausible range of a parameter."""

KEYS: Final = ("paths", "values", "low", "high", "steps")
STEPS: Final = 3
"""Values that a grid takes of a range, where the file does not say."""
MOST_VALUES: Final = 10_000


@dataclass(frozen=True)
class Dimension:
    """One thing that is varied.

    Attributes:
        name: its path, or the name given to paths that move together.
        paths: dotted paths into a scenario; see `scenarios.sweeping.changing`.
        values: the values it takes; empty for a range.
        low: lower end of the range.
        high: upper end of the range.
        steps: values that a grid takes of the range.
    """

    name: str
    paths: tuple[str, ...]
    values: tuple[Value, ...] = ()
    low: float = 0.0
    high: float = 1.0
    steps: int = STEPS

    def at(self, part: float) -> Value:
        """The value at a part of the way from its lower to its upper end, 0 to 1; of a list, that entry.

        Example:
            >>> Dimension("x", ("x",), low=2.0, high=4.0).at(0.25)
            2.5
            >>> Dimension("theory", ("theory",), ("weigh_up", "imitate")).at(0.7)
            'imitate'
        """
        if self.values:
            return self.values[min(int(part * len(self.values)), len(self.values) - 1)]
        return self.low + part * (self.high - self.low)

    def parts(self) -> list[float]:
        """Where the values that a grid takes stand, 0 to 1; of a list, the middle of each entry's share."""
        n = len(self.values)
        if n:
            return [(i + 0.5) / n for i in range(n)]
        return [0.5] if self.steps == 1 else [i / (self.steps - 1) for i in range(self.steps)]

    def grid(self) -> list[Value]:
        """The values that a grid takes.

        Example:
            >>> Dimension("x", ("x",), low=0.0, high=1.0).grid()
            [0.0, 0.5, 1.0]
        """
        return [self.at(part) for part in self.parts()]

    def changes(self, value: Value) -> dict[str, Value]:
        """The value at every path."""
        return dict.fromkeys(self.paths, value)


def read_dimensions(table: Any, where: str) -> tuple[Dimension, ...]:
    """The dimensions that a table of a sweep file declares.

    Args:
        table: the table `levers` or `uncertainties`.
        where: file and key, for messages.

    Raises:
        InputError: at the first that is not a list of values, a range or `"plausible"`.
    """
    found = tuple(_read(name, given, f"{where}.{name}") for name, given in leaves(table, where).items())
    paths = [path for dimension in found for path in dimension.paths]
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice:
        raise InputError(f"{twice} is varied twice", where, "name each path once")
    return found


def leaves(table: Any, where: str, before: str = "") -> dict[str, Any]:
    """Dotted names with what is said of each; a table with a dimension's keys is not gone into.

    Raises:
        InputError: if it is not a table.
    """
    if not isinstance(table, Mapping):
        raise InputError("not a table", where, "write a section in square brackets")
    found: dict[str, Any] = {}
    for key, given in table.items():
        inner = isinstance(given, Mapping) and given and not set(given) & set(KEYS)
        found |= leaves(given, where, f"{before}{key}.") if inner else {f"{before}{key}": given}
    return found


def _read(name: str, given: Any, where: str) -> Dimension:
    if name == draws.PATH and isinstance(given, str):
        return Dimension(name, (name,), _values(draws.each_of(given, where), where))
    if given == PLAUSIBLE:
        return _plausible(name, where)
    if isinstance(given, Sequence) and not isinstance(given, str):
        return Dimension(name, (name,), _values(given, where))
    if not isinstance(given, Mapping):
        remedy = 'give a list of values, { low = …, high = … } or "plausible"'
        raise InputError(f"{given!r} is no range", where, remedy)
    for key in given:
        if key not in KEYS:
            raise InputError(f"unknown key '{key}'", where, nearest(key, KEYS))
    paths = _paths(given.get("paths", [name]), where)
    if "values" in given:
        return Dimension(name, paths, _values(given["values"], where))
    low, high = (_number(given, end, where) for end in ("low", "high"))
    if not low < high:
        raise InputError(f"low is {low:g} and high {high:g}", where, "low must be below high")
    return Dimension(name, paths, (), low, high, _steps(given.get("steps", STEPS), where))


def _plausible(name: str, where: str) -> Dimension:
    known = BY_NAME.get(name)
    if known is None:
        raise InputError(f"'{name}' is no parameter, so nothing is plausible", where, nearest(name, BY_NAME))
    return Dimension(name, (name,), (), known.low, known.high)


def _paths(given: Any, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not given or not all(isinstance(path, str) for path in given):
        raise InputError("paths is not a list of paths", where, 'write paths = ["regime.…", "regime.…"]')
    return tuple(given)


def _values(given: Any, where: str) -> tuple[Value, ...]:
    """Values that differ from one another."""
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        raise InputError("no values", where, "give a list with at least one value")
    found = tuple(tuple(value) if isinstance(value, list) else value for value in given)
    wrong = next((v for v in found if not isinstance(v, str | bool | int | float | tuple)), None)
    if wrong is not None:
        raise InputError(f"{wrong!r} is no value", where, "give text, numbers, true or false, or lists")
    if any(isinstance(v, float) and not math.isfinite(v) for v in found):
        raise InputError("a value is not a finite number", where, "write ordinary numbers")
    if len({repr(v) for v in found}) < len(found) or len(found) > MOST_VALUES:
        raise InputError("a value is given twice, or there are too many", where, "give each once")
    return found


def _number(given: Mapping[str, Any], key: str, where: str) -> float:
    value = given.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(f"{key} is missing or not a number", where, "a range is { low = …, high = … }")
    return float(value)


def _steps(given: Any, where: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= MOST_VALUES:
        raise InputError(f"{given!r} steps", where, f"give a whole number from 1 to {MOST_VALUES}")
    return given

"""Numbers as analysts write them: pounds, thousands, brackets for minus, decimal commas, marks of unknown."""

import math
import re
from collections.abc import Callable
from typing import Final

from calibration.observed.cells import shown
from calibration.observed.sheet import CellError

UNKNOWN: Final = frozenset(
    {"*", "**", "-", "–", "—", "..", "...", ":", "c", "[c]", "x", "[x]", "z", "[z]", "[u]", "[low]"}
    | {"n/a", "#n/a", "na", "nan", "null", "none", "suppressed", "not available", "#ref!", "#value!"}
)
"""What stands for a value that is suppressed or missing."""
MOST: Final = 1e12
_SMALL: Final = re.compile(r"[<≤]\s*\d+", re.ASCII)
_NUMBER: Final = re.compile(r"\d+(\.\d*)?([eE][+-]?\d{1,2})?|\.\d+", re.ASCII)
_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_EUROPEAN: Final = re.compile(r"\d{1,3}(\.\d{3})+,\d+|\d+,\d+", re.ASCII)
_EITHER: Final = re.compile(r"[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
DIGITS: Final = "write digits, or * where not known"

Reader = Callable[[str], float]
"""Reads a cell, or raises CellError."""


def is_unknown(cell: str) -> bool:
    """Whether a cell stands for a value that is suppressed or missing; an empty one does not say so.

    Example:
        >>> is_unknown("*"), is_unknown("<5"), is_unknown("[x]"), is_unknown("")
        (True, True, True, False)
    """
    return cell.lower() in UNKNOWN or bool(_SMALL.fullmatch(cell))


def number_of(cell: str, decimal_comma: bool = False) -> float:
    """A number, NaN where the cell says that it is not known.

    Args:
        cell: as written.
        decimal_comma: whether the file may write 1.234,5, as files parted by semicolons do.

    Raises:
        CellError: if it is no number that a count or a sum can be.

    Example:
        >>> [number_of(cell) for cell in ("1,234", "£1,500.00", "(12)", "12-", "*", "1 234", "5%")]
        [1234.0, 1500.0, -12.0, -12.0, nan, 1234.0, 0.05]
        >>> number_of("1.234,5", decimal_comma=True)
        1234.5
    """
    if not cell:
        raise CellError("empty", "write the number, or * where it is not known")
    if is_unknown(cell):
        return math.nan
    plain, sign, scale = _bare(cell)
    value = sign * scale * _magnitude(plain, cell, decimal_comma)
    if not math.isfinite(value) or abs(value) > MOST:
        raise CellError(f"'{shown(cell)}' is no amount", DIGITS)
    return value


def _bare(cell: str) -> tuple[str, int, float]:
    """Digits without pounds, signs and blanks; the sign; a hundredth for a per cent."""
    plain = "".join(cell.replace("£", "").replace("−", "-").replace("'", "").split())
    scale = 0.01 if plain.endswith("%") else 1.0
    plain = plain.removesuffix("%")
    if plain.startswith("(") and plain.endswith(")"):
        return plain[1:-1], -1, scale
    if plain.startswith("-") or plain.endswith("-"):
        return plain.removeprefix("-").removesuffix("-"), -1, scale
    return plain.removeprefix("+"), 1, scale


def _magnitude(plain: str, cell: str, decimal_comma: bool) -> float:
    if decimal_comma and (either := _EITHER.fullmatch(plain)):
        sign, whole = either[1], plain.replace(",", "").replace(".", "")
        what = f"'{shown(cell)}' may be {whole} or {plain.replace(sign, '.')}"
        raise CellError(what, f"write {whole}, without a mark for thousands")
    if decimal_comma and _EUROPEAN.fullmatch(plain):
        return float(plain.replace(".", "").replace(",", "."))
    if _THOUSANDS.fullmatch(plain):
        return float(plain.replace(",", ""))
    if _NUMBER.fullmatch(plain):
        return float(plain)
    if plain.lower() in ("inf", "infinity"):
        raise CellError(f"'{shown(cell)}' is no amount", DIGITS)
    remedy = "write 1234.5, with a point" if re.fullmatch(r"[\d.,]+", plain, re.ASCII) else DIGITS
    raise CellError(f"'{shown(cell)}' is not a number", remedy)


def count_of(cell: str, decimal_comma: bool = False) -> float:
    """A number that counts something, so that it is whole.

    Raises:
        CellError: if it is none.

    Example:
        >>> count_of("742"), count_of("742.0")
        (742.0, 742.0)
    """
    value = number_of(cell, decimal_comma)
    if math.isfinite(value) and value != round(value):
        what = f"'{shown(cell)}' is no whole number, and this is a count"
        raise CellError(what, "give the count; check decimal commas and thousands")
    return value


def or_blank(reader: Reader, blank: float) -> Reader:
    """The same reader, with a value for an empty cell, or for a dash too where that is zero.

    Example:
        >>> or_blank(count_of, 0.0)("-"), or_blank(count_of, math.nan)("")
        (0.0, nan)
    """
    return lambda cell: blank if not cell or (blank == 0 and cell in ("-", "–", "—")) else reader(cell)

"""Numbers, money, intervals and months as people read them: one minus sign, one form of each.

What is not a number does not apply, and is said so. Nought has no sign.

Example:
    >>> millions(-2_340_000.0), percent(28.31), points(-1.2), month("2019-04")
    ('−2.3', '28.3%', '−1.2 points', 'Apr 2019')
"""

import math
from collections.abc import Callable, Sequence
from typing import Final

MINUS: Final = "−"
NOT_APPLICABLE: Final = "not applicable"
"""Where there is no number."""
TOO_FEW: Final = "too few runs"
"""Where there is a number and no interval."""
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOUGHT: Final = 5e-6
"""Below it a number of `three_figures` is binary dust."""
_THOUSANDS: Final = 95_000
"""Pounds below which `money` counts in thousands: what one decimal of a million would show as 0.1."""
_MILLIONS: Final = 1e8
"""Pounds from which a column counts in millions, so that one decimal says enough."""

# Plain numbers ------------------------------------------------------------------------------------------


def number(value: float) -> str:
    """A number with as many figures as it deserves, for columns of numbers of all sizes.

    Example:
        >>> number(1234567.0), number(12.345), number(-0.1234), number(float("nan"))
        ('1,234,567', '12.3', '−0.123', 'not applicable')
    """
    size = abs(value)
    shown = decimals(value, 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 1 else 3)
    return shown if shown.strip("0.") else "0"


def decimals(value: float, places: int = 0, plus: bool = False) -> str:
    """A number with fixed decimals, thousands parted by commas.

    Args:
        value: the number.
        places: digits behind the point.
        plus: whether what is above nought has a sign, as differences have.

    Example:
        >>> decimals(-1234.5, 1), decimals(-0.04, 1), decimals(2.126, 2, plus=True)
        ('−1,234.5', '0.0', '+2.13')
    """
    return _signed(value, f"{abs(value):,.{places}f}", plus)


def three_figures(value: float) -> str:
    """A number to three figures without needless noughts, whole from a hundred on, never as a power of ten.

    Example:
        >>> three_figures(-12.345), three_figures(0.105), three_figures(20.0), three_figures(12345.6)
        ('−12.3', '0.105', '20', '12,346')
    """
    if not math.isfinite(value):
        return NOT_APPLICABLE
    if abs(value) < _NOUGHT:
        return "0"
    shown = decimals(value, max(0, 2 - math.floor(math.log10(abs(value)))))
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def as_written(value: float) -> str:
    """A number that somebody wrote into a file, as short as it can be said.

    Example:
        >>> as_written(20000.0), as_written(-0.1), as_written(0.0005)
        ('20,000', '−0.1', '0.0005')
    """
    return _signed(value, f"{abs(value):,.0f}" if abs(value) >= 1000 else f"{abs(value):g}")


# Money --------------------------------------------------------------------------------------------------


def millions(pounds: float, plus: bool = False) -> str:
    """Pounds in a column that is headed £m.

    Example:
        >>> millions(1_234_560_000.0), millions(-40_000.0), millions(2.5e6, plus=True)
        ('1,234.6', '0.0', '+2.5')
    """
    return decimals(pounds / 1e6, 1, plus)


def thousands(pounds: float, plus: bool = False) -> str:
    """Pounds in a column that is headed £ thousand.

    Example:
        >>> thousands(1_234_560.0), thousands(-400.0)
        ('1,235', '0')
    """
    return decimals(pounds / 1e3, 0, plus)


def unit_of_pounds(largest: float) -> tuple[str, float, Callable[[float], str]]:
    """How a column of pounds is headed, in which steps it counts, and how each is written.

    Args:
        largest: pounds of the largest in the column; from a hundred million on it counts in millions.

    Example:
        >>> unit, step, write = unit_of_pounds(2.5e8)
        >>> unit, step, write(2.5e8), unit_of_pounds(1e6)[0]
        ('£m', 100000.0, '250.0', '£ thousand')
    """
    return ("£m", 1e5, millions) if largest >= _MILLIONS else ("£ thousand", 1e3, thousands)


def million_pounds(pounds: float, plus: bool = False) -> str:
    """Pounds in millions, within a sentence.

    Example:
        >>> million_pounds(-2_340_000.0), million_pounds(17.9e6, plus=True)
        ('−£2.3m', '+£17.9m')
    """
    return _signed(pounds, f"{abs(pounds) / 1e6:,.1f}", plus, "£", "m")


def thousand_pounds(pounds: float, plus: bool = False) -> str:
    """Pounds in thousands.

    Example:
        >>> thousand_pounds(41_600.0), thousand_pounds(-120.0)
        ('£42k', '£0k')
    """
    return _signed(pounds, f"{abs(pounds) / 1e3:,.0f}", plus, "£", "k")


def money(pounds: float, plus: bool = False) -> str:
    """Pounds in millions, or in thousands where they are less than a tenth of a million.

    Example:
        >>> money(-2_340_000.0), money(41_600.0)
        ('−£2.3m', '£42k')
    """
    return (thousand_pounds if abs(pounds) < _THOUSANDS else million_pounds)(pounds, plus)


def whole_pounds(pounds: float, plus: bool = False) -> str:
    """Pounds without pence.

    Example:
        >>> whole_pounds(-1234.5), whole_pounds(0.4)
        ('−£1,234', '£0')
    """
    return _signed(pounds, f"{abs(pounds):,.0f}", plus, "£")


def pounds_and_pence(pounds: float) -> str:
    """An amount without its £: with pence below a hundred pounds, whole above.

    Example:
        >>> pounds_and_pence(-12.5), pounds_and_pence(1234.5), pounds_and_pence(0.001)
        ('−12.50', '1,234', '0')
    """
    shown = decimals(pounds, 2 if abs(pounds) < 100 else 0)
    return shown if shown.strip("0.") else "0"


def short_pounds(pounds: float) -> str:
    """Pounds in the unit that takes fewest digits: whole below ten thousand, then thousands, then millions.

    Example:
        >>> short_pounds(1_234_567.0), short_pounds(-45_600.0), short_pounds(9_500.0)
        ('£1.2m', '−£46k', '£9,500')
    """
    size = abs(pounds)
    write = million_pounds if size >= 999_500 else thousand_pounds if size >= 9_995 else whole_pounds
    return write(pounds)


def rounded_pounds(pounds: float) -> str:
    """Pounds to three figures, as a finance director says them.

    Example:
        >>> rounded_pounds(1_234_567.0), rounded_pounds(-45_640.0), rounded_pounds(12.0)
        ('£1.23m', '−£45,600', '£12')
    """
    size = abs(pounds)
    if size >= 999_500:
        return _signed(pounds, f"{size / 1e6:.2f}", before="£", after="m")
    return whole_pounds(round(pounds, 3 - len(str(int(size)))) if size >= 1000 else pounds)


# Shares -------------------------------------------------------------------------------------------------


def percent(value: float, plus: bool = False, places: int = 1) -> str:
    """A number of per cent.

    Example:
        >>> percent(28.31), percent(-0.54, plus=True), percent(12.0, places=0)
        ('28.3%', '−0.5%', '12%')
    """
    return _signed(value, f"{abs(value):,.{places}f}", plus, after="%")


def share(value: float) -> str:
    """A share of one in per cent, as short as it can be said.

    Example:
        >>> share(0.175), share(0.2)
        ('17.5%', '20%')
    """
    shown = f"{abs(100 * value):.1f}"
    return _signed(value, shown.removesuffix(".0"), after="%")


def points(value: float) -> str:
    """A difference of percentages, with its sign; a small one has a decimal more.

    Example:
        >>> points(-1.234), points(0.04), points(0.0)
        ('−1.2 points', '+0.04 points', '0.0 points')
    """
    small = 0 < abs(value) < 0.095
    return _signed(value, f"{abs(value):.{2 if small else 1}f}", True, after=" points")


# Intervals and months -----------------------------------------------------------------------------------


def from_to(low: float, high: float, write: Callable[[float], str] = number) -> str:
    """Both ends of an interval.

    Args:
        low: lower end.
        high: upper end.
        write: how each is written.

    Example:
        >>> from_to(1.0, 2.0), from_to(-3e6, 2e6, millions)
        ('1.00 to 2.00', '−3.0 to 2.0')
    """
    return f"{write(low)} to {write(high)}"


def with_range(middle: float, low: float, high: float, write: Callable[[float], str] = number) -> str:
    """A number with both ends of its interval.

    Args:
        middle: the number itself.
        low: lower end.
        high: upper end.
        write: how each is written.

    Example:
        >>> with_range(1.5, 1.0, 2.0), with_range(1.5, 1.0, 2.0, three_figures)
        ('1.50 (1.00 to 2.00)', '1.5 (1 to 2)')
    """
    return f"{write(middle)} ({from_to(low, high, write)})"


def month(written: str) -> str:
    """A month of a file or table, `YYYY-MM`, as it is read.

    Example:
        >>> month("2019-04")
        'Apr 2019'
    """
    return f"{MONTHS[int(written[5:7]) - 1]} {written[:4]}"


# Sums ---------------------------------------------------------------------------------------------------


def adding_up(parts: Sequence[float], step: float) -> list[int]:
    """Parts in whole steps that still add up to their rounded sum: the largest remainders are rounded up.

    Example:
        >>> adding_up([1.4, 1.4, 1.4], 1.0), adding_up([-0.16, 0.0], 0.1)
        ([2, 1, 1], [-2, 0])
    """
    exact = [part / step for part in parts]
    whole = [math.floor(part) for part in exact]
    missing = round(math.fsum(exact)) - sum(whole)
    first = sorted(range(len(exact)), key=lambda i: whole[i] - exact[i])[:missing]
    return [part + (i in first) for i, part in enumerate(whole)]


def _signed(value: float, digits: str, plus: bool = False, before: str = "", after: str = "") -> str:
    """Digits within what stands around them, under the sign of the value, of which nought has none."""
    if not math.isfinite(value):
        return NOT_APPLICABLE
    sign = "" if not digits.strip("0.,") else MINUS if value < 0 else "+" if plus else ""
    return f"{sign}{before}{digits}{after}"

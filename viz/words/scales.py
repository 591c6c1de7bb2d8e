"""The scale on which a difference is shown, by the unit of what differs, and the difference in words."""

from typing import Final, Literal

from scenarios.words import numbers

Scale = Literal["points", "percent", "millions", "unit"]
"""Points of per cent, per cent of the option compared with, millions of pounds, or the unit itself."""

SCALE_WORDS: Final[dict[Scale, str]] = {
    "percent": "% of the option compared with",
    "points": "points",
    "millions": "£m a year",
    "unit": "as counted",
}
_BY_THEMSELVES: Final = ("ratio", "most less least", "distinct bases")
"""Units whose level may be near zero, or is a count that everybody can read."""
_COARSE: Final = 0.095
"""From here on one decimal says enough: a clear difference is never shown as 0.0."""


def scale_of(unit: str) -> Scale:
    """On which scale a difference is shown.

    A share differs by points, money by pounds, a ratio, a slope or a small count by itself; all else by
    per cent of the option compared with.

    Example:
        >>> scale_of("% of deaths in hospital"), scale_of("pounds a year"), scale_of("a year")
        ('points', 'millions', 'percent')
    """
    if unit.startswith("%"):
        return "points"
    if unit.startswith("pounds"):
        return "millions"
    return "unit" if any(word in unit for word in _BY_THEMSELVES) else "percent"


def signed(value: float, scale: Scale) -> str:
    """A difference with its sign and unit; millions are given in millions.

    Example:
        >>> signed(-1.234, "points"), signed(0.5, "percent"), signed(-2.5, "millions"), signed(0.04, "unit")
        ('−1.2 points', '+0.5%', '−£2.5m', '+0.04')
    """
    places = 2 if 0 < abs(value) < _COARSE else 1
    if scale == "points":
        return numbers.points(value)
    if scale == "millions":
        return numbers.money(1e6 * value, plus=True)
    if scale == "percent":
        return numbers.percent(value, plus=True, places=places)
    return numbers.decimals(value, places, plus=True)


def unsigned(value: float, scale: Scale) -> str:
    """How large a difference is, for a sentence that says higher or lower."""
    return signed(abs(value), scale).removeprefix("+")

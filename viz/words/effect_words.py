"""Effects on screens: what each is called, a number of it with its unit, and which are shown where."""

import math
from typing import Final

from abm.effects.catalogue import EFFECTS
from scenarios.words.numbers import decimals, money, percent
from viz.words.scales import scale_of, unsigned

LIVE: Final = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E14", "E11", "E15")
"""Effects beside the levers, in the order of a patient's way; all are on the page that compares."""

GUESSED: Final = ("E6", "E2", "E3", "E4", "E5", "E11")
"""Effects that a room predicts before it looks: those that everybody has a view of."""


def title(effect: str) -> str:
    """What an effect is called on a screen, in plain words."""
    return EFFECTS[effect].plain


def counts(effect: str) -> str:
    """What a number of an effect counts, in words that follow the number."""
    return EFFECTS[effect].counts


def measure_words(measure: str) -> str:
    """What a measure is called in a table: an effect with its number behind, anything else as it is.

    Example:
        >>> measure_words("E11"), measure_words("people_waiting")
        ('Stranded cost (E11)', 'people waiting')
    """
    return f"{title(measure)} ({measure})" if measure in EFFECTS else measure.replace("_", " ")


def amount(value: float, unit: str) -> str:
    """A number of an effect as it is shown.

    Example:
        >>> amount(28.31, "% of eligible people"), amount(-1.2e6, "pounds a year"), amount(1.2833, "months")
        ('28.3%', '−£1.2m', '1.28')
    """
    if math.isnan(value):
        return "not applicable"
    if unit.startswith("pounds"):
        return money(value)
    if unit.startswith("%"):
        return percent(value)
    return decimals(value, 0 if float(value).is_integer() else 1 if abs(value) >= 10 else 2)


def apart(difference: float, unit: str, a: float) -> str:
    """How far an effect has moved, without its sign, on the scale of its unit.

    Example:
        >>> apart(-0.31, "% of deaths", 56.0), apart(0.12, "months", 1.2)
        ('0.3 points', '10.0%')
    """
    scale = scale_of(unit)
    if scale == "percent":
        return unsigned(100 * difference / a, scale) if a else decimals(abs(difference), 2)
    return unsigned(difference / 1e6 if scale == "millions" else difference, scale)

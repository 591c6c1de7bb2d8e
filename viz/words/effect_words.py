"""Effects as a room would say them: what each is called, and a number of it with its unit."""

import math
from typing import Final

from scenarios.words.numbers import money
from viz.words.scales import scale_of

WORDS: Final = {
    "E1": ("Work that comes back to hospital", "of what the programme took out"),
    "E2": ("Referring more than the problems ask for", "above the usual"),
    "E3": ("People reached by proactive care", "of those eligible"),
    "E4": ("Waiting for hospital", "months"),
    "E5": ("Waiting to leave hospital", "delayed days for 100 emergency bed days"),
    "E6": ("Readiness to admit", "above the usual"),
    "E7": ("Coming back to the clinic", "follow-ups for a first attendance"),
    "E8": ("Recording patients as sicker", "above their true severity"),
    "E9": ("Taking the less complex", "odds of acceptance, severe to less severe"),
    "E10": ("Records better than results", "of chances"),
    "E11": ("Cost that stays when work goes", "a year"),
    "E12": ("Money for care outside hospital", "change"),
    "E13": ("Dying in hospital", "of deaths"),
    "E14": ("Share that hospitals keep", "of provider income"),
    "E15": ("Surplus or deficit of the system", "a year"),
    "E16": ("Unmet need, most less least deprived", "for 1,000 brought"),
    "E17": ("Share that mental health keeps", "of provider income"),
    "E18": ("Different bases of payment", "to administer"),
}
"""A title and what the number counts, by effect; the model's own words are in the list of effects."""

LIVE: Final = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E14", "E11", "E15")
"""Effects beside the levers, in the order of a patient's way; all are on the page that compares."""

GUESSED: Final = ("E6", "E2", "E3", "E4", "E5", "E11")
"""Effects that a room is asked about before it looks: those that everybody has a view of."""


_COARSE: Final = 0.095
"""Points from which one decimal says enough: a difference beyond chance is not told as 0.0."""


def title(effect: str) -> str:
    """What an effect is called."""
    return WORDS[effect][0]


def counts(effect: str) -> str:
    """What a number of an effect counts, in words that follow the number."""
    return WORDS[effect][1]


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
    sign = "−" if value < 0 else ""
    if unit.startswith("%"):
        return f"{sign}{abs(value):.1f}%"
    digits = 0 if float(value).is_integer() else 1 if abs(value) >= 10 else 2
    return f"{sign}{abs(value):,.{digits}f}"


def apart(difference: float, unit: str, a: float) -> str:
    """How far an effect has moved, without its sign, on the scale it is told on.

    Example:
        >>> apart(-0.31, "% of deaths", 56.0), apart(0.12, "months", 1.2)
        ('0.3 points', '10.0%')
    """
    scale = scale_of(unit)
    if scale == "points":
        return f"{abs(difference):.{1 if abs(difference) >= _COARSE else 2}f} points"
    if scale == "millions":
        return money(abs(difference))
    if scale == "percent" and a:
        return f"{100 * abs(difference / a):.1f}%"
    return f"{abs(difference):.2f}"

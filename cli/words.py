"""Numbers as people read them."""

import math


def number(value: float) -> str:
    """A number with as many figures as it deserves; what is not a number does not apply.

    Example:
        >>> number(1234567.0), number(12.345), number(-0.1234), number(float("nan"))
        ('1,234,567', '12.3', '−0.123', 'not applicable')
    """
    if not math.isfinite(value):
        return "not applicable"
    size = abs(value)
    shown = (
        f"{size:,.0f}"
        if size >= 1000
        else f"{size:.1f}"
        if size >= 10
        else f"{size:.2f}"
        if size >= 1
        else f"{size:.3f}"
    )
    zero = float(shown.replace(",", "")) == 0
    return "0" if zero else f"{'−' if value < 0 else ''}{shown}"

"""Numbers as people read them."""

import math
from collections.abc import Sequence


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

"""Whether levers settle: ten years of one way of paying, and how long until they no longer go anywhere.

A lever has settled in the first month after which the yearly mean over its organisations stays within
`STILL` of where it ends. What remains is chance and the seasons of a small sample.
"""

from typing import Final

import numpy as np

from abm.behaviour.catalogue import LEVERS
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.record import LeverPath
from scenarios.questions.run import run
from scenarios.scenario import Scenario

YEARS: Final = 10
STILL: Final = 0.03
"""Lever units, log points or log-odds, within which a mean counts as still."""
SAMPLE: Final = 0.05
"""In a smaller sample the smallest council is a handful of people, and its levers follow their luck."""
REGIMES: Final = ("east-london-today", "capitation-trust-led", "capitation-practice-led")


def months_to_settle(mean: Floats, still: float = STILL) -> int:
    """Months until the twelve-month mean stays within `still` of its last value.

    Args:
        mean: float[M], mean of a lever over its organisations.
        still: how near counts.

    Example:
        >>> months_to_settle(np.array([0.0] * 12 + [0.5] * 36))
        23
    """
    window = np.ones(MONTHS_PER_YEAR) / MONTHS_PER_YEAR
    yearly = np.convolve(mean, window, mode="valid")
    away = np.flatnonzero(np.abs(yearly - yearly[-1]) > still)
    return int(away[-1]) + MONTHS_PER_YEAR if away.size else 0


def at_bound(path: LeverPath) -> float:
    """Share of organisations whose lever stands at a bound in the last year."""
    lever, last = LEVERS[path.lever], path.value[-MONTHS_PER_YEAR:]
    return float(((last <= lever.lowest) | (last >= lever.highest)).mean())


def settling_table(scenario: Scenario) -> str:
    """Months to settle and share at a bound, for the levers that move most, by regime."""
    lines = [
        "| way of paying | levers | settled within 5 years | slowest | most at a bound |",
        "|---|---|---|---|---|",
    ]
    for regime in REGIMES:
        changed = scenario.changed(
            regime=regime, programme="none", months=YEARS * MONTHS_PER_YEAR, sample=SAMPLE
        )
        paths = run(changed, counterfactuals=False).record.levers
        months = {(p.kind, p.lever): months_to_settle(p.value.mean(axis=1)) for p in paths}
        bound = {(p.kind, p.lever): at_bound(p) for p in paths}
        slowest, piled = max(months, key=lambda k: months[k]), max(bound, key=lambda k: bound[k])
        early = sum(m <= YEARS // 2 * MONTHS_PER_YEAR for m in months.values())
        lines.append(
            f"| {regime} | {len(months)} | {early} | {_named(slowest)}, {months[slowest]} months "
            f"| {_named(piled)}, {100 * bound[piled]:.0f}% |"
        )
    return "\n".join(lines)


def _named(key: tuple[str, str]) -> str:
    return f"{key[0].replace('_', ' ')}: {key[1].replace('_', ' ')}"

"""The tables of the page of effects: from runs to lines of Markdown with numbers and intervals."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from abm.behaviour.catalogue import THEORIES
from abm.effects.catalogue import EFFECTS
from scenarios.questions.interval import Interval, why_none
from studies.emergence.runs import ByVariant, Variant

ROWS_FILE: Final = Path(__file__).parent / "arms.toml"
NEEDS_COUNTERFACTUALS: Final = "E1"
LARGE: Final = 1000.0
"""Amounts from which decimals are left out."""
MILLION: Final = 1e6


@dataclass(frozen=True)
class TwoRuns:
    """One comparison: a run in which an effect should appear, and one in which it should not.

    Attributes:
        effect: which.
        scope: which of its values.
        sign: which way it should go where it appears, 1 or -1.
        differs: what the two runs differ in, in words.
        appears: the arm in which it should appear.
        absent: the arm in which it should not.
    """

    effect: str
    scope: str
    sign: int
    differs: str
    appears: Variant
    absent: Variant


def read_rows() -> list[TwoRuns]:
    """The comparisons of the page, in order of effects."""
    rows: list[Mapping[str, Any]] = tomllib.loads(ROWS_FILE.read_text(encoding="utf-8"))["rows"]
    return [row_of(row) for row in rows]


def row_of(row: Mapping[str, Any]) -> TwoRuns:
    """A comparison as its file tells it; only backfilling needs counterfactual runs."""
    sides = (
        Variant(row[side], counterfactuals=row["effect"] == NEEDS_COUNTERFACTUALS)
        for side in ("appears", "absent")
    )
    return TwoRuns(row["effect"], row["scope"], row["sign"], row["differs"], *sides)


def number(value: float, signed: bool = False) -> str:
    """A value as the page writes it: millions with two decimals, small numbers with two."""
    sign = "+" if signed else ""
    if abs(value) >= MILLION:
        return f"{value / MILLION:{sign},.2f}m"
    return f"{value:{sign},.{0 if abs(value) >= LARGE else 2}f}"


def span(found: Interval) -> str:
    """A difference with its interval, or why there is none."""
    if found.n and not found.known:
        return f"{number(found.mean, True)} ({why_none(found.n)})"
    ends = f"{number(found.low, True)} to {number(found.high, True)}"
    return f"{number(found.mean, True)} ({ends})"


def verdict(found: Interval, sign: int) -> str:
    """Whether an effect appears, by what the interval allows one to say."""
    if found.n == 0:
        return "not applicable"
    if found.includes_zero:
        return "**refuses to appear**"
    return "appears" if found.mean * sign > 0 else "**goes the other way**"


def effects_table(rows: Sequence[TwoRuns], results: ByVariant) -> str:
    """Every effect: where it appears, where it does not, and the difference seed by seed."""
    lines = [
        "| effect | unit | should appear | should not | difference (95%) | verdict | they differ in |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        here, there = (results.mean(arm, row.effect, row.scope) for arm in (row.appears, row.absent))
        found = results.difference(row.appears, row.absent, row.effect, row.scope)
        effect = EFFECTS[row.effect]
        lines.append(
            f"| {row.effect} {effect.title.lower()}, {row.scope} | {unit_of(row)} | {number(here.mean)} "
            f"| {number(there.mean)} | {span(found)} | {verdict(found, row.sign)} | {row.differs} |"
        )
    return "\n".join(lines)


UNITS: Final = {
    ("E4", "hospital waiting"): "people per 1,000",
    ("E7", "face to face"): "% of follow-ups",
    ("E11", "acute trusts, net"): "pounds a year",
    ("E14", "acute"): "% of provider income",
    ("E16", "avoidable admissions"): "per 1,000 people a year",
    ("E17", "waiting"): "people per 1,000",
    ("E18", "administration"): "pounds a year more",
}
"""Units of values that are not the headline of their effect."""


def unit_of(row: TwoRuns) -> str:
    """The unit of the value that a row compares."""
    return UNITS.get((row.effect, row.scope), EFFECTS[row.effect].unit)


def theories_table(rows: Sequence[TwoRuns], results: ByVariant) -> str:
    """Under which theories of decision each effect appears."""
    names = list(THEORIES)
    lines = [f"| effect | {' | '.join(names)} | holds under |", "|---|" + "---|" * (len(names) + 1)]
    for row in rows:
        found = [under(row, name, results) for name in names]
        held = [n for n, f in zip(names, found, strict=True) if not f.includes_zero and f.mean * row.sign > 0]
        under_which = "all" if len(held) == len(names) else ", ".join(held) or "none"
        lines.append(f"| {row.effect} {row.scope} | {' | '.join(map(span, found))} | {under_which} |")
    return "\n".join(lines)


def under_theory(arm: Variant, theory: str) -> Variant:
    """An arm under a theory of decision."""
    return Variant({**arm.changes, "theory": theory}, arm.counterfactuals)


def under(row: TwoRuns, theory: str, results: ByVariant) -> Interval:
    """A row's difference under a theory of decision."""
    here, there = (under_theory(arm, theory) for arm in (row.appears, row.absent))
    return results.difference(here, there, row.effect, row.scope)


def with_parameters(arm: Variant, parameters: Mapping[str, float]) -> Variant:
    """An arm with other values of some parameters."""
    return Variant({**arm.changes, "parameters": dict(parameters)}, arm.counterfactuals)

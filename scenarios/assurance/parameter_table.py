"""Every number of the model as one page: `docs/parameters.md` is written by this, never by hand.

    python -m scenarios.assurance.parameter_table docs/parameters.md

Example:
    >>> row(BY_NAME["urgent.direct_share"])[1:3]
    ('0.27', 'share of emergency admissions that do not come by way of A&E')
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

from abm.parameters import (
    BY_NAME,
    Parameter,
    beliefs,
    commissioning,
    community,
    conduct,
    costs,
    demography,
    end_of_life,
    illness,
    personal_budgets,
    planned,
    primary_care,
    recording,
    stiffness,
    theories,
    urgent,
)
from abm.vocabulary import HAZARD_PURPOSES, RATE_AGES
from scenarios.words.markdown import table
from scenarios.words.numbers import as_written, from_to

SUBJECTS: Final[tuple[ModuleType, ...]] = (
    demography,
    illness,
    primary_care,
    planned,
    urgent,
    community,
    personal_budgets,
    end_of_life,
    recording,
    costs,
    conduct,
    stiffness,
    beliefs,
    theories,
    commissioning,
)
"""Files of parameters, in the order of a month."""

HEADINGS: Final = ("name", "value", "unit", "range", "source", "confidence")

TOP: Final = """\
# Parameters

Every human, clinical and conduct number of the model, each with unit, plausible range, source and
confidence. This page is written by `python -m scenarios.assurance.parameter_table docs/parameters.md` from
`abm/parameters/`; a test fails when it is out of date.

- **Confidence** is *high*, *medium*, *low*, or *assumed*: a judgement, no number was found. {counts}
- **Tables**: where the value is a list, its entries run over the age bands that start at
  {ages}
  years, unless the unit says otherwise. The range is then that of one factor, 1 by default, which
  multiplies the whole table.
- **Effects of conditions and frailty** (`illness.effect.*`) multiply the hazards of, in order:
  {purposes}.
- **To change one**, write it in a scenario under `[parameters]`; a value outside its range is refused.
- Prices and terms of contracts are not here but in `scenarios/regimes/`, and figures of places in
  their `figures.csv`, each with its own confidence. Constants of form that are not parameters are in
  [the model description](model.md#numbers-that-are-not-parameters).
"""


def page() -> str:
    """The whole page, in Markdown."""
    sections = [f"## {title(s)}\n\n{table(HEADINGS, map(row, s.ALL))}\n" for s in SUBJECTS]
    return "\n".join([_top(), *sections])


def _top() -> str:
    """The introduction, with how many numbers are known how well."""
    levels = [p.confidence for p in BY_NAME.values()]
    counted = ", ".join(f"{levels.count(level)} {level}" for level in ("high", "medium", "low", "assumed"))
    return TOP.format(
        counts=f"Of {len(levels)}: {counted}.",
        ages=", ".join(str(age) for age in RATE_AGES),
        purposes=", ".join(HAZARD_PURPOSES),
    )


def title(subject: ModuleType) -> str:
    """The first sentence of a file of parameters, without its full stop.

    Example:
        >>> title(demography)
        'Births, deaths, moving in and out'
    """
    return (subject.__doc__ or "").strip().splitlines()[0].split(". ")[0].rstrip(".")


def row(parameter: Parameter) -> tuple[str, ...]:
    """A parameter as a row of the table, in the order of `HEADINGS`."""
    p = parameter
    return f"`{p.name}`", value_of(p), p.unit, range_of(p), p.source, p.confidence


def value_of(parameter: Parameter) -> str:
    """A parameter's value, or the entries of its table."""
    return ", ".join(map(as_written, parameter.entries or (parameter.value,)))


def range_of(parameter: Parameter) -> str:
    """What it may be; of a table, by what all of it may be multiplied."""
    return from_to(parameter.low, parameter.high, as_written) + (" times" if parameter.entries else "")


def main(arguments: Sequence[str]) -> None:
    """Write the page to the file named, or print it where none is."""
    if arguments:
        Path(arguments[0]).write_text(page(), encoding="utf-8", newline="\n")
    else:
        print(page(), end="")


if __name__ == "__main__":
    main(sys.argv[1:])

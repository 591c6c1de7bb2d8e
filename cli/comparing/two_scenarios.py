"""Two scenarios: every measure under both, and where the pounds differ."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import scenarios
from cli.comparing.differences import cells, say_options, setting
from cli.comparing.pounds import show_pounds
from cli.effect_words import in_either, not_applicable, say_not_applicable, title_of
from cli.progress import progress
from cli.table import show

if TYPE_CHECKING:
    from scenarios.sweeping.rows import Rows

KIND: Final = "comparison"
"""What results of it are called in their manifest."""


def compared(a: str, b: str, draws: Path | None, **how: Any) -> scenarios.Comparison:
    """The comparison, with a calibration's draws where some were named."""
    from scenarios.runs.parameter_draws import read_draws

    read = None if draws is None else read_draws(draws)
    with progress(f"{a} against {b}") as report:
        return scenarios.compare(a, b, draws=read, progress=report, **how)


def show_comparison(pair: scenarios.Comparison) -> None:
    """Every measure, then pounds."""
    table = pair.table()
    say_options(pair)
    show_differences(table)
    say_not_applicable(in_either(table))
    show_pounds(pair)


def show_differences(table: "Rows") -> None:
    """Every measure under A and B, the difference and its 95% interval."""
    show(
        ("measure", "what", "scope", "A", "B", "B minus A", "95% interval", "unit"),
        [(r.measure, title_of(r.measure), r.scope, *cells(r), r.unit) for r in table.itertuples()],
    )


def as_data(pair: scenarios.Comparison, out: str | None) -> dict[str, Any]:
    """The comparison for a script to read."""
    table = pair.table()
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        **setting(pair, out),
        "theory": pair.a.theory,
        "differences": table.to_dict("records"),
        "not_applicable": not_applicable(in_either(table)),
        "money": pair.money().to_dict("records"),
        "money_by_organisation": pair.money_by_organisation().to_dict("records"),
    }

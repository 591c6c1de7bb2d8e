"""Two scenarios under every theory of decision: which differences hold under which."""

from typing import Any, Final

import scenarios
from cli.comparing.differences import cell, headline_keys, only, say_options, setting
from cli.effect_words import in_either, not_applicable, say_not_applicable, title_of
from cli.progress import progress
from cli.table import show

KIND: Final = "theories"
"""What results of it are called in their manifest."""


def compared(a: str, b: str, **how: Any) -> scenarios.TheoryComparison:
    """The comparison under each theory."""
    with progress(f"{a} against {b}") as report:
        return scenarios.compare_theories(a, b, progress=report, **how)


def show_comparison(theories: scenarios.TheoryComparison) -> None:
    """Every effect and key flow: the difference under each theory, and under which it holds."""
    keys = headline_keys(theories.keys)
    rows = [
        (
            key[0],
            title_of(key[0]),
            *(cell(pair, key) for pair in theories.each.values()),
            theories.holding(*key).words,
            theories.example.unit(key),
        )
        for key in keys
    ]
    say_options(theories.example)
    show(("B minus A (95%)", "what", *theories.each, "holds under", "unit"), rows)
    say_not_applicable(in_either(only(theories.table(), keys)))


def as_data(theories: scenarios.TheoryComparison, out: str | None) -> dict[str, Any]:
    """The comparison for a script to read."""
    table, pair = theories.table(), theories.example
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        **setting(pair, out),
        "theories": list(theories.each),
        "differences": table.to_dict("records"),
        "not_applicable": not_applicable(in_either(table)),
        "money": theories.money().to_dict("records"),
        "money_by_organisation": theories.money_by_organisation().to_dict("records"),
    }

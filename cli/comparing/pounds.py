"""Pounds a year of payers and providers, and what the rules and what conduct make of the change."""

from typing import TYPE_CHECKING

from cli.table import show
from scenarios.questions.gains_and_losses import kept_by_kind, paid_by_kind
from scenarios.words.numbers import adding_up, from_to, unit_of_pounds

if TYPE_CHECKING:
    from scenarios import Comparison
    from scenarios.questions.gains_and_losses import Net


def show_pounds(pair: "Comparison") -> None:
    """By kind of payer, then what each kind of provider keeps, in both parts of the change."""
    print()
    _show_parts("who pays", paid_by_kind(pair))
    print()
    _show_parts("who is paid, less what it pays on", kept_by_kind(pair))


def _show_parts(side: str, kinds: "list[Net]") -> None:
    """Changes in two parts; the parts shown add up to the change shown."""
    unit, step, write = unit_of_pounds(max(net.a for net in kinds))
    rows: list[tuple[str, ...]] = []
    for net in kinds:
        parts = adding_up([net.mechanical.mean, net.behavioural.mean], step)
        shown = zip((net.mechanical, net.behavioural, net.change), (*parts, sum(parts)), strict=True)
        cells = (
            f"{write(steps * step)} ({from_to(part.low, part.high, write) if part.known else 'no interval'})"
            for part, steps in shown
        )
        rows.append((net.name, write(net.a), *cells))
    show((side, f"A, {unit} a year", "mechanical (95%)", "behavioural (95%)", "B minus A (95%)"), rows)

"""`payscape compare`: two scenarios, the same people and luck, differences with intervals."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import AsJson, DrawsFrom, Months, Out, Sample, known_theory, refuse_destination
from cli.progress import progress
from cli.readings import arms_of, compared, ends, named, of_pairs, say_why_not, why_not
from cli.table import show, show_json
from cli.words import adding_up, number

if TYPE_CHECKING:
    from scenarios import Comparison, TheoryComparison
    from scenarios.files.parameter_draws import Draws
    from scenarios.questions.gains_and_losses import Net
    from scenarios.questions.interval import Interval
    from scenarios.sweeping.rows import Rows

EXAMPLES: Final = (
    "payscape compare small-town-today small-town-capitation --seeds 3 --months 18 --workers 1",
    "payscape compare east-london-today east-london-capitation --out results/capitation",
    "payscape compare east-london-today east-london-capitation --seeds 100 --until 2",
    "payscape compare small-town-today small-town-capitation --theory all --seeds 3 --months 18 --workers 1",
    "payscape compare --set small-town --seeds 3 --months 18 --workers 1",
)
"""Shown in the help; the tests see that they are."""

MOST_SEEDS: Final = 100_000
ALL: Final = "all"
LARGE: Final = 1e8
"""Pounds a year from which money is shown in millions."""
TENTH_OF_A_MILLION: Final = 1e5
THOUSAND: Final = 1e3


def _above_zero(until: float | None) -> float | None:
    if until is not None and not until > 0:
        raise typer.BadParameter(f"{until:g} is not above 0; give percentage points of backfilling (E1)")
    return until


def _known_or_all(theory: str | None) -> str | None:
    return theory if theory == ALL else known_theory(theory)


def compare(
    a: Annotated[
        str | None, typer.Argument(metavar="A", help="The scenario to compare with, by name or file.")
    ] = None,
    b: Annotated[
        str | None, typer.Argument(metavar="B", help="The scenario that is compared with it.")
    ] = None,
    of_set: Annotated[
        str | None,
        typer.Option(
            "--set", metavar="SET", help="Instead of A and B: every scenario of a set, by name or file."
        ),
    ] = None,
    seeds: Annotated[
        int, typer.Option("--seeds", min=2, max=MOST_SEEDS, metavar="N", help="Pairs of runs.")
    ] = 20,
    until: Annotated[
        float | None,
        typer.Option(
            "--until",
            callback=_above_zero,
            metavar="HALFWIDTH",
            help="Stop when E1 is known this well, in points.",
        ),
    ] = None,
    sample: Sample = None,
    months: Months = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, max=1024, metavar="N", help="Processes [one a processor]."),
    ] = None,
    theory: Annotated[
        str | None,
        typer.Option(
            "--theory",
            callback=_known_or_all,
            metavar="T",
            help="How organisations decide, or `all` [scenarios' own].",
        ),
    ] = None,
    draws: DrawsFrom = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """What differs between two scenarios, with intervals, and why the pounds differ.

    Each seed gives both the same people and luck. An interval takes two seeds, and six where all say the
    same. The change in pounds is split: what B's rules would have paid for A's activity is mechanical, the
    rest is behavioural. With --theory all the comparison is made under every theory of decision, and the last
    column says under which a difference holds: its interval leaves out 0. With --set each scenario of a set
    is compared with its first.
    """
    refuse_destination(out)
    import scenarios

    asked: Any = dict(seeds=seeds, sample=sample, months=months, workers=workers, until=until)
    if draws is not None and (of_set is not None or theory == ALL):
        raise typer.BadParameter("--draws is for two scenarios under one theory; leave out --set and `all`")
    if of_set is not None:
        _refuse_beside_a_set(a, b, theory)
        _compare_set(of_set, out, as_json, {**asked, "theory": theory})
        return
    if a is None or b is None:
        raise typer.BadParameter("name two scenarios, or a set with --set")
    with progress(f"{a} against {b}") as report:
        if theory == ALL:
            found = scenarios.compare_theories(a, b, **asked, progress=report)
        else:
            taken = _draws(draws)
            found = scenarios.compare(a, b, **asked, progress=report, theory=theory, draws=taken)
    if out is not None:
        found.save(out)
    if as_json:
        show_json(told(found, str(out) if out else None))
        return
    if isinstance(found, scenarios.TheoryComparison):
        _say_titles(found.example)
        show_theories(found)
    else:
        _say_titles(found)
        show_differences(found.table())
        say_why_not(arms_of(found.table()))
        show_money(found)
    _say_where(out)


def _compare_set(name: str, out: Path | None, as_json: bool, asked: dict[str, Any]) -> None:
    """Every scenario of a set against its first, in one table."""
    from cli.side_by_side import show_side_by_side, told_side_by_side
    from scenarios.questions.set_comparison import compare_set

    with progress(f"the set {name}") as report:
        found = compare_set(name, **asked, progress=report)
    if out is not None:
        found.save(out)
    if as_json:
        show_json(told_side_by_side(found, str(out) if out else None))
    else:
        show_side_by_side(found)
        _say_where(out)


def _draws(draws: Path | None) -> "Draws | None":
    """A calibration's draws, where some were named."""
    from scenarios.files.parameter_draws import read_draws

    return None if draws is None else read_draws(draws)


def _refuse_beside_a_set(a: str | None, b: str | None, theory: str | None) -> None:
    """A set names its scenarios itself, and has one theory at a time."""
    if a is not None or b is not None:
        raise typer.BadParameter("a set names its scenarios itself; leave out A and B, or --set")
    if theory == ALL:
        raise typer.BadParameter("--theory all is for two scenarios; name one theory for a set")


def _say_where(out: Path | None) -> None:
    print(f"\nTables are in {out}" if out else "\nNothing was saved: --out DIR keeps the tables.")


def _say_titles(pair: "Comparison") -> None:
    print(f"A: {pair.a.title}\nB: {pair.b.title}")
    print(f"{pair.seeds} pairs of runs of {pair.a.months} months\n")


def show_differences(table: "Rows") -> None:
    """Every measure under A and B, the difference and its 95% interval."""
    show(
        ("measure", "what", "scope", "A", "B", "B - A", "95% interval", "unit"),
        [(r.measure, named(r.measure), r.scope, *compared(r), r.unit) for r in table.itertuples()],
    )


def show_money(pair: "Comparison") -> None:
    """Pounds a year by kind of payer, then what each kind of provider keeps, in both parts of the change."""
    from scenarios.questions.gains_and_losses import kept_by_kind, paid_by_kind

    print()
    _show_parts("who pays", paid_by_kind(pair))
    print()
    _show_parts("who is paid, less what it pays on", kept_by_kind(pair))


def _show_parts(side: str, found: "list[Net]") -> None:
    """Changes in pounds, in two parts; the parts shown add up to the change shown."""
    step = TENTH_OF_A_MILLION if max(net.a for net in found) >= LARGE else THOUSAND
    unit = "£m" if step == TENTH_OF_A_MILLION else "£ thousand"
    rows: list[tuple[str, ...]] = []
    for net in found:
        parts = adding_up([net.mechanical.mean, net.behavioural.mean], step)
        shown = zip((net.mechanical, net.behavioural, net.change), (*parts, sum(parts)), strict=True)
        told = (f"{_in_steps(steps, step)} ({_span(part, step)})" for part, steps in shown)
        rows.append((net.name, _in_steps(round(net.a / step), step), *told))
    show((side, f"A, {unit} a year", "mechanical (95%)", "behavioural (95%)", "B - A (95%)"), rows)


def _span(part: "Interval", step: float) -> str:
    """Both ends of an interval, where there is one."""
    if not part.known:
        return "no interval"
    return " to ".join(_in_steps(round(end / step), step) for end in (part.low, part.high))


def _in_steps(steps: int, step: float) -> str:
    """Steps of money in words: tenths of a million, or thousands."""
    shown = f"{steps / 10:,.1f}" if step == TENTH_OF_A_MILLION else f"{steps:,}"
    return shown.replace("-", "−")


def show_theories(found: "TheoryComparison") -> None:
    """Every effect and key flow: the difference under each theory, and under which it holds."""
    from abm.effects.catalogue import EFFECTS
    from scenarios.runs.headlines import FLOWS, TOTAL

    shown = [key for key in found.keys if key[0] in {*EFFECTS, *FLOWS} and key[1] == TOTAL]
    rows = [
        (
            key[0],
            named(key[0]),
            *(change(pair, key) for pair in found.each.values()),
            found.holding(*key).words,
            found.example.unit(key),
        )
        for key in shown
    ]
    show(("B - A (95%)", "what", *found.each, "holds under", "unit"), rows)
    say_why_not(of_pairs(list(found.each.values()), shown))


def change(pair: "Comparison", key: tuple[str, str]) -> str:
    """A difference with its interval."""
    found = pair.difference(*key).difference
    if not found.n:
        return number(found.mean)
    return f"{number(found.mean)} ({ends(found.low, found.high, found.n)})"


def told(found: "Comparison | TheoryComparison", out: str | None) -> dict[str, Any]:
    """The comparison for a script to read."""
    import scenarios

    each = isinstance(found, scenarios.TheoryComparison)
    pair = found.example if each else found
    under = {"theories": list(found.each)} if each else {"theory": pair.a.theory}
    table = found.table()
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        "seeds": pair.seeds,
        "months": pair.a.months,
        "sample": pair.a.sample,
        "out": out,
        **under,
        "differences": table.to_dict("records"),
        "not_applicable": why_not(arms_of(table)),
        "money": found.money().to_dict("records"),
        "money_by_organisation": found.money_by_organisation().to_dict("records"),
    }

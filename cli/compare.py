"""`payscape compare`: two scenarios, the same people and chance events, differences with intervals."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.folders import kept_in, refuse_tables, say_tables
from cli.options import AsJson, DrawsFrom, Months, Out, Replace, Sample, Tables, Workers, known_theory
from cli.table import show_json

if TYPE_CHECKING:
    from scenarios.runs.resolver import Arm

EXAMPLES: Final = (
    "payscape compare small-town-today small-town-capitation --seeds 3 --months 18 --workers 1",
    "payscape compare east-london-today east-london-capitation --out results/capitation",
    "payscape compare east-london-today east-london-capitation --seeds 100 --until 2",
    "payscape compare small-town-today small-town-capitation --theory all --seeds 3 --months 18 --workers 1",
    "payscape compare --set small-town --seeds 3 --months 18 --workers 1",
)

MOST_SEEDS: Final = 100_000
ALL: Final = "all"


def _above_zero(until: float | None) -> float | None:
    if until is not None and not until > 0:
        raise typer.BadParameter(f"{until:g} is not above 0; give points of backfilling (E1)")
    return until


def _known_or_all(theory: str | None) -> str | None:
    return theory if theory == ALL else known_theory(theory)


def compare(
    a: Annotated[
        str | None, typer.Argument(metavar="A", help="Option A, to compare with, by name or file.")
    ] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Option B, the other scenario.")] = None,
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
    workers: Workers = None,
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
    replace: Replace = False,
    tables: Tables = None,
    as_json: AsJson = False,
) -> None:
    """What differs between two scenarios, with intervals, and why the pounds differ.

    Each random seed gives both options the same people and the same chance events. An interval takes two
    seeds, and six where all say the same. The change in pounds is split: what B's rules would have paid for
    A's activity is mechanical, the rest is behavioural. With --theory all the comparison is made under every
    theory of decision, and the last column says under which a difference is clear: its interval does not
    include zero. With --set each scenario of a set is compared with its first.
    """
    refuse_tables(tables, out)
    of_what, options = _of_what(a, b, of_set, theory, draws)
    with kept_in(out, of_what.KIND, _ids(a, b, of_set), replace) as replaced:
        compared = of_what.compared(
            **options, seeds=seeds, sample=sample, months=months, workers=workers, until=until
        )
        if out is not None:
            compared.save(out, replace, tables)
    if as_json:
        show_json(of_what.as_data(compared, str(out) if out else None))
        return
    of_what.show_comparison(compared)
    _say_notes(compared.arms)
    say_tables(out, replaced)


def _of_what(
    a: str | None, b: str | None, of_set: str | None, theory: str | None, draws: Path | None
) -> tuple[Any, dict[str, Any]]:
    """Which of the three comparisons was typed, and what it alone takes."""
    _refuse_mixtures(a, b, of_set, theory, draws)
    from cli.comparing import every_theory, scenario_set, two_scenarios

    if of_set is not None:
        return scenario_set, {"name": of_set, "theory": theory}
    if theory == ALL:
        return every_theory, {"a": a, "b": b}
    return two_scenarios, {"a": a, "b": b, "theory": theory, "draws": draws}


def _ids(a: str | None, b: str | None, of_set: str | None) -> list[str]:
    """Ids of the scenarios that are compared, each once.

    Raises:
        InputError: if there is no such scenario or set.
    """
    import scenarios

    if of_set is not None:
        return list(dict.fromkeys(scenario.id for scenario in scenarios.load_set(of_set).scenarios))
    return list(dict.fromkeys(scenarios.load_scenario(name).id for name in (a, b) if name is not None))


def _say_notes(arms: "Iterable[Arm]") -> None:
    """What weakens the comparison, a line each."""
    from scenarios.questions.notes import notes_on_pairs

    for note in notes_on_pairs(list(arms)):
        print(f"note: {note}")


def _refuse_mixtures(
    a: str | None, b: str | None, of_set: str | None, theory: str | None, draws: Path | None
) -> None:
    """A set names its scenarios itself, and has one theory at a time; draws are for two scenarios."""
    if draws is not None and (of_set is not None or theory == ALL):
        raise typer.BadParameter("--draws is for two scenarios under one theory; leave out --set and `all`")
    if of_set is not None and (a is not None or b is not None):
        raise typer.BadParameter("a set names its scenarios itself; leave out A and B, or --set")
    if of_set is not None and theory == ALL:
        raise typer.BadParameter("--theory all is for two scenarios; name one theory for a set")
    if of_set is None and (a is None or b is None):
        raise typer.BadParameter("name two scenarios, or a set with --set")

"""`payscape calibrate`: local activity in, a posterior and verdicts on it out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.folders import kept_in
from cli.options import AsJson, Out, Replace, Scheduler
from cli.progress import progress
from cli.table import show, show_json
from scenarios.words.visible import one_line

if TYPE_CHECKING:
    from calibration.calibration_file import Calibration
    from calibration.diagnostics.verdict import Verdict
    from calibration.fit import Fit
    from calibration.observed.look import Span
    from calibration.observed.table import Observed
    from scenarios.sweeping.rows import Rows

EXAMPLES: Final = (
    "payscape calibrate my-town.toml --data activity.csv --out results/my-town",
    "payscape calibrate my-town.toml --data activity.csv --check",
    "payscape calibrate east-london-to-march-2017 --predict RQX --out results/to-2017",
    "payscape compare small-town-today small-town-capitation --draws results/my-town",
)

NOT_BLESSED: Final = 3
"""What the command leaves with where a fit was made that failed a diagnostic."""


def calibrate(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A calibration, by name or TOML file.")],
    data: Annotated[
        list[str] | None,
        typer.Option("--data", metavar="CSV", help="Activity, beside what FILE names; may be given again."),
    ] = None,
    predict: Annotated[
        list[str] | None,
        typer.Option(
            "--predict", metavar="ID", help="Predict an organisation without data; may be given again."
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=1024, metavar="N", help="Processes for runs.")
    ] = 1,
    scheduler: Scheduler = None,
    only_check: Annotated[bool, typer.Option("--check", help="Check file and data, run nothing.")] = False,
    out: Out = None,
    replace: Replace = False,
    as_json: AsJson = False,
) -> int:
    """Learn parameters from local monthly activity, and whether what was learned may be used.

    Nothing is sent anywhere. Runs that are finished are kept in DIR.runs, so that the same line goes on
    where it was stopped. A fit that fails a diagnostic is saved without an overlay, its draws are refused
    elsewhere, and the command leaves with 3.
    """
    from calibration.extra import require_extra

    require_extra()
    from calibration.calibration_file import load_calibration

    spec = load_calibration(file)
    if only_check:
        _check(spec, data or [], as_json)
        return 0
    with kept_in(out, "calibration", [spec.scenario.id], replace):
        fit = _fitted(spec, data or [], predict or [], workers, scheduler, out)
        if out is not None:
            fit.save(out, replace)
    if as_json:
        show_json(as_data(fit, str(out) if out else None))
    else:
        show_fit(fit)
        _show_predicted(fit)
        kept = f"Tables are in {out}; {out}/report.md is the page to hand on."
        print(f"\n{kept}" if out else "\nNothing was saved: --out DIR keeps draws and tables.")
    return 0 if fit.blessed else NOT_BLESSED


def _fitted(
    spec: "Calibration",
    data: list[str],
    predict: list[str],
    workers: int,
    scheduler: str | None,
    out: Path | None,
) -> "Fit":
    """The fit, with its runs kept beside the folder of results."""
    from calibration.calibrate import calibrate as fitted

    runs_in = _beside(out) if out else None
    with progress(spec.title) as report:
        return fitted(
            spec, data, runs_in, workers, scheduler, predict, lambda _, done, total: report(done, total)
        )


def _beside(out: Path) -> Path:
    """Where runs are kept: beside the folder of results."""
    whole = out.absolute()
    return whole.with_name(f"{whole.name}.runs")


def _check(spec: "Calibration", data: list[str], as_json: bool) -> None:
    """What the data hold, series by series, with the model's own level beside it."""
    from calibration.calibrate import data_and_levels

    observed, beside = data_and_levels(spec, data)
    if as_json:
        rows = [{name: getattr(span, name) for name in SERIES} for span, _ in beside]
        show_json(
            {"file": spec.file, "series": rows, "levels": _levels(beside), "notes": list(observed.notes)}
        )
        return
    show(
        ("target", "provider", "months", "from", "to", "usual", "lowest", "highest", "not known", "model"),
        [_in_short(span, own) for span, own in beside],
    )
    _say_notes(observed)


SERIES: Final = ("target", "provider", "months", "first", "last")


def _levels(beside: "Sequence[tuple[Span, float]]") -> list[dict[str, Any]]:
    """Level and range of every series and the model's own level, for a script; null where not known."""
    rows = [{**span._asdict(), "model": own} for span, own in beside]
    return [{key: None if value != value else value for key, value in row.items()} for row in rows]


def _in_short(span: "Span", own: float) -> tuple[Any, ...]:
    levels = (_level(value) for value in (span.level, span.lowest, span.highest))
    return span.target, span.provider, span.months, span.first, span.last, *levels, span.unknown, _level(own)


def _level(value: float) -> str:
    """A level of a series: counts whole, shares with three decimals, nothing where it is not known."""
    if value != value:
        return ""
    return f"{value:,.0f}" if value >= 2 else f"{value:.3f}"


def _say_notes(observed: "Observed") -> None:
    for note in observed.notes:
        print(f"note: {one_line(note)}")


def show_fit(fit: "Fit") -> None:
    """Notes on the data, what was learned, held-out scores, and the verdicts, the last word at the end."""
    from calibration.effort_spent import words

    print(f"{fit.spec.title}\n{words(fit.spent)}\n")
    spent = [(s.purpose, s.runs, s.made, float(s.seconds)) for s in fit.spent]
    show(("for", "runs", "run now", "seconds"), spent)
    print()
    _say_notes(fit.observed)
    show(
        ("parameter", "identified", "prior (90%)", "posterior (90%)", "only with"),
        [_parameter(row) for row in fit.parameters.itertuples()],
    )
    _show_scores(fit.tables["held_out"])
    print()
    show(("diagnostic", "result", "why"), [(v.name, v.word, v.says) for v in fit.verdicts])
    _show_last_word([verdict for verdict in fit.verdicts if verdict.passed is False])


def _show_last_word(failed: Sequence["Verdict"]) -> None:
    """Whether it may be used; where not, which question was answered with no, and what to do."""
    if not failed:
        print("\nMay be used: no diagnostic failed.")
        return
    print()
    for verdict in failed:
        print(f"{verdict.name}: {verdict.question.asks} No. {verdict.question.remedy}")
    print(f"\nNot to be used: failed {', '.join(verdict.name for verdict in failed)}.")


def _parameter(row: Any) -> tuple[str, ...]:
    from scenarios.words.numbers import with_range

    before = with_range(row.prior_median, row.prior_low, row.prior_high)
    after = with_range(row.posterior_median, row.posterior_low, row.posterior_high)
    return row.parameter, row.identified, before, after, row.together_with


def _show_scores(scores: "Rows") -> None:
    """Held-out months by series, where there are any."""
    if scores.empty:
        return
    print()
    show(
        ("held out", "provider", "months", "CRPS", "seasonal-naive", "ratio", "in 90% band"),
        [
            (r.target, r.provider, r.months, r.crps_model, r.crps_naive, r.ratio, r.inside_90)
            for r in scores.itertuples()
        ],
    )


def _show_predicted(fit: "Fit") -> None:
    """Every month of organisations that were to be predicted, with its 90% band."""
    rows = fit.predicted
    if rows.empty:
        return
    print()
    show(
        ("predicted", "provider", "month", "median", "90% from", "to"),
        [(r.target, r.provider, r.month, r.median, r.low, r.high) for r in rows.itertuples()],
    )


def as_data(fit: "Fit", out: str | None) -> dict[str, Any]:
    """The fit for a script to read."""
    return {
        "file": fit.spec.file,
        "blessed": fit.blessed,
        "out": out,
        "runs": fit.runs,
        "seconds": fit.seconds,
        "spent": [one._asdict() for one in fit.spent],
        "verdicts": [verdict.as_row() for verdict in fit.verdicts],
        "parameters": fit.parameters.to_dict("records"),
        "held_out": fit.tables["held_out"].to_dict("records"),
        "predicted": fit.predicted.to_dict("records"),
        "notes": list(fit.observed.notes),
    }

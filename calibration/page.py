"""A calibration on a page of Markdown, for whoever decides whether it is used and signs for it."""

from collections.abc import Sequence
from typing import Final

from calibration.calibration_file import Calibration
from calibration.diagnostics.verdict import Verdict, blessed
from calibration.effort_spent import Spent, words
from calibration.observed.table import Rows
from calibration.targets.catalogue import TARGETS
from scenarios.words.markdown import table
from scenarios.words.numbers import decimals, month, number, percent, three_figures, with_range

MAY: Final = (
    "- `overlay.toml` is the scenario with the middle values of what was learned: one best guess.",
    "- `--draws` and this folder, given to `run`, `compare` or a sweep, carry the doubt that is left "
    "into every interval.",
    "- What was not identified is as it was before: nothing is claimed of it.",
)
MAY_NOT: Final = (
    "- There is no overlay, and `--draws` refuses this folder: no figure of it belongs in a plan.",
    "- The tables are kept so that it can be seen what went wrong: `series.parquet` holds every month beside "
    "what the fit made of it.",
    "- Differences between ways of paying can still be asked of the model as it came, with the ranges it "
    "came with. They have not been made local by this.",
)


def page(
    spec: Calibration,
    verdicts: Sequence[Verdict],
    parameters: Rows,
    held_out: Rows,
    notes: Sequence[str],
    spent: Sequence[Spent],
) -> str:
    """Verdict, what may be done with it, what was learned, and what it took.

    Args:
        spec: what was asked.
        verdicts: of every diagnostic.
        parameters: prior and posterior of each, and whether it was identified.
        held_out: scores of the months that were kept aside.
        notes: on the data.
        spent: runs and seconds by what they were for.
    """
    fitted = f"Fitted to {_months(spec.fit)}"
    held = f"; {_months(spec.held_out)} was kept aside to test it" if spec.held_out else ""
    parts = [
        [f"# {spec.title}", "", _headline(verdicts), "", f"{fitted}{held}. {words(spent)}."],
        ["## Can it be trusted?", "", *_verdicts(verdicts)],
        ["## What may be done with it", "", *(MAY if blessed(verdicts) else MAY_NOT)],
        ["## What was learned", "", *_learned(parameters)],
        _scores(held_out),
        _notes(notes),
        ["## What it took", "", *_took(spent)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _months(span: tuple[str, str]) -> str:
    return " to ".join(map(month, span))


def _headline(verdicts: Sequence[Verdict]) -> str:
    """Whether it may be used, in a sentence."""
    failed = [v for v in verdicts if v.passed is False]
    if not failed:
        return f"**May be used.** None of {len(verdicts)} questions was answered with no."
    return f"**Not to be used.** {len(failed)} of {len(verdicts)} questions answered with no."


def _verdicts(verdicts: Sequence[Verdict]) -> list[str]:
    rows = [(v.question.asks, f"**{v.answer}**" if v.passed is False else v.answer, v.says) for v in verdicts]
    remedies = [f"- {v.question.asks} No. {v.question.remedy}" for v in verdicts if v.passed is False]
    return [table(("question", "answer", "why"), rows), *(["", *remedies] if remedies else [])]


def _learned(parameters: Rows) -> list[str]:
    known = parameters[parameters["identified"] != "not identified"]
    rows = [
        (f"`{r.parameter}`", r.identified, _with_range(r, "prior"), _with_range(r, "posterior"))
        for r in known.itertuples()
    ]
    unknown = len(parameters) - len(known)
    rest = [f"{unknown} of {len(parameters)} parameters were not identified and keep what was believed."]
    if not rows:
        return rest
    headings = ("parameter", "", "believed before (90%)", "believed now (90%)")
    return [table(headings, rows), *(["", *rest] if unknown else [])]


def _with_range(row: object, part: str) -> str:
    median, low, high = (getattr(row, f"{part}_{end}") for end in ("median", "low", "high"))
    return with_range(median, low, high, three_figures)


def _scores(scores: Rows) -> list[str]:
    """Months that were kept aside; nothing where there are none."""
    if scores.empty:
        return []
    rows = [
        (
            TARGETS[r.target].title,
            r.provider,
            number(r.crps_model),
            number(r.crps_naive),
            f"{percent(100 * r.inside_90, places=0)} of {r.months}",
        )
        for r in scores.itertuples()
    ]
    headings = (
        "series",
        "of",
        "error of the fit",
        "error of last year's months",
        "months in their 90% bands",
    )
    return ["## Months that were kept aside", "", table(headings, rows)]


def _notes(notes: Sequence[str]) -> list[str]:
    return ["## What was left out of the data, or looks odd", "", *(f"- {n}" for n in notes)] if notes else []


def _took(spent: Sequence[Spent]) -> list[str]:
    rows = [(s.purpose, *map(decimals, (s.runs, s.made, s.seconds))) for s in spent]
    return [table(("for", "runs", "of these run now", "seconds"), rows)]

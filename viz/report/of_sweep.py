"""The report of a sweep: one page a board can print. What was varied, what came out over it, what decides."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from abm.effects.catalogue import EFFECTS
from scenarios.errors import InputError
from scenarios.files.whole_file import write_whole
from scenarios.sweeping.discovery import Discovery, discover
from scenarios.sweeping.results import Swept
from scenarios.sweeping.sensitivity import Sensitivity, sensitivity
from scenarios.sweeping.status import status
from viz.charts.arms import Rows
from viz.charts.catalogue import CHARTS
from viz.report import sweep_tables
from viz.report.doubts import assumptions, limits
from viz.report.page import Html, bullets, folded, page, paragraph, picture, said, section, table
from viz.report.quality import assured

WATCHED: Final = ("E1", "E4", "E15")
"""Effects shown where a sweep's note names none."""


def write_sweep_report(file: Path, swept: Swept) -> Path:
    """Write the page of a sweep, all of it or nothing.

    Raises:
        InputError: if no run has given a number yet.
        OSError: if it cannot be written.
    """
    return write_whole(file, sweep_report(swept))


def sweep_report(swept: Swept) -> str:
    """The page of a sweep as HTML.

    Raises:
        InputError: if no run has given a number yet.
    """
    if swept.summary().empty:
        raise InputError("no run has given a number yet", str(swept.folder), "live the sweep first")
    told = swept.manifest
    measures = watched(str(told["note"]), swept)
    pictures = [each for measure in measures for each in _pictures(swept, measure)]
    foot = (
        f"payscape {told.get('payscape', '')}. A simulation: it explores how conduct may respond to payment; "
        "it does not forecast."
    )
    parts = [
        _asked(swept),
        _results(swept, measures),
        section("In pictures", *pictures) if pictures else Html(""),
        _failed(swept),
        assumptions(),
        limits([str(told["note"])]),
        assured(),
        _again(swept),
    ]
    return page(str(told["title"]), "A sweep over what can be chosen and what nobody knows", parts, foot)


def watched(note: str, swept: Swept) -> list[str]:
    """Effects that a note tells to watch and that were measured; the usual ones where it names none."""
    named = list(dict.fromkeys(re.findall(r"\bE\d+\b", note))) or list(WATCHED)
    known = set(swept.summary()["measure"])
    return [measure for measure in named if measure in known]


def _asked(swept: Swept) -> Html:
    """The question, arms, and what was varied."""
    told, futures = swept.manifest, swept.futures()
    names = [column for column in futures if column != "future"]
    first, *others = told["arms"]
    method = (
        f"{len(told['arms'])} ways of paying met {told['futures']} futures with up to {len(told['seeds'])} "
        "seeds each. In each future and seed all have the same residents, illnesses and luck, so differences "
        f"to “{first}” are what the way of paying led providers to do."
    )
    ranges = [_range(futures, name) for name in names]
    return section(
        "What was asked",
        paragraph(told["question"] or told["title"]),
        paragraph(method),
        bullets([f"Held against: {first}.", *(f"{name}." for name in others)]),
        folded("What was varied", bullets(ranges) if ranges else paragraph("Nothing but luck.")),
    )


def _range(futures: Rows, name: str) -> str:
    column = futures[name].dropna()
    if column.dtype.kind in "if":
        return f"{name}: {column.min():.3g} to {column.max():.3g}"
    return f"{name}: {', '.join(sorted(column.astype(str).unique()))}"


def _results(swept: Swept, measures: Sequence[str]) -> Html:
    """Every arm and watched effect; then all the others, folded away."""
    headings = ("Arm", "Effect", "Unit", "Mean", "Difference", "± luck", "5% of futures", "95% of futures")
    summary = swept.summary()
    caption = (
        "Differences are to the first arm. ± luck is half the 95% interval of their mean; nine in ten "
        "futures lie between the last two columns."
    )
    first = list(_rows(summary, measures))
    rest = list(_rows(summary, [effect for effect in EFFECTS if effect not in measures]))
    caution = "Luck shrinks with more seeds. The span of futures does not: it is what nobody knows."
    return section(
        "What came out",
        table(caption, headings, first, numbers=5),
        said(caution),
        folded("All other effects", table(caption, headings, rest, numbers=5)),
    )


def _rows(summary: Rows, measures: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for measure in measures:
        for row in summary[summary["measure"] == measure].itertuples():
            title = EFFECTS[measure].title if measure in EFFECTS else measure
            numbers = (row.level, row.mean, row.half, row.lower, row.upper)
            yield row.arm, f"{title} ({measure})", row.unit, *map(_number, numbers)


def _number(value: float) -> str:
    if value != value:
        return "not told"
    return (f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}").replace("-", "−")


def _pictures(swept: Swept, measure: str) -> Iterator[Html]:
    """Charts of one effect: over the two things that move it most, what it hangs on, where it is worse."""
    hangs, found = _hangs_on(swept, measure), _found(swept, measure)
    axes = sweep_tables.varied(swept)
    if len(axes) >= 2:
        x, y = _axes(axes, hangs)
        yield _picture("heat_map", measure, sweep_tables.squares(swept, measure, x, y))
    if hangs is not None:
        yield _picture("swings", measure, sweep_tables.swings(hangs))
        if len(hangs.indices):
            yield _picture("sensitivity_indices", measure, sweep_tables.indices(hangs))
    if found is not None:
        if found.prim:
            yield _picture("discovery_boxes", measure, sweep_tables.boxes(found))
        yield _picture("regret", measure, sweep_tables.regrets(found))


def _axes(varied: list[str], hangs: Sensitivity | None) -> tuple[str, str]:
    """A lever first where there is one, then what swings the result most."""
    order = list(hangs.swings["dimension"]) if hangs is not None else []
    x = next((name for name in varied if name not in order), None) or order[0]
    return x, next(name for name in [*order, *varied] if name != x)


def _hangs_on(swept: Swept, measure: str) -> Sensitivity | None:
    """What it hangs on; None where the sweep cannot tell."""
    try:
        return sensitivity(swept, measure)
    except InputError:
        return None


def _found(swept: Swept, measure: str) -> Discovery | None:
    """Where it is worse; None where the sweep cannot tell."""
    try:
        return discover(swept, measure)
    except InputError:
        return None


def _picture(name: str, measure: str, data: Rows) -> Html:
    return picture(CHARTS[name].draw(data), f"{name}-{measure}", CHARTS[name].caption)


def _failed(swept: Swept) -> Html:
    """Runs that gave no number, so that nobody overlooks them."""
    found = status(swept.folder)
    if not found.failures and not found.missing:
        return Html("")
    told = f"{len(found.failures)} runs failed and {found.missing} were not lived: results are of the others."
    rows = [(f.key, f.arm, f.future, f.seed, f.why) for f in found.failures]
    headings = ("Run", "Arm", "Future", "Seed", "Why")
    return section("What is missing", said(told), table("Runs that failed.", headings, rows))


def _again(swept: Swept) -> Html:
    """How to make it again."""
    told = swept.manifest
    words: Rows = {True: "yes", False: "no"}
    changed = words.get(told.get("uncommitted_changes"), "not known")
    facts = [
        ("Version", f"{told.get('payscape')} (code {told.get('code')})"),
        ("Commit", str(told.get("commit") or "not known")),
        ("Changed since that commit", changed),
        ("Runs", ", ".join(f"{n} {state}" for state, n in told["runs"].items())),
        ("Written", str(told.get("written"))),
    ]
    command = f"payscape sweep {told['file']} --out {swept.folder.name}"
    return section(
        "How to make it again", paragraph(command), table("What was run.", ("What", "Value"), facts)
    )

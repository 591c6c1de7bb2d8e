"""The report of a sweep: one page a board can print. What was varied, what came out over it, what decides."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from abm.effects.catalogue import EFFECTS
from scenarios.errors import InputError
from scenarios.runs.file import write_result
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.status import status
from scenarios.words.numbers import from_to, number, three_figures
from viz.report.caveats import again, closing
from viz.report.page import Html, bullets, folded, foot, page, paragraph, said, section, table
from viz.report.sweep_pictures import pictures_of
from viz.words.effect_words import measure_words

WATCHED: Final = ("E1", "E4", "E15")
"""Effects shown where a sweep's note names none."""
_BESIDE: Final = "futures_in_parallel"
"""A chart for a screen: on paper its lines cannot be followed."""


def write_sweep_report(file: Path, swept: Swept) -> Path:
    """Write the page of a sweep, all of it or nothing.

    Raises:
        InputError: if no run has given a number yet.
        OSError: if it cannot be written.
    """
    return write_result(file, sweep_report(swept))


def sweep_report(swept: Swept) -> str:
    """The page of a sweep as HTML.

    Raises:
        InputError: if no run has given a number yet.
    """
    if swept.summary().empty:
        raise InputError("no run has given a number yet", str(swept.folder), "run the sweep first")
    manifest = swept.manifest
    measures = watched(str(manifest["note"]), swept)
    drawn = [each.html for measure in measures for each in pictures_of(swept, measure).pictures
             if each.name != _BESIDE and len(each.table)]  # fmt: skip
    parts = [
        _question(swept),
        _results(swept, measures),
        section("In pictures", *drawn) if drawn else Html(""),
        _failed(swept),
        *closing([str(manifest["note"])], _again(swept)),
    ]
    lead = "A sweep over what can be chosen and what nobody knows"
    return page(str(manifest["title"]), lead, parts, foot(manifest.get("payscape", "")))


def watched(note: str, swept: Swept) -> list[str]:
    """Effects that a note names and that were measured; the usual ones where it names none."""
    named = list(dict.fromkeys(re.findall(r"\bE\d+\b", note))) or list(WATCHED)
    known = set(swept.summary()["measure"])
    return [measure for measure in named if measure in known]


def _question(swept: Swept) -> Html:
    """The question, options, and what was varied."""
    manifest, futures = swept.manifest, swept.futures()
    first, *others = manifest["arms"]
    method = (
        f"{len(manifest['arms'])} ways of paying met {manifest['futures']} futures with up to "
        f"{len(manifest['seeds'])} random seeds each. In each future and seed all have the same people "
        f"and the same chance events: any difference from “{first}” comes from payment."
    )
    ranges = [_range(futures, column) for column in futures if column != "future"]
    return section(
        "What was asked",
        paragraph(manifest["question"] or manifest["title"]),
        paragraph(method),
        bullets([f"Compared with: {first}.", *(f"{name}." for name in others)]),
        folded("What was varied", bullets(ranges) if ranges else paragraph("Nothing but the random seed.")),
    )


def _range(futures: Rows, name: str) -> str:
    column = futures[name].dropna()
    if column.dtype.kind in "if":
        return f"{name}: {from_to(column.min(), column.max(), three_figures)}"
    return f"{name}: {', '.join(sorted(column.astype(str).unique()))}"


def _results(swept: Swept, measures: Sequence[str]) -> Html:
    """Every option and watched effect; then all the others, folded away."""
    headings = (
        "Option",
        "Effect",
        "Unit",
        "Mean",
        "Difference",
        "± chance",
        "5% of futures",
        "95% of futures",
    )
    summary = swept.summary()
    caption = (
        "Differences are from the first option. ± chance is half the 95% interval of their mean; nine in ten "
        "futures lie between the last two columns."
    )
    rest = [effect for effect in EFFECTS if effect not in measures]
    caution = "Chance shrinks with more seeds. The span of futures does not: it is what nobody knows."
    return section(
        "What came out",
        table(caption, headings, _rows(summary, measures), numbers=5),
        said(caution),
        folded("All other effects", table(caption, headings, _rows(summary, rest), numbers=5)),
    )


def _rows(summary: Rows, measures: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for measure in measures:
        for row in summary[summary["measure"] == measure].itertuples():
            values = (row.level, row.mean, row.half, row.lower, row.upper)
            yield row.arm, measure_words(measure), row.unit, *map(number, values)


def _failed(swept: Swept) -> Html:
    """Runs that gave no number, so that nobody overlooks them."""
    runs = status(swept.folder)
    if not runs.failures and not runs.missing:
        return Html("")
    words = f"{len(runs.failures)} runs failed and {runs.missing} were not run: results are of the others."
    if runs.damaged:
        words += f" Batches that could not be read: {len(runs.damaged)}; start the sweep again."
    rows = [(f.key, f.arm, f.future, f.seed, f.why) for f in runs.failures]
    headings = ("Run", "Option", "Future", "Seed", "Why")
    return section("What is missing", said(words), table("Runs that failed.", headings, rows))


def _again(swept: Swept) -> Html:
    """How to make it again."""
    manifest = swept.manifest
    changed: dict[Any, str] = {True: "yes", False: "no"}
    facts = [
        ("Version", f"{manifest.get('payscape')} (code {manifest.get('code')})"),
        ("Commit", str(manifest.get("commit") or "not known")),
        ("Changed since that commit", changed.get(manifest.get("uncommitted_changes"), "not known")),
        ("Runs", ", ".join(f"{n} {state}" for state, n in manifest["runs"].items())),
        ("Written", str(manifest.get("written"))),
    ]
    return again([f"payscape sweep {manifest['file']} --out {swept.folder.name}"], facts)

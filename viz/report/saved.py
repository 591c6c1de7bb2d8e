"""The report of what a command saved: a run, a comparison, or comparisons beside one another; one page each.

A comparison's report is the one the demo leaves, but for what only the runs themselves could show. What a
finance director asks of every page stands on it by default: what was assumed, what this cannot tell, how it
was checked and who signs, and how to make it again.
"""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from abm.effects.catalogue import EFFECTS
from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import number
from viz.charts.chart import Frames, ReportRuns
from viz.report.caveats import again, closing
from viz.report.comparison import Story, of_runs, paid_by, pictures, report, trusts_of
from viz.report.findings import Finding, findings
from viz.report.largest_moves import reasons
from viz.report.manifest import SavedResults
from viz.report.page import Html, bullets, folded, foot, page, paragraph, said, section, table
from viz.words.effect_words import measure_words

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "run": ("activity", "money", "decisions", "effects"),
    "comparison": ("differences", "money_split"),
    "set": ("differences", "money_split"),
    "theories": ("theories", "money_split"),
}
"""Tables that the report of each kind of results reads."""
_YEAR: Final = 12
NO_PLACE: Final = (
    "Pictures and reasons are left out: these results do not keep who the organisations of their place are. "
    "Run them again with --out to have them."
)


def saved_report(results: SavedResults, tables: Frames) -> str:
    """The page of saved results as HTML.

    Args:
        results: what was run; its kind is one of `TABLES`.
        tables: those that `TABLES` names for the kind.
    """
    if results.kind == "run":
        return _run(results, tables)
    return _comparison(results, tables) if results.kind == "comparison" else _beside(results, tables)


def _comparison(results: SavedResults, tables: Frames) -> str:
    """Two scenarios, as the demo reports them."""
    a, b = results.scenarios[0], results.scenarios[-1]
    story = Story(
        question=b.question or b.title,
        place=results.place,
        baseline=a.id,
        alternative=b.id,
        titles={a.id: a.title, b.id: b.title},
        differences=tables["differences"],
        money=tables["money_split"],
        arms={},
        reasons=(),
        published=_nothing_published(),
        notes=[a.note, b.note],
        manifest=results.model_dump(),
        commands=[results.typed],
    )
    return report(story)


def _nothing_published() -> pd.DataFrame:
    return pd.DataFrame(columns=["period", "organisation_id", "admissions"])


def _run(results: SavedResults, tables: Frames) -> str:
    """One run: effects, pictures and reasons."""
    run = results.scenarios[0]
    facts = [
        f"Paid by {run.regime}, decided by {run.theory}.",
        f"{run.months} months, random seed {results.seeds[0]}.",
    ]
    caution = "One run is one draw of chance. Only a comparison over many seeds says what payment did."
    parts = [
        section("What was asked", paragraph(run.question or run.title), bullets(facts), said(caution)),
        section("What came out", _effects(tables["effects"])),
        *_pictures_and_reasons(results, tables),
    ]
    return _page(results, run.title, parts)


def _pictures_and_reasons(results: SavedResults, tables: Frames) -> list[Html]:
    """What one run shows where its place is at hand."""
    place = results.place
    if place is None:
        return [section("In pictures", said(NO_PLACE))]
    shown = of_runs(ReportRuns({results.scenarios[0].id: tables}, _nothing_published(), place))
    parts = [pictures({name: table for name, table in shown.items() if len(table)})]
    months = sorted(tables["decisions"]["month"].astype(str).unique())[-_YEAR:]
    moves = reasons(tables["decisions"], place, months[0], months[-1]) if months else []
    return [*parts, section("Why they did it", *(said(move.words) for move in moves))] if moves else parts


def _effects(effects: Rows) -> Html:
    """Effects of the run as a whole."""
    whole = effects[effects["month"].isna() & (effects["scope"] == "total")]
    rows = [
        (measure_words(r.effect), number(r.value), r.unit) for r in whole.itertuples() if r.effect in EFFECTS
    ]
    caption = "The run as a whole; every effect is defined in the model's documents."
    return table(caption, ("Effect", "Value", "Unit"), rows)


def _beside(results: SavedResults, tables: Frames) -> str:
    """Comparisons that share their first scenario: a table of differences, one column each."""
    column, name = ("scenario", "differences") if results.kind == "set" else ("theory", "theories")
    differences: Rows = tables[name]
    trusts = trusts_of(results.place)
    each = {str(k): findings(rows, trusts) for k, rows in differences.groupby(column, sort=False)}
    first, last, money = results.scenarios[0], results.scenarios[-1], tables["money_split"]
    titles = list(dict.fromkeys(f"{one.id}: {one.title}." for one in results.scenarios))
    method = (
        f"Everything is compared with {first.id}: {len(results.seeds)} runs of each, with the same people "
        "and the same chance events: any difference comes from payment."
    )
    costs = (folded(k, paid_by(money[money[column] == k], first.id)) for k in each)
    parts = [
        section("What was asked", paragraph(last.question or last.title), bullets(titles), paragraph(method)),
        section("What came out", _columns(each)),
        section("What it costs", *costs),
    ]
    title = "Scenarios" if results.kind == "set" else "Theories of decision"
    return _page(results, f"{title} beside one another", parts)


def _columns(each: Mapping[str, list[Finding]]) -> Html:
    """A row for each measure, a column for each comparison; what is clear is marked."""
    labels = {f.label: f for shown in each.values() for f in shown}
    by = {name: {f.label: f for f in shown} for name, shown in each.items()}
    rows = [
        (label, first.level(first.a), *(_change(by[name].get(label)) for name in each))
        for label, first in labels.items()
    ]
    caption = (
        "Differences with their 95% intervals; ● marks a clear one, whose interval does not include zero."
    )
    return table(caption, ("What", "First", *each), rows, numbers=len(each) + 1)


def _change(finding: Finding | None) -> str:
    """A difference with its interval, marked where it is clear."""
    if finding is None or not finding.known:
        return "not applicable"
    return f"{'● ' if finding.sure else ''}{finding.change} ({finding.interval})"


def _page(results: SavedResults, title: str, parts: list[Html]) -> str:
    """The page with what every page ends with."""
    place = results.place.title if results.place else results.scenarios[0].place
    facts = [("Version", f"{results.payscape} (source {results.source})"), ("Written", results.written)]
    notes = [one.note for one in results.scenarios]
    whole = [*parts, *closing(notes, again([results.typed], facts))]
    return page(title, place, whole, foot(results.payscape))

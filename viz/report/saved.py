"""The report of what a command saved: a run, a comparison, or comparisons beside one another; one page each.

A comparison's report is the one the demo leaves, but for what only the runs themselves could show. What a
finance director asks of every page stands on it by default: what was assumed, what this cannot tell, how it
was checked and who signs, and how to make it again.
"""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from abm.effects.catalogue import EFFECTS
from viz.charts.arms import Rows
from viz.charts.chart import Runs
from viz.report.doubts import assumptions, limits
from viz.report.findings import Finding, findings
from viz.report.largest_moves import reasons
from viz.report.page import Html, bullets, folded, page, paragraph, said, section, table, text
from viz.report.quality import assured
from viz.report.whole import Story, level, of_runs, paid_by, pictures, report, trusts_of
from viz.results.saved import Told

Frames = Mapping[str, pd.DataFrame]
TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "run": ("activity", "money", "decisions", "effects"),
    "comparison": ("differences", "money_split"),
    "set": ("differences", "money_split"),
    "theories": ("theories", "money_split"),
}
"""Tables that the report of each kind of results reads."""
_FOOT: Final = (
    "A simulation: it explores how conduct may respond to payment; it does not forecast. payscape {version}."
)
_NOTHING_PUBLISHED: Final = ("period", "organisation_id", "admissions")


def saved_report(told: Told, tables: Frames) -> str:
    """The page of saved results as HTML.

    Args:
        told: what was run; its kind is one of `TABLES`.
        tables: those that `TABLES` names for the kind.
    """
    if told.kind == "run":
        return _run(told, tables)
    return _comparison(told, tables) if told.kind == "comparison" else _beside(told, tables)


def _comparison(told: Told, tables: Frames) -> str:
    """Two scenarios, as the demo reports them."""
    a, b = told.scenarios[0], told.scenarios[-1]
    story = Story(
        question=b.question or b.title,
        place=told.place,
        baseline=a.id,
        alternative=b.id,
        titles={a.id: a.title, b.id: b.title},
        differences=tables["differences"],
        money=tables["money_split"],
        arms={},
        reasons=(),
        published=pd.DataFrame(columns=list(_NOTHING_PUBLISHED)),
        notes=[a.note, b.note],
        manifest=told.model_dump(),
        commands=[told.typed],
    )
    return report(story)


def _run(told: Told, tables: Frames) -> str:
    """One run: effects, pictures and reasons."""
    arm, place = told.scenarios[0], told.place
    parts = [
        section(
            "What was asked",
            paragraph(arm.question or arm.title),
            bullets(
                [
                    f"Paid by {arm.regime}, decided by {arm.theory}.",
                    f"{arm.months} months, seed {told.seeds[0]}.",
                ]
            ),
            said("One run is one draw of luck. Only a comparison over many seeds says what payment did."),
        ),
        section("What came out", _effects(tables["effects"])),
    ]
    if place is not None:
        empty = pd.DataFrame(columns=list(_NOTHING_PUBLISHED))
        shown = of_runs(Runs({arm.id: tables}, empty, place))
        parts.append(pictures({name: data for name, data in shown.items() if len(data)}))
        months = sorted(tables["decisions"]["month"].astype(str).unique())
        moves = (
            reasons(tables["decisions"], place, months[-min(12, len(months))], months[-1]) if months else []
        )
        if moves:
            parts.append(section("Why they did it", *(said(move.words) for move in moves)))
    return _page(told, arm.title, parts)


def _effects(effects: Rows) -> Html:
    """Effects of the run as a whole."""
    whole = effects[effects["month"].isna() & (effects["scope"] == "total")]
    rows = [
        (f"{EFFECTS[r.effect].title} ({r.effect})", _number(r.value), r.unit)
        for r in whole.itertuples()
        if r.effect in EFFECTS
    ]
    return table(
        "The run as a whole; every effect is defined in the model's documents.",
        ("Effect", "Value", "Unit"),
        rows,
    )


def _number(value: float) -> str:
    """A value with as many figures as it deserves."""
    if value != value:
        return "not applicable"
    return (f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}").replace("-", "−")


def _beside(told: Told, tables: Frames) -> str:
    """Comparisons that share their first scenario: a table of differences, one column each."""
    column, name = ("scenario", "differences") if told.kind == "set" else ("theory", "theories")
    differences: Rows = tables[name]
    trusts = trusts_of(told.place)
    each = {str(k): findings(rows, trusts) for k, rows in differences.groupby(column, sort=False)}
    first = told.scenarios[0]
    titles = list(dict.fromkeys(f"{arm.id}: {arm.title}." for arm in told.scenarios))
    parts = [
        section(
            "What was asked",
            paragraph(told.scenarios[-1].question or told.scenarios[-1].title),
            bullets(titles),
            paragraph(
                f"Everything is held against {first.id}: {len(told.seeds)} runs of each, with the same "
                "residents, illnesses and luck."
            ),
        ),
        section("What came out", _columns(each)),
        section("What it costs", *(_paid(tables["money_split"], column, k, first.id) for k in each)),
    ]
    title = "Scenarios" if told.kind == "set" else "Theories of decision"
    return _page(told, f"{title} beside one another", parts)


def _columns(each: Mapping[str, list[Finding]]) -> Html:
    """A row for each measure, a column for each comparison; what is beyond chance is marked."""
    labels = {f.label: f for found in each.values() for f in found}
    by = {name: {f.label: f for f in found} for name, found in each.items()}
    rows = [
        (label, level(shown, shown.a), *(_change(by[name].get(label)) for name in each))
        for label, shown in labels.items()
    ]
    caption = "Differences with 95% intervals of luck; ● where the interval leaves out nought."
    return table(caption, ("What", "First", *each), rows, numbers=len(each) + 1)


def _change(finding: Finding | None) -> str:
    """A difference with its interval, marked where it is beyond chance."""
    if finding is None or not finding.known:
        return "not applicable"
    return f"{'● ' if finding.sure else ''}{finding.change} ({finding.interval})"


def _paid(money: Rows, column: str, name: str, first: str) -> Html:
    """What payers pay in one of the comparisons."""
    return folded(name, paid_by(money[money[column] == name], first))


def _page(told: Told, title: str, parts: list[Html]) -> str:
    """What every page ends with, and the page."""
    place = told.place.title if told.place else told.scenarios[0].place
    notes = list(dict.fromkeys(arm.note for arm in told.scenarios))
    again = section(
        "How to make it again",
        Html(f'<pre class="plain">{text(told.typed)}</pre>'),
        paragraph(f"payscape {told.payscape} (source {told.source}), written {told.written}."),
    )
    whole = [*parts, assumptions(), limits(notes), assured(), again]
    return page(title, place, whole, _FOOT.format(version=told.payscape))

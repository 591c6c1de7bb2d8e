"""The report of a comparison: one page a board can print. Ranges first, then meaning, then doubts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from abm.effects.catalogue import EFFECTS
from abm.place import Place
from scenarios.files.whole_file import write_whole
from viz.charts.arms import Rows
from viz.charts.catalogue import CHARTS
from viz.charts.chart import Frames, Runs
from viz.report.doubts import assumptions, limits
from viz.report.findings import Finding, findings, for_chart
from viz.report.page import Html, bullets, folded, page, paragraph, picture, said, section, table, text
from viz.report.quality import assured


class Explained(Protocol):
    """Why somebody moved a lever, as `scenarios.questions.why.Reason` says it."""

    @property
    def name(self) -> str:
        """Who."""
        ...

    @property
    def words(self) -> str:
        """The move and what pulled at it, in words."""
        ...


@dataclass(frozen=True, eq=False)
class Story:
    """Everything a report tells.

    Attributes:
        question: what was asked.
        place: where; None where its files are not at hand.
        baseline: short name of the arm compared with, as charts label it.
        alternative: short name of the arm compared.
        titles: full title of each arm, by short name.
        differences: the table of differences of the comparison.
        money: its split of pounds.
        arms: tables of one run of each arm, by short name, the baseline first; empty where none is at hand.
        reasons: a few moves explained.
        published: emergency admissions as published (period, organisation_id, admissions), or empty.
        notes: what the scenarios say of themselves.
        manifest: what was run: version, seeds, scenarios.
        commands: lines that make it again.
    """

    question: str
    place: Place | None
    baseline: str
    alternative: str
    titles: Mapping[str, str]
    differences: pd.DataFrame
    money: pd.DataFrame
    arms: Mapping[str, Frames]
    reasons: Sequence[Explained]
    published: pd.DataFrame
    notes: Sequence[str]
    manifest: Mapping[str, Any]
    commands: Sequence[str] = field(default_factory=tuple)


def write_report(file: Path, story: Story) -> Path:
    """Write the page, all of it or nothing.

    Raises:
        OSError: if it cannot be written.
    """
    return write_whole(file, report(story))


def report(story: Story) -> str:
    """The page as HTML."""
    found = findings(story.differences, trusts_of(story.place))
    parts = [
        _asked(story),
        _results(story, found),
        _meaning(story, found),
        _pounds(story),
        _charts(story, found),
        _why(story),
        assumptions(),
        limits(story.notes),
        assured(),
        _again(story),
    ]
    foot = (
        f"payscape {story.manifest.get('payscape', '')}. A simulation: it explores how conduct may respond "
        "to payment; it does not forecast."
    )
    title = f"{story.baseline} or {story.alternative}?"
    where = story.place.title if story.place else "A comparison"
    return page(title[:1].upper() + title[1:], where, parts, foot)


def trusts_of(place: Place | None) -> dict[str, str]:
    """Names of a place's trusts by id, whose margins are shown."""
    if place is None:
        return {}
    return {place.organisations[i].id: place.organisations[i].name for i in place.trusts}


def _asked(story: Story) -> Html:
    """The question and the two arms."""
    arms = [f"{name}: {title}." for name, title in story.titles.items()]
    runs = len(story.manifest.get("seeds", ()))
    method = (
        f"Both were run {runs} times. Each pair of runs has the same residents, illnesses and luck, so what "
        "differs between them is what the way of paying led providers to do."
    )
    return section("What was asked", paragraph(story.question), bullets(arms), paragraph(method))


def _results(story: Story, found: Sequence[Finding]) -> Html:
    """The table of differences, and what the effects in it count."""
    headings = ("What", story.baseline, story.alternative, "Difference", "95% interval", "Beyond chance?")
    rows = [(f.label, level(f, f.a), level(f, f.b), f.change, f.interval, verdict(f)) for f in found]
    caption = (
        "Means over the runs. Flows are a year's, in people or contacts; points are percentage points; "
        "other effects are in the units given below."
    )
    counted = [f"{effect.title} ({effect.identifier}): {effect.unit}." for effect in EFFECTS.values()]
    return section(
        "What came out",
        table(caption, headings, rows, numbers=5),
        folded("What the effects count", bullets(counted)),
    )


def verdict(finding: Finding) -> str:
    """Whether a difference is larger than chance, in a word."""
    if finding.known and not finding.spanned:
        return "cannot be told"
    return "yes" if finding.sure else "no" if finding.known else "not applicable"


def level(finding: Finding, value: float) -> str:
    """A level with its unit."""
    if value != value:
        return "not applicable"
    if finding.measured_in == "points":
        return f"{value:.1f}%".replace("-", "−")
    if finding.measured_in == "millions":
        return f"£{value / 1e6:,.1f}m".replace("£-", "−£")
    return f"{value:,.2f}".replace("-", "−") if abs(value) < 10 else f"{value:,.0f}".replace("-", "−")


def _meaning(story: Story, found: Sequence[Finding]) -> Html:
    """Every finding as a sentence, those that can be told from chance first."""
    sure = [f.sentence(story.alternative, story.baseline) for f in found if f.sure]
    other = "; ".join(f"{f.label} ({f.interval})" for f in found if f.spanned and not f.sure)
    few = "; ".join(f.label for f in found if f.known and not f.spanned)
    absent = "; ".join(f"{f.label} (it is so where {f.absent})" for f in found if not f.known)
    parts = [bullets(sure)] if sure else []
    if not sure and any(f.spanned for f in found):
        parts = [paragraph("No difference was larger than chance would make it.")]
    if other:
        parts.append(
            paragraph(
                f"No difference that these runs can tell from none, the interval includes zero: {other}."
            )
        )
    if few:
        parts.append(paragraph(f"Too few runs to tell a difference from chance: {few}."))
    if absent:
        parts.append(paragraph(f"Not applicable: {absent}."))
    caution = (
        "The intervals hold what luck does from run to run. They leave out what is unsure about the "
        "assumptions, which is more: see below."
    )
    return section("What it means", *parts, said(caution))


def _pounds(story: Story) -> Html:
    """What payers pay, split in two."""
    meaning = (
        f"Mechanical is what the rules of {story.alternative} would have paid for the activity under "
        f"{story.baseline}, less what was paid. Behavioural is the rest: people did something else."
    )
    return section("What it costs, and why", paragraph(meaning), paid_by(story.money, story.baseline))


def paid_by(paid: Rows, baseline: str) -> Html:
    """What each kind of payer pays, and both parts of the change, as a table.

    Args:
        paid: the split of pounds, as a comparison saves it.
        baseline: short name of the arm compared with.
    """
    payers = {"commissioner": "NHS commissioners", "council": "Councils", "outside_payer": "Payers elsewhere"}
    rows = [
        (
            payers[r.payer_kind],
            _m(r.a),
            _range(r, "mechanical"),
            _range(r, "behavioural"),
            _range(r, "change"),
        )
        for r in paid[paid["payee_kind"] == "all"].itertuples()
        if r.payer_kind in payers
    ]
    caption = "£m a year, with 95% intervals. What a lead passes on to others is not counted twice."
    headings = ("Who pays", baseline, "Mechanical", "Behavioural", "Together")
    return table(caption, headings, rows, numbers=4)


def _m(pounds: float) -> str:
    shown = f"{pounds / 1e6:,.1f}".replace("-", "−")
    return "0.0" if shown == "−0.0" else shown


def _range(row: Any, part: str) -> str:
    low, high = getattr(row, f"{part}_low"), getattr(row, f"{part}_high")
    if low != low:
        return f"{_m(getattr(row, part))} (no interval)"
    return f"{_m(getattr(row, part))} ({_m(low)} to {_m(high)})"


def _charts(story: Story, found: Sequence[Finding]) -> Html:
    """Every chart of the catalogue that has something to show here."""
    tables = {"effects_with_intervals": for_chart(list(found))}
    if story.arms and story.place:
        tables |= of_runs(Runs(story.arms, story.published, story.place))
    return pictures(tables)


def of_runs(runs: Runs) -> dict[str, pd.DataFrame]:
    """Tables for the charts that show one run of each arm, by chart."""
    return {name: chart.of_runs(runs) for name, chart in CHARTS.items() if chart.of_runs}


def pictures(tables: Mapping[str, pd.DataFrame]) -> Html:
    """Charts by name, each with how to read it."""
    drawn = (picture(CHARTS[name].draw(data), name, CHARTS[name].caption) for name, data in tables.items())
    return section("In pictures", *drawn)


def _why(story: Story) -> Html:
    """A few moves explained."""
    if not story.reasons:
        return Html("")
    lead = f"Every move can be explained. Some of the larger ones in the first year of {story.alternative}:"
    return section("Why they did it", paragraph(lead), *(said(reason.words) for reason in story.reasons))


def _again(story: Story) -> Html:
    """How to make it again."""
    told = story.manifest
    facts = [
        ("Version", f"{told.get('payscape')} (source {told.get('source')})"),
        ("Seeds", _seeds(told.get("seeds", ()))),
        ("Scenarios", _each(told, "id")),
        (
            "Residents simulated",
            "; ".join(sorted({f"{s.get('sample'):.0%}" for s in told.get("scenarios", ())})),
        ),
        ("Months", "; ".join(sorted({str(s.get("months")) for s in told.get("scenarios", ())}))),
        ("Written", str(told.get("written"))),
    ]
    lines = Html(f'<pre class="plain">{text(chr(10).join(story.commands))}</pre>')
    return section("How to make it again", lines, table("What was run.", ("What", "Value"), facts))


def _seeds(seeds: Sequence[int]) -> str:
    return f"{min(seeds)} to {max(seeds)}" if len(seeds) > 1 else ", ".join(map(str, seeds))


def _each(told: Mapping[str, Any], key: str) -> str:
    """What the scenarios say under a key, once where they agree."""
    return ", ".join(dict.fromkeys(str(scenario.get(key)) for scenario in told.get("scenarios", ())))

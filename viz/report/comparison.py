"""The report of a comparison: one page a board can print. Ranges first, then meaning, then caveats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from abm.effects.catalogue import EFFECTS
from scenarios.questions.reason import Reason
from scenarios.runs.file import write_result
from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import millions, percent, with_range
from viz.charts.catalogue import CHARTS
from viz.charts.chart import Frames, NamedPlace, ReportRuns
from viz.report.caveats import INTERVALS, again, closing
from viz.report.findings import Finding, findings, for_chart
from viz.report.page import Html, bullets, folded, foot, page, paragraph, picture, said, section, table
from viz.words.effect_words import title
from viz.words.plain_words import capital


@dataclass(frozen=True, eq=False)
class Story:
    """Everything a report says.

    Attributes:
        question: that was asked.
        place: where; None where its files are not at hand.
        baseline: short name of the option compared with, as charts label it.
        alternative: short name of the other.
        titles: full title of each option, by short name.
        differences: the table of differences of the comparison.
        money: its split of pounds.
        arms: tables of one run of each option, by short name, the baseline first; or empty.
        reasons: a few moves explained.
        published: emergency admissions as published (period, organisation_id, admissions), or empty.
        notes: what the scenarios say of themselves.
        manifest: what was run: version, seeds, scenarios.
        commands: lines that make it again.
    """

    question: str
    place: NamedPlace | None
    baseline: str
    alternative: str
    titles: Mapping[str, str]
    differences: pd.DataFrame
    money: pd.DataFrame
    arms: Mapping[str, Frames]
    reasons: Sequence[Reason]
    published: pd.DataFrame
    notes: Sequence[str]
    manifest: Mapping[str, Any]
    commands: Sequence[str] = field(default_factory=tuple)


def write_report(file: Path, story: Story) -> Path:
    """Write the page, all of it or nothing.

    Raises:
        OSError: if it cannot be written.
    """
    return write_result(file, report(story))


def report(story: Story) -> str:
    """The page as HTML."""
    shown = findings(story.differences, trusts_of(story.place))
    parts = [
        _question(story),
        _results(story, shown),
        _meaning(story, shown),
        _pounds(story),
        _charts(story, shown),
        _why(story),
        *closing(story.notes, _again(story)),
    ]
    title = capital(f"{story.baseline} or {story.alternative}?")
    where = story.place.title if story.place else "A comparison"
    return page(title, where, parts, foot(story.manifest.get("payscape", "")))


def trusts_of(place: NamedPlace | None) -> dict[str, str]:
    """Names of a place's trusts by id, whose margins are shown."""
    if place is None:
        return {}
    return {each.id: each.name for each in place.organisations if each.kind == "acute_trust"}


def _question(story: Story) -> Html:
    """The question and the two options."""
    options = [f"{name}: {title}." for name, title in story.titles.items()]
    method = (
        f"Both were run {len(story.manifest.get('seeds', ()))} times. Each pair of runs has the same people "
        "and the same chance events: any difference comes from payment, by what it led providers to do."
    )
    return section("What was asked", paragraph(story.question), bullets(options), paragraph(method))


def _results(story: Story, shown: Sequence[Finding]) -> Html:
    """The table of differences, and what the effects in it count."""
    headings = ("What", story.baseline, story.alternative, "Difference", "95% interval", "Clear?")
    caption = (
        "Means over the runs. Flows are a year's, in people or contacts; shares differ by "
        "points; other effects are in the units given below."
    )
    counted = [f"{title(key)} ({key}, {effect.title}): {effect.unit}." for key, effect in EFFECTS.items()]
    return section(
        "What came out",
        table(caption, headings, [(f.label, *f.cells) for f in shown], numbers=5),
        folded("What the effects count", bullets(counted)),
    )


def _meaning(story: Story, shown: Sequence[Finding]) -> Html:
    """Every finding as a sentence, those that are clear first."""
    clear = [f.sentence(story.alternative, story.baseline) for f in shown if f.sure]
    unclear = "; ".join(f"{f.label} ({f.interval})" for f in shown if f.spanned and not f.sure)
    few = "; ".join(f.label for f in shown if f.known and not f.spanned)
    absent = "; ".join(f"{f.label} (where {f.absent})" for f in shown if not f.known)
    sentences = [
        ("No difference is clear.", not clear and unclear),
        (f"No clear difference; the 95% interval includes zero: {unclear}.", unclear),
        (f"Too few runs to say: {few}.", few),
        (f"Not applicable: {absent}.", absent),
    ]
    parts = [bullets(clear)] if clear else []
    parts += [paragraph(words) for words, holds in sentences if holds]
    return section("What it means", *parts, said(INTERVALS))


def _pounds(story: Story) -> Html:
    """What payers pay, split in two."""
    meaning = (
        f"Mechanical is what the rules of {story.alternative} would have paid for the activity under "
        f"{story.baseline}, minus what was paid. Behavioural is the rest: people did something else."
    )
    return section("What it costs, and why", paragraph(meaning), paid_by(story.money, story.baseline))


_PAYERS: Final = {
    "commissioner": "NHS commissioners",
    "council": "Councils",
    "outside_payer": "Payers elsewhere",
}


def paid_by(paid: Rows, baseline: str) -> Html:
    """What each kind of payer pays, and both parts of the change, as a table.

    Args:
        paid: the split of pounds, as a comparison saves it.
        baseline: short name of the option compared with.
    """
    rows = [
        (_PAYERS[r["payer_kind"]], millions(r["a"]), *(_range(r, part) for part in _SPLIT))
        for r in paid[paid["payee_kind"] == "all"].to_dict("records")
        if r["payer_kind"] in _PAYERS
    ]
    caption = "£m a year, with 95% intervals. What a lead passes on to others is not counted twice."
    return table(caption, ("Who pays", baseline, "Mechanical", "Behavioural", "Together"), rows, numbers=4)


_SPLIT: Final = ("mechanical", "behavioural", "change")


def _range(row: Mapping[Any, float], part: str) -> str:
    middle, low, high = row[part], row[f"{part}_low"], row[f"{part}_high"]
    return f"{millions(middle)} (no interval)" if low != low else with_range(middle, low, high, millions)


def _charts(story: Story, shown: Sequence[Finding]) -> Html:
    """Every chart of the catalogue that has something to show here."""
    tables = {"effects_with_intervals": for_chart(shown)}
    if story.arms and story.place:
        tables |= of_runs(ReportRuns(story.arms, story.published, story.place))
    return pictures(tables)


def of_runs(runs: ReportRuns) -> dict[str, pd.DataFrame]:
    """Tables for the charts that show one run of each option, by chart."""
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
    manifest = story.manifest
    scenarios = manifest.get("scenarios", ())
    seeds = manifest.get("seeds", ())
    facts = [
        ("Version", f"{manifest.get('payscape')} (source {manifest.get('source')})"),
        ("Seeds", f"{min(seeds)} to {max(seeds)}" if len(seeds) > 1 else ", ".join(map(str, seeds))),
        ("Scenarios", _each(s.get("id") for s in scenarios)),
        ("Residents simulated", _each(percent(100 * s.get("sample"), places=0) for s in scenarios)),
        ("Months", _each(s.get("months") for s in scenarios)),
        ("Written", str(manifest.get("written"))),
    ]
    return again(story.commands, facts)


def _each(values: Any) -> str:
    """What the scenarios say, once where they agree."""
    return ", ".join(dict.fromkeys(map(str, values)))

"""A sweep as a page of Markdown, for the documents: every figure on it is read from the sweep's folder.

python -m studies.sweep_page DIR FILE [--measures E1 E4 E15]
"""

import argparse
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from abm.effects.catalogue import EFFECTS
from scenarios.errors import InputError
from scenarios.files.whole_file import write_whole
from scenarios.sweeping.boxes import Box
from scenarios.sweeping.discovery import Discovery, discover
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.sensitivity import sensitivity
from scenarios.sweeping.status import status

MEASURES: Final = ("E1", "E4", "E15")


def study(swept: Swept, measures: Sequence[str] = MEASURES) -> str:
    """The page.

    Args:
        swept: a sweep with at least two arms and an uncertainty.
        measures: effects that the page tells of.

    Raises:
        InputError: if a measure was not told, or the sweep cannot be told so.
    """
    manifest = swept.manifest
    parts = [f"# {manifest['title']}", f"**Question.** {manifest['question']}", _method(swept)]
    for measure in measures:
        title = f"## {EFFECTS[measure].title} ({measure})"
        parts += [title, _table(swept, measure), *_beneath(swept, measure)]
    doubts = f"{manifest['note']} A share of futures is no probability."
    parts += ["## What this cannot tell", doubts, _again(swept)]
    return "\n\n".join(parts) + "\n"


def _method(swept: Swept) -> str:
    """What was lived, over what."""
    manifest, found = swept.manifest, status(swept.folder)
    futures = swept.futures().drop(columns="future")
    over = "; ".join(f"`{name}` {_range(futures[name])}" for name in futures)
    seeds, first = len(manifest["seeds"]), manifest["arms"][0]
    scenario = manifest["scenarios"][0]
    lost = f" {len(found.failures)} runs failed." if found.failures else ""
    return (
        f"{found.arms} ways of paying met {found.futures} futures with {seeds} seeds each: {found.done} of "
        f"{found.planned} runs.{lost} Futures are over {over}. Figures are differences to *{first}* "
        "in the same future with the same residents and luck; ± is half the 95% interval of the mean; the "
        f"last column but one is where nine futures in ten lie. The scenario is `{scenario['id']}`."
    )


def _range(column: Rows) -> str:
    known = column.dropna()
    if known.dtype.kind in "if":
        return f"{known.min():.3g} to {known.max():.3g}"
    return ", ".join(sorted(known.astype(str).unique()))


def _table(swept: Swept, measure: str) -> str:
    """Every arm's difference, luck and span, with what the interval allows one to say."""
    summary = swept.summary()
    rows = summary[summary["measure"] == measure].set_index("arm")
    if rows.empty:
        raise InputError(f"no difference in {measure}", str(swept.folder), "choose a measure that applies")
    unit = rows["unit"].iloc[0]
    lines = [
        f"| arm | mean level | difference, {unit} | ± luck | nine futures in ten | against the first |",
        "|---|---|---|---|---|---|",
    ]
    for arm in [name for name in swept.arms()["name"] if name in rows.index]:
        row = rows.loc[arm]
        span = f"{number(row['lower'])} to {number(row['upper'])}"
        numbers = [number(row[n]) for n in ("level", "mean", "half")]
        lines.append(f"| {' | '.join([arm, *numbers, span, verdict(row['mean'], row['half'])])} |")
    return "\n".join(lines)


def verdict(mean: float, half: float) -> str:
    """What a difference and its interval allow one to say.

    Example:
        >>> verdict(-2.0, 1.0), verdict(0.5, 1.0), verdict(1.0, float("nan"))
        ('lower', 'cannot be told apart', 'luck not known')
    """
    if math.isnan(half):
        return "luck not known"
    if abs(mean) <= half:
        return "cannot be told apart"
    return "lower" if mean < 0 else "higher"


def _beneath(swept: Swept, measure: str) -> list[str]:
    """What it hangs on, and under which conditions it is worse, where the sweep can tell."""
    last = str(swept.arms()["name"].iloc[-1])
    hangs = sensitivity(swept, measure, arm=last)
    swings = "; ".join(
        f"`{r.dimension}` {number(r.low)} at {r.low_at}, {number(r.high)} at {r.high_at}"
        for r in hangs.swings.itertuples()
    )
    sentences = [f"What the difference of *{last}* hangs on, low and high: {swings}."]
    try:
        return [*sentences, _conditions(discover(swept, measure))]
    except InputError as fault:
        return [*sentences, f"Conditions were not looked for: {fault.what}."]


def _conditions(found: Discovery) -> str:
    """Where arms are worse, and which is regretted least."""
    bad, n = int(found.cases.worse.sum()), len(found.cases.worse)
    boxes = "; ".join(_box(box) for box in found.prim) or "no conditions stand out"
    least = found.regret.iloc[0]
    return (
        f"Worse than the first in {bad} of {n} arms in futures: {boxes}. Largest regret is least for "
        f"*{least['arm']}* ({number(least['largest'])})."
    )


def _box(box: Box) -> str:
    held = f"{100 * box.density:.0f}% of {box.inside} cases, {100 * box.coverage:.0f}% of all such"
    return f"{box.words} ({held})"


def number(value: float) -> str:
    """A value as the page writes it: millions with two decimals, others with three figures.

    Example:
        >>> number(-1234567.0), number(0.01234), number(float("nan"))
        ('−1.23m', '0.0123', 'not told')
    """
    if math.isnan(value):
        return "not told"
    if abs(value) >= 1e6:
        shown = f"{value / 1e6:,.2f}m"
    else:
        shown = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return shown.replace("-", "−")


def _again(swept: Swept) -> str:
    """How the page is made again, and by what it was made."""
    manifest = swept.manifest
    folder = f"results/{swept.folder.name}"
    made = f"payscape sweep {Path(manifest['file']).stem} --out {folder}"
    return f"Made by `{made}` and `python -m studies.sweep_page {folder} FILE`, with code {manifest['code']}."


def main(given: Sequence[str] | None = None) -> None:
    """Write the page of a sweep's folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--measures", nargs="+", default=list(MEASURES))
    chosen = parser.parse_args(given)
    write_whole(chosen.file, study(Swept(chosen.folder), chosen.measures))


if __name__ == "__main__":
    main()

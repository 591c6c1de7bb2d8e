"""What addressed draws are worth: how a difference between two ways of paying varies, with luck three ways.

    python -m studies.keyed_draws.page [FILE] [--first SCENARIO] [--second SCENARIO] [--pairs N]
        [--months N] [--sample SHARE]

    addressed     both arms have one seed, and a draw is found by whose it is and when: how this model does it
    one stream    both arms have one seed, and draws are taken from one queue: see `one_stream`
    independent   each arm has a seed of its own; its variance is the sum of those of the arms

Writes a page of Markdown to FILE, or prints it.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from abm.model import Model
from abm.quantities import Floats
from abm.setup import Setup
from scenarios.files.scenario_files import load_scenario
from scenarios.files.whole_file import write_whole
from scenarios.questions.compare import refuse_unlike
from scenarios.questions.interval import interval
from scenarios.questions.pairs import both_in_force
from scenarios.runs.headlines import headlines
from scenarios.runs.resolve import resolve
from scenarios.runs.runner import Runs
from scenarios.runs.task import Finished, Task, opened
from scenarios.scenario import Scenario
from studies.keyed_draws.one_stream import OneStream

EFFECTS: Final = (("E1", "total"), ("E4", "total"), ("E15", "payers"), ("E15", "providers"))
"""Effects whose differences are looked at, with their scopes."""
NAMES: Final = {
    ("E1", "total"): "acute backfilling (E1), % of what the programme took out of hospital",
    ("E4", "total"): "waits (E4), months waited by those served",
    ("E15", "payers"): "surplus or deficit (E15) of payers, pounds a year",
    ("E15", "providers"): "surplus or deficit (E15) of providers, pounds a year",
}
PAIRS: Final = 40
LARGE: Final = 1_000
"""From here on a number is written whole."""
RESAMPLED: Final = 2_000
"""Times that pairs are drawn anew, with replacement, for the interval of a ratio (bootstrap, Efron 1979)."""

WORDS: Final = (
    "How much a difference between two ways of paying varies from pair to pair is how many pairs it takes to",
    "see it: with twice the variance, twice the pairs.",
    "",
    "- **Addressed**: one seed for both arms; a draw is found by whose it is and when.",
    "- **One stream**: one seed for both arms; draws are taken from one queue, so that whatever happens once",
    "  more in one arm shifts all later draws. Here the shift waits for the next month, which is kinder than",
    "  a real queue.",
    "- **Independent**: a seed for each arm; its variance is the sum of those of the arms.",
    "",
)
HEADINGS: Final = (
    "| difference | mean ± half its 95% interval | standard deviation: addressed | one stream | independent "
    "| variance, one stream for 1 of addressed (90%) | independent for 1 of addressed (90%) |",
    "|---|---|---|---|---|---|---|",
)
LAST: Final = (
    "A ratio whose interval holds 1 is not shown to be other than 1. Backfilling is itself a difference",
    "between a run and its counterfactuals, which share its chance events: with one stream they fall apart",
    "as the arms do, with independent seeds they do not.",
)


@dataclass(frozen=True, eq=False)
class Luck:
    """One effect under three kinds of luck. n pairs.

    Attributes:
        addressed: float[n, 2], of both arms.
        queued: float[n, 2], the same with one stream.
    """

    addressed: Floats
    queued: Floats

    def variances(self, picked: NDArray[np.int64] | slice = slice(None)) -> tuple[float, float, float]:
        """Of the difference: addressed, with one stream, with independent seeds.

        Args:
            picked: which pairs.
        """
        addressed, queued = self.addressed[picked], self.queued[picked]
        each = addressed.var(axis=0, ddof=1).sum()
        paired, one = ((arms[:, 1] - arms[:, 0]).var(ddof=1) for arms in (addressed, queued))
        return float(paired), float(one), float(each)

    def ratios(self) -> Floats:
        """Variance with one stream and with independent seeds, for 1 of addressed draws: float[2, 3].

        The columns are the ratio, and the ends of its 90% interval.
        """
        whole = _over_first(self.variances())
        if not np.isfinite(whole).all():
            return np.full((2, 3), np.nan)
        rng, n = np.random.default_rng(1), len(self.addressed)
        drawn = np.array([_over_first(self.variances(rng.integers(0, n, n))) for _ in range(RESAMPLED)])
        ends = np.nanquantile(drawn, [0.05, 0.95], axis=0)
        return np.column_stack([whole, *ends])


def _over_first(variances: tuple[float, float, float]) -> Floats:
    """The second and third as multiples of the first."""
    first, *others = variances
    return np.array(others) / first if first > 0 else np.full(2, np.nan)


def study(first: Scenario, second: Scenario, pairs: int) -> dict[tuple[str, str], Luck]:
    """Both scenarios lived with some seeds, draws addressed and queued.

    Args:
        first: the scenario compared with.
        second: the scenario that is compared with it.
        pairs: seeds, numbered from 1.

    Returns:
        Luck by effect and scope; pairs in which an arm has no number for an effect are left out of it.

    Raises:
        InputError: if the scenarios cannot be compared.
    """
    refuse_unlike(first, second)
    setups = resolve(first).setup, resolve(second).setup
    measure = partial(effects_of, start=both_in_force(*setups))
    tasks = [
        Task(setup, seed, measure, begin=begin)
        for seed in range(1, pairs + 1)
        for begin in (opened, queued)
        for setup in setups
    ]
    values = np.array(list(Runs().of(tasks))).reshape(pairs, 2, 2, len(EFFECTS))
    by_effect: dict[tuple[str, str], Luck] = {}
    for e, key in enumerate(EFFECTS):
        fine = np.isfinite(values[:, :, :, e]).all(axis=(1, 2))
        by_effect[key] = Luck(values[fine, 0, :, e], values[fine, 1, :, e])
    return by_effect


def queued(setup: Setup, seed: int, name: str = "") -> Model:
    """A run whose draws come from one queue."""
    return opened(setup, seed, name, OneStream)


def effects_of(finished: Finished, start: int) -> list[float]:
    """What is looked at of a run; NaN where it has no such number."""
    values = headlines(finished.record, finished.effects(), start)
    return [values.get(key, (np.nan, ""))[0] for key in EFFECTS]


def page(first: Scenario, second: Scenario, pairs: int, found: dict[tuple[str, str], Luck]) -> str:
    """The study as a page of Markdown."""
    what = (
        f"*{second.title}* against *{first.title}*: {pairs} pairs of runs of {first.months} months, "
        f"{first.sample:.3g} simulated for each resident there is. Made by "
        "`python -m studies.keyed_draws.page`."
    )
    rows = [_row(key, luck) for key, luck in found.items()]
    return "\n".join(
        ["# What addressed draws are worth", "", what, "", *WORDS, *HEADINGS, *rows, "", *LAST, ""]
    )


def _row(key: tuple[str, str], luck: Luck) -> str:
    """One effect as a row of the table."""
    n = len(luck.addressed)
    if n < 3:
        return f"| {NAMES[key]} | told by {n} pairs only | | | | | |"
    change = interval(list(luck.addressed[:, 1] - luck.addressed[:, 0]))
    spread = (_number(variance**0.5) for variance in luck.variances())
    ratios = (f"{_number(r)} ({_number(low)} to {_number(high)})" for r, low, high in luck.ratios())
    mean = f"{_number(change.mean)} ± {_number(change.half)}"
    return " | ".join([f"| {NAMES[key]}", mean, *spread, *ratios]) + " |"


def _number(value: float) -> str:
    """Three digits, or whole thousands parted by commas."""
    return (f"{value:,.0f}" if abs(value) >= LARGE else f"{value:.3g}").replace("-", "−")


def main(words: Sequence[str] | None = None) -> None:
    """Run the study from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--first", default="small-town-today")
    parser.add_argument("--second", default="small-town-capitation")
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--sample", type=float)
    options = parser.parse_args(words)
    arms = [
        load_scenario(n).changed(months=options.months, sample=options.sample)
        for n in (options.first, options.second)
    ]
    written = page(arms[0], arms[1], options.pairs, study(arms[0], arms[1], options.pairs))
    if options.file is None:
        print(written)
    else:
        write_whole(options.file, written)


if __name__ == "__main__":
    main()

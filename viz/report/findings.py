"""The measures of a comparison as rows and as sentences: ranges first, and plain where nothing is clear."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from abm.effects.catalogue import EFFECTS
from scenarios.questions.interval import why_none
from scenarios.words.numbers import NOT_APPLICABLE, decimals, million_pounds, percent
from viz.words.effect_words import measure_words
from viz.words.scales import SCALE_WORDS, Scale, scale_of, signed, unsigned

_FLOWS: Final = {
    "emergency_spells": "Emergency admissions",
    "ae_attendances": "A&E attendances",
    "excess_bed_days": "Delayed discharge days in total",
    "referrals": "GP referrals to hospital",
    "first_attendances": "First outpatient attendances",
    "follow_ups": "Outpatient follow-ups",
    "planned_treatments": "Planned treatments",
    "community_contacts": "Community contacts",
}
_PARTS: Final = {
    ("E1", "taken away"): "Hospital activity the programme takes away, to begin with",
    ("E3", "spend"): "Spending on proactive care",
}
_TIMES: Final[Mapping[Scale, float]] = {"points": 1.0, "millions": 1e-6, "unit": 1.0}


@dataclass(frozen=True)
class Finding:
    """One measure of a comparison, as it is shown.

    Attributes:
        label: in plain words.
        unit: of `a` and `b`.
        a: mean under the option compared with.
        b: mean under the other.
        mean: the difference, on the scale of `measured_in`.
        low: lower end of its 95% interval.
        high: upper end.
        measured_in: on which scale, see `viz.words.scales`.
        seeds: runs of each option that count.
        absent: where such a measure does not apply, in words.
    """

    label: str
    unit: str
    a: float
    b: float
    mean: float
    low: float
    high: float
    measured_in: Scale
    seeds: int
    absent: str = "nothing was counted"

    @property
    def known(self) -> bool:
        """Whether there is a difference at all."""
        return math.isfinite(self.mean)

    @property
    def spanned(self) -> bool:
        """Whether there is an interval; seeds may be too few for one."""
        return self.known and math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.spanned and (self.low > 0 or self.high < 0)

    @property
    def verdict(self) -> str:
        """Whether the difference is clear, in a word or two."""
        if not self.known:
            return NOT_APPLICABLE
        return "clear" if self.sure else "no clear difference" if self.spanned else "too few runs"

    @property
    def change(self) -> str:
        """The difference with its sign and unit."""
        return signed(self.mean, self.measured_in)

    @property
    def interval(self) -> str:
        """Both ends of the interval."""
        if not self.spanned:
            return why_none(self.seeds) if self.known else "–"
        low = signed(self.low, self.measured_in).removesuffix(" points")
        return f"{low} to {signed(self.high, self.measured_in)}"

    def level(self, value: float) -> str:
        """A level of either option with its unit."""
        if self.measured_in == "points":
            return percent(value)
        if self.measured_in == "millions":
            return million_pounds(value)
        return decimals(value, 2 if abs(value) < 10 else 0)

    @property
    def cells(self) -> tuple[str, ...]:
        """A row of a table: both levels, the difference, its interval, and whether it is clear."""
        return self.level(self.a), self.level(self.b), self.change, self.interval, self.verdict

    def sentence(self, alternative: str, baseline: str) -> str:
        """What a clear difference means; for others, that it is not clear."""
        if not self.sure:
            return f"{self.label}: no clear difference."
        way = "higher" if self.mean > 0 else "lower"
        size = unsigned(self.mean, self.measured_in)
        return f"{self.label}: {size} {way} under {alternative} than under {baseline} ({self.interval})."


def findings(differences: pd.DataFrame, trusts: Mapping[str, str]) -> list[Finding]:
    """The rows of a comparison that are shown, effects first.

    Income by kind counts what is passed on twice, and is left to the table of money.

    Args:
        differences: measure, scope, unit, a, b, difference, difference_low, difference_high, seeds, as a
            comparison saves them.
        trusts: names of the trusts whose margins are shown, by id.
    """
    labelled = (
        (_label(str(row["measure"]), str(row["scope"]), trusts), row)
        for row in differences.to_dict("records")
    )
    return [_finding(label, row) for label, row in labelled if label is not None]


def for_chart(shown: Sequence[Finding]) -> pd.DataFrame:
    """Findings as the chart of intervals takes them, scale by scale."""
    order = list(SCALE_WORDS)
    rows = [
        (f.label, f.unit if f.measured_in == "unit" else SCALE_WORDS[f.measured_in], f.mean, f.low, f.high)
        for f in sorted(shown, key=lambda f: order.index(f.measured_in))
        if f.spanned
    ]
    return pd.DataFrame(rows, columns=["label", "unit", "mean", "low", "high"])


def _finding(label: str, row: dict) -> Finding:
    """A row of a comparison with its label."""
    scale = scale_of(str(row["unit"]))
    times = _TIMES[scale] if scale in _TIMES else 100 / abs(row["a"]) if row["a"] else math.nan
    mean, low, high = (row[key] * times for key in ("difference", "difference_low", "difference_high"))
    effect = EFFECTS.get(str(row["measure"]))
    absent = effect.absent if effect else Finding.absent
    return Finding(
        label, str(row["unit"]), row["a"], row["b"], mean, low, high, scale, int(row["seeds"]), absent
    )


def _label(measure: str, scope: str, trusts: Mapping[str, str]) -> str | None:
    if measure == "margin":
        return f"Margin of {trusts[scope]}" if scope in trusts else None
    if (measure, scope) in _PARTS:
        return _PARTS[measure, scope]
    if scope != "total":
        return None
    return measure_words(measure) if measure in EFFECTS else _FLOWS.get(measure)

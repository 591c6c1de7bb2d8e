"""What a comparison found, as rows and as sentences: ranges first, and plain when nothing can be told."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from abm.effects.catalogue import EFFECTS
from scenarios.questions.interval import why_none

_FLOWS: Final = {
    "emergency_spells": "Emergency admissions",
    "ae_attendances": "A&E attendances",
    "excess_bed_days": "Days in an acute bed after being ready to leave",
    "referrals": "Referrals by GPs to hospital",
    "first_attendances": "First outpatient attendances",
    "follow_ups": "Outpatient follow-ups",
    "planned_treatments": "Planned treatments",
    "community_contacts": "Community contacts",
}
_PARTS: Final = {
    ("E1", "taken away"): "Hospital activity the programme takes away, to begin with",
    ("E3", "spend"): "Spending on proactive care",
}

Scale = Literal["points", "percent", "millions", "unit"]
_BY_THEMSELVES: Final = ("ratio", "most less least", "distinct bases")
"""Units whose baseline may be near nought, or is a count that everybody can read."""
_AXES: Final = {"percent": "% of the baseline", "points": "percentage points", "millions": "£ million a year"}


@dataclass(frozen=True)
class Finding:
    """One measure of a comparison, as it is shown.

    Attributes:
        label: in plain words.
        unit: of `a` and `b`.
        a: mean under the baseline.
        b: mean under the alternative.
        mean: the difference, on the scale of `measured_in`.
        low: lower end of its 95% interval.
        high: upper end.
        measured_in: `points` of per cent, `percent` of the baseline, `millions` of pounds, or the
            `unit` itself.
        seeds: runs of each arm that count.
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
    def change(self) -> str:
        """The difference with its sign and unit."""
        return _signed(self.mean, self.measured_in) if self.known else "not applicable"

    @property
    def interval(self) -> str:
        """Both ends of the interval."""
        if not self.spanned:
            return why_none(self.seeds) if self.known else "–"
        low = _signed(self.low, self.measured_in).removesuffix(" points")
        return f"{low} to {_signed(self.high, self.measured_in)}"

    def sentence(self, alternative: str, baseline: str) -> str:
        """What a difference larger than chance means; for others, that nothing can be told."""
        if not self.sure:
            return f"{self.label}: no difference that these runs can tell from none."
        way = "higher" if self.mean > 0 else "lower"
        size = _signed(abs(self.mean), self.measured_in).lstrip("+")
        return f"{self.label}: {size} {way} under {alternative} than under {baseline} ({self.interval})."


def findings(differences: pd.DataFrame, trusts: Mapping[str, str]) -> list[Finding]:
    """The rows of a comparison that are shown, effects first.

    Args:
        differences: measure, scope, unit, a, b, difference, difference_low, difference_high, seeds, as a
            comparison saves them.
        trusts: names of the trusts whose margins are shown, by id.
    """
    rows = [_finding(row, trusts) for row in differences.to_dict("records")]
    return [row for row in rows if row is not None]


def for_chart(found: list[Finding]) -> pd.DataFrame:
    """Findings as the chart of intervals takes them."""
    rows = [(f.label, _AXES.get(f.measured_in, f.unit), f.mean, f.low, f.high) for f in found if f.spanned]
    table = pd.DataFrame(rows, columns=["label", "unit", "mean", "low", "high"])
    first = {unit: i for i, unit in enumerate(dict.fromkeys((*_AXES.values(), *table["unit"])))}
    return table.sort_values("unit", key=lambda u: u.map(first), kind="stable", ignore_index=True)


def _finding(row: dict, trusts: Mapping[str, str]) -> Finding | None:
    """A row as a finding; income by kind counts what is passed on twice, and is left to the money table."""
    label = _label(str(row["measure"]), str(row["scope"]), trusts)
    if label is None:
        return None
    scale = scale_of(str(row["unit"]))
    times = {"points": 1.0, "millions": 1e-6, "unit": 1.0}.get(scale)
    if times is None:
        times = 100 / abs(row["a"]) if row["a"] else math.nan
    mean, low, high = (row[key] * times for key in ("difference", "difference_low", "difference_high"))
    known = EFFECTS.get(str(row["measure"]))
    return Finding(
        label,
        str(row["unit"]),
        row["a"],
        row["b"],
        mean,
        low,
        high,
        scale,
        int(row["seeds"]),
        known.absent if known else Finding.absent,
    )


def scale_of(unit: str) -> Scale:
    """On which scale a difference is told.

    A share differs by points, money by pounds, a ratio, a slope or a small count by itself; all else by
    per cent of the baseline.

    Example:
        >>> scale_of("% of deaths in hospital"), scale_of("pounds a year"), scale_of("a year")
        ('points', 'millions', 'percent')
    """
    if unit.startswith("%"):
        return "points"
    if unit.startswith("pounds"):
        return "millions"
    return "unit" if any(word in unit for word in _BY_THEMSELVES) else "percent"


def _label(measure: str, scope: str, trusts: Mapping[str, str]) -> str | None:
    if measure == "margin":
        return f"Margin of {trusts[scope]}" if scope in trusts else None
    if (measure, scope) in _PARTS:
        return _PARTS[measure, scope]
    if scope != "total":
        return None
    if measure in EFFECTS:
        return f"{EFFECTS[measure].title} ({measure})"
    return _FLOWS.get(measure)


def _signed(value: float, scale: Scale) -> str:
    """A difference with its sign; percentage points and millions are called so.

    Example:
        >>> _signed(-1.234, "points"), _signed(0.5, "percent"), _signed(-2.5, "millions")
        ('−1.2 points', '+0.5%', '−£2.5m')
    """
    shown = f"{value:+.1f}" if abs(value) >= 0.095 else f"{value:+.2f}"
    shown = "0.0" if float(shown) == 0 else shown.replace("-", "−")
    if scale == "millions":
        sign = shown[0] if shown[0] in "+−" else ""
        return f"{sign}£{shown.lstrip('+−')}m"
    return shown + {"points": " points", "percent": "%", "unit": ""}[scale]

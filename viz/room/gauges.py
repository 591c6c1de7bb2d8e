"""Effects beside the levers: each with option A's level, a scale, and what it says in a sentence."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from abm.effects.effect import TOTAL
from scenarios.questions.interval import Interval, interval
from scenarios.questions.pairs import ARMS
from viz.report.page import Html, text
from viz.room.lines import FEWEST
from viz.room.session import Shown
from viz.room.tried import Tried
from viz.words.effect_words import LIVE, amount, apart, counts, title

_ROOM = 0.08
"""Half of a scale, at least, as a share of what it shows."""


@dataclass(frozen=True)
class Gauge:
    """One effect under both options.

    Attributes:
        effect: its identifier.
        unit: of its values.
        a: under option A.
        b: under option B.
        difference: B minus A, with its interval where there are runs enough; half is infinite where not.
    """

    effect: str
    unit: str
    a: float
    b: float
    difference: Interval

    @property
    def sure(self) -> bool:
        """Whether the difference is clear: its interval does not include zero."""
        return math.isfinite(self.difference.half) and not self.difference.includes_zero

    @property
    def direction(self) -> str:
        """`up`, `down`, or `same` where there is no clear difference; `unknown` with too few runs."""
        if not math.isfinite(self.difference.half):
            return "unknown"
        if not self.sure:
            return "same"
        return "up" if self.difference.mean > 0 else "down"

    @property
    def sentence(self) -> str:
        """What it says."""
        moved, size = self.difference.mean, apart(self.difference.mean, self.unit, self.a)
        way = "higher" if moved > 0 else "lower"
        if math.isnan(moved):
            return "Does not apply here."
        if math.isfinite(self.difference.half):
            return f"{size} {way}: clear." if self.sure else "No clear difference."
        if amount(self.a, self.unit) == amount(self.b, self.unit):
            return "The same."
        n = self.difference.n
        return f"{size} {way} in {'one run' if n == 1 else f'{n} pairs of runs'}; too few to say."


def gauge(shown: Shown | Tried, effect: str) -> Gauge | None:
    """An effect of what is shown; None before it is known.

    Args:
        shown: the runs on the screen, or tried before.
        effect: its identifier.
    """
    key = (effect, TOTAL)
    if len(shown.pairs) >= FEWEST or isinstance(shown, Tried) or key not in shown.b.effects:
        return _over_pairs(effect, [p.paired.values for p in shown.pairs])
    (one, unit), (other, _) = shown.a.effects[key], shown.b.effects[key]
    return Gauge(effect, unit, one, other, Interval(other - one, math.inf, 1))


def _over_pairs(effect: str, values: Sequence[Mapping[Any, tuple[float, str]]]) -> Gauge | None:
    """An effect over pairs of runs; with too few of them its interval is without end."""
    a, b = ((arm, (effect, TOTAL)) for arm in ARMS)
    both = [(pair[a], pair[b]) for pair in values if a in pair and b in pair]
    if not both:
        return None
    one, other = [x for (x, _), _ in both], [y for _, (y, _) in both]
    difference = interval([y - x for x, y in zip(one, other, strict=True)])
    if len(both) < FEWEST:
        difference = replace(difference, half=math.inf)
    return Gauge(effect, both[0][0][1], interval(one).mean, interval(other).mean, difference)


def gauges(shown: Shown) -> Html:
    """All gauges of the live page.

    Args:
        shown: the runs.
    """
    known = [gauge(shown, effect) or effect for effect in LIVE]
    return Html("".join(_later(g) if isinstance(g, str) else _drawn(g) for g in known))


def _later(effect: str) -> Html:
    """An effect that takes further runs, which come while people talk."""
    return Html(
        f'<article class="gauge"><h3>{text(title(effect))}</h3>'
        '<p class="small">Needs further runs, which are on their way.</p></article>'
    )


def _drawn(g: Gauge) -> Html:
    numbers = f"<b>{text(amount(g.b, g.unit))}</b> {text(counts(g.effect))}"
    level = f"Option A: {text(amount(g.a, g.unit))}"
    return Html(
        f'<article class="gauge {g.direction}"><h3>{text(title(g.effect))}</h3>'
        f'<p class="numbers">{numbers}</p>{_scale(g)}'
        f'<p class="small">{text(g.sentence)} <span class="option-a">{level}</span></p></article>'
    )


def _scale(g: Gauge) -> Html:
    """A scale with option A as a dashed mark, option B as a dot, its interval as a bar."""
    ends = [
        g.a,
        g.b,
        *((g.a + g.difference.low, g.a + g.difference.high) if math.isfinite(g.difference.half) else ()),
    ]
    if any(map(math.isnan, ends)):
        return Html("")
    half = max(1.25 * max(abs(end - g.a) for end in ends), _ROOM * abs(g.a), 1e-9)

    def x(value: float) -> float:
        return 100 + 96 * (value - g.a) / half

    bar = ""
    if math.isfinite(g.difference.half):
        low, high = x(g.a + g.difference.low), x(g.a + g.difference.high)
        bar = (
            f'<rect class="interval" x="{low:.1f}" y="5" width="{max(high - low, 1):.1f}" height="6" rx="3"/>'
        )
    return Html(
        '<svg class="scale" viewBox="0 0 200 16" aria-hidden="true">'
        f'<line class="rail" x1="2" x2="198" y1="8" y2="8"/>{bar}'
        '<line class="was" x1="100" x2="100" y1="0" y2="16"/>'
        f'<circle class="now" cx="{x(g.b):.1f}" cy="8" r="4"/></svg>'
    )

"""Discharges by days after the discharge-ready date, where bed days themselves are not given.

Bed days are estimated from the middle of each band; 21 days and more are taken as 28 (assumed: no source).
"""

from typing import Final

from calibration.observed.headings import Names
from calibration.observed.layouts.layout import Layout, Measure, any_of

BANDS: Final[dict[Names, float]] = {
    ("discharges 1 day after", "1 day", "*1 day delay"): 1.0,
    ("2-3 days", "*2-3 day* delay"): 2.5,
    ("4-6 days", "*4-6 day* delay"): 5.0,
    ("7-13 days", "*7-13 day* delay"): 10.0,
    ("14-20 days", "*14-20 day* delay"): 17.0,
    ("21+ days", "21 days or more", "*21* day* delay"): 28.0,
}
"""Days after which people leave, by the names of a band's column."""

LAYOUT: Final = Layout(
    name="discharges by days after ready",
    headings="Org Code, Discharges 1 day after, 2-3 days, 4-6 days, …",
    says="delayed bed days, estimated from the middle of each band (21 days and more as 28, assumed)",
    known_by=tuple(any_of(*names) for names in BANDS),
    measures=tuple(
        Measure("delayed_days", any_of(*names), part=f"band {i}", per=1 / days, noun=names[0])
        for i, (names, days) in enumerate(BANDS.items(), 1)
    ),
    only={("data type", "level"): frozenset({"provider"})},
    caution="bed days are estimated from bands of days; a table with total bed days lost is better",
)

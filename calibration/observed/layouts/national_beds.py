"""NHS England's quarterly beds return (KH03): share of general and acute beds occupied overnight.

The published sheet repeats its groups: available, occupied, per cent occupied, each with `General & Acute`.
The quarter's average stands for each of its three months.
"""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of
from calibration.observed.periods import QUARTER

LAYOUT: Final = Layout(
    name="national beds return (KH03)",
    headings="Year, Period End, Org Code, General & Acute (available, then occupied)",
    says="share of general and acute beds occupied overnight; a quarter stands for each of its three months",
    known_by=(any_of("year", "financial year"), any_of(*QUARTER), any_of("general & acute")),
    every="quarter",
    months=QUARTER,
    measures=(
        Measure(
            "bed_occupancy",
            any_of("general & acute#2"),
            over=any_of("general & acute"),
            noun="occupied general and acute beds",
            beyond="{of:g} of {over:g} beds occupied",
            counts=False,
            most=1.2,
            highest=0.995,
        ),
    ),
)

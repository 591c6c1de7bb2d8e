"""NHS England's monthly acute beds, from the daily situation reports of urgent and emergency care."""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of

AVAILABLE: Final = any_of(
    "g&a beds available", "general acute beds available", "general & acute beds available"
)
OCCUPIED: Final = any_of("g&a beds occupied", "general acute beds occupied", "general & acute beds occupied")

LAYOUT: Final = Layout(
    name="monthly acute beds",
    headings="G&A beds available, G&A beds occupied",
    says="share of general and acute beds occupied, a month's mean; the month from a column or the titles",
    known_by=(AVAILABLE, OCCUPIED),
    code=("org code", "code", "organisation code", "provider code", "trust code", "nhs trust22 code"),
    measures=(
        Measure(
            "bed_occupancy",
            OCCUPIED,
            over=AVAILABLE,
            noun="occupied beds",
            beyond="{of:g} of {over:g} beds occupied",
            counts=False,
            most=1.2,
            highest=0.995,
        ),
    ),
)

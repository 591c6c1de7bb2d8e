"""NHS England's discharge-ready date: bed days from when somebody is ready to leave to when they do.

`Total bed days lost due to delayed discharge` is read, of rows by provider.
"""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of

LOST: Final = any_of("total bed days lost*", "bed days lost*", "total bed days after discharge ready date*")
LAYOUT: Final = Layout(
    name="discharge-ready date",
    headings="Org Code, Total bed days lost due to delayed discharge",
    says="delayed bed days of those who left in the month; the month from a column or a title",
    known_by=(LOST,),
    measures=(Measure("delayed_days", LOST, noun="bed days lost", counts=False),),
    only={("data type", "level"): frozenset({"provider"})},
    caution="bed days are counted for people who left in the month; revised files replace earlier ones",
)

"""NHS England's monthly delayed transfers of care, to February 2020: acute delayed days, by trust or England.

The published sheets have a period, a code, and delayed days by who is responsible (`NHS`, `Social Care`,
`Both`), which are added up; a column of totals is taken where there is one. Recorded delays are fewer than
true ones (NAO 2016: 2 to 2.7 times), which the target's gap allows for.
"""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of

DAYS: Final = (
    *any_of("delayed days acute", "acute total", "acute", "total delayed days", "delayed days total"),
    ("nhs", "social care", "both"),
    *any_of("delayed days", "total"),
)

LAYOUT: Final = Layout(
    name="national delayed transfers",
    headings="Period, Org Code, and delayed days",
    says="acute delayed days, to February 2020; who is responsible is added up",
    known_by=((*any_of("*delayed days*", "*delayed*"), ("nhs", "social care", "both")),),
    code=("org code", "code", "provider org code", "organisation code"),
    measures=(Measure("delayed_days", DAYS, noun="delayed days", counts=False),),
    whole="ENG",
)

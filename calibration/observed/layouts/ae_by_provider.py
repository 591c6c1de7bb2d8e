"""A&E by provider and month as data packages carry it: period, org_code, attendances, breaches, admissions.

Where there is a column of types they are added up. A table that has attendances and nothing else, under the
return's own headings or these, is read too.
"""

from typing import Final

from calibration.observed.layouts.layout import CODE, Layout, Measure, any_of

ATTENDANCES: Final = any_of(
    *("attendances", "total attendances", "attendances all types", "all attendances"),
    *("a&e attendances *", "number of a&e attendances *"),
)
BREACHES: Final = any_of("breaches", "attendances over 4*", "over 4*")
ADMISSIONS: Final = any_of(
    "admissions", "emergency admissions", "total emergency admissions", "emergency admissions via a&e"
)

LAYOUT: Final = Layout(
    name="A&E by provider",
    headings="period, org_code, attendances; breaches and admissions where there are any",
    says="the same from tables of data packages; a column `type` is added up",
    known_by=(any_of("period", "month"), (*any_of(*CODE), *BREACHES), ATTENDANCES),
    measures=(
        Measure("ae_attendances", ATTENDANCES, noun="attendances"),
        Measure(
            "four_hour_breaches",
            BREACHES,
            over=ATTENDANCES,
            noun="breaches",
            beyond="{of:g} over four hours of {over:g} attendances",
            needed=False,
        ),
        Measure("emergency_admissions", ADMISSIONS, noun="admissions", needed=False),
    ),
    whole="ENG",
    split=(("type", "department type", "a&e type"),),
)

"""NHS England's monthly A&E return as it is published: a row for every provider and month.

Headings of 2015 to 2019 (`Number of A&E attendances Type 1`), of later years (`A&E attendances Type 1`, with
booked appointments apart) and of the workbook's sheet by provider (`Type 1 Departments - Major A&E`) are all
read. All types are added up, as a trust's front doors are moved between types by streaming; so are booked
appointments. Admissions other than by way of A&E are left out.
"""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of

ATTENDANCES: Final = (
    ("a&e attendances *",),
    ("number of a&e attendances *",),
    ("total attendances",),
    ("type 1 departments*", "type 3 departments*"),
)
BREACHES: Final = any_of(
    "attendances over 4*", "number of attendances over 4*", "total attendances > 4 hours*"
)
ADMISSIONS: Final = any_of(
    "emergency admissions via a&e*", "total emergency admissions via a&e", "emergency admissions via type *"
)

LAYOUT: Final = Layout(
    name="national A&E return",
    headings="Period, Org Code, A&E attendances Type 1, …",
    says="attendances, share over four hours and admissions by way of A&E; all types and booked appointments "
    "added up; headings since 2015, CSV or the workbook's sheet by provider",
    known_by=(
        any_of("org code", "code", "organisation code"),
        any_of(
            *("a&e attendances *", "number of a&e attendances *"),
            *("type 1 departments*", "total emergency admissions via a&e"),
        ),
        (*BREACHES, *ADMISSIONS),
    ),
    measures=(
        Measure("ae_attendances", ATTENDANCES, noun="attendances"),
        Measure(
            "four_hour_breaches",
            BREACHES,
            over=ATTENDANCES,
            noun="attendances over 4hrs",
            beyond="{of:g} over four hours of {over:g} attendances",
        ),
        Measure("emergency_admissions", ADMISSIONS, noun="emergency admissions"),
    ),
    blank="zero",
)

"""Patients registered at a GP practice: people on every practice's list, by month or quarter.

Headings of the commissioner changed (CCG_CODE, SUB_ICB_LOC_CODE, SUB_ICB_LOCATION_CODE) and the date was
written 01JUL2026 or 2026-04-01; neither matters here. Only rows of all ages and both sexes are read.
"""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of

PEOPLE: Final = any_of("number of patients", "patients total", "total patients", "total all")

LAYOUT: Final = Layout(
    name="GP list sizes",
    headings="EXTRACT_DATE, CODE, SEX, AGE, NUMBER_OF_PATIENTS",
    says="people on lists by practice (or by commissioner, with codes), rows of all ages and both sexes",
    known_by=(
        any_of("number of patients", "patients total"),
        any_of("code", "practice code", "ccg code", "gp practice code"),
    ),
    code=("practice code", "gp practice code", "code", "ccg code"),
    measures=(Measure("list_sizes", PEOPLE, noun="patients"),),
    only={
        ("sex",): frozenset({"all", ""}),
        ("age", "age group 5"): frozenset({"all", ""}),
        ("type", "org type"): frozenset({"gp", ""}),
    },
    none_left=("no row of all ages and both sexes", "keep rows with ALL under SEX and AGE"),
)

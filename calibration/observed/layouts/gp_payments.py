"""NHS Payments to General Practice: what every practice was paid in a financial year, before deductions.

A twelfth stands for each month. Headings differ from year to year; only the practice's code and the total are
looked at. The year stands in a column, in a title or in the file's name (`…-17-18-…`).
"""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of

TOTAL: Final = any_of(
    "total nhs payments to general practice",
    "total nhs payments to general practice including covid vaccination and reimbursement of drugs*",
    "total nhs payments to general practice including*",
    "total payments",
)

LAYOUT: Final = Layout(
    name="NHS payments to general practice",
    headings="Practice Code, Total NHS Payments to General Practice",
    says="payments before deductions by practice, a twelfth of the year's for each month",
    known_by=(any_of("practice code"), TOTAL),
    code=("practice code",),
    every="year",
    months=("financial year", "year"),
    measures=(Measure("practice_payments", TOTAL, noun="payments", counts=False, per=12.0),),
    caution="a practice that opened, closed or merged within the year has a part of it",
)

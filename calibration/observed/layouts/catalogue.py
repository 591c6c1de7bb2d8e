"""Every layout that can be read, one line each, in the order in which they are tried."""

from collections.abc import Sequence
from typing import Final

from calibration.observed.layouts import (
    contract_monitoring,
    national_ae,
    national_beds,
    national_delays,
    national_rtt,
    tidy,
)
from calibration.observed.layouts.layout import Layout
from calibration.observed.read import Sheet
from scenarios.errors import InputError

LAYOUTS: Final[Sequence[Layout]] = (
    national_ae.LAYOUT,
    national_rtt.LAYOUT,
    national_beds.LAYOUT,
    contract_monitoring.LAYOUT,
    tidy.LAYOUT,
    national_delays.LAYOUT,
)


def layout_of(sheet: Sheet) -> Layout:
    """The layout of a file, by its headings.

    Raises:
        InputError: if it is none that is known.
    """
    for layout in LAYOUTS:
        if layout.recognises(sheet):
            return layout
    shown = ", ".join(sheet.columns[:6]) + (", …" if len(sheet.columns) > 6 else "")
    raise InputError(
        f"columns {shown} are of no known layout",
        f"{sheet.name}: row 1",
        "the plain one is month, provider, pod, activity",
    )

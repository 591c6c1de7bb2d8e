"""Every layout that can be read, one line each, in the order in which they are tried."""

from collections.abc import Sequence
from typing import Final

from calibration.observed.layouts import (
    ae_by_provider,
    contract_monitoring,
    discharge_bands,
    discharge_ready,
    discharge_sitrep,
    gp_lists,
    gp_payments,
    monthly_beds,
    national_ae,
    national_beds,
    national_delays,
    national_referrals,
    national_rtt,
    tidy,
)
from calibration.observed.layouts.layout import Layout

LAYOUTS: Final[Sequence[Layout]] = (
    national_ae.LAYOUT,
    national_rtt.LAYOUT,
    national_beds.LAYOUT,
    monthly_beds.LAYOUT,
    contract_monitoring.LAYOUT,
    tidy.LAYOUT,
    ae_by_provider.LAYOUT,
    national_referrals.LAYOUT,
    discharge_sitrep.LAYOUT,
    discharge_ready.LAYOUT,
    discharge_bands.LAYOUT,
    gp_lists.LAYOUT,
    gp_payments.LAYOUT,
    national_delays.LAYOUT,
)

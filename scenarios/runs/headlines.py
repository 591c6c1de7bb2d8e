"""The numbers of a run that comparisons are made of: effects, key flows, pounds by sector, margins."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from abm.effects.effect import EffectValue
from abm.quantities import MONTHS_PER_YEAR, to_pounds
from abm.record import Record
from abm.vocabulary import KINDS, POD
from scenarios.runs.who_paid_whom import paid

TOTAL: Final = "total"

FLOWS: Final = {
    "emergency_spells": ("NEL", "NELST"),
    "ae_attendances": ("AE",),
    "excess_bed_days": ("XBD",),
    "referrals": ("REF",),
    "first_attendances": ("OPFA",),
    "follow_ups": ("OPFUP", "NF2F"),
    "planned_treatments": ("DC", "EL"),
    "community_contacts": ("COMM",),
}
"""Key flows, with the points of delivery they add up."""

PAYERS: Final = ("commissioner", "council", "outside_payer")
"""Kinds that only pay."""

RECEIVED: Final = "pounds a year, with what is passed on"
"""Unit of income: a lead that is paid for everybody has all of it as income, whatever it keeps."""

HeadlineKey = tuple[str, str]
"""A measure and its scope."""


def headlines(
    record: Record, effects: Sequence[EffectValue], start: int = 0
) -> dict[HeadlineKey, tuple[float, str]]:
    """Value and unit by measure and scope; flows and pounds are a year's, on average.

    Args:
        record: what happened.
        effects: its effects.
        start: first month that counts for flows and pounds.
    """
    found = {(e.effect, e.scope): (e.value, e.unit) for e in effects if e.month is None}
    practices = {o.id for o in record.place.organisations[: record.place.n_practices]}
    found = {key: value for key, value in found.items() if key[1] not in practices}
    by_line = record.by_line()[start:].mean(axis=0) * MONTHS_PER_YEAR
    for name, pods in FLOWS.items():
        lines = np.isin(record.lines.pod, [POD[p] for p in pods])
        found[name, TOTAL] = float(by_line[lines].sum()), "a year"
    there = {o.kind for o in record.place.organisations} - set(PAYERS)
    for kind, pence in zip(KINDS, paid(record, start=start).kinds.sum(axis=0), strict=True):
        if kind in there:
            found["income", kind] = float(to_pounds(pence)), RECEIVED
    for trust in record.place.trusts:
        name = record.place.organisations[trust].id
        found["margin", name] = 100 * float(record.margin[-1][trust]), "% of turnover, last twelve months"
    return found

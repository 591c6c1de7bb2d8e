"""Monthly hazards as small tables: by age, sex and deprivation, times by conditions and frailty.

Published rates are averages over people with and without conditions. The base table is that rate
divided by the mean multiple of the age band, so that the published level comes back when the
multiples are applied to a population with the stated prevalence.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.parameter import Values
from abm.patients.columns import FRAILTY_LEVELS, FRAILTY_SHIFT, MASKS
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.vocabulary import CONDITION, CONDITIONS, DEPRIVATION_QUINTILES, HAZARD_PURPOSES, RATE_AGES, SEGMENT

ACS, SERIOUS, MINOR, PLANNED, MENTAL, SUPPORT, DEATH, FRAILTY, ONSET, GP = range(len(HAZARD_PURPOSES))
OLDEST_MONTH: Final = 130 * MONTHS_PER_YEAR
BANDS: Final = len(RATE_AGES)
CELLS: Final = BANDS * 2 * DEPRIVATION_QUINTILES
OLD: Final = 75


class Tables(NamedTuple):
    """What the kernel looks up. C cells of age x sex x deprivation, M condition masks.

    Attributes:
        band: uint8[months of age], age band of `RATE_AGES`.
        base: float32[C, purposes], monthly hazard without conditions.
        multiple: float32[M, purposes], multiple for a condition mask with frailty.
        eligible: uint8[M], 1 where a mask makes proactive care worthwhile.
        contacts: uint8[bands], contacts in a month in which a resident consults.
        segment: uint8[bands, M], segment by age band and mask (end of life apart).
        scalars: float32[6]: severity return, severity step, severity effect, control lag,
            control under usual care, control in proactive care.
        avoidable: float32, fall of the avoidable hazard per unit of control.
        uptake: float32[5], chance of taking up proactive care by deprivation, against the mean.
        without_care: float32, multiple of emergencies while a need for social care is not met.
    """

    band: NDArray[np.uint8]
    base: NDArray[np.float32]
    multiple: NDArray[np.float32]
    eligible: NDArray[np.uint8]
    contacts: NDArray[np.uint8]
    segment: NDArray[np.uint8]
    scalars: NDArray[np.float32]
    avoidable: np.float32
    uptake: NDArray[np.float32]
    without_care: np.float32


def prevalence(values: Values) -> Floats:
    """Share of people with each condition, [bands, conditions]."""
    return np.array([values.table(f"illness.prevalence.{c}") for c in CONDITIONS]).T


def frailty_shares(values: Values) -> Floats:
    """Share of people fit, mildly, moderately and severely frail, [bands, 4]."""
    worse = np.array([values.table(f"illness.frailty_share_{s}") for s in ("mild", "moderate", "severe")]).T
    return np.column_stack([1 - worse.sum(axis=1), worse])


def effects(values: Values) -> tuple[Floats, Floats]:
    """Multiples of each condition, [conditions, purposes], and of each frailty level, [4, purposes]."""
    by_condition = np.array([values.table(f"illness.effect.{c}") for c in CONDITIONS])
    frail = [values.table(f"illness.effect.{s}_frailty") for s in ("mild", "moderate", "severe")]
    return by_condition, np.array([np.ones(len(HAZARD_PURPOSES)), *frail])


def multiples(values: Values) -> Floats:
    """Multiple of every hazard for every mask of conditions and frailty, [M, purposes]."""
    by_condition, by_frailty = effects(values)
    masks = np.arange(MASKS)
    result = by_frailty[masks >> FRAILTY_SHIFT]
    for k in range(len(CONDITIONS)):
        has = (masks >> k) & 1
        result = np.where(has[:, None] == 1, result * by_condition[k], result)
    return result


def mean_multiple(values: Values) -> Floats:
    """Mean multiple over the people of an age band, [bands, purposes]."""
    by_condition, by_frailty = effects(values)
    mean = frailty_shares(values) @ by_frailty
    for k, share in enumerate(prevalence(values).T):
        mean *= 1 + share[:, None] * (by_condition[k] - 1)
    return mean


def yearly_rates(values: Values, fit: dict[str, float]) -> Floats:
    """Events per person-year by age band, [bands, purposes], before splitting by health.

    Avoidable and unavoidable emergencies are solved from published admissions and the chance of
    admission of each class; minor attendances are what remains of published attendances.
    """
    admissions = values.table("urgent.admission_rate") * fit.get("emergencies", 1.0)
    attendances = values.table("urgent.attendance_rate") * fit.get("attendances", 1.0)
    avoidable = admissions * values.table("urgent.avoidable_share") / values["urgent.admit_avoidable"]
    by_ae = 1 - values["urgent.direct_share"]
    rest = admissions - avoidable * values["urgent.admit_avoidable"]
    # minor = attendances - by_ae (avoidable + serious)
    # serious = (rest - admit_minor x minor) / admit_serious
    admit_minor, admit_serious = values["urgent.admit_minor"], values["urgent.admit_serious"]
    serious = (rest - admit_minor * (attendances - by_ae * avoidable)) / (admit_serious - admit_minor * by_ae)
    minor = attendances - by_ae * (avoidable + serious)
    rates = np.empty((BANDS, len(HAZARD_PURPOSES)))
    # Published figures are what is left after rapid responses at home.
    rates[:, ACS] = avoidable / (1 - values["community.crisis_share"])
    rates[:, SERIOUS], rates[:, MINOR] = serious, np.maximum(minor, 0.02)
    rates[:, PLANNED] = values.table("planned.problem_rate")
    rates[:, MENTAL] = values.table("mental_health.need_rate")
    rates[:, SUPPORT] = values.table("community.support_rate")
    rates[:, DEATH] = values.table("demography.death_rate")
    rates[:, FRAILTY] = values.table("illness.frailty_rate")
    rates[:, ONSET] = values.table("illness.onset_rate")
    rates[:, GP] = values.table("primary_care.contact_rate")
    return rates


_SLOPED: Final = np.array([1, 1, 1, 0, 1, 1, 1, 0.5, 0.5, 0.3])
"""How much of the deprivation slope each hazard takes; planned problems take none."""


def by_those_without_care(values: Values) -> Floats:
    """What people without the care they need add to the emergencies of an age band at the norm, [bands].

    1 + (multiple - 1) x share without, the share being needs a year times the years each stays unmet.
    """
    turned_away = (1 - values["community.health_share"]) * (1 - values["social_care.eligible_share"])
    years = values["social_care.package_months"] / MONTHS_PER_YEAR
    without = np.minimum(values.table("community.support_rate") * turned_away * years, 1.0)
    return 1 + (values["social_care.without_care"] - 1) * without


def base_hazards(values: Values, fit: dict[str, float]) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Monthly hazards without conditions, [C, purposes], and contacts in a consulting month, [bands]."""
    monthly = yearly_rates(values, fit) / MONTHS_PER_YEAR / mean_multiple(values)
    contacts = np.ceil(monthly[:, GP] * mean_multiple(values)[:, GP] / 0.5).astype(np.uint8)
    monthly[:, GP] /= contacts
    usual = 1 - values["illness.avoidable_by_control"] * values["illness.control_usual"]
    monthly[:, ACS] /= usual
    monthly[:, [ACS, SERIOUS, MINOR]] /= by_those_without_care(values)[:, None]
    steps = np.linspace(0.5, -0.5, DEPRIVATION_QUINTILES)[:, None]
    slope = 1 + values["illness.deprivation_slope"] * steps * _SLOPED
    by_cell = monthly[:, None, None, :] * slope[None, None, :, :] * np.ones((1, 2, 1, 1))
    return by_cell.reshape(CELLS, -1).astype(np.float32), contacts


def is_eligible() -> NDArray[np.uint8]:
    """Which masks make a resident eligible for proactive care.

    Two long-term conditions, or heart failure, COPD or dementia, or moderate frailty.
    """
    masks = np.arange(MASKS)
    count = sum((masks >> k) & 1 for k in range(len(CONDITIONS)))
    named = sum((masks >> CONDITION[c]) & 1 for c in ("heart_failure", "copd", "dementia"))
    return ((count >= 2) | (named > 0) | (masks >> FRAILTY_SHIFT >= 2)).astype(np.uint8)


def segment_table() -> NDArray[np.uint8]:
    """Segment by age band and mask, [bands, M]; people identified as near the end of life apart."""
    masks = np.arange(MASKS)
    smi = (masks >> CONDITION["severe_mental_illness"]) & 1 == 1
    complexity = sum((masks >> k) & 1 for k in range(len(CONDITIONS))) + (masks >> FRAILTY_SHIFT)
    table = np.empty((BANDS, MASKS), np.uint8)
    for band, start in enumerate(RATE_AGES):
        if start < 5:
            row = np.full(MASKS, SEGMENT["under_5"])
        elif start < 15:
            row = np.where(complexity > 0, SEGMENT["children_complex"], SEGMENT["mostly_well_children"])
        elif start < OLD:
            row = np.where(complexity > 1, SEGMENT["adults_complex"], SEGMENT["mostly_well_adults"])
        else:
            row = np.full(MASKS, SEGMENT["older_75_plus"])
        table[band] = np.where(smi & (start >= 15) & (start < OLD), SEGMENT["severe_mental_illness"], row)
    return table


def age_bands() -> NDArray[np.uint8]:
    """Age band of every age in months."""
    years = np.arange(OLDEST_MONTH) // MONTHS_PER_YEAR
    return (np.searchsorted(np.array(RATE_AGES), years, side="right") - 1).astype(np.uint8)


def build_tables(values: Values, fit: dict[str, float]) -> Tables:
    """All tables of a run from its parameters and its place's fitted multipliers."""
    base, contacts = base_hazards(values, fit)
    back = values["illness.severity_return"]
    # A uniform draw with this half-width per 16-bit step keeps severity at unit variance.
    step = values["illness.severity_spread"] * np.sqrt(1 - (1 - back) ** 2) * np.sqrt(12.0) / 65536.0
    scalars = (
        back,
        step,
        values["illness.severity_effect"],
        values["illness.control_lag"],
        values["illness.control_usual"],
        values["illness.control_proactive"],
    )
    return Tables(
        age_bands(),
        base,
        multiples(values).astype(np.float32),
        is_eligible(),
        contacts,
        segment_table(),
        np.array(scalars, np.float32),
        np.float32(values["illness.avoidable_by_control"]),
        values.table("primary_care.uptake").astype(np.float32),
        np.float32(values["social_care.without_care"]),
    )


assert FRAILTY_LEVELS * 2 ** len(CONDITIONS) == MASKS

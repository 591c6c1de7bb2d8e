"""The month of one resident in plain Python, to check the kernel against, bit for bit.

Written to be read: the same arithmetic in the same order and precision as
`abm.patients.kernel.step_residents`, one resident at a time.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.patients import kernel as k
from abm.patients.columns import ALIVE, ENROLLED, Columns
from abm.patients.hazards import (
    ACS,
    DEATH,
    FRAILTY,
    GP,
    MENTAL,
    MINOR,
    ONSET,
    PLANNED,
    SERIOUS,
    SUPPORT,
    Tables,
)
from abm.vocabulary import DEPRIVATION_QUINTILES

_F = np.float32
_MASK64 = (1 << 64) - 1


class ResidentMonth(NamedTuple):
    """One resident after one month.

    Attributes:
        severity: latent severity.
        control: how well managed.
        flags: alive, enrolled and the rest.
        happened: bits of `abm.patients.kernel.HAS_*`; 0 when nothing did.
        contacts: contacts asked for with the practice.
        refused: whether they were refused.
    """

    severity: np.float32
    control: np.float32
    flags: int
    happened: int
    contacts: int
    refused: bool


def _draw(key: np.uint64, identity: np.uint64) -> int:
    z = (int(key) + int(identity) * 0x9E3779B97F4A7C15) & _MASK64
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK64
    return z ^ (z >> 31)


def _lanes(hashed: int) -> tuple[np.float32, np.float32, np.float32]:
    mask = (1 << 21) - 1
    return _F(hashed & mask), _F((hashed >> 21) & mask), _F((hashed >> 42) & mask)


def _happens(lane: np.float32, hazard: np.float32) -> bool:
    return bool(lane < hazard * _F(1 << 21))


def step(
    columns: Columns, row: int, tables: Tables, diaries: k.Diaries, keys: NDArray[np.uint64], month: int
) -> ResidentMonth:
    """What the month does to the resident of a row; nothing is changed."""
    flags, health = int(columns.flags[row]), int(columns.health[row])
    if not flags & ALIVE:
        return ResidentMonth(columns.severity[row], columns.control[row], flags, 0, 0, False)
    diary, emergency, problem, ageing = (_draw(key, columns.identity[row]) for key in keys)
    band = int(tables.band[month - int(columns.birth[row])])
    cell = band * 2 * DEPRIVATION_QUINTILES + int(columns.demography[row])
    base, multiple = tables.base[cell], tables.multiple[health]
    back, width, effect, lag, usual, proactive = tables.scalars
    practice = int(columns.practice[row])

    severity = columns.severity[row]
    severity = severity - back * severity + width * (_F(diary & 0xFFFF) - _F(32767.5))
    alone = tables.without_care if columns.without_care[row] else _F(1)
    factor = min(max(_F(1) + effect * severity, _F(0.25)), _F(4)) * alone

    enrolled, eligible = bool(flags & ENROLLED), bool(tables.eligible[health])
    lane = _F(diary >> 48)
    taken_up = diaries.enrol[practice] * tables.uptake[int(columns.demography[row]) % DEPRIVATION_QUINTILES]
    joins = eligible and not enrolled and lane < taken_up * _F(1 << 16)
    drops = enrolled and (lane < diaries.release[practice] * _F(1 << 16) or not eligible)
    enrolled = (enrolled or joins) and not drops
    flags = (flags & ~ENROLLED) | (ENROLLED if enrolled else 0)
    control = columns.control[row]
    control = control + lag * ((proactive if enrolled else usual) - control)

    hazard = base * multiple
    avoidable = base[ACS] * multiple[ACS] * factor * (_F(1) - tables.avoidable * control)
    first, second, third = _lanes(emergency)
    happened = k.HAS_ACS * _happens(first, avoidable)
    happened |= k.HAS_SERIOUS * _happens(second, hazard[SERIOUS] * factor)
    happened |= k.HAS_MINOR * _happens(third, hazard[MINOR] * alone)
    first, second, third = _lanes(problem)
    happened |= k.HAS_PROBLEM * _happens(first, hazard[PLANNED])
    happened |= k.HAS_MENTAL * _happens(second, hazard[MENTAL])
    happened |= k.HAS_SUPPORT * _happens(third, hazard[SUPPORT])
    first, second, third = _lanes(ageing)
    happened |= k.HAS_DEATH * _happens(first, hazard[DEATH])
    happened |= k.HAS_ONSET * _happens(second, hazard[ONSET])
    happened |= k.HAS_FRAILTY * _happens(third, hazard[FRAILTY])
    happened |= k.IS_LEAVING * (int(columns.leaves[row]) == month)
    cared_for = (columns.caseload, columns.mental, columns.home_care, columns.residential)
    in_care = any(months_left[row] for months_left in (*cared_for, columns.without_care))
    happened |= k.IN_CARE * in_care

    consults = bool(_F((diary >> 16) & 0xFFFF) < hazard[GP] * diaries.recalls[practice] * _F(1 << 16))
    refused = bool(_F((diary >> 32) & 0xFFFF) < diaries.refusal[practice] * _F(1 << 16))
    happened |= k.IS_REFUSED * (consults and refused)
    return ResidentMonth(
        severity, control, flags, happened, int(tables.contacts[band]) if consults else 0, refused
    )

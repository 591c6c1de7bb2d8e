"""Residents as columns: one contiguous array per attribute, one row per resident.

A row is recycled when its resident dies or moves away; `identity` is the resident's permanent
number and is used only to address draws.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.vocabulary import CONDITIONS

ALIVE: Final = 1
ENROLLED: Final = 2
IDENTIFIED: Final = 4
PLANNED_END: Final = 8
WAITING_FOR_SUPPORT: Final = 16

FRAILTY_SHIFT: Final = len(CONDITIONS)
FRAILTY_LEVELS: Final = 4
MASKS: Final = FRAILTY_LEVELS << FRAILTY_SHIFT
NO_QUEUE: Final = 255
NOBODY: Final = -1
NEVER_LEAVES: Final = 32000


class Columns(NamedTuple):
    """The state of N residents.

    Attributes:
        identity: uint64, permanent number; addresses draws.
        birth: int16, month of birth in months of the run (negative before it).
        demography: uint8, sex x 5 + deprivation quintile (0 the most deprived).
        borough: uint8, borough of residence.
        practice: uint16, practice where registered.
        health: uint16, condition bits, with frailty (0 fit to 3 severe) in the two bits above.
        segment: uint8, population segment.
        flags: uint8, alive, enrolled, identified, with a plan, waiting for support.
        severity: float32, latent severity, mean 0 and standard deviation 1.
        control: float32, how well managed, 0 to 1.
        leaves: int16, month in which the resident moves away, drawn when they arrive.
        caseload: uint8, months left on a community caseload.
        mental: uint8, months left on a mental health caseload.
        home_care: uint8, months left of a home care package.
        residential: uint8, months left in residential care.
        without_care: uint8, months left of a need for social care that nobody meets.
        queue: uint8, waiting list the resident is on, or 255.
        queue_next: int32, row of the next person on that list, or -1.
        queued: int16, month in which they joined it.
    """

    identity: NDArray[np.uint64]
    birth: NDArray[np.int16]
    demography: NDArray[np.uint8]
    borough: NDArray[np.uint8]
    practice: NDArray[np.uint16]
    health: NDArray[np.uint16]
    segment: NDArray[np.uint8]
    flags: NDArray[np.uint8]
    severity: NDArray[np.float32]
    control: NDArray[np.float32]
    leaves: NDArray[np.int16]
    caseload: NDArray[np.uint8]
    mental: NDArray[np.uint8]
    home_care: NDArray[np.uint8]
    residential: NDArray[np.uint8]
    without_care: NDArray[np.uint8]
    queue: NDArray[np.uint8]
    queue_next: NDArray[np.int32]
    queued: NDArray[np.int16]


_TYPES: Final[dict[str, Any]] = {
    "identity": np.uint64,
    "birth": np.int16,
    "demography": np.uint8,
    "borough": np.uint8,
    "practice": np.uint16,
    "health": np.uint16,
    "segment": np.uint8,
    "flags": np.uint8,
    "severity": np.float32,
    "control": np.float32,
    "leaves": np.int16,
    "caseload": np.uint8,
    "mental": np.uint8,
    "home_care": np.uint8,
    "residential": np.uint8,
    "without_care": np.uint8,
    "queue": np.uint8,
    "queue_next": np.int32,
    "queued": np.int16,
}


def empty_columns(rows: int) -> Columns:
    """Columns of `rows` empty rows (nobody alive, nobody waiting)."""
    made: dict[str, Any] = {name: np.zeros(rows, kind) for name, kind in _TYPES.items()}
    columns = Columns(**made)
    columns.queue[:] = NO_QUEUE
    columns.queue_next[:] = NOBODY
    return columns


def copy_columns(columns: Columns) -> Columns:
    """A copy that shares nothing with the original."""
    copied: list[Any] = [c.copy() for c in columns]
    return Columns(*copied)

"""Two scenarios lived side by side, month by month, and whose two lives in them differ most.

Draws are addressed by a resident's permanent number, so the same people open both runs and meet the
same luck; what becomes different about one of them is what payment did.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from abm.model import Model
from abm.patients.columns import ALIVE, ENROLLED, IDENTIFIED, PLANNED_END, WAITING_FOR_SUPPORT, Columns
from abm.quantities import Ints
from abm.setup import Setup
from abm.vocabulary import SEGMENT
from scenarios.errors import InputError, nearest
from scenarios.questions.life_events import nothing_at_all
from scenarios.runs.run import opened

_SEEN = ALIVE | ENROLLED | IDENTIFIED | PLANNED_END | WAITING_FOR_SUPPORT


def side_by_side(
    setups: tuple[Setup, Setup], seed: int, watch: tuple[int, ...] = ()
) -> Iterator[tuple[Model, Model]]:
    """Both models as they open, and after every month.

    Args:
        setups: of both runs.
        seed: of both runs.
        watch: identities of residents whose care is written down.

    Raises:
        InputError: if contracts do not fit the place.
    """
    a, b = (opened(replace(setup, shadows=(), watch=watch), seed) for setup in setups)
    yield a, b
    while a.month < setups[0].months:
        a.step()
        b.step()
        yield a, b


@dataclass(frozen=True)
class Chosen:
    """Somebody to follow.

    Attributes:
        identity: their permanent number.
        words: how they were chosen.
    """

    identity: int
    words: str


def the_one_asked_for(model: Model, person: int) -> Chosen:
    """A resident by number.

    Raises:
        InputError: if nobody has it at the start.
    """
    if not (model.patients.get("identity") == person).any():
        known = model.patients.get("identity")
        remedy = f"those at the start are numbered from {known.min()} to {known.max()}; or leave it out"
        raise InputError(f"no resident {person} at the start", "--person", remedy)
    return Chosen(person, "as asked for")


def the_most_different(setups: tuple[Setup, Setup], seed: int, segment: str | None) -> Chosen:
    """The resident whose two lives look different in most months, the first of them where several do.

    Args:
        setups: of both runs.
        seed: of both runs.
        segment: only of this population segment at the start; of any by default.

    Raises:
        InputError: if there is no such segment, nobody is in it, or no two lives differ.
    """
    if segment is not None and segment not in SEGMENT:
        raise InputError(f"no segment '{segment}'", "--segment", nearest(segment, SEGMENT))
    runs = side_by_side(setups, seed)
    start, _ = next(runs)
    rows = start.patients.select(lambda p: _in_segment(p.get("segment"), segment)).rows
    if not rows.size:
        raise InputError(f"nobody in {segment} at the start", "--segment", "take a larger --sample")
    identity = start.life.columns.identity[rows].copy()
    differs = np.zeros(len(rows), np.int64)
    for a, b in runs:
        differs += visible(a.life.columns, rows, identity) != visible(b.life.columns, rows, identity)
    if not differs.any():
        remedy = "run more --months, or compare scenarios that differ more"
        raise InputError("nobody's two lives differ", segment or "A and B", remedy)
    most = int(differs.argmax())
    words = (
        f"of {len(rows):,} {'in ' + segment if segment else 'alive'} at the start, the one whose two lives"
    )
    words += f" look different in most months: {differs[most]} of {setups[0].months}"
    return Chosen(int(identity[most]), words)


def _in_segment(segments: NDArray[np.uint8], segment: str | None) -> NDArray[np.bool_]:
    """Who is in a segment; everybody where none is named."""
    return np.ones(len(segments), bool) if segment is None else segments == SEGMENT[segment]


def visible(columns: Columns, rows: Ints, identity: NDArray[np.uint64]) -> Ints:
    """What can be seen of residents as one number each, -1 for those who are gone, int[n].

    Args:
        columns: residents of one run.
        rows: int[n], their rows at the start.
        identity: uint64[n], who they are; a row may be somebody else's by now.
    """
    code = columns.flags[rows].astype(np.int64) & _SEEN
    code = code << 8 | columns.queue[rows]
    for months_left in (columns.caseload, columns.mental, columns.home_care, columns.residential):
        code = code << 1 | (months_left[rows] > 0)
    code = code << 1 | nothing_at_all(columns, rows)
    code = code << 16 | columns.health[rows]
    here = (columns.identity[rows] == identity) & ((columns.flags[rows] & ALIVE) != 0)
    return np.where(here, code, -1)

"""Whose two lives differ most under two scenarios that share people and chance events.

Draws are addressed by a resident's permanent number, so the same people open both runs and meet the
same chance; what becomes different about one of them is what payment did.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from abm.model import Model
from abm.patients.columns import ALIVE, ENROLLED, IDENTIFIED, PLANNED_END, WAITING_FOR_SUPPORT, Columns
from abm.quantities import Ints
from abm.setup import Setup
from abm.vocabulary import SEGMENT
from scenarios.errors import InputError, nearest
from scenarios.questions.life_events import nothing_at_all
from scenarios.runs.task import Between, Finished, Task, go_on, run_task

_SEEN = ALIVE | ENROLLED | IDENTIFIED | PLANNED_END | WAITING_FOR_SUPPORT


@dataclass(frozen=True)
class Chosen:
    """Somebody to follow.

    Attributes:
        identity: their permanent number.
        words: how they were chosen.
    """

    identity: int
    words: str


def the_one_named(model: Model, person: int) -> Chosen:
    """A resident by number.

    Raises:
        InputError: if nobody has it at the start.
    """
    if not (model.patients.get("identity") == person).any():
        known = model.patients.get("identity")
        remedy = f"those at the start are numbered from {known.min()} to {known.max()}; or leave it out"
        raise InputError(f"no resident {person} at the start", "--person", remedy)
    return Chosen(person, "as asked for")


class Everybody:
    """Looks at what can be seen of all who are there as a run opens, then and after every month.

    Args:
        segment: only of this population segment at the start; of any by default.
    """

    def __init__(self, segment: str | None) -> None:
        self._segment = segment
        self._rows: Ints | None = None

    def __call__(self, model: Model) -> NDArray[Any]:
        """Who is there, int[n], as the run opens; what can be seen of each, int[n], after a month."""
        if self._rows is None:
            self._rows = model.patients.select(lambda p: _in_segment(p.get("segment"), self._segment)).rows
            self._identity = model.world.life.columns.identity[self._rows].copy()
            return self._identity
        return visible(model.world.life.columns, self._rows, self._identity)


def _looks(finished: Finished) -> list[NDArray[Any]]:
    return finished.seen


def the_most_different(
    setups: tuple[Setup, Setup], seed: int, segment: str | None, between: Between = go_on
) -> Chosen:
    """The resident whose two lives look different in most months, the first of them where several do.

    Args:
        setups: of both runs.
        seed: of both runs.
        segment: only of this population segment at the start; of any by default.
        between: called before every month.

    Raises:
        InputError: if there is no such segment, nobody is in it, or no two lives differ.
    """
    if segment is not None and segment not in SEGMENT:
        raise InputError(f"no segment '{segment}'", "--segment", nearest(segment, SEGMENT))
    tasks = (Task(replace(s, shadows=()), seed, _looks, look=Everybody(segment)) for s in setups)
    (identity, *one), (_, *other) = (run_task(task, between) for task in tasks)
    if not identity.size:
        raise InputError(f"nobody in {segment} at the start", "--segment", "take a larger --sample")
    differs = np.sum([a != b for a, b in zip(one, other, strict=True)], axis=0)
    if not differs.any():
        remedy = "run more --months, or compare scenarios that differ more"
        raise InputError("nobody's two lives differ", segment or "A and B", remedy)
    most = int(differs.argmax())
    whom = f"in {segment}" if segment else "alive"
    words = f"of {len(identity):,} {whom} at the start, the one whose two lives look different in most months"
    return Chosen(int(identity[most]), f"{words}: {differs[most]} of {setups[0].months}")


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

"""What happens to one resident, month by month, as events: care delivered and changes of state.

People are referred to by their permanent number, never by name.
"""

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np

from abm.flows import Lines
from abm.parameters.planned import SPECIALTIES
from abm.patients.columns import (
    ALIVE,
    ENROLLED,
    FRAILTY_SHIFT,
    IDENTIFIED,
    NO_QUEUE,
    PLANNED_END,
    WAITING_FOR_SUPPORT,
    Columns,
)
from abm.place import Place
from abm.processes.month_state import first_lists
from abm.vocabulary import CONDITIONS, PODS, SEGMENTS
from scenarios.words.activity_words import counted

FRAILTY: Final = ("fit", "mildly frail", "moderately frail", "severely frail")
TURNS: Final = (
    ("enrolled", "practice", "taken into proactive care", "left proactive care"),
    ("caseload", "community", "taken on by community services", "discharged from community services"),
    (
        "mental",
        "mental_health",
        "taken on by mental health services",
        "discharged from mental health services",
    ),
    ("home_care", "social_care", "home care began", "home care ended"),
    ("residential", "social_care", "residential care began", "residential care ended"),
    (
        "without_care",
        "social_care",
        "went without the social care they need",
        "no longer without social care",
    ),
    ("asking", "community", "began to wait for support", "no longer waiting for support"),
    ("identified", "practice", "identified as near the end of life", "no longer identified"),
    ("planned", "practice", "a plan for the end of life was made", "the plan was dropped"),
)
"""What is so or not so of a person: its name, whose work it is, and what beginning and ending are called."""


def nothing_at_all(columns: Columns, rows: Any) -> Any:
    """Who needs social care and has no package of it, however short: of one row or of many."""
    has_some = (columns.home_care[rows] > 0) | (columns.residential[rows] > 0)
    return (columns.without_care[rows] > 0) & ~has_some


@dataclass(frozen=True)
class State:
    """What can be seen of one person at the end of a month.

    Attributes:
        alive: alive, and living in the place.
        moving: whether this is the month in which they move away, if they live to see it.
        queue: waiting list they are on, or -1.
        enrolled: in proactive care.
        caseload: on a community caseload.
        mental: on a mental health caseload.
        home_care: has a package of home care.
        residential: in residential care.
        without_care: needs social care and has none.
        asking: waiting for support.
        identified: identified as near the end of life.
        planned: has a plan for it.
        conditions: long-term conditions, as bits.
        frailty: 0 fit to 3 severe.
        segment: population segment.
    """

    alive: bool
    moving: bool
    queue: int
    enrolled: bool
    caseload: bool
    mental: bool
    home_care: bool
    residential: bool
    without_care: bool
    asking: bool
    identified: bool
    planned: bool
    conditions: int
    frailty: int
    segment: int


def state_of(columns: Columns, row: int, identity: int, month: int) -> State:
    """The state of the resident who had this row; once they are gone the row may be somebody else's."""
    here = int(columns.identity[row]) == identity
    flags = int(columns.flags[row]) if here else 0
    if not flags & ALIVE:
        gone: dict[str, Any] = {f.name: False for f in fields(State)}
        return State(**{**gone, "queue": -1, "moving": here and int(columns.leaves[row]) == month})
    health, queue = int(columns.health[row]), int(columns.queue[row])
    return State(
        alive=True,
        moving=int(columns.leaves[row]) == month,
        queue=-1 if queue == NO_QUEUE else queue,
        enrolled=bool(flags & ENROLLED),
        caseload=columns.caseload[row] > 0,
        mental=columns.mental[row] > 0,
        home_care=columns.home_care[row] > 0,
        residential=columns.residential[row] > 0,
        without_care=bool(nothing_at_all(columns, row)),
        asking=bool(flags & WAITING_FOR_SUPPORT),
        identified=bool(flags & IDENTIFIED),
        planned=bool(flags & PLANNED_END),
        conditions=health & ((1 << FRAILTY_SHIFT) - 1),
        frailty=health >> FRAILTY_SHIFT,
        segment=int(columns.segment[row]),
    )


@dataclass(frozen=True)
class Services:
    """Who looks after one resident, as organisation indexes.

    Attributes:
        place: where.
        practice: where registered.
        borough: index of the borough they live in.
    """

    place: Place
    practice: int
    borough: int

    def of(self, role: str) -> int:
        """The organisation with a role for this resident: the practice, or the borough's service."""
        return self.practice if role == "practice" else int(self.place.serving[role][self.borough])

    def list_words(self, queue: int) -> tuple[int, str]:
        """The trust whose waiting list it is, and what it is for."""
        sites, n = len(self.place.sites), len(SPECIALTIES)
        first = first_lists(sites)
        if queue < first:
            pair, urgent = queue // 2, queue % 2 == 0
            what = "an urgent first attendance" if urgent else "a first attendance"
        else:
            pair, what = queue - first, "treatment"
        specialty = SPECIALTIES[pair % n].replace("_", ", ")
        return self.place.sites[pair // n].trust, f"{what} ({specialty})"


@dataclass(frozen=True)
class Event:
    """Something that happened to a resident in a month.

    Attributes:
        kind: a point of delivery, or what changed.
        words: the same in words.
        organisation: index of who did it, or -1 where nobody did.
        count: how many units.
    """

    kind: str
    words: str
    organisation: int = -1
    count: int = 1


def delivered(seen: Any, lines: Lines, place: Place) -> list[Event]:
    """What was delivered to a resident in a month.

    Args:
        seen: int[L], units by activity line.
        lines: the activity lines.
        place: whose names they go by.
    """
    found: list[Event] = []
    for line in np.flatnonzero(seen).tolist():
        pod, who = PODS[lines.pod[line]], int(lines.organisation[line])
        words = f"{counted(pod, float(seen[line]))}, {place.organisations[who].name}"
        found.append(Event(pod, words, who, int(seen[line])))
    return found


def changes(before: State, after: State, services: Services) -> list[Event]:
    """What changed about a resident between the ends of two months."""
    if not before.alive:
        return []
    if not after.alive:
        return [Event("moved", "moved away") if after.moving else Event("died", "died")]
    return [
        *_of_health(before, after),
        *_of_lists(before, after, services),
        *(
            Event(f"{name} begins" if now else f"{name} ends", begins if now else ends, services.of(role))
            for name, role, begins, ends in TURNS
            if (now := getattr(after, name)) != getattr(before, name)
        ),
    ]


def _of_health(before: State, after: State) -> list[Event]:
    """New conditions, frailty and segment."""
    new = after.conditions & ~before.conditions
    found = [
        Event("condition", f"new: {c.replace('_', ' ')}") for k, c in enumerate(CONDITIONS) if new >> k & 1
    ]
    if after.frailty != before.frailty:
        found.append(Event("frailty", f"became {FRAILTY[after.frailty]}"))
    if after.segment != before.segment:
        found.append(Event("segment", f"now counted among {SEGMENTS[after.segment].replace('_', ' ')}"))
    return found


def _of_lists(before: State, after: State, services: Services) -> list[Event]:
    """Waiting lists left and joined."""
    if after.queue == before.queue:
        return []
    found: list[Event] = []
    for queue, turn in ((before.queue, "left"), (after.queue, "joined")):
        if queue >= 0:
            trust, what = services.list_words(queue)
            kind = f"{turn} list for {'treatment' if what.startswith('treatment') else 'first'}"
            words = f"{turn} the list for {what}, {services.place.organisations[trust].name}"
            found.append(Event(kind, words, trust))
    return found

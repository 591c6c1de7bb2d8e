"""Which levers bear on what happens to a person, as each lever says: whose it is and which way it works.

A lever that works the other way than the difference cannot have made it, and is passed over. Where a
lever may work either way its direction is 0. The order of events is that of a month, so that of
several that differ the first is the one the others may have followed from.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from abm.behaviour.catalogue import LEVERS
from abm.behaviour.lever import Bears, Lever

HERE: Final = "here"
"""The role of whoever did it; other roles are those of `scenarios.questions.life_events.Services.of`."""

Bearing = tuple[str, str, int]
"""Whose lever, which, and whether more of it makes the event more or less likely."""

EVENTS: Final = (
    *("enrolled begins", "enrolled ends", "PREV", "REF", "AG", "ENH", "GP"),
    *("AE", "NEL", "NELST", "AEADM", "MHIP"),
    *("asking begins", "COMM", "MH", "HC", "caseload begins", "mental begins", "home_care begins"),
    *(
        "residential begins",
        "without_care begins",
        "without_care ends",
        "home_care ends",
        "asking ends",
        "XBD",
    ),
    *("OPFA", "OPFUP", "NF2F", "left list for first", "joined list for first"),
    *("DC", "EL", "left list for treatment", "joined list for treatment"),
)
"""Kinds of event on which somebody's lever bears, in the order of a month."""


def _direction(bears: Bears, event: str) -> int | None:
    """Whether more of a lever makes an event more or less likely; None where it does not bear on it."""
    ways = ((1, bears.more), (-1, bears.fewer), (0, bears.either))
    return next((way for way, events in ways if event in events), None)


def _on(event: str) -> tuple[Bearing, ...]:
    """Levers that bear on an event, the nearest first."""
    known: list[tuple[Lever, Bears]] = [(x, bears) for x in LEVERS.values() for bears in x.bears]
    bearings = (
        (bears.role, lever.name, way)
        for lever, bears in sorted(known, key=lambda one: one[1].after)
        if (way := _direction(bears, event)) is not None
    )
    return tuple(bearings)


BEARS: Final[Mapping[str, tuple[Bearing, ...]]] = {event: _on(event) for event in EVENTS}
"""Levers that bear on each kind of event. Somebody referred in both lives who is still on the list at the
end of the month in one of them joined it there: that hangs on the clinic, not on the referral."""

QUEUED: Final = frozenset(
    {
        *("caseload begins", "mental begins", "home_care begins", "residential begins", "asking ends", "XBD"),
        *("OPFA", "left list for first", "joined list for first"),
        *("DC", "EL", "left list for treatment", "joined list for treatment"),
    }
)
"""Events that come to a person once others ahead of them have been served."""


def bearing(kind: str) -> Iterator[Bearing]:
    """Levers that bear on a kind of event; none on what nobody decides.

    Example:
        >>> [(role, lever) for role, lever, _ in bearing("ENH")]
        [('practice', 'enhanced_services'), ('practice', 'referral_threshold')]
        >>> list(bearing("condition"))
        []
    """
    yield from BEARS.get(kind, ())

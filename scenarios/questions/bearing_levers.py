"""Which levers bear on what happens to a person: one line each, whose it is and which way it works.

A lever that works the other way than the difference cannot have made it, and is passed over. Where a
lever may work either way its direction is 0. The order of events is that of a month, so that of
several that differ the first is the one the others may have followed from.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

HERE: Final = "here"
"""The role of whoever did it; other roles are those of `scenarios.questions.life_events.Services.of`."""
MORE, EITHER, FEWER = 1, 0, -1

Bearing = tuple[str, str, int]
"""Whose lever, which, and whether more of it makes the event more or less likely."""


def _all(role: str, **levers: int) -> tuple[Bearing, ...]:
    """Levers of one role with their directions."""
    return tuple((role, lever, direction) for lever, direction in levers.items())


def _turned(bearings: Iterable[Bearing]) -> tuple[Bearing, ...]:
    """The same levers on the opposite event."""
    return tuple((role, lever, -direction) for role, lever, direction in bearings)


def _places(role: str) -> tuple[Bearing, ...]:
    """Levers on getting a place of a service, for which others ask as well."""
    return _all(
        role,
        acceptance=MORE,
        selection=EITHER,
        capacity=MORE,
        contact_intensity=FEWER,
        package_size=FEWER,
        discharge_pickup=EITHER,
    )


_PROACTIVE = (
    *_all("practice", proactive_care=MORE),
    *_all("community", proactive_care=MORE),
    *_all("voluntary_sector", outreach=MORE),
    *_all("social_care", prevention_grants=MORE),
)
_CRISIS = (*_all("community", crisis_response=FEWER), *_turned(_PROACTIVE))
_ADMISSION = (*_all(HERE, admission_threshold=MORE), *_CRISIS)
_COMMUNITY, _MENTAL = _places("community"), _places("mental_health")
_SOCIAL = (*_places("social_care"), *_all("social_care", eligibility=MORE))
_HANDOVER = (
    *_all(HERE, discharge_effort=FEWER),
    *(
        bearing
        for role in ("community", "social_care", "mental_health")
        for bearing in _all(role, assessment_speed=FEWER, discharge_pickup=FEWER, capacity=FEWER)
    ),
)
_CLINIC = _all(HERE, planned_effort=MORE, capacity=MORE, follow_up_ratio=FEWER, virtual_follow_up=MORE)
_THEATRE = _all(HERE, planned_effort=MORE, capacity=MORE, selection=EITHER)

BEARS: Final[Mapping[str, tuple[Bearing, ...]]] = {
    "enrolled begins": _PROACTIVE,
    "enrolled ends": _turned(_PROACTIVE),
    "PREV": _PROACTIVE,
    "REF": _all(
        "practice", referral_threshold=MORE, advice_first=FEWER, enhanced_services=FEWER, access=EITHER
    ),
    "AG": _all("practice", advice_first=MORE, referral_threshold=MORE),
    "ENH": _all("practice", enhanced_services=MORE, referral_threshold=MORE),
    "GP": _all("practice", referral_threshold=FEWER, enhanced_services=FEWER, access=MORE, recalls=MORE),
    "AE": _CRISIS,
    "NEL": _ADMISSION,
    "NELST": _ADMISSION,
    "AEADM": _ADMISSION,
    "MHIP": _all("mental_health", crisis_response=FEWER),
    "asking begins": (
        *_all("community", acceptance=MORE, selection=EITHER),
        *_all("social_care", acceptance=MORE),
    ),
    "COMM": _all("community", contact_intensity=MORE),
    "MH": _all("mental_health", contact_intensity=MORE),
    "HC": _all("social_care", package_size=MORE),
    "caseload begins": _COMMUNITY,
    "mental begins": _MENTAL,
    "home_care begins": _SOCIAL,
    "residential begins": _SOCIAL,
    "without_care begins": _turned(_SOCIAL),
    "without_care ends": _SOCIAL,
    "home_care ends": _all("social_care", reablement=MORE),
    "asking ends": (*_COMMUNITY, *_SOCIAL),
    "XBD": _HANDOVER,
    "OPFA": _CLINIC,
    "OPFUP": _all(HERE, follow_up_ratio=MORE, virtual_follow_up=FEWER),
    "NF2F": _all(HERE, follow_up_ratio=MORE, virtual_follow_up=MORE),
    "left list for first": _CLINIC,
    "joined list for first": _turned(_CLINIC),
    "DC": _THEATRE,
    "EL": _THEATRE,
    "left list for treatment": _THEATRE,
    "joined list for treatment": _turned(_THEATRE),
}
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

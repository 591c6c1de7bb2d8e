"""All that may be delivered in a place: one unit of everything, to ask whether each would be paid for."""

import numpy as np

from abm.cohorts import ByCohort, Cohort, combinations
from abm.contracts.territory import served
from abm.flows import Flows, Lines
from abm.place import Place
from abm.quantities import Bools
from abm.vocabulary import POD

_OWN_BOROUGHS = ("community", "mental_health", "social_care", "voluntary_sector")


def possible(place: Place, lines: Lines, cohorts: tuple[Cohort, ...] = ()) -> Flows:
    """A year's flows with one unit of everything, for a person of each segment and borough who may have it.

    Trusts treat everybody, and people from outside; practices their list, wherever in the place it lives;
    community, mental health, social care and voluntary services their own boroughs, and walk-in centres
    people from outside as well. Of people told apart by condition every combination has as much.

    Example:
        >>> from abm.example import hamlet
        >>> from abm.flows import lines_of
        >>> float(possible(hamlet(), lines_of(hamlet())).delivered.max())
        1.0
    """
    flows = Flows.none(place, lines, cohorts)
    may = np.array(
        [_open_to(place, int(o), int(p)) for o, p in zip(lines.organisation, lines.pod, strict=True)]
    )
    flows.delivered[:] = may[:, None, :]
    flows.people[:] = 1.0
    if flows.by_cohort is not None:
        parts = np.full(combinations(cohorts), 1 / combinations(cohorts))
        of_all = flows.people.sum(axis=1)[:, None] * parts[:, None]
        flows.by_cohort = ByCohort(cohorts, flows.by_borough * parts[:, None, None], of_all)
    return flows


def _open_to(place: Place, organisation: int, pod: int) -> Bools:
    """bool[B + 1], whose residents may have a point of delivery of an organisation; the last is outside."""
    kind = place.organisations[organisation].kind
    everywhere = np.ones(place.n_boroughs, bool)
    own = served(organisation, place) > 0 if kind in _OWN_BOROUGHS else everywhere
    return np.append(own, kind == "acute_trust" or pod == POD["AE"])

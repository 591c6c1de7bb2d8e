"""Who serves, buys for or leads which boroughs: the tables of a place by kind of organisation.

Example:
    >>> "gp_federation" in SERVING
    True
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from abm.place import Place
from abm.quantities import Floats, Ints


def _federations(place: Place) -> Ints:
    """int[B], the federation of each borough's sub-system, -1 where there is none."""
    leads = np.array([system.lead_federation for system in place.sub_systems], np.int64)
    return leads[place.sub_system_of_borough]


SERVING: Final[Mapping[str, Callable[[Place], Ints]]] = {
    "commissioner": lambda place: place.commissioner_of_borough,
    "council": lambda place: place.council_of_borough,
    "community": lambda place: place.community_of_borough,
    "mental_health": lambda place: place.mental_health_of_borough,
    "social_care": lambda place: place.social_care_of_borough,
    "voluntary_sector": lambda place: place.voluntary_of_borough,
    "gp_federation": _federations,
}
"""int[B] by kind, the organisation index of whoever does it in each borough, or -1."""


def served(organisation: int, place: Place) -> Floats:
    """float[B], 1 for the boroughs that an organisation serves or buys for, else 0."""
    tables = (table(place) == organisation for table in SERVING.values())
    return np.any(list(tables), axis=0).astype(np.float64)

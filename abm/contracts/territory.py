"""Who serves, buys for or leads which boroughs: the tables of a place by kind of organisation.

Example:
    >>> from types import SimpleNamespace
    >>> lead = SimpleNamespace(lead_federation=5)
    >>> two = SimpleNamespace(
    ...     serving={"council": np.array([3, 4])}, sub_systems=[lead], sub_system_of_borough=np.array([0, 0])
    ... )
    >>> served(3, two).tolist(), served(5, two).tolist()
    ([1.0, 0.0], [1.0, 1.0])
"""

from collections.abc import Mapping

import numpy as np

from abm.place import Place
from abm.quantities import Floats, Ints


def serving(place: Place) -> Mapping[str, Ints]:
    """int[B] by kind, the organisation index of whoever does it in each borough, or -1."""
    leads = np.array([system.lead_federation for system in place.sub_systems], np.int64)
    return {**place.serving, "gp_federation": leads[place.sub_system_of_borough]}


def served(organisation: int, place: Place) -> Floats:
    """float[B], 1 for the boroughs that an organisation serves or buys for, else 0."""
    tables = (table == organisation for table in serving(place).values())
    return np.any(list(tables), axis=0).astype(np.float64)

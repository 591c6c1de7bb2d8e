"""Who is registered where: neighbourhoods matched to practices by distance, people and list size.

A doubly constrained gravity model: the pull of practice j on neighbourhood i is exp(-d/0.8 km), and
rows are scaled to the residents of each neighbourhood, columns to the lists scaled to all residents
(lists exceed residents by 7%, people who have left and those who live outside among them).
"""

from typing import Final

import numpy as np

from abm.quantities import Floats
from studies.places.east_london.balance import balance, plain
from studies.places.east_london.geography import BOROUGH_OF_LAD, BOROUGHS, neighbourhoods
from studies.places.east_london.practices import practices

DECAY_KM: Final = 0.8
"""Distance over which a practice's pull falls by 63%: assumed (0.5 to 1.5), as most Londoners
register within a walk of home."""

KM_PER_DEGREE: Final = 111.2
SMALLEST_CELL: Final = 1.0


def registration_rows() -> list[list[str]]:
    """Rows of registrations.csv; cells of less than a person are dropped."""
    cells = _cells()
    return [
        [practice.id, borough, str(quintile + 1), plain(cells[p, b, quintile], 1)]
        for p, practice in enumerate(practices())
        for b, borough in enumerate(BOROUGHS)
        for quintile in range(5)
        if cells[p, b, quintile] >= SMALLEST_CELL
    ]


def _cells() -> Floats:
    """float[P, B, 5], residents by practice, borough and national deprivation quintile."""
    homes, boroughs = neighbourhoods(), list(BOROUGHS)
    people = np.array([float(row["pop2017_total"]) for row in homes])
    lists = np.array([p.registered for p in practices()])
    registered = balance(np.exp(-_distances() / DECAY_KM), people, lists * people.sum() / lists.sum())
    cells = np.zeros((len(lists), len(boroughs), 5))
    for home, row in enumerate(homes):
        borough = boroughs.index(BOROUGH_OF_LAD[row["lad_code"]])
        cells[:, borough, (int(row["imd2015_decile"]) - 1) // 2] += registered[home]
    return cells


def _distances() -> Floats:
    """float[neighbourhoods, P], kilometres as the crow flies on a flat map of London."""
    homes = np.array([[float(row["latitude"]), float(row["longitude"])] for row in neighbourhoods()])
    places = np.array([[p.latitude, p.longitude] for p in practices()])
    north, east = (homes[:, None, axis] - places[None, :, axis] for axis in (0, 1))
    return KM_PER_DEGREE * np.hypot(north, east * np.cos(np.radians(homes[:, 0].mean())))

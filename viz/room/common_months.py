"""Months that runs of this process have in common: lived once, kept, and gone on from.

Whoever moves a lever of a regime that begins in month 12 changes nothing of the year before. That year is
kept for each luck as a run that stands in that April, and every place of the lever goes on from a copy.
"""

from typing import Final

from abm.branching import Branching, alike, common_months
from abm.making_room import undisturbed
from abm.setup import Setup
from scenarios.runs.run import opened_as

KEPT: Final = 20
"""Runs kept: both arms with eight lucks and some more."""

_kept: list[tuple[int, Branching]] = []


def begun(setup: Setup, seed: int) -> Branching:
    """A run that is ready to go on, from the first month or from months that are known.

    Args:
        setup: what to run.
        seed: its luck.

    Raises:
        InputError: if contracts do not fit the place.
    """
    months = common_months(setup)
    if not 0 < months < setup.months:
        return opened_as(Branching, setup, seed)
    return _known(setup, seed, months).branch(setup)


def _known(setup: Setup, seed: int, months: int) -> Branching:
    """A run that stands where ways of paying part, from memory where one was lived."""
    found = next((k for k in _kept if k[0] == seed and alike(k[1].setup, setup, k[1].month)), None)
    if found is None:
        found = seed, opened_as(Branching, setup, seed)
        with undisturbed():
            for _ in range(months):
                found[1].step()
    else:
        _kept.remove(found)
    _kept.append(found)
    while len(_kept) > KEPT:
        _kept.pop(0)[1].end()
    return found[1]

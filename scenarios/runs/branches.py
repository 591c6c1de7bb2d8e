"""Months that runs of this process have in common: run once, kept, and gone on from.

Whoever moves a lever of a regime that begins in month 12 changes nothing of the year before. That year is
kept for each seed as a run that stands in that April, and every place of the lever goes on from a copy.
"""

from typing import Final

from abm.branching import Branching, alike, common_months
from abm.setup import Setup
from scenarios.runs.task import opened, run_on

KEPT: Final = 20
"""Runs kept: both arms with eight seeds and some more."""

_kept: list[tuple[int, Branching]] = []


def begun(setup: Setup, seed: int, name: str = "") -> Branching:
    """A run that is ready to go on, from the first month or from months that are known.

    Args:
        setup: what to run.
        seed: of the run.
        name: of the scenario, for messages.

    Raises:
        InputError: if contracts do not fit the place.
    """
    months = common_months(setup)
    if not 0 < months < setup.months:
        return opened(setup, seed, name, Branching)
    return _known(setup, seed, months, name).branch(setup)


def _known(setup: Setup, seed: int, months: int, name: str) -> Branching:
    """A run that stands where ways of paying part, from memory where there is one."""
    known = next((k for k in _kept if k[0] == seed and alike(k[1].setup, setup, k[1].month)), None)
    if known is None:
        known = seed, opened(setup, seed, name, Branching)
        run_on(known[1], months)
    else:
        _kept.remove(known)
    _kept.append(known)
    while len(_kept) > KEPT:
        _kept.pop(0)[1].end()
    return known[1]

"""What looks odd about a place that is sound as a file: levels that no place has, and slips of the pen.

Nothing here is refused. A practice 5,000 km away, a list ten times its neighbours' or money without its
thousands passes every rule of a file and spoils every figure of a run, so it is said in a line each.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from abm.place import Place
from abm.processes.choice import kilometres
from abm.quantities import Floats

LINES: Final = 5
"""Lines on one subject; how many more there are is said in the last."""


class Usual(NamedTuple):
    """What places in England have, and beyond which a figure is pointed out.

    Attributes:
        low: least that is passed over.
        high: most that is passed over.
        typical: what is common, in words, with its source.
    """

    low: float
    high: float
    typical: str


GLOBAL_SUM: Final = Usual(40.0, 200.0, "£85.35 in 2017-18 (GMS statement of financial entitlements)")
"""Pounds a weighted patient a year; contracts of other kinds and later years are within it."""
PAYMENTS: Final = Usual(50.0, 500.0, "some £150 in 2017-18 (NHS Payments to General Practice)")
"""Pounds a registered patient a year, of all kinds."""
WEIGHTING: Final = Usual(0.5, 2.0, "near 1 (Carr-Hill weights average 1 over England)")
"""Weighted patients for each registered one."""
BEDS: Final = Usual(0.7, 6.0, "some 1.9 general and acute in 2017-18 (KH03)")
"""Beds for 1,000 residents, all sites together."""
LISTS: Final = Usual(0.8, 1.4, "1.05 over England, up to 1.2 in London (patients registered at a practice)")
"""Registered patients for each resident of a borough."""
INCOME: Final = Usual(100_000.0, 2_000_000.0, "some £500,000 (trust accounts over KH03)")
"""Pounds of a trust's operating income a year for each bed."""
NEIGHBOURS: Final = 10.0
"""A list so many times the middle practice's, or so small a part of it, is pointed out."""
FAR_KM: Final = 150.0
"""Further from the middle practice than patients go, but for a few national services."""


def odd(place: Place) -> list[str]:
    """What looks odd about a place, a line each; empty where nothing does.

    Example:
        >>> from scenarios.files.place.load import load_place
        >>> odd(load_place("small_town"))
        []
    """
    return [line for look in LOOKS for line in _shortened(list(look(place)))]


def _shortened(lines: Sequence[str]) -> list[str]:
    """The first few lines on a subject, and how many more there are."""
    more = len(lines) - LINES
    return [*lines[:LINES], f"and {more} more of the kind"] if more > 0 else list(lines)


def _outside(values: Floats, names: Sequence[str], usual: Usual, words: str) -> Iterator[str]:
    """A line for each value that no place has; `words` takes name and value."""
    for name, value in zip(names, values, strict=True):
        if not usual.low <= value <= usual.high:
            yield f"{words.format(name=name, value=value)}; usual is {usual.typical}"


def _practices(place: Place) -> list[str]:
    return [f"{o.name} ({o.id})" for o in place.organisations[: place.n_practices]]


def practices_pay(place: Place) -> Iterator[str]:
    """Pounds a weighted and a registered patient, and weights, of each practice."""
    figures, names = place.practice_figures, _practices(place)
    lists, weighted = figures["registered_patients"], figures["weighted_patients"]
    with np.errstate(divide="ignore", invalid="ignore"):
        each = figures["global_sum_pounds"] / weighted
        paid = sum(figures[f"{kind}_pounds"] for kind in ("global_sum", "qof", "enhanced", "other")) / lists
        weights = weighted / lists
    # A practice on another contract may have no global sum; all it is paid then stands elsewhere.
    with_sum = np.where(figures["global_sum_pounds"] > 0, each, 85.35)
    yield from _outside(
        with_sum, names, GLOBAL_SUM, "global sum of {name} is £{value:,.2f} a weighted patient"
    )
    yield from _outside(paid, names, PAYMENTS, "payments to {name} are £{value:,.2f} a registered patient")
    yield from _outside(
        weights, names, WEIGHTING, "{name} has {value:.2f} weighted patients a registered one"
    )


def lists_of_neighbours(place: Place) -> Iterator[str]:
    """Lists far larger or smaller than the middle practice's."""
    lists = place.practice_figures["registered_patients"]
    middle = float(np.median(lists))
    for name, patients in zip(_practices(place), lists, strict=True):
        if not middle / NEIGHBOURS < patients < middle * NEIGHBOURS:
            yield (
                f"{name} has {patients:,.0f} patients, the middle practice {middle:,.0f}: "
                "a digit too many or too few?"
            )


def lists_and_people(place: Place) -> Iterator[str]:
    """Registered patients of each borough's practices against its residents."""
    lists = np.bincount(
        place.practice_borough, place.practice_figures["registered_patients"], minlength=place.n_boroughs
    )
    people = place.population.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(people > 0, lists / people, 1.0)
    words = "practices of {name} have {value:.2f} patients a resident"
    yield from _outside(each, place.borough_names, LISTS, words)


def beds_for_people(place: Place) -> Iterator[str]:
    """Beds of the trusts within the place for its residents."""
    inside = [s for s in place.sites if place.organisations[s.trust].sub_system >= 0]
    beds = 1000.0 * sum(s.beds for s in inside) / place.residents
    words = "sites in {name} have {value:.2f} beds for 1,000 residents"
    yield from _outside(np.array([beds]), [place.title], BEDS, words)


def income_for_beds(place: Place) -> Iterator[str]:
    """Each trust's income for its beds."""
    for trust in map(int, place.trusts):
        o, beds = place.organisations[trust], sum(s.beds for s in place.sites if s.trust == trust)
        income = o.figures.get("operating_income_pounds", 0.0)
        if beds > 0 and income > 0 and o.sub_system >= 0:
            words = "{name} has £{value:,.0f} of income a bed"
            yield from _outside(np.array([income / beds]), [f"{o.name} ({o.id})"], INCOME, words)


def distances(place: Place) -> Iterator[str]:
    """Organisations and sites too far from the middle practice for anybody to go there."""
    practices = place.organisations[: place.n_practices]
    placed = [(f"{o.name} ({o.id})", o.latitude, o.longitude) for o in place.organisations]
    placed += [(f"site {s.name} ({s.id})", s.latitude, s.longitude) for s in place.sites]
    north, east = (np.array([p[i] for p in placed]) for i in (1, 2))
    middle = (
        np.median([[o.latitude] for o in practices], 0),
        np.median([[o.longitude] for o in practices], 0),
    )
    for (name, _, _), away in zip(placed, kilometres(*middle, north, east)[0], strict=True):
        if away > FAR_KM:  # no address is nowhere, and not far
            yield f"{name} is {away:,.0f} km from the middle practice: are latitude and longitude right?"


LOOKS: Final[Sequence[Callable[[Place], Iterator[str]]]] = (
    practices_pay,
    lists_of_neighbours,
    lists_and_people,
    beds_for_people,
    income_for_beds,
    distances,
)
"""Everything that is looked at."""

"""A contract year: what is owed year to date, in whole pence.

Rule of rounding: what is owed year to date is taken to the nearest penny, half a penny to the even one; what
has been paid before is taken off.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from abm.place import Place
from tests.oracle.counts import Counts, Covered, Track, exact, track
from tests.oracle.forms import FORMS, ONE, ZERO, Form, Plan, Seen, Terms
from tests.oracle.somewhere import World
from tests.oracle.who import covered, members

Who = tuple[str, str, str, str]
"""A contract, an element of it, its payer and its payee, by name."""


@dataclass
class Line:
    """One element of one contract between two organisations; `part` is what is paid of all it comes to."""

    who: Who
    terms: Terms
    track: Track
    part: Fraction
    led: str
    discretionary: bool
    figures: dict[str, float]
    plan: Plan = ()
    first_year: Fraction = ZERO
    pence: int = 0

    @property
    def form(self) -> Form:
        """What its form says."""
        return FORMS[self.terms["form"]]

    def seen(self, counts: Counts) -> Seen:
        """Counts beside figures."""
        return Seen(counts, self.figures)

    def owed(self, plan: Plan, counts: Counts, elapsed: Fraction) -> Fraction:
        """Pounds owed for the year so far."""
        return self.part * self.form.owed(self.terms, self.seen(counts), plan, elapsed)


class Books:
    """All contracts in force, month by month."""

    def __init__(
        self, place: Place, table: Mapping[str, Any], world: World, lead_kind: str | None = None
    ) -> None:
        self.months = 0
        self.lines = [
            line
            for name, contract in table.items()
            for line in _lines(place, name, contract, covered(contract, dict(table)), lead_kind, world)
        ]

    def settle(self) -> dict[Who, int]:
        """The next month's payments, in whole pence."""
        elapsed, due = Fraction(self.months % 12 + 1, 12), {}
        for line in self.lines:
            pence = round(100 * line.owed(line.plan, line.track.so_far[self.months], elapsed))
            due[line.who] = pence - (line.pence if elapsed > Fraction(1, 12) else 0)
            line.pence = pence
        self.months += 1
        return due


def _lines(
    place: Place, name: str, contract: dict[str, Any], whom: Covered, lead_kind: str | None, world: World
) -> list[Line]:
    names = [o.id for o in place.organisations]
    found = []
    for pair in members(contract, whom, place, lead_kind, world):
        counts = track(world, place, pair, whom)
        if "split" in contract:
            counts = Track(_together(counts.last), [_together(period) for period in counts.so_far])
        for element, terms in contract["elements"].items():
            line = Line(
                (name, element, names[pair.payer], names[pair.payee]), Terms(terms), counts,
                pair.share * exact(contract.get("part", 1)), _led(contract),
                contract.get("discretionary", False), figures(place, pair.payee),
            )  # fmt: skip
            line.plan = line.form.plan(line.terms, line.seen(counts.last))
            line.first_year = line.owed(line.plan, counts.last, ONE)
            found.append(line)
    return found


def _together(counts: Counts) -> Counts:
    """Members of one sum read what the population used, whoever delivered it."""
    return replace(counts, delivered=counts.used, recorded=counts.used)


def figures(place: Place, payee: int) -> dict[str, float]:
    """The yearly figures of an organisation."""
    if payee < place.n_practices:
        return {name: float(column[payee]) for name, column in place.practice_figures.items()}
    return dict(place.organisations[payee].figures)


def _led(contract: dict[str, Any]) -> str:
    """Whether a lead pays (`payer`), is paid its sum (`payee`), or neither."""
    if contract["payer"] == "lead":
        return "payer"
    return "payee" if "lead" in contract["payees"] else ""

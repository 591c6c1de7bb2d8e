"""April: plans renewed, a savings programme, and what each payer can afford.

    gap = allocation - cost of the renewed contracts if the year were repeated
    correction = share · what there is to correct, within ± floor · discretionary contracts

There is nothing to correct within the contingency, nor of a surplus that savings have freed.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.counts import Counts, exact
from tests.oracle.forms import ONE, ZERO, held, ratio
from tests.oracle.year import Books, Line


@dataclass(frozen=True)
class Means:
    """What payers have for next year, in pounds by name, and the rules by which they keep to it."""

    allocation: Mapping[str, float]
    correction: float
    floor: float
    contingency: float


def april(books: Books, savings: float = 0.0, means: Means | None = None) -> None:
    """Set next year's plans from the year that is over."""
    year = Year(books)
    for line in books.lines:
        line.plan = line.form.renew(line.terms, line.plan, line.seen(year.of(line)))
    saved = year.by_payer(lambda line: exact(savings) * year.at_discretion(line))
    year.scale(lambda payer: 1 - exact(savings))
    if means is not None:
        leads = {line.who[2] for line in books.lines if line.led == "payer"}
        _correct(year, means, saved, lambda payer: payer not in leads)
        _correct(year, means, saved, lambda payer: payer in leads)


class Year:
    """The year that is over, at which next year's plans are priced."""

    def __init__(self, books: Books) -> None:
        self.lines, self._last = books.lines, books.months - 1

    def of(self, line: Line) -> Counts:
        """What was counted in it."""
        return line.track.so_far[self._last]

    def cost(self, line: Line) -> Fraction:
        """Pounds under next year's plan, if the year were repeated."""
        return line.owed(line.plan, self.of(line), ONE)

    def at_discretion(self, line: Line) -> Fraction:
        """Pounds that the payer can set: what is paid, less what would be if the sum were cut to nothing."""
        if not line.discretionary:
            return ZERO
        return self.cost(line) - line.owed(line.form.cut(line.plan, ZERO), self.of(line), ONE)

    def by_payer(self, pounds: Callable[[Line], Fraction]) -> dict[str, Fraction]:
        """Pounds of all lines by who pays them."""
        found: dict[str, Fraction] = defaultdict(Fraction)
        for line in self.lines:
            found[line.who[2]] += pounds(line)
        return found

    def scale(self, factor: Callable[[str], Fraction]) -> None:
        """Multiply the sums at every payer's discretion."""
        for line in self.lines:
            if line.discretionary:
                line.plan = line.form.cut(line.plan, factor(line.who[2]))


def to_correct(gap: Fraction, contingency: Fraction, saved: Fraction) -> Fraction:
    """What lies beyond the contingency, and of a surplus beyond what savings freed."""
    return min(gap + contingency, ZERO) + max(gap - contingency - saved, ZERO)


def _correct(year: Year, means: Means, saved: dict[str, Fraction], who: Callable[[str], bool]) -> None:
    costs, free = year.by_payer(year.cost), year.by_payer(year.at_discretion)
    factors = dict.fromkeys(costs, ONE)
    for payer in filter(who, costs):
        has = _budget(year, payer, means)
        contingency = exact(means.contingency) * max(has, ZERO)
        wanted = to_correct(has - costs[payer], contingency, saved[payer])
        most = exact(means.floor) * free[payer]
        factors[payer] += ratio(held(exact(means.correction) * wanted, -most, most), free[payer])
    year.scale(factors.__getitem__)


def _budget(year: Year, payer: str, means: Means) -> Fraction:
    """An allocation; of a lead what it passed on by its first contracts, as its sum has grown since."""
    passed_on = [line for line in year.lines if line.who[2] == payer]
    if all(line.led != "payer" for line in passed_on):
        return exact(means.allocation[payer])
    sums = [line for line in year.lines if line.who[3] == payer and line.led == "payee"]
    first = sum((line.first_year for line in sums), ZERO)
    if not first:
        return sum(map(year.cost, passed_on), ZERO)
    return sum((line.first_year for line in passed_on), ZERO) * sum(map(year.cost, sums), ZERO) / first

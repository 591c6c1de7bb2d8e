"""A layout: by which headings a table is known, what a row of it is, and which columns say how much.

A layout says where things stand; `rows` reads them. Headings are named as `headings.plain` makes them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from calibration.observed.headings import Alternatives, Headings, Names
from calibration.observed.periods import ALL, MONTH, Every
from calibration.observed.sheet import Sheet
from calibration.observed.table import Rows

Read = Callable[[Sheet, Rows, Mapping[str, str]], tuple[Rows, list[str]]]
"""Entries and notes of a table whose rows say by a word what they count: of sheet, keys and own words."""

CODE: Names = ("org code", "code", "organisation code", "provider code", "provider org code", "trust code")


@dataclass(frozen=True)
class Measure:
    """What the cells of a row say of one target.

    Attributes:
        target: what is measured.
        of: columns that are added up.
        over: columns that it is a share of, added up; none for an amount.
        part: of the target, where it is added up of several.
        noun: what is counted, for messages.
        beyond: what to say of a share that is too large.
        counts: whether cells are whole numbers.
        a_day: whether cells are means a day, so that a month has as many times its days.
        per: what a sum is divided by, as a year's by twelve.
        most: largest share that is no fault.
        highest: at which a share is cut.
        needed: whether a table of the layout must have it.
    """

    target: str
    of: Alternatives
    over: Alternatives = ()
    part: str = ""
    noun: str = ""
    beyond: str = "{of:g} of {over:g}"
    counts: bool = True
    a_day: bool = False
    per: float = 1.0
    most: float = 1.0
    highest: float = 1.0
    needed: bool = True


@dataclass(frozen=True)
class Layout:
    """One layout.

    Attributes:
        name: what messages call it.
        headings: by which it is recognised, in words.
        says: what is read of it, in a sentence for the documents.
        known_by: headings that a table of the layout has: one of each.
        code: column of the provider.
        every: what a row stands for.
        months: column of the month, where that is one column.
        measures: what its cells say.
        only: words of columns; rows with others are parts of the same, or something else.
        split: columns by which a provider's month is split into rows that are added up.
        adds_up: whether rows are added up too where a table has none of the columns that split them.
        blank: what an empty cell stands for: zero, or not known.
        everybody: whether it holds every provider of the country, so that those of no interest are left out.
        whole: whose rows are where there is no column of codes.
        none_left: what to say, and the remedy, where no row is of the parts that are read.
        caution: what whoever uses it should know.
        counted: column of amounts, where rows say by a word what they count.
        made: columns of when a version of a month was made, of which the last counts.
        stage: columns of whether a version is flex or freeze, of which freeze counts.
        also: further columns that are looked at.
        reads: entries of a table whose rows say by a word what they count.
    """

    name: str
    headings: str
    says: str
    known_by: tuple[Alternatives, ...]
    code: Names = CODE
    every: Every = "month"
    months: Names = MONTH
    measures: tuple[Measure, ...] = ()
    only: Mapping[Names, frozenset[str]] = field(default_factory=dict)
    split: tuple[Names, ...] = ()
    adds_up: bool = False
    blank: Literal["zero", "unknown"] = "unknown"
    everybody: bool = True
    whole: str = ""
    none_left: tuple[str, str] = ("no row is left", "check what its columns say")
    caution: str = ""
    counted: Names = ()
    made: Names = ()
    stage: Names = ()
    also: tuple[Names, ...] = ()
    reads: Read | None = None

    def recognises(self, headings: Headings) -> bool:
        """Whether a table with these headings has the layout."""
        return all(headings.all(alternatives) for alternatives in self.known_by)

    def looked_at(self, headings: Headings) -> tuple[int, ...]:
        """Positions of the columns that it reads, ascending."""
        single = [self.code, self.months, *self.only, *self.split, *self.also]
        single += [self.counted, self.made, self.stage]
        found = {headings.at(names) for names in single} | {headings.at((name,)) for name in ALL}
        groups = chain.from_iterable((m.of, m.over) for m in self.measures)
        found |= set(chain.from_iterable(headings.all(group) for group in groups))
        return tuple(sorted(found - {-1}))


def any_of(*names: str) -> Alternatives:
    """Any one of some columns."""
    return tuple((name,) for name in names)

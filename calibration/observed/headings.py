"""Headings of a table, found by name whatever their case, blanks and line breaks.

Names are written small, with blanks for underscores and `&` for `and`. `*` stands for anything; the second
column of one name is `name#2`, as in returns whose groups repeat.
"""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Final

Names = tuple[str, ...]
"""Names of one column, the best first."""
Alternatives = tuple[Names, ...]
"""Sets of columns, the best first; one counts where each of its names is a column's."""
MOST: Final = 2_000
"""Characters of the longest heading."""


def plain(heading: str) -> str:
    r"""A heading without what differs between publications.

    Example:
        >>> plain("  A&E attendances\nType 1 "), plain("org_code"), plain("General and Acute:")
        ('a&e attendances type 1', 'org code', 'general & acute')
    """
    words = heading.replace("_", " ").replace("\ufeff", "").lower().split()
    return " ".join("&" if word == "and" else word for word in words).strip(" :*")


class Headings:
    """The headings of a table.

    Args:
        cells: of the heading row.

    Attributes:
        written: as they are written, for messages.
        plain: by which they are found.

    Example:
        >>> headings = Headings(["Org Code", "General & Acute", "General & Acute", ""])
        >>> headings.at(("org code",)), headings.at(("general & acute#2",)), headings.at(("period",))
        (0, 2, -1)
    """

    def __init__(self, cells: Sequence[str]) -> None:
        self.written = tuple(" ".join(cell.split()) for cell in cells)
        seen: dict[str, int] = {}
        found = []
        for name in map(plain, self.written):
            seen[name] = seen.get(name, 0) + 1
            found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
        self.plain = tuple(found)

    def at(self, names: Names) -> int:
        """Position of the first name that is a column's, -1 where none is."""
        return next((found[0] for name in names if (found := self._like(name))), -1)

    def has(self, names: Names) -> bool:
        """Whether one of some names is a column's."""
        return self.at(names) >= 0

    def all(self, alternatives: Alternatives) -> tuple[int, ...]:
        """Positions of all columns of the first alternative of which every name is one's."""
        for names in alternatives:
            found = [self._like(name) for name in names]
            if all(found):
                return tuple(sorted({at for some in found for at in some}))
        return ()

    def _like(self, name: str) -> list[int]:
        if "*" not in name:
            return [self.plain.index(name)] if name in self.plain else []
        return [i for i, heading in enumerate(self.plain) if fnmatchcase(heading, name)]

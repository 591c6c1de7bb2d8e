"""What a browser has tried, kept through a reload: choices that held, and what was compared for each.

A notebook belongs to whoever holds the browser's session cookie, and nobody else; the oldest are
forgotten first, and all with the server.

Example:
    >>> from viz.room.choice import DEFAULT
    >>> books = Notebooks(readers=1)
    >>> books.write("one", Tried(DEFAULT, ()))
    >>> [tried.choice.b for tried in books.read("one")], books.read("other")
    (['east-london-capitation'], ())
"""

from dataclasses import dataclass, replace

from viz.room.choice import Choice
from viz.room.kept import Kept
from viz.room.runs_shown import OnePair


@dataclass(frozen=True, eq=False)
class Tried:
    """One thing that was tried.

    Attributes:
        choice: what was chosen.
        pairs: both arms with one luck after another.
    """

    choice: Choice
    pairs: tuple[OnePair, ...]


class Notebooks:
    """What every browser has tried, in the order in which each thing was first tried.

    Args:
        readers: browsers remembered.
        most: things remembered of each.
    """

    def __init__(self, readers: int = 50, most: int = 40) -> None:
        self._tried: Kept[Choice, Tried] = Kept(readers, most)

    def write(self, reader: str, tried: Tried) -> None:
        """Write down what was tried; what was tried before is written over in its place."""
        self._tried.keep(reader, same_years(tried.choice), tried)

    def read(self, reader: str) -> tuple[Tried, ...]:
        """What a browser has tried, oldest first."""
        return self._tried.of(reader)


def same_years(choice: Choice) -> Choice:
    """A choice without what changes nothing about the years that are lived: who looks, and at what."""
    return replace(
        choice, role="", question="", guesses=(), revealed=False, segment="", drawn=0, sweep="", fit=""
    )

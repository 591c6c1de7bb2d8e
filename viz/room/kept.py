"""What is kept for each browser through a reload: the newest things of the newest browsers, and no more.

Whoever holds a browser's session cookie has its things, and nobody else; all are forgotten with the server.

Example:
    >>> kept = Kept(readers=2, most=2)
    >>> for at, word in enumerate(("one", "two", "three")):
    ...     kept.keep("ann", word, at)
    >>> kept.of("ann"), kept.find("ann", "three"), kept.find("bob", "three")
    ((1, 2), 2, None)
"""

from collections import OrderedDict
from threading import Lock
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Thing = TypeVar("Thing")


class Kept(Generic[Key, Thing]):
    """Things by browser and key, in the order in which each was first kept.

    Args:
        readers: browsers remembered.
        most: things remembered of each.
    """

    def __init__(self, readers: int = 50, most: int = 40) -> None:
        self._readers, self._most, self._lock = readers, most, Lock()
        self._books: OrderedDict[str, OrderedDict[Key, Thing]] = OrderedDict()

    def keep(self, reader: str, key: Key, thing: Thing) -> None:
        """Keep a thing; what was kept under the same key is replaced in its place."""
        with self._lock:
            book = self._books.setdefault(reader, OrderedDict())
            self._books.move_to_end(reader)
            book[key] = thing
            _forget(book, self._most)
            _forget(self._books, self._readers)

    def of(self, reader: str) -> tuple[Thing, ...]:
        """All things of a browser, oldest first."""
        with self._lock:
            return tuple(self._books.get(reader, {}).values())

    def find(self, reader: str, key: Key) -> Thing | None:
        """One thing of a browser, or None."""
        with self._lock:
            return self._books.get(reader, {}).get(key)


def _forget(book: "OrderedDict[Any, Any]", most: int) -> None:
    """The oldest go first."""
    while len(book) > most:
        book.popitem(last=False)

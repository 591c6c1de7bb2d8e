"""What is remembered for each browser through a reload: the newest things of the newest browsers.

Whoever holds a browser's session cookie has its things, and nobody else; all are forgotten with the server.

Example:
    >>> cache = BrowserCache(browsers=2, most=2)
    >>> for at, word in enumerate(("one", "two", "three")):
    ...     cache.put("ann", word, at)
    >>> cache.all_of("ann"), cache.get("ann", "three"), cache.get("bob", "three")
    ((1, 2), 2, None)
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")


class BrowserCache(Generic[Item]):
    """Things by browser and key, in the order in which each was first put.

    Args:
        browsers: how many are remembered.
        most: things remembered of each.
    """

    def __init__(self, browsers: int = 50, most: int = 40) -> None:
        self._browsers, self._most, self._lock = browsers, most, Lock()
        self._items: OrderedDict[str, OrderedDict[Hashable, Item]] = OrderedDict()

    def put(self, browser: str, key: Hashable, item: Item) -> None:
        """Remember a thing; one under the same key is replaced in its place."""
        with self._lock:
            mine = self._items.setdefault(browser, OrderedDict())
            self._items.move_to_end(browser)
            mine[key] = item
            _forget(mine, self._most)
            _forget(self._items, self._browsers)

    def all_of(self, browser: str) -> tuple[Item, ...]:
        """All things of a browser, oldest first."""
        with self._lock:
            return tuple(self._items.get(browser, {}).values())

    def get(self, browser: str, key: Hashable) -> Item | None:
        """One thing of a browser, or None."""
        with self._lock:
            return self._items.get(browser, {}).get(key)


def _forget(items: "OrderedDict[Any, Any]", most: int) -> None:
    """The oldest go first."""
    while len(items) > most:
        items.popitem(last=False)

"""Places already read, so that runs of one place share it, and the hash that says which data they were.

A place is kept by the contents of its files: an edit to any of them is read again. Runs that share a
place share its warm-up.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from abm.place import Place
from scenarios.files.place.load import Contents, contents_of, folder_of, place_in

MOST: Final = 4
"""Places kept in memory; the oldest goes first."""


@dataclass(frozen=True, eq=False)
class PlaceRead:
    """A place and what its files were.

    Attributes:
        place: the place.
        hash: sixteen hexadecimal digits that change with any of its files.
    """

    place: Place
    hash: str


_read: "OrderedDict[tuple[Path, str], PlaceRead]" = OrderedDict()


def place_of(name_or_path: str | Path) -> PlaceRead:
    """A place, read once for as long as its files stay as they are.

    Args:
        name_or_path: a name from `place_names()`, a folder, or the place.toml in one.

    Raises:
        InputError: at the first fault in its files.

    Example:
        >>> place_of("small_town") is place_of("small_town")
        True
    """
    folder = folder_of(name_or_path)
    contents = contents_of(folder)
    key = folder.resolve(), _hash_of(contents)
    if key not in _read:
        _read[key] = PlaceRead(place_in(contents, folder), key[1])
    _read.move_to_end(key)
    while len(_read) > MOST:
        _read.popitem(last=False)
    return _read[key]


def _hash_of(contents: Contents) -> str:
    digest = hashlib.sha256()
    for name, content in contents.items():
        digest.update(name.encode() + (content if isinstance(content, bytes) else b""))
    return digest.hexdigest()[:16]

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
from scenarios.files.place.columns import FILES
from scenarios.files.place.load import PLACES, load_place, place_names
from scenarios.files.place.settings import FILE

KEPT: Final = 4
"""Places kept in memory; the oldest goes first."""


@dataclass(frozen=True, eq=False)
class Shelved:
    """A place and what its files were.

    Attributes:
        place: the place.
        hash: sixteen hexadecimal digits that change with any of its files.
    """

    place: Place
    hash: str


_shelf: "OrderedDict[tuple[str, str], Shelved]" = OrderedDict()


def place_of(name_or_path: str | Path) -> Shelved:
    """A place, read once for as long as its files stay as they are.

    Args:
        name_or_path: a name from `place_names()`, a folder, or the place.toml in one.

    Raises:
        InputError: at the first fault in its files.

    Example:
        >>> place_of("small_town") is place_of("small_town")
        True
    """
    folder = PLACES / str(name_or_path) if str(name_or_path) in place_names() else Path(name_or_path)
    folder = folder.parent if folder.name == FILE else folder
    key = str(folder.resolve()), _hash_of(folder)
    if key not in _shelf:
        _shelf[key] = Shelved(load_place(name_or_path), key[1])
    _shelf.move_to_end(key)
    while len(_shelf) > KEPT:
        _shelf.popitem(last=False)
    return _shelf[key]


def _hash_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in (FILE, *sorted(FILES)):
        file = folder / name
        digest.update(name.encode() + (file.read_bytes() if file.is_file() else b""))
    return digest.hexdigest()[:16]

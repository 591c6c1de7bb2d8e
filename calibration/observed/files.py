"""The bytes of a file that a person gives: an ordinary file of a size that monthly activity can have.

Nothing in it is trusted: what is packed is unpacked up to the same size and no further.
"""

import gzip
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final

from scenarios.errors import InputError

MOST_BYTES: Final = 400_000_000
"""A larger file is surely not monthly activity: the largest national return (RTT) has 82 MB a month."""
GZIP: Final = b"\x1f\x8b"
LARGE: Final = "is too large to be monthly activity"
SMALLER: Final = "give counts by month, not records"


def content(path: Path) -> bytes:
    """What is in a file, unpacked where it is packed with gzip.

    Raises:
        InputError: if it is no ordinary file, cannot be read or unpacked, or is too large.
    """
    raw = _read(path)
    return _unpacked(raw, path.name) if raw[:2] == GZIP else raw


def _read(path: Path) -> bytes:
    remedy = "give the path of a CSV file"
    try:
        if not path.exists():
            raise InputError("no such file", str(path), remedy)
        if path.is_dir():
            raise InputError("is a folder", str(path), remedy)
        if not path.is_file():  # a pipe never ends, and a device never fills
            raise InputError("not a file", path.name, remedy)
        with path.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:
        words = getattr(fault, "strerror", None) or "no path"
        raise InputError(f"cannot be read ({words})", path.name, remedy) from None
    return _of_a_size(raw, path.name)


def _unpacked(raw: bytes, name: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(raw)) as packed:
            return _of_a_size(packed.read(MOST_BYTES + 1), name)
    except (OSError, EOFError, zlib.error):
        raise InputError("cannot be unpacked", name, "pack it again with gzip, or give it unpacked") from None


def _of_a_size(raw: bytes, name: str) -> bytes:
    if len(raw) > MOST_BYTES:
        raise InputError(LARGE, name, SMALLER)
    return raw

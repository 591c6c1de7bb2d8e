"""The bytes of files, each read once for as long as the file stays as it is.

A file is taken to be as it was while its size, its times and its inode are. One that was written a moment
ago could be written again with none of them changed, so that what was read of it is not kept.
"""

import os
import time
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

SETTLED: Final = 50_000_000
"""Nanoseconds after which a change of a file shows in its times, whatever the disk."""
MOST: Final = 64_000_000
"""Bytes that are kept in all; what was read first goes first."""


class Stamp(NamedTuple):
    """What changes with a file's contents."""

    written: int
    changed: int
    size: int
    inode: int


_kept: "OrderedDict[str, tuple[Stamp, bytes]]" = OrderedDict()
_lock: Final = Lock()


def raw(file: Path) -> bytes:
    """A file's bytes.

    Raises:
        OSError: if it cannot be read.

    Example:
        >>> raw(Path(__file__)) is raw(Path(__file__))
        True
    """
    path = os.path.realpath(file)
    stamp, now = _stamp(path), time.time_ns()
    kept = _kept.get(path)
    if kept and kept[0] == stamp:
        return kept[1]
    content = Path(path).read_bytes()
    if now - max(stamp.written, stamp.changed) > SETTLED and stamp == _stamp(path):
        _keep(path, stamp, content)
    return content


def _stamp(path: str) -> Stamp:
    at = os.stat(path)
    return Stamp(at.st_mtime_ns, at.st_ctime_ns, at.st_size, at.st_ino)


def _keep(path: str, stamp: Stamp, content: bytes) -> None:
    """Keep a file's bytes, and of the others as many as there is room for."""
    with _lock:
        _kept.pop(path, None)
        _kept[path] = stamp, content
        while sum(kept.size for kept, _ in _kept.values()) > MOST:
            _kept.popitem(last=False)

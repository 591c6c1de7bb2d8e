"""Writes aside and renames: nothing partial ever has a final name, and what has one is on the disk."""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from scenarios.errors import InputError

TRIES: Final = 6
PAUSE: Final = 0.1
"""Seconds before the second try to take a name that another program holds open; longer each time."""


def write_whole(file: Path, text: str) -> Path:
    """Write text to a file, all of it or nothing.

    Args:
        file: where to; its folder is made where there is none, an earlier file is replaced.
        text: what to write.

    Raises:
        InputError: if another program holds the earlier file open.
        OSError: if it cannot be written; what was there is left as it was.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        aside.chmod(0o644)
        sync(aside)
        put_in_place(aside, file)
    finally:
        aside.unlink(missing_ok=True)
    return file


def put_in_place(aside: Path, final: Path) -> None:
    """Give a file or folder its final name; where a program has the old one open, wait a little.

    Raises:
        InputError: if it is refused to the last; nothing was moved then.
        OSError: if it cannot be renamed for another reason.
    """
    for tried in range(TRIES):
        try:
            os.replace(aside, final)
            break
        except PermissionError:
            time.sleep(PAUSE * tried)
    else:
        what = "cannot be replaced: open in another program, or not to be written"
        raise InputError(what, str(final), "close it there and give the same line again; nothing was lost")
    sync(final.parent)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk: a power cut leaves them there."""
    with suppress(PermissionError):  # Windows opens no folder, and needs none
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

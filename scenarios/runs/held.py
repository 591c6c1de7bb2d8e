"""One process at a time writes a folder; the system lets go of it for one that dies."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from scenarios.errors import InputError

LOCK: Final = ".being-written"
PATIENCE: Final = 0.2
"""Seconds to wait for somebody who only looks whether the folder is held."""
_NUMBER_AT: Final = 1
"""Where in the file the process writes its number: Windows lets nobody read the byte that is locked."""
_mine: Final[dict[Path, int]] = {}
"""Threads of this process by the folder they hold."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made where there is none; what was made for nothing is taken away again.

    A thread that holds it already goes on holding it.

    Raises:
        InputError: if another process holds it, naming that process.
        OSError: if it cannot be made or written.
    """
    where = folder.absolute()
    if _mine.get(where) == threading.get_ident():
        yield
        return
    made = [path for path in (where, *where.parents) if not path.exists()]
    where.mkdir(parents=True, exist_ok=True)
    lock = FileLock(where / LOCK, timeout=PATIENCE)
    try:
        with _acquired(lock, where):
            yield
    finally:
        _take_away(made)


@contextmanager
def _acquired(lock: FileLock, where: Path) -> Iterator[None]:
    try:
        lock.acquire()
    except Timeout:
        what = f"is being written by {_holder(where)}"
        raise InputError(what, where.name, "wait for it to end, or name another folder") from None
    _mine[where] = threading.get_ident()
    try:
        _sign(where / LOCK)
        yield
    finally:
        del _mine[where]
        _let_go(lock, where / LOCK)


def is_held(folder: Path) -> bool:
    """Whether some process is writing a folder; one that was killed is not."""
    if not (folder / LOCK).exists():
        return False
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except (Timeout, OSError):  # what may not even be opened is somebody else's
        return True
    lock.release()
    return False


def _sign(file: Path) -> None:
    """Write which process holds it."""
    handle = os.open(file, os.O_WRONLY)
    try:
        os.lseek(handle, _NUMBER_AT, os.SEEK_SET)
        os.write(handle, f"{os.getpid()}\n".encode())
        os.ftruncate(handle, os.lseek(handle, 0, os.SEEK_CUR))
    finally:
        os.close(handle)


def _holder(folder: Path) -> str:
    """Who holds a folder, in words."""
    with suppress(OSError, ValueError):
        handle = os.open(folder / LOCK, os.O_RDONLY)
        try:
            os.lseek(handle, _NUMBER_AT, os.SEEK_SET)
            return f"process {int(os.read(handle, 20))}"
        finally:
            os.close(handle)
    return "another process"


def _let_go(lock: FileLock, file: Path) -> None:
    """Take the file away and let go: in this order, so that nobody's newer file is taken for ours."""
    if os.name != "nt":
        file.unlink(missing_ok=True)
    lock.release()
    if os.name == "nt":  # which removes no open file, ours or another's
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _take_away(made: list[Path]) -> None:
    """Remove folders that were made and are still empty, the innermost first."""
    for folder in made:
        try:
            folder.rmdir()
        except OSError:
            return

"""Whether results can be written where somebody says, seen before time is spent on a run."""

import os
from pathlib import Path, PureWindowsPath
from typing import Final

from scenarios.errors import InputError

NEW: Final = "name a new folder for the results"
_NOT_ON_WINDOWS: Final = '<>"|?*'


def refuse_unfit(folder: Path) -> None:
    """Complain about a folder that no results can be kept in; nothing is made or changed.

    Raises:
        InputError: if it is a file, a link, the folder one is in or one above it, a home or the root; if it
            lies in a file, may not be written, or has a name that Windows does not allow there.
    """
    if os.path.lexists(folder) and folder.is_symlink():
        raise InputError("is a link", str(folder), "name the folder itself, or a new one")
    if folder.exists() and not folder.is_dir():
        raise InputError("is a file", str(folder), NEW)
    if whose := _whose(folder.resolve()):
        raise InputError(f"is {whose}", str(folder), NEW)
    if os.name == "nt":
        refuse_reserved(folder)
    refuse_closed(folder.absolute())


def refuse_reserved(path: Path) -> None:
    """Complain about a name that Windows does not allow: `con`, `aux.txt`, `a?`, a blank or point at the end.

    Raises:
        InputError: naming the part of the path.
    """
    for part in path.parts[1 if path.anchor else 0 :]:
        odd = PureWindowsPath(part).is_reserved() or set(part) & set(_NOT_ON_WINDOWS) or ":" in part
        if part not in (".", "..") and (odd or part != part.rstrip(" .")):
            raise InputError(f"Windows allows no '{part}'", str(path), NEW)


def _whose(folder: Path) -> str:
    """What a folder is that is no place for results; nothing where it is one."""
    here = Path.cwd()
    if folder == Path(folder.anchor):
        return "the root of the disk"
    if folder == _home():
        return "your home folder"
    if folder == here:
        return "the folder you are in"
    return "above the folder you are in" if folder in here.parents else ""


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except (RuntimeError, OSError):  # a user without one
        return None


def refuse_closed(folder: Path) -> None:
    """Complain where a folder, or the nearest there is above it, is none or may not be written.

    Raises:
        InputError: if so.
    """
    nearest = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), folder)
    if not nearest.is_dir():
        raise InputError(f"cannot be made: {nearest.name} is a file", str(folder), NEW)
    if not os.access(nearest, os.W_OK):
        raise InputError("may not be written", str(folder), "name a folder that you may write to")

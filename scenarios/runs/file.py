"""One file of results, a page or a table: it replaces only one of its own kind, never what somebody wrote."""

import os
from pathlib import Path
from typing import Final

from scenarios.errors import InputError
from scenarios.files.whole_file import write_whole
from scenarios.runs.destination import refuse_closed, refuse_reserved

PAGE: Final = "<!doctype html><!-- made by payscape -->"
"""How every page begins, by which one is known that may be replaced."""


def write_result(file: Path, text: str) -> Path:
    """Write a page or a table, all of it or nothing.

    Args:
        file: where to; an earlier one is replaced where it begins with the same line.
        text: what to write; its first line says what kind it is.

    Raises:
        InputError: if another kind of file is there, or another program holds it open.
        OSError: if it cannot be written; what was there is left as it was.
    """
    refuse_unfit_file(file, text.partition("\n")[0])
    return write_whole(file, text)


def refuse_unfit_file(file: Path, line: str | None = None) -> None:
    """Complain about a file that could not be written; nothing is made or changed.

    Args:
        file: where to.
        line: with which it will begin, where that is known; an earlier one has to begin so too.

    Raises:
        InputError: if it is a folder, a link, no regular file or of another kind, lies in a file, or may not
            be written.
    """
    if file.is_dir():
        raise InputError("is a folder", str(file), "name a file")
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise InputError("is a link or a device", str(file), "name a new file")
    if line is not None and file.exists() and file.stat().st_size and not begins_as(file, line):
        raise InputError("is not an earlier one of what would be written", str(file), "name a new file")
    if os.name == "nt":
        refuse_reserved(file)
    refuse_closed(file.absolute().parent)


def begins_as(file: Path, line: str) -> bool:
    """Whether a file's first line is this one."""
    try:
        with file.open(encoding="utf-8", newline="\n") as text:
            return text.readline(len(line) + 2).rstrip("\r\n") == line.rstrip("\r")
    except (OSError, ValueError):
        return False

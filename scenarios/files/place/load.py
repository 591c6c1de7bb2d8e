"""Reads a place from its folder: one TOML file and eleven CSV files, each read once, into arrays.

A place is looked up by name among those that come with payscape, or given as a path to a folder.

Example:
    >>> place = load_place("small_town")
    >>> place.n_practices, place.boroughs
    (3, ('riverside', 'hillside'))
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from abm.place import Place
from scenarios.errors import InputError, nearest
from scenarios.files.contents import raw
from scenarios.files.kinds import KINDS
from scenarios.files.place.arrays import Arrays
from scenarios.files.place.columns import FILES
from scenarios.files.place.settings import FILE, settings_in
from scenarios.files.place.table import read_table

PLACES: Final = KINDS["place"].folder

Contents = Mapping[str, bytes | OSError]
"""Bytes of each file of a place by its name, or why they cannot be read."""


def place_names() -> list[str]:
    """Names of the places that come with payscape, in alphabetical order.

    Example:
        >>> "east_london" in place_names()
        True
    """
    return KINDS["place"].names()


def load_place(name_or_path: str | Path) -> Place:
    """Read and check a place.

    Args:
        name_or_path: a name from `place_names()`, a folder, or the place.toml inside one.

    Raises:
        InputError: at the first fault, naming file, row, column and remedy.
    """
    folder = folder_of(name_or_path)
    return place_in(contents_of(folder), folder)


def first_year(name_or_path: str | Path) -> int:
    """Calendar year of the April in which a place starts, from its place.toml alone.

    Args:
        name_or_path: as for `load_place`.

    Raises:
        InputError: if there is no such place, or its place.toml is faulty.

    Example:
        >>> first_year("small_town")
        2017
    """
    folder = folder_of(name_or_path)
    return settings_in(_text(_content(folder / FILE), folder / FILE)).reference_year


def folder_of(name_or_path: str | Path) -> Path:
    """The folder of a place by name or path.

    Raises:
        InputError: if there is none, with the nearest name.
    """
    if str(name_or_path) in place_names():
        return PLACES / str(name_or_path)
    path = Path(name_or_path)
    if path.name == FILE and path.is_file():
        return path.parent
    if not path.is_dir():
        raise InputError(f"no place '{name_or_path}'", remedy=nearest(str(name_or_path), place_names()))
    if not any((path / file).is_file() for file in (FILE, *FILES)):
        raise InputError("not the folder of a place", str(path), f"a place has {FILE}, {', '.join(FILES)}")
    return path


def contents_of(folder: Path) -> Contents:
    """What is in the files of a place, all of it as it is now."""
    return {name: _content(folder / name) for name in (FILE, *sorted(FILES))}


def place_in(contents: Contents, folder: Path) -> Place:
    """The place that the files of a folder say.

    Raises:
        InputError: at the first fault, naming file, row, column and remedy.
    """
    settings = settings_in(_text(contents[FILE], folder / FILE))
    tables = {name: read_table(_text(contents[name], folder / name), name, FILES[name]) for name in FILES}
    return Arrays(settings, tables).place()


def _content(file: Path) -> bytes | OSError:
    try:
        return raw(file)
    except OSError as fault:
        return fault


def _text(content: bytes | OSError, file: Path) -> str:
    """Bytes as text, or what is wrong with them."""
    if isinstance(content, FileNotFoundError):
        raise InputError("the file is missing", file.name, f"put it in {file.parent.name}/")
    if isinstance(content, OSError):
        raise InputError(f"cannot be read ({content.strerror})", file.name, "is it a file?")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        where = f"{file.name}: row {line}"
        raise InputError("the text is not UTF-8", where, "save it as 'CSV UTF-8'") from None

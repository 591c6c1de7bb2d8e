"""Finds and reads TOML files that people write: by name or path, laid over what they extend.

What a file says is laid over what it extends, key by key. An element of payment that states its `form`
replaces the one of that name whole, as a term that names a `policy` number does; one that does not changes
only the terms it names. `drop` removes contracts, or elements written as `contract.element`, where a kind
of file may have it.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from scenarios.errors import InputError, nearest
from scenarios.files.names_extended import refuse_unknown_names
from scenarios.files.other_kinds import other_home, refuse_other_file, refuse_other_name

LONGEST_CHAIN: Final = 10
LARGEST: Final = 1_000_000
"""Bytes of the largest file that is read; those that come with payscape have a few thousand."""
DEEPEST: Final = 12
"""Tables and lists within one another; a regime needs six."""
UNREADABLE: Final = re.compile(r"Invalid value \(at line (\d+), column (\d+)\)")
WORD: Final = re.compile(r"[A-Za-z][\w./ -]*")
"""Text that somebody left without quotes."""
WHOLE: Final = {"form", "policy"}
"""Keys of a table that is not laid over another but stands in its place."""

Table = dict[str, Any]


def names_in(folder: Path) -> list[str]:
    """Names of the TOML files of a folder, in alphabetical order."""
    return sorted(file.stem for file in folder.glob("*.toml"))


def find(name_or_path: str | Path, folder: Path, noun: str, beside: Path = Path()) -> Path:
    """A file by its name among those that come with payscape, or by path.

    Args:
        name_or_path: a name, or a path ending in .toml.
        folder: where those that come with payscape are.
        noun: what it is, for messages.
        beside: where relative paths start.

    Raises:
        InputError: if there is none.
    """
    names = names_in(folder)
    if str(name_or_path) in names:
        return folder / f"{name_or_path}.toml"
    path = beside / name_or_path
    if path.suffix != ".toml":
        refuse_other_name(str(name_or_path), noun)
        remedy = f"{nearest(str(name_or_path), names)} (or give a path ending in .toml)"
        raise InputError(f"no {noun} called '{name_or_path}'", "", remedy)
    if not _there(path):
        raise InputError("no such file", str(name_or_path), nearest(path.stem, names))
    return path


def _there(path: Path) -> bool:
    """Whether a path is that of a file; one too long for the disk is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def read(file: Path, keys: Sequence[str], noun: str) -> Table:
    """Parse a file and refuse keys it may not have.

    Raises:
        InputError: if it is not sound TOML, is empty, or has an unknown key.
    """
    table = parsed(file, noun)
    for key in table:
        if key not in keys:
            refuse_other_file(table, file.name, noun, keys)
            raise InputError(f"unknown key '{key}'", file.name, other_home(key) or nearest(key, keys))
    return table


def parsed(file: Path, noun: str) -> Table:
    """A file's table, whatever it says.

    Args:
        file: which; it may be anything at all.
        noun: what it should be, for messages.

    Raises:
        InputError: if it is no ordinary file, too large, not UTF-8, empty, not TOML, or nested too deep.
    """
    text = _text(file)
    if not text.strip():
        raise InputError("the file is empty", file.name, f"write a {noun}, or leave the file out")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InputError(f"not valid TOML: {fault}", file.name, _mended(str(fault), text)) from None
    except ValueError:  # the parser leaves whole numbers to Python, which reads so many digits and no more
        raise InputError("a number of thousands of digits", file.name, "write an ordinary number") from None
    except RecursionError:
        raise _too_deep(file) from None
    if depth(table) > DEEPEST:
        raise _too_deep(file)
    return table


def _mended(fault: str, text: str) -> str:
    """What would mend a fault of TOML, where that is plain: a name said twice, or text without quotes."""
    if "twice" in fault or "overwrite" in fault:
        return "a name may stand only once"
    if not (at := UNREADABLE.search(fault)):
        return ""
    line = text.splitlines()[int(at[1]) - 1]
    word = WORD.match(line[int(at[2]) - 1 :])
    if not word:
        return ""
    if word[0].lower() in ("true", "false"):
        return f"write {word[0].lower()}"
    return f'text stands in quotes: "{word[0].strip()}"'


def _too_deep(file: Path) -> InputError:
    return InputError(f"tables or lists within one another, over {DEEPEST} deep", file.name, "a few will do")


def _text(file: Path) -> str:
    """What is written in a file, if it is one and of a size that somebody wrote."""
    try:
        if not file.is_file():
            raise InputError("not a file", file.name, "give a TOML file")
        if file.stat().st_size > LARGEST:
            raise InputError(f"larger than {LARGEST:,} bytes", file.name, "none that a person writes is")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not UTF-8 text", file.name, "save it as UTF-8") from None
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror})", file.name) from None


def depth(value: Any) -> int:
    """How many tables and lists stand within one another, counted without recursion.

    Example:
        >>> depth({"a": {"b": [1]}}), depth(3)
        (3, 0)
    """
    levels, level = 0, [value]
    while level := [v for v in level if isinstance(v, dict | list)]:
        levels += 1
        level = [inner for v in level for inner in (v.values() if isinstance(v, dict) else v)]
    return levels


def read_extended(file: Path, folder: Path, keys: Sequence[str], noun: str) -> Table:
    """A file's table laid over the tables it extends; each may name one more.

    Args:
        file: the file.
        folder: where those that come with payscape are.
        keys: what it may say beside `extends`; `drop` is acted on, and not in what is returned.
        noun: what it is, for messages.

    Raises:
        InputError: at the first fault, and if files extend one another in a circle.
    """
    return _with_base(file, folder, keys, noun, [])


def _with_base(file: Path, folder: Path, keys: Sequence[str], noun: str, seen: list[Path]) -> Table:
    if file.resolve() in seen or len(seen) >= LONGEST_CHAIN:
        raise InputError("extends itself, by way of others", f"{file.name}: extends", "break the circle")
    table = read(file, (*keys, "extends"), noun)
    extends, drop = table.pop("extends", None), table.pop("drop", [])
    base: Table = {}
    if extends is not None:
        if not isinstance(extends, str):
            raise InputError("not a name", f"{file.name}: extends", f"name a {noun} or a TOML file")
        below = _extended(extends, folder, noun, file)
        base = _with_base(below, folder, keys, noun, [*seen, file.resolve()])
    kept = dropped(base, drop, file.name)
    refuse_unknown_names(kept, table, file.name)
    return laid_over(kept, table)


def _extended(name: str, folder: Path, noun: str, file: Path) -> Path:
    """The file that another extends."""
    try:
        return find(name, folder, noun, file.parent)
    except InputError as fault:
        where = f"{file.name}: extends" + (f": {fault.where}" if fault.where else "")
        raise InputError(fault.what, where, fault.remedy) from None


def laid_over(base: Table, top: Table) -> Table:
    """`top` over `base`, table by table; a table that states a form or a policy replaces what was there.

    Example:
        >>> laid_over({"a": {"x": 1, "y": 2}}, {"a": {"y": 3}})
        {'a': {'x': 1, 'y': 3}}
        >>> laid_over({"a": {"x": 1, "y": 2}}, {"a": {"form": "block"}})
        {'a': {'form': 'block'}}
    """
    merged = dict(base)
    for key, value in top.items():
        below: Any = merged.get(key)
        both = isinstance(value, dict) and isinstance(below, dict)
        merged[key] = laid_over(below, value) if both and not WHOLE & value.keys() else value
    return merged


def dropped(base: Table, drop: Any, file: str) -> Table:
    """What is extended without the contracts and elements named.

    Args:
        base: the table.
        drop: names of contracts, or of elements as `contract.element`.
        file: what drops them, for messages.

    Raises:
        InputError: if it is no list of names, or one is not there.
    """
    if not isinstance(drop, list) or not all(isinstance(name, str) for name in drop):
        raise InputError("not a list of names", f"{file}: drop", 'write ["contract", "contract.element"]')
    for name in drop:
        paths = dict(_droppable(base))
        if name not in paths:
            remedy = nearest(name, paths) if paths else "drop is for what a regime extends"
            raise InputError(f"nothing called '{name}' to drop", f"{file}: drop", remedy)
        base = _without(base, paths[name])
    return base


def _without(table: Table, path: tuple[str, ...]) -> Table:
    """A table without what is at a path."""
    first, *rest = path
    if rest:
        return {**table, first: _without(table[first], tuple(rest))}
    return {key: value for key, value in table.items() if key != first}


def _droppable(base: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Contracts, and elements as `contract.element`, each with the keys that lead to it."""
    for name, terms in _tables(base, "contracts"):
        yield name, ("contracts", name)
        for element, _ in _tables(terms, "elements"):
            yield f"{name}.{element}", ("contracts", name, "elements", element)


def _tables(table: Table, key: str) -> list[tuple[str, Table]]:
    """Tables below a key, by name."""
    below: Any = table.get(key, {})
    return [(k, v) for k, v in below.items() if isinstance(v, dict)] if isinstance(below, dict) else []

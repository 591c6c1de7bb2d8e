"""TOML that people write, parsed once for as long as it stays as it is, or refused in one line.

What is parsed is shared by everybody who reads the same words: it is looked at, never changed in place.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from scenarios.errors import InputError
from scenarios.files.contents import raw
from scenarios.words.visible import hidden, in_one_line

LARGEST: Final = 1_000_000
"""Bytes of the largest file that is read; those that come with payscape have a few thousand."""
DEEPEST: Final = 12
"""Tables and lists within one another; a regime needs six."""
UNREADABLE: Final = re.compile(r"Invalid value \(at line (\d+), column (\d+)\)")
WORD: Final = re.compile(r"[A-Za-z][\w./ -]*")
"""Text that somebody left without quotes."""

Table = dict[str, Any]


class HiddenError(Exception):
    """A character that cannot be seen, and the key at which it stands."""


def parsed(file: Path, noun: str) -> Table:
    """A file's table, whatever it says.

    Args:
        file: which; it may be anything at all.
        noun: what it should be, for messages.

    Raises:
        InputError: if it is no ordinary file, too large, not UTF-8, empty, not TOML, or nested too deep.
    """
    return _table(_bytes(file), file.name, noun)


def parsed_text(text: str, name: str, noun: str) -> Table:
    """A text's table, as if it stood in a file of that name.

    Example:
        >>> parsed_text("months = 12", "mine.toml", "scenario")
        {'months': 12}
    """
    return _table(text.encode(errors="surrogatepass"), name, noun)


def _table(content: bytes, name: str, noun: str) -> Table:
    """The table that bytes say, or what is wrong with them."""
    try:
        if not content.decode("utf-8-sig").strip():
            raise InputError("the file is empty", name, f"write a {noun}, or leave the file out")
        return _toml(content)
    except UnicodeDecodeError:
        raise InputError("not UTF-8 text", name, "save it as UTF-8") from None
    except HiddenError as fault:
        mark, where = fault.args
        what = f"a character that cannot be seen ({mark})"
        raise InputError(what, f"{name}: {where}", "write one line of letters, digits and signs") from None
    except tomllib.TOMLDecodeError as fault:
        remedy = _mended(str(fault), content.decode("utf-8-sig"))
        raise InputError(f"not valid TOML: {fault}", name, remedy) from None
    except ValueError:  # the parser leaves whole numbers to Python, which reads so many digits and no more
        raise InputError("a number of thousands of digits", name, "write an ordinary number") from None
    except RecursionError:
        what = f"tables or lists within one another, over {DEEPEST} deep"
        raise InputError(what, name, "a few will do") from None


@lru_cache(maxsize=1000)
def _toml(content: bytes) -> Table:
    """Bytes as a table, parsed once."""
    text = content.decode("utf-8-sig")
    table = tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    if depth(table) > DEEPEST:
        raise RecursionError
    _refuse_hidden(table)
    return in_one_line(table)


def _refuse_hidden(value: Any, where: str = "") -> None:
    """Complain about a character that cannot be seen: what a file says is shown on screens.

    Raises:
        HiddenError: naming it and where it stands.
    """
    if isinstance(value, str) and (mark := hidden(value)):
        raise HiddenError(mark, where)
    if isinstance(value, list):
        for inner in value:
            _refuse_hidden(inner, where)
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_hidden(key, where or "a name")
            _refuse_hidden(inner, f"{where}.{key}" if where else key)


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


def _bytes(file: Path) -> bytes:
    """What is in a file, if it is one and of a size that somebody wrote."""
    try:
        if not file.is_file():
            raise InputError("not a file", file.name, "give a TOML file")
        if file.stat().st_size > LARGEST:
            raise InputError(f"larger than {LARGEST:,} bytes", file.name, "none that a person writes is")
        return raw(file)
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

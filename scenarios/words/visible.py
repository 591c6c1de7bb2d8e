"""Text from a file as a screen may show it: one line of characters that can be seen.

A control character can clear a terminal or write over what stands there, and a mark of direction can make a
line read as another. What people write in a file is refused with its place (`scenarios.files.toml_files`);
what a program wrote, such as a manifest, is shown with a sign in their stead.
"""

import json
from typing import Any, Final

INSTEAD: Final = "�"


def visible(text: str) -> str:
    r"""Text with a sign in place of each character that cannot be seen; lines stay lines.

    Example:
        >>> visible("red: \x1b[31m"), visible("a\nb")
        ('red: �[31m', 'a\nb')
    """
    return "".join(c if c.isprintable() or c == "\n" else INSTEAD for c in text)


def one_line(text: str) -> str:
    r"""Text on one line, blanks of any kind as one blank.

    Example:
        >>> one_line("a\u202egp.exe\n£5\xa0m")
        'a�gp.exe £5 m'
    """
    return visible(" ".join(text.split()))


def in_one_line(data: Any) -> Any:
    r"""Data of tables, lists and text, with every text on one line, names included.

    Example:
        >>> in_one_line({"title": "a\nb", "seeds": [1, 2]})
        {'title': 'a b', 'seeds': [1, 2]}
    """
    if isinstance(data, str):
        return data if data.isprintable() else one_line(data)
    if isinstance(data, dict):
        return {in_one_line(key): in_one_line(value) for key, value in data.items()}
    return [in_one_line(value) for value in data] if isinstance(data, list) else data


def hidden(text: str) -> str | None:
    r"""The first character that cannot be seen, by its number; None where there is none, or only blanks.

    Example:
        >>> hidden("a\u202eb"), hidden("a\n b")
        ('U+202E', None)
    """
    return next((f"U+{ord(c):04X}" for c in " ".join(text.split()) if not c.isprintable()), None)


def json_visible(written: str) -> str:
    r"""JSON as written, in which characters that cannot be seen stand as their numbers.

    Example:
        >>> json_visible('{"a": "\x9b"}')
        '{"a": "\\u009b"}'
    """
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in written)

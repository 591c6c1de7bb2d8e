"""Opens a file of the browser's machine, as it is, as a widget."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any, Final

import anywidget
import traitlets

from scenarios.errors import InputError
from viz.widgets.drawing import script

TABLES: Final = (".csv", ".tsv", ".txt", ".gz", ".xlsx")
"""How the name of a table may end that an analyst has."""


class OpenFile(anywidget.AnyWidget):
    """A file that is read in the browser and sent as it is; nothing too long is sent.

    Attributes:
        label: what is opened.
        suffixes: how its name may end, each with the dot.
        largest: bytes of the largest file.
        opened: its name and content, and when; written by the browser, see `received`.
    """

    _esm = script("open_file")
    label = traitlets.Unicode().tag(sync=True)
    suffixes = traitlets.List(traitlets.Unicode()).tag(sync=True)
    largest = traitlets.Int(40_000).tag(sync=True)
    opened = traitlets.Dict().tag(sync=True)


def received(opened: Mapping[str, Any], largest: int) -> tuple[str, bytes]:
    """Name and content of a file that a browser sent, none of which is to be trusted.

    Args:
        opened: what the widget holds.
        largest: bytes of the largest file.

    Raises:
        InputError: if it is no file, or too large.

    Example:
        >>> received({"name": "a.csv", "base64": "aGk="}, 10)
        ('a.csv', b'hi')
    """
    name, letters = opened.get("name"), opened.get("base64")
    if isinstance(name, str) and isinstance(letters, str) and len(letters) <= 4 * (largest // 3 + 1):
        try:
            return name, base64.b64decode(letters, validate=True)
        except (binascii.Error, ValueError):
            pass
    raise InputError("cannot be read", "the file", f"send one of at most {largest:,} bytes")

"""Code from elsewhere that was added to the lists of elements, levers, theories or effects.

A run's numbers hang on it as on our own, so it is part of the key: a sweep that is gone on with after an
edit to a lever of one's own makes its runs again.
"""

import inspect
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from abm.behaviour.catalogue import LEVERS, THEORIES
from abm.effects.catalogue import EFFECTS
from abm.payment.catalogue import ELEMENTS

CATALOGUES: Final = (ELEMENTS, LEVERS, THEORIES, EFFECTS)
LIKE_OURS: Final = ("abm", "scenarios", "numpy", "pydantic", "pydantic_core")
"""Packages whose code is in the key already, or makes no difference to a number."""


def registered_code() -> str:
    """Sixteen hexadecimal digits that change with code that was registered; nothing where none was.

    Example:
        >>> registered_code()
        ''
    """
    parts = [(name, part) for catalogue in CATALOGUES for name, part in catalogue.items()]
    which = tuple(id(part) for _, part in parts)
    if which not in _known:
        _known[which] = parts, _hash_of(parts)  # parts are kept, so that no other can have their ids
    return _known[which][1]


_Parts = list[tuple[str, Any]]
_known: Final[dict[tuple[int, ...], tuple[_Parts, str]]] = {}


def _hash_of(parts: _Parts) -> str:
    digest, foreign = sha256(), False
    for name, part in parts:
        for text in _texts(part):
            foreign = True
            digest.update(name.encode() + text)
    return digest.hexdigest()[:16] if foreign else ""


def _texts(part: Any) -> Iterator[bytes]:
    """The source of every module from elsewhere that a part is made of, by the module's name."""
    inside = vars(part).values() if not isinstance(part, type) else [*vars(part).values(), *part.__bases__]
    modules = {getattr(each, "__module__", None) for each in (part, type(part), *inside)}
    for name in sorted(str(module) for module in modules if module in sys.modules):
        if name.partition(".")[0] not in (*LIKE_OURS, *sys.stdlib_module_names):
            yield name.encode() + _source(name)


def _source(module: str) -> bytes:
    """A module's file; of a notebook, which has none, what Python knows of the module's functions."""
    try:
        return Path(inspect.getfile(sys.modules[module])).read_bytes()
    except (TypeError, OSError):
        return repr(sorted(vars(sys.modules[module]))).encode()

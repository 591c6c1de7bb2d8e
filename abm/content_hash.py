"""Content hashes: sixteen hex digits that are equal where contents are, in any process and any run of Python.

Two objects read from the same files at different times, or sent to another process, are different objects
with the same contents. What is shared between runs is therefore kept by content hash, never by identity.

Example:
    >>> from abm.place import SubSystem
    >>> north, again, south = (SubSystem("N", "North", lead, 4) for lead in (1, 1, 2))
    >>> content_hash(north) == content_hash(again), content_hash(north) == content_hash(south)
    (True, False)
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field


class NamedTerms(BaseModel):
    """Frozen terms under a name, such as a regime's; a hash says which terms they are, whatever the name.

    Attributes:
        id: short name.
        title: one line.
        note: what it is and what it cannot answer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    note: str = ""

    @cached_property
    def hash(self) -> str:
        """Sixteen hex digits of all its terms, whatever it is called."""
        return content_hash(self, leave_out=("id", "title", "note"))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, some of it changed. Its hash is its own: pydantic would hand the cached one on."""
        copy = super().model_copy(update=update, deep=deep)
        vars(copy).pop("hash", None)
        return copy


def content_hash(thing: Any, leave_out: tuple[str, ...] = (), **instead: Any) -> str:
    """Sixteen hex digits of what an object of fields holds, and of what kind it is.

    Mappings and sequences count in their order, since sums and what is paid first follow it. Numbers that
    are equal count alike. A part with a hash of its own counts by that.

    Args:
        thing: a dataclass, or a pydantic model.
        leave_out: fields that only name it.
        instead: what counts in place of a field.

    Raises:
        TypeError: if a part is of a kind without an order of its own, such as a set.
    """
    digest = hashlib.sha256(type(thing).__name__.encode())
    for name in _field_names(thing):
        if name not in leave_out:
            for piece in (name.encode(), *_pieces(instead.get(name, getattr(thing, name)))):
                # Each piece with its length, so that no two lists of pieces run together into one text.
                digest.update(len(piece).to_bytes(8, "little") + piece)
    return digest.hexdigest()[:16]


def _field_names(thing: Any) -> list[str]:
    if isinstance(thing, BaseModel):
        return list(type(thing).model_fields)
    return [f.name for f in fields(thing)]


def _pieces(part: Any) -> Iterator[bytes]:
    """A part written out, each piece once and in order."""
    if part is None or isinstance(part, str | bool):
        yield repr(part).encode()
    elif isinstance(part, int | float | np.number):
        yield _number(part).encode()
    elif isinstance(part, np.ndarray):
        yield f"{part.dtype.str}{part.shape}".encode()
        yield part.tobytes()
    elif isinstance(part, Mapping):
        yield f"mapping of {len(part)}".encode()
        for item in part.items():
            yield from _pieces(item)
    elif isinstance(part, tuple | list):
        yield f"sequence of {len(part)}".encode()
        for one in part:
            yield from _pieces(one)
    elif isinstance(part, BaseModel) or is_dataclass(part):
        own: str | None = getattr(part, "hash", None)
        yield (own or content_hash(part)).encode()
    else:
        raise TypeError(f"contents of a {type(part).__name__} have no hash")


def _number(value: Any) -> str:
    """A number to its last bit; 1 and 1.0 are one number."""
    return str(int(value)) if float(value).is_integer() else float(value).hex()

"""Addressed random draws: a draw is a hash of (seed, stream, month, id), never the next in a queue.

Two runs that differ only in payment therefore meet the same people with the same luck, and adding
a rule never shifts another rule's draws. One 64-bit hash gives three lanes of 21 bits or four of
16; a purpose owns one lane of one stream.

Example:
    >>> key = stream_key(1, "urgent.site", 3)
    >>> 0.0 <= uniform(key, 42) < 1.0 and uniform(key, 42) == uniform(key, 42)
    True
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part

Key = np.uint64

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
LANE_BITS = 21
_TO_UNIT = 2.0**-53
_FNV_BASIS, _FNV_PRIME = 0xCBF29CE484222325, 0x100000001B3
_WORD = 0xFFFFFFFFFFFFFFFF

_registered: dict[int, str] = {}


@part
def mix(z: Any) -> Any:
    """Scramble 64 bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014)."""
    z = (z ^ (z >> _S30)) * _FIRST
    z = (z ^ (z >> _S27)) * _SECOND
    return z ^ (z >> _S31)


@entry
def draw(key: Any, identity: Any) -> Any:
    """The 64 bits at an address: a stream's key for a month, and a resident's or thing's id."""
    return mix(key + np.uint64(identity) * _GOLDEN)


@entry
def uniform(key: Any, identity: Any) -> Any:
    """One number in [0, 1) at an address, for draws made only when an event happens."""
    return np.float64(draw(key, identity) >> _S11) * _TO_UNIT


@cache
def name_hash(name: str) -> int:
    """The 64-bit number of a stream's name (FNV-1a), checked against every other name in use.

    Raises:
        ValueError: if another name gives the same number.
    """
    h = _FNV_BASIS
    for byte in name.encode():
        h = ((h ^ byte) * _FNV_PRIME) & _WORD
    if _registered.setdefault(h, name) != name:
        raise ValueError(f"streams '{name}' and '{_registered[h]}' hash alike; rename one")
    return h


def _mix_int(z: int) -> int:
    z = ((z ^ (z >> 30)) * int(_FIRST)) & _WORD
    z = ((z ^ (z >> 27)) * int(_SECOND)) & _WORD
    return z ^ (z >> 31)


def stream_key(seed: int, stream: str, month: int) -> Key:
    """The key of a named stream in a month; months before the run are negative."""
    z = _mix_int((seed * int(_GOLDEN) + name_hash(stream)) & _WORD)
    return np.uint64(_mix_int((z + (month & _WORD) * int(_SECOND)) & _WORD))


def stream_keys(seed: int, streams: tuple[str, ...], month: int) -> NDArray[np.uint64]:
    """Keys of several streams in a month, in order."""
    return np.array([stream_key(seed, s, month) for s in streams], np.uint64)


def uniforms(seed: int, stream: str, month: int, identities: NDArray[Any]) -> NDArray[np.float64]:
    """One number in [0, 1) for each id: `uniform` for a whole array, without compiling."""
    with np.errstate(over="ignore"):
        z = stream_key(seed, stream, month) + identities.astype(np.uint64) * _GOLDEN
        z = (z ^ (z >> _S30)) * _FIRST
        z = (z ^ (z >> _S27)) * _SECOND
        z = z ^ (z >> _S31)
    return (z >> _S11).astype(np.float64) * _TO_UNIT


def normals(seed: int, stream: str, month: int, identities: NDArray[Any]) -> NDArray[np.float64]:
    """One standard normal number for each id (Box and Muller 1958)."""
    u = uniforms(seed, stream + ".radius", month, identities)
    v = uniforms(seed, stream + ".angle", month, identities)
    return np.sqrt(-2.0 * np.log(1.0 - u)) * np.cos(2.0 * np.pi * v)

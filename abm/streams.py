"""Addressed random draws: a draw is a hash of (seed, stream, month, id), never the next in a queue.

Two runs that differ only in payment therefore meet the same people with the same chance events, and adding
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

from abm.compiled import entry, maker, part

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


@cache
def _name_hashes(streams: tuple[str, ...]) -> NDArray[np.uint64]:
    """The numbers of several names, worked out once."""
    return np.array([name_hash(stream) for stream in streams], np.uint64)


@maker
def _keys(names: NDArray[np.uint64], seed: Any, month: Any) -> Any:
    """Keys of streams by the numbers of their names; seed and month are 64 bits without a sign."""
    keys = np.empty_like(names)
    for k in range(names.size):
        keys[k] = mix(mix(seed * _GOLDEN + names[k]) + month * _SECOND)
    return keys


def stream_keys(seed: int, streams: tuple[str, ...], month: int) -> NDArray[np.uint64]:
    """Keys of several named streams in a month, in order; months before the run are negative."""
    return _keys(_name_hashes(streams), np.uint64(seed & _WORD), np.uint64(month & _WORD))


def stream_key(seed: int, stream: str, month: int) -> Key:
    """The key of one named stream in a month."""
    return stream_keys(seed, (stream,), month)[0]


@maker
def _uniforms(keys: NDArray[np.uint64], identities: NDArray[Any]) -> Any:
    """One number in [0, 1) for each stream and id, float[streams, n]."""
    u = np.empty((keys.size, identities.size))
    for k in range(keys.size):
        for i in range(identities.size):
            u[k, i] = uniform(keys[k], identities[i])
    return u


def uniforms(seed: int, stream: str, month: int, identities: NDArray[Any]) -> NDArray[np.float64]:
    """One number in [0, 1) for each id: `uniform` for a whole array."""
    return _uniforms(stream_keys(seed, (stream,), month), identities)[0]


def normals(seed: int, stream: str, month: int, identities: NDArray[Any]) -> NDArray[np.float64]:
    """One standard normal number for each id (Box and Muller 1958)."""
    return normals_of(seed, (stream,), month, identities)[0]


def normals_of(
    seed: int, streams: tuple[str, ...], month: int, identities: NDArray[Any]
) -> NDArray[np.float64]:
    """One standard normal number for each stream and id, float[streams, n]; each as `normals` gives it."""
    radius, angle = (
        _uniforms(stream_keys(seed, tuple(stream + part for stream in streams), month), identities)
        for part in (".radius", ".angle")
    )
    return np.sqrt(-2.0 * np.log(1.0 - radius)) * np.cos(2.0 * np.pi * angle)

"""Files as somebody may spoil them: sound ones with some lines, words, numbers and bytes changed."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from hypothesis import strategies as st

NASTY: Final = (
    *(b"", b" ", b"\n", b"\r\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x88\x92", b"\xc2\xa3"),
    *(b"-1", b"0", b"1e308", b"1e400", b"-0.0", b"nan", b"inf", b"9" * 25, b"9" * 5000, b"1_0", b"0x1"),
    *(b"1,5", b"true", b'""', b'"', b"'", b'"""', b"[", b"]", b"{", b"}", b"[[", b"=", b".", b",", b";"),
    *(b"\t", b"#", b"{}", b"[]", b"[[]]", b"null", b"[" * 400, b"{a=" * 50, b"../..", b"2017-13", b"all"),
    *(b"*", b"\x1b[31m", "é".encode(), "\u202e".encode(), "😀".encode(), b"a" * 3000, b"extends", b"policy"),
)
"""What is put in the place of a word, or between two."""

_WORD: Final = re.compile(rb"[^\s,=\[\]{}\".]+")
_LINE: Final = re.compile(rb"[^\n]*\n?")
Spoil = Callable[[bytes, bytes, int, int], bytes]


def _span(content: bytes, pattern: re.Pattern[bytes], at: int) -> tuple[int, int]:
    """Where the so-many-th piece stands; the end where there is none."""
    spans = [match.span() for match in pattern.finditer(content)]
    return spans[at % len(spans)] if spans else (len(content), len(content))


def _word(content: bytes, other: bytes, at: int, to: int) -> bytes:
    start, end = _span(content, _WORD, at)
    return content[:start] + other + content[end:]


def _swap_word(content: bytes, other: bytes, at: int, to: int) -> bytes:
    start, end = _span(content, _WORD, to)
    return _word(content, content[start:end], at, to)


def _insert(content: bytes, other: bytes, at: int, to: int) -> bytes:
    where = at % (len(content) + 1)
    return content[:where] + other + content[where:]


def _drop_line(content: bytes, other: bytes, at: int, to: int) -> bytes:
    start, end = _span(content, _LINE, at)
    return content[:start] + content[end:]


def _repeat_line(content: bytes, other: bytes, at: int, to: int) -> bytes:
    (start, end), (where, _) = _span(content, _LINE, at), _span(content, _LINE, to)
    return content[:where] + content[start:end] + content[where:]


def _cut(content: bytes, other: bytes, at: int, to: int) -> bytes:
    return content[: at % (len(content) + 1)]


def _flip(content: bytes, other: bytes, at: int, to: int) -> bytes:
    where = at % max(len(content), 1)
    return content[:where] + bytes([to % 256]) + content[where + 1 :]


SPOILING: Final[Sequence[Spoil]] = (_word, _word, _swap_word, _insert, _drop_line, _repeat_line, _cut, _flip)
"""Ways to spoil a file; the commonest slip stands twice."""


@st.composite
def spoilt(draw: st.DrawFn, sound: Sequence[bytes], most: int = 4) -> bytes:
    """One of some sound files, spoilt in up to so many ways."""
    content = draw(st.sampled_from(sound))
    for _ in range(draw(st.integers(0, most))):
        spoil, place = draw(st.sampled_from(SPOILING)), st.integers(0, 2**20)
        content = spoil(content, draw(st.sampled_from(NASTY)), draw(place), draw(place))
    return content

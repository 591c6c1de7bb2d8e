r"""A regime made in the room: TOML laid over one that comes with payscape, small enough for an address.

It is read by the reader of all regimes, so what is refused here is what `payscape check` refuses, in the
same words. A stranger's text may extend a regime by name alone: no file of this machine can be named.

Example:
    >>> word = packed('extends = "east-london-today"\ntitle = "Ours"')
    >>> read_draft(unpacked(word)).title
    'Ours'
"""

import base64
import tomllib
import zlib
from functools import lru_cache
from typing import Final

from abm.place import Place
from abm.regimes import Regime
from scenarios.errors import InputError, nearest
from scenarios.files.policy_numbers import HOME_YEAR
from scenarios.files.regime_files import REGIME, regime_names
from scenarios.files.regime_words import strangers

NAME: Final = "my-regime"
"""What a regime made in the room is called until somebody saves it under another name."""

LARGEST: Final = 40_000
"""Characters of the longest text; the longest regime that comes with payscape has a fifth of that."""


def packed(text: str) -> str:
    """A text as one word of an address."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(word: str) -> str:
    """The text in a word of an address; however it was made, it is never larger than `LARGEST`.

    Raises:
        ValueError: if there is none in it.
    """
    try:
        raw = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        reader = zlib.decompressobj()
        text = reader.decompress(raw, LARGEST).decode()
    except (ValueError, zlib.error):
        raise ValueError("the regime in the address cannot be read") from None
    if not reader.eof:
        raise ValueError("the regime in the address is cut short, or too long")
    return text


@lru_cache(maxsize=200)
def read_draft(text: str, year: int = HOME_YEAR) -> Regime:
    """A text as the regime it describes.

    Args:
        text: TOML.
        year: contract year of the policy numbers it names.

    Raises:
        InputError: at the first fault, naming key and remedy.
    """
    _refuse_strange(text)
    return REGIME.load_text(text, NAME, year)


def draft_in(text: str, year: int, place: Place) -> Regime:
    """The same for a place, whose boroughs, organisations and figures it may name.

    Raises:
        InputError: at the first fault, or word that the place does not know.
    """
    regime = read_draft(text, year)
    for fault in strangers(regime.contracts, place, NAME):
        raise fault
    return regime


def _refuse_strange(text: str) -> None:
    """Nothing too long, and nothing that extends a file instead of a regime that comes with payscape."""
    if len(text) > LARGEST:
        raise InputError(f"longer than {LARGEST:,} characters", NAME, "shorten it")
    try:
        base = tomllib.loads(text).get("extends")
    except (ValueError, RecursionError):
        return  # the reader of regimes says what is wrong with it
    if base is not None and base not in regime_names():
        remedy = nearest(str(base)[:60], regime_names())
        raise InputError("extends no regime that comes with payscape", f"{NAME}: extends", remedy)

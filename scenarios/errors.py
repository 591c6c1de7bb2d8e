"""Bad input, said in one line: what is wrong, where, and what would be right."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

LISTED: Final = 8
"""Words that a message lists; it is one line."""


class InputError(Exception):
    """A fault in something a user gave us. The command line prints it and exits with 2.

    Args:
        what: what is wrong, in a phrase.
        where: the file and the key, column or row, as far as known.
        remedy: what would be right.

    Example:
        >>> print(InputError("unknown key 'prise'", "my.toml: contracts.acute", "did you mean 'price'?"))
        my.toml: contracts.acute: unknown key 'prise'; did you mean 'price'?
    """

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        line = f"{where}: {what}" if where else what
        super().__init__(" ".join(f"{line}; {remedy}".split()) if remedy else " ".join(line.split()))


def nearest(word: str, valid: Iterable[str]) -> str:
    """A remedy that names the nearest valid word, or lists the first `LISTED` when none is near.

    Example:
        >>> nearest("tarif", ["tariff", "block"])
        "did you mean 'tariff'?"
    """
    words = sorted(valid)
    if close := get_close_matches(word, words, n=1):
        return f"did you mean '{close[0]}'?"
    more = f" and {len(words) - LISTED} more" if len(words) > LISTED else ""
    return "valid: " + ", ".join(words[:LISTED]) + more

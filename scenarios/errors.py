"""Bad input, said in one line: what is wrong, where, and what would be right."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Final

LISTED: Final = 8
"""Words that a message lists; it is one line."""
LONGEST: Final = 160
"""Characters of a word that a message repeats; what a file says may be of any length."""


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
        super().__init__(_printable(f"{line}; {remedy}" if remedy else line))


def installing(extra: str) -> str:
    """A remedy that brings what an optional part needs: from the project's folder, as no index has it.

    Example:
        >>> installing("sweep")
        "in payscape's folder: pip install -c constraints.txt -e '.[sweep]'"
    """
    return f"in payscape's folder: pip install -c constraints.txt -e '.[{extra}]'"


@contextmanager
def named_in(where: str) -> Iterator[None]:
    """Whatever is wrong inside is also said to be where something else named it.

    Example:
        >>> with named_in("my-scenario.toml: regime"):
        ...     raise InputError("unknown key 'prise'", "my.toml")
        Traceback (most recent call last):
        ...
        scenarios.errors.InputError: my-scenario.toml: regime: my.toml: unknown key 'prise'
    """
    try:
        yield
    except InputError as fault:
        inner = f"{where}: {fault.where}" if fault.where else where
        raise InputError(fault.what, inner, fault.remedy) from None


def _printable(line: str) -> str:
    """One line of characters that can be seen, its longest words cut short."""
    words = ("".join(c if c.isprintable() else "�" for c in word) for word in line.split())
    return " ".join(word if len(word) <= LONGEST else word[: LONGEST - 1] + "…" for word in words)


def nearest(word: str, valid: Iterable[str]) -> str:
    """A remedy that names the nearest valid word, or lists the first `LISTED` when none is near.

    Example:
        >>> nearest("tarif", ["tariff", "block"]), nearest("nel", ["NEL", "AE"])
        ("did you mean 'tariff'?", "did you mean 'NEL'?")
    """
    words = sorted(valid)
    folded = {valid_word.lower(): valid_word for valid_word in words}
    if close := get_close_matches(word.lower()[:LONGEST], folded, n=1):
        return f"did you mean '{folded[close[0]]}'?"
    more = f" and {len(words) - LISTED} more" if len(words) > LISTED else ""
    return "valid: " + ", ".join(words[:LISTED]) + more

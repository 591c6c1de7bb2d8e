"""Standard output and error that never stop a command: any encoding, none at all, no library's warnings."""

import codecs
import os
import sys
import warnings
from typing import Final

ENCODING_FAULTS: Final = "plain"
PLAIN: Final = {
    "−": "-", "–": "-", "—": "-", "…": "...", "●": "*", "•": "*", "·": ".", "×": "x", "±": "+/-", "≥": ">=",
    "≤": "<=", "→": "->", "‘": "'", "’": "'", "“": '"', "”": '"', "£": "GBP ", "\u00a0": " ",
}  # fmt: skip
"""Characters that we print, as they are put where an encoding has none of them."""


def prepare() -> None:
    """See that whatever is printed can be, wherever it goes.

    Windows writes a redirected table in the code page of the machine, which has no minus sign; a service may
    have no standard output at all. Warnings of libraries are for whoever wrote them: `python -W default`
    shows them.
    """
    codecs.register_error(ENCODING_FAULTS, _plain)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (for the whole process)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=ENCODING_FAULTS)
    if not sys.warnoptions and "PYTHONWARNINGS" not in os.environ:
        warnings.simplefilter("ignore")
        os.environ["PYTHONWARNINGS"] = "ignore"  # for the processes that we start


def says_everything(encoding: str | None) -> bool:
    """Whether an encoding has every character.

    Example:
        >>> says_everything("utf-8"), says_everything("cp1252"), says_everything(None)
        (True, False, False)
    """
    return (encoding or "").lower().replace("-", "").replace("_", "").startswith("utf")


def _plain(fault: UnicodeError) -> tuple[str, int]:
    """What stands for characters that an encoding has not."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    missing = fault.object[fault.start : fault.end]
    return "".join(PLAIN.get(character, "?") for character in missing), fault.end

"""Points of delivery of contract monitoring, national and local, as the model's own, with sources.

`pods.csv` says for every code which of the model's points of delivery it is, if any, how that is known, and
how sure. The national codes were written down from memory of the NHS Data Dictionary; a calibration file
adds codes of its own, or maps these otherwise, with `pods`.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

TABLE: Final = Path(__file__).with_name("pods.csv")
SURE: Final = "high"


class Pod(NamedTuple):
    """What a code of contract monitoring is.

    Attributes:
        word: the model's point of delivery; empty where it has none.
        what: in words.
        source: how it is known.
        confidence: high, medium or low.
    """

    word: str
    what: str
    source: str
    confidence: str


def plain(code: str) -> str:
    """A code without blanks, in capitals.

    Example:
        >>> plain("A & E"), plain("Critical Care"), plain("OPFA_SPCL")
        ('AANDE', 'CRITICALCARE', 'OPFASPCL')
    """
    return "".join(code.upper().replace("&", "AND").replace("_", "").replace("-", "").split())


@cache
def national() -> Mapping[str, Pod]:
    """Every code that is known, by its plain form.

    Example:
        >>> national()["OPFASPCL"].word, national()["NELNE"].word
        ('OPFA', '')
    """
    with TABLE.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return {r["code"]: Pod(r["pod"], r["what"], r["source"], r["confidence"]) for r in rows}


def known(own: Mapping[str, str]) -> Mapping[str, Pod]:
    """The same, with codes of a calibration file's own.

    Args:
        own: the model's word for each code; empty to leave it out.
    """
    mine = {
        plain(code): Pod(word, "the calibration file says so", "pods", SURE) for code, word in own.items()
    }
    return {**national(), **mine}

"""A verdict: one question to a fit, whether it passed, and what was found, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """What one diagnostic found.

    Attributes:
        name: of the diagnostic.
        passed: whether the fit may be used as far as this goes; None where it could not be asked.
        says: what was found, in a sentence.
    """

    name: str
    passed: bool | None
    says: str

    @property
    def word(self) -> str:
        """passed, FAILED or not asked."""
        return "not asked" if self.passed is None else "passed" if self.passed else "FAILED"


def blessed(verdicts: Sequence[Verdict]) -> bool:
    """Whether no verdict failed."""
    return all(verdict.passed is not False for verdict in verdicts)

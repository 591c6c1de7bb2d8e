"""A verdict: one question to a fit, whether it passed, and what was found, in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple


class DiagnosticQuestion(NamedTuple):
    """What a diagnostic asks, for a reader who is no statistician.

    Attributes:
        asks: the question; yes is good.
        remedy: what to do where the answer is no.
    """

    asks: str
    remedy: str


QUESTIONS: Final[Mapping[str, DiagnosticQuestion]] = {
    "prior predictive": DiagnosticQuestion(
        "Can the model give figures like ours at all?",
        "Look for wrong units, providers or months, then for what the place has that the model has not.",
    ),
    "chains": DiagnosticQuestion(
        "Was the search long enough for its answer to stand?", "Ask for more `steps`."
    ),
    "planted truths": DiagnosticQuestion(
        "Does the method find an answer that we hid in made-up figures?",
        "Give a `wave` more runs, or learn fewer parameters.",
    ),
    "identifiability": DiagnosticQuestion(
        "Did our figures tell us anything that was not known before?",
        "Give it other kinds of figures, or learn fewer parameters.",
    ),
    "gap": DiagnosticQuestion(
        "Is it the model that explains our figures, rather than the margin left for error?",
        "A parameter that matters is missing, or a series is recorded otherwise than is thought.",
    ),
    "posterior predictive": DiagnosticQuestion(
        "Would the fitted model have given the months that it was fitted to?",
        "The model has another shape than the series named: do not use it for that series.",
    ),
    "drift": DiagnosticQuestion(
        "Do figures and model stay together from month to month?",
        "Look for a change of recording or of services; do not forecast with it.",
    ),
    "held-out months": DiagnosticQuestion(
        "Does it tell months that it had not seen, better than last year's figures do?",
        "Do not forecast with it; use the model for differences only.",
    ),
}
"""What every diagnostic asks, by its name."""


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

    @property
    def answer(self) -> str:
        """yes, NO or not asked, to the diagnostic's question."""
        return "not asked" if self.passed is None else "yes" if self.passed else "NO"

    @property
    def question(self) -> DiagnosticQuestion:
        """What was asked."""
        return QUESTIONS[self.name]

    def as_row(self) -> dict[str, str]:
        """As data: name, question, result and what was found."""
        return {"name": self.name, "asks": self.question.asks, "result": self.word, "says": self.says}


def blessed(verdicts: Sequence[Verdict]) -> bool:
    """Whether no verdict failed."""
    return all(verdict.passed is not False for verdict in verdicts)

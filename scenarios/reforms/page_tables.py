"""Tables and paragraphs of the page of re-enacted reforms."""

import math
from collections.abc import Iterable, Mapping, Sequence

from scenarios.questions.interval import Interval, why_none
from scenarios.reforms.answers import Answer
from scenarios.reforms.contrast import RATIOS
from scenarios.reforms.doubt import Reach
from scenarios.reforms.scoreboard import HowMany, scoreboard
from scenarios.reforms.settings import CountrySetting
from scenarios.reforms.studies import NotExpressible
from scenarios.reforms.study_file import Outcome
from scenarios.words.markdown import table
from scenarios.words.numbers import NOT_APPLICABLE, decimals, from_to, three_figures, with_range

HEADS = (
    *("study", "what", "published", "model (95%)", "unit", "sign", "overlap", "size"),
    *("if what is assumed is in doubt (90%)", "in reach"),
)
COUNTS = ("sign right", "interval overlaps", "nulls kept", "median size", "size in reach")
_STAR, _DAGGER = "\\*", "†"
_YES_NO = {None: "·", True: "yes", False: "no"}


def published(outcome: Outcome) -> str:
    """What the study says, with its interval, or which way."""
    words = {"+": "more", "-": "less", "0": "none"}
    shown = words[outcome.direction] if outcome.effect is None else three_figures(outcome.effect)
    if outcome.low is not None and outcome.high is not None:
        shown += f" ({from_to(outcome.low, outcome.high, three_figures)})"
    elif outcome.direction == "0" and outcome.tolerance is not None:
        shown += f" (±{three_figures(outcome.tolerance)})"
    return shown


def modelled(effect: Interval) -> str:
    """The model's effect with its interval."""
    if not math.isfinite(effect.mean):
        return NOT_APPLICABLE
    if not effect.known:
        return f"{three_figures(effect.mean)} ({why_none(effect.n)})"
    return with_range(effect.mean, effect.low, effect.high, three_figures)


def row(answer: Answer, i: int, marked: bool = False) -> list[str]:
    """One result as the cells of a table, in the order of `HEADS`.

    Args:
        answer: of a study.
        i: which of its outcomes, 0 the main one.
        marked: whether a study that informed a parameter, or was kept out, has its mark.
    """
    outcome, scored = answer.study.outcomes[i], answer.scores[i]
    return [
        answer.study.id + (_mark(answer) if marked else ""),
        outcome.what,
        published(outcome),
        modelled(scored.found),
        outcome.unit,
        *scored.words,
        doubted(answer.reached[i]) if answer.reached else "·",
        _YES_NO[answer.in_reach(i)],
    ]


def _mark(answer: Answer) -> str:
    """Of a study that informed a parameter, or was kept out."""
    if answer.study.informed:
        return _STAR
    return _DAGGER if answer.study.kept_out else ""


def doubted(reached: Reach) -> str:
    """Where draws of what is assumed put an effect."""
    return from_to(reached.low, reached.high, three_figures)


def main_table(found: Sequence[Answer]) -> str:
    """The main result of every study."""
    legend = f"{_STAR} informed a parameter."
    if any(a.study.kept_out for a in found):
        legend += f" {_DAGGER} written after the model stood, unseen by anybody who built it."
    return f"{table(HEADS, [row(a, 0, marked=True) for a in found])}\n\n{legend}"


def further_table(found: Sequence[Answer]) -> str:
    """All other results."""
    rows = [row(a, i, marked=True) for a in found for i in range(1, len(a.scores))]
    return table(HEADS, rows) if rows else "None."


def scoreboard_table(found: Sequence[Answer]) -> str:
    """How many of how many, main results and all."""
    rows = [[name, *cells(tally)] for name, tally in scoreboard(found).items()]
    return table(("", *COUNTS), rows)


def cells(tally: HowMany) -> list[str]:
    """A tally in words.

    Example:
        >>> cells(HowMany((3, 4), (1, 2), (0, 0), 0.5))
        ['3 of 4', '1 of 2', '·', '0.50', '·']
    """
    counted = (tally.signs, tally.overlaps, tally.nulls, tally.reached)
    *counts, reached = [f"{k} of {n}" if n else "·" for k, n in counted]
    return [*counts, "·" if math.isnan(tally.size) else decimals(tally.size, 2), reached]


def cannot_table(rows: Mapping[str, NotExpressible]) -> str:
    """Studies that cannot be re-enacted, and why."""
    if not rows:
        return "No study of this folder is listed as one that cannot be."
    return table(("study", "what", "what the model lacks"), [[i, r.title, r.reason] for i, r in rows.items()])


def section(answer: Answer, settings: Mapping[str, CountrySetting]) -> str:
    """One study in a short paragraph: what was changed, what was found, why it falls short."""
    study = answer.study
    results = "; ".join(
        f"{outcome.what}: {modelled(scored.found)} {unit_of(outcome)}"
        f"against {published(outcome)}, {scored.sign}"
        for outcome, scored in zip(study.outcomes, answer.scores, strict=True)
    )
    short = any(s.falls_short for s in answer.scores)
    lines = [
        f"### {study.id}: {study.title}",
        f"**{study.question}** {study.changed}{held(study.parameters)} "
        f"*Setting*: {settings[study.setting].title}.",
        f"*Found.* {results}.",
        f"*Why it falls short.* {study.missing}" if short and study.missing else "",
        f"*Cannot answer.* {study.cannot_answer}",
        f"*Source.* {study.citation}; {study.verification}; confidence {study.confidence}.",
    ]
    return "\n\n".join([lines[0], " ".join(line for line in lines[1:] if line)])


def held(parameters: Mapping[str, float]) -> str:
    """Parameters that differ from everywhere else in both arms, as a sentence.

    Example:
        >>> held({"planned.slack": 0.05})
        ' In both arms `planned.slack` is 0.05.'
    """
    said = ", ".join(f"`{name}` is {value:g}" for name, value in parameters.items())
    return f" In both arms {said}." if said else ""


def unit_of(outcome: Outcome) -> str:
    """The unit before "against", where the number does not speak for itself."""
    return "" if outcome.measure in RATIOS else f"{outcome.unit} "


def settings_table(names: Iterable[str], settings: Mapping[str, CountrySetting]) -> str:
    """What was declared of each setting in use."""
    rows = []
    for name in dict.fromkeys(names):
        numbers = ", ".join(f"`{n}` {v:g}" for n, v in settings[name].parameters.items()) or "as everywhere"
        rows.append([name, settings[name].title, numbers, settings[name].reason, settings[name].confidence])
    return table(("setting", "what", "declared", "because", "confidence"), rows)


def informed_table(found: Sequence[Answer]) -> str:
    """Which studies informed which parameters."""
    rows = [
        [a.study.id, a.study.title, ", ".join(f"`{p}`" for p in a.study.informed)]
        for a in found
        if a.study.informed
    ]
    return table(("study", "what", "parameters"), rows) if rows else "None."

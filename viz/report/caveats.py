"""What every report ends with: assumptions with ranges, limits, quality assurance, how to make it again."""

from collections.abc import Sequence
from typing import Final

from abm.parameters import ALL, Parameter
from scenarios.assurance.assumptions import ranked
from scenarios.assurance.hanging import logged
from scenarios.assurance.impact import impact_of
from scenarios.assurance.quality import SIGN_OFF, quality
from scenarios.words.numbers import as_written, from_to
from viz.report.page import Html, bullets, code, folded, paragraph, section, table
from viz.words.plain_words import capital

FIRST: Final = 15
"""Assumptions in view; the others are folded away."""

INTERVALS: Final = (
    "The intervals hold what chance does from run to run. They leave out what is unsure about the "
    "assumptions, which is more: see below."
)

_LIMITS: Final = (
    "What will happen. It shows how behaviour may respond while the assumptions hold; it forecasts no named "
    "organisation.",
    "Anything that turns on groups of case mix: a point of delivery has one price, times a recorded index.",
    "What leadership, goodwill, regulation or the cost of procurement would add or take away.",
    "How far results would move with other assumptions. Change them before relying on a number.",
)
_HEADINGS: Final = (
    "Name", "Value", "Plausible range", "Unit", "How much East London's comparison depends on it",
    "Why this value",
)  # fmt: skip


def closing(notes: Sequence[str], making: Html) -> list[Html]:
    """The last parts of a report.

    Args:
        notes: what the scenarios say of themselves; each is shown once.
        making: how to make it again, see `again`.
    """
    return [assumptions(), limits(notes), assured(), making]


def assumptions() -> Html:
    """Assumed numbers: those that a result depends on most in view, the others folded away."""
    first = ranked()[:FIRST]
    rest = [p for p in logged() if p not in first]
    counts = {word: sum(p.confidence == word for p in ALL) for word in ("high", "medium", "low", "assumed")}
    lead = (
        f"Of {len(ALL)} numbers about people and behaviour, {counts['high']} are known with high confidence, "
        f"{counts['medium']} with medium, {counts['low']} with low, and {counts['assumed']} are assumed: "
        "judgements, because no number was found. Each was moved alone over its plausible range, and East "
        "London's comparison of today's mix with capitation held by trusts made again: it depends most on "
        "these."
    )
    return section(
        "What it assumes",
        paragraph(lead),
        _numbers("Assumed or weakly known numbers that a result depends on most.", first),
        folded(f"The other {len(rest)} such numbers", _numbers("In the order of a month.", rest)),
    )


def _numbers(caption: str, parameters: Sequence[Parameter]) -> Html:
    rows = [
        (
            p.name,
            as_written(p.value),
            from_to(p.low, p.high, as_written),
            p.unit,
            impact_of(p.name).words,
            p.source,
        )
        for p in parameters
    ]
    return table(caption, _HEADINGS, rows)


def limits(notes: Sequence[str]) -> Html:
    """What nobody should read into the results."""
    return section("What this cannot tell you", bullets([*_LIMITS, *dict.fromkeys(filter(None, notes))]))


def assured() -> Html:
    """Purpose and what is open in view, checks folded away, and blanks for those who answer for the use."""
    log = quality()
    checks = [(c["what"], c["how"], c["showed"], c["evidence"]) for c in log["checks"]]
    form = [(f["what"], f["why"], f["wrong"]) for f in log["form"]]
    blanks = [(role["role"], *[""] * (len(SIGN_OFF) - 1)) for role in log["roles"]]
    sign_off = "Sign-off, for one decision; to be filled in by whoever uses this."
    return section(
        "Quality assurance",
        paragraph(log["purpose"]),
        bullets(f"Not fit for: {sentence}" for sentence in log["not_fit_for"]),
        paragraph("Not done, or open:"),
        bullets(f"{matter['what']}. {matter['state']}" for matter in log["open"]),
        folded(
            f"The {len(checks)} checks made",
            table("In the manner of the Aqua Book.", ("Check", "How", "Showed", "Evidence"), checks),
        ),
        folded(
            "Assumptions of form",
            table("What the model takes for granted.", ("Assumption", "Why", "It is wrong"), form),
        ),
        table(sign_off, [capital(head) for head in SIGN_OFF], blanks),
    )


def again(commands: Sequence[str], facts: Sequence[tuple[str, str]]) -> Html:
    """How to make it again: what to type, and what was run."""
    return section(
        "How to make it again", code("\n".join(commands)), table("What was run.", ("What", "Value"), facts)
    )

"""What a report rests on and what it cannot say: assumptions with their ranges, and limits."""

from collections.abc import Sequence
from typing import Final

from abm.parameters import ALL, Parameter
from scenarios.assurance.assumptions import ranked
from scenarios.assurance.hanging import logged
from scenarios.assurance.impact import impact_of
from viz.report.page import Html, bullets, folded, paragraph, section, table

FIRST: Final = 15
"""Assumptions in view; the others are folded away."""

_LIMITS: Final = (
    "What will happen. It shows how conduct may respond while the assumptions hold; it forecasts no named "
    "organisation.",
    "Anything that turns on groups of case mix: a point of delivery has one price, times a recorded index.",
    "What leadership, goodwill, regulation or the cost of procurement would add or take away.",
    "How far results would move with other assumptions. Change them before relying on a number.",
)


def assumptions() -> Html:
    """Assumed numbers: those that a result hangs on most in view, the others folded away."""
    first = ranked()[:FIRST]
    rest = [p for p in logged() if p not in first]
    counts = {word: sum(p.confidence == word for p in ALL) for word in ("high", "medium", "low", "assumed")}
    lead = (
        f"Of {len(ALL)} numbers about people and conduct, {counts['high']} are known with high confidence, "
        f"{counts['medium']} with medium, {counts['low']} with low, and {counts['assumed']} are assumed: "
        "judgements, because no number was found. Each was moved alone over its plausible range, and East "
        "London's comparison of today's mix with a sum held by trusts made again: it hangs most on these."
    )
    return section(
        "What it assumes",
        paragraph(lead),
        _listed("Assumed or weakly known numbers that a result hangs on most.", first),
        folded(f"The other {len(rest)} such numbers", _listed("In the order of a month.", rest)),
    )


def _listed(caption: str, parameters: Sequence[Parameter]) -> Html:
    rows = [
        (p.name, f"{p.value:g}", f"{p.low:g} to {p.high:g}", p.unit, impact_of(p.name).words, p.source)
        for p in parameters
    ]
    headings = (
        "Name",
        "Value",
        "Plausible range",
        "Unit",
        "East London's comparison hangs on it",
        "Why this value",
    )
    return table(caption, headings, rows)


def limits(notes: Sequence[str]) -> Html:
    """What nobody should read into the results."""
    return section("What this cannot tell you", bullets([*_LIMITS, *dict.fromkeys(filter(None, notes))]))

"""What the source documents claim of payment, put to the test; the verdict is printed whatever it is.

    python -m studies.claims.page docs/claims.md [--seeds N] [--workers N]

The claims and the runs that could show them wrong are in `claims.toml`, the words around the tables in
`claims_page.md`. A claim holds when every one of its comparisons goes its way with an interval that
leaves out zero.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from abm.effects.catalogue import EFFECTS
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.interval import Interval
from studies.emergence.runs import TODAY, ByVariant
from studies.emergence.tables import TwoRuns, number, row_of, span, unit_of
from studies.page_command import write_page

CLAIMS_FILE: Final = Path(__file__).parent / "claims.toml"
PAGE: Final = Path(__file__).parent / "page.md"

HOLDS, NOT_SEEN, OTHER_WAY = "goes its way", "not seen", "**goes the other way**"


@dataclass(frozen=True)
class Claim:
    """A sentence of a source document, and the runs that could show it wrong.

    Attributes:
        paragraph: where it stands.
        says: what it says, in our words.
        tested: how it is put to the test.
        rows: the comparisons, each with the sign the claim expects.
        behind: what tracing the outcome in single runs showed, where somebody did.
    """

    paragraph: str
    says: str
    tested: str
    rows: tuple[TwoRuns, ...]
    behind: str = ""


def read_claims() -> list[Claim]:
    """The claims in the order of the file."""
    tables: list[Mapping[str, Any]] = tomllib.loads(CLAIMS_FILE.read_text(encoding="utf-8"))["claims"]
    return [
        Claim(c["paragraph"], c["says"], c["tested"], tuple(map(row_of, c["rows"])), c.get("behind", ""))
        for c in tables
    ]


def outcome(found: Interval, sign: int) -> str:
    """What one comparison says of its claim.

    Example:
        >>> outcome(Interval(0.2, 0.1, 20), 1), outcome(Interval(0.2, 0.3, 20), 1)
        ('goes its way', 'not seen')
    """
    if found.includes_zero:
        return NOT_SEEN
    return HOLDS if found.mean * sign > 0 else OTHER_WAY


def verdict(outcomes: Sequence[str]) -> str:
    """What all comparisons of a claim say together.

    Example:
        >>> verdict([HOLDS, HOLDS]), verdict([HOLDS, NOT_SEEN]), verdict([HOLDS, OTHER_WAY])
        ('holds', 'holds in part', 'does not hold as stated')
    """
    if OTHER_WAY in outcomes:
        return "does not hold as stated"
    if HOLDS not in outcomes:
        return "not seen in this model"
    return "holds in part" if NOT_SEEN in outcomes else "holds"


def in_words(claim: Claim, results: ByVariant) -> str:
    """A claim with its comparisons and its verdict, in Markdown."""
    found = [results.difference(r.appears, r.absent, r.effect, r.scope) for r in claim.rows]
    outcomes = [outcome(f, r.sign) for f, r in zip(found, claim.rows, strict=True)]
    lines = [
        f"### {claim.paragraph}: {verdict(outcomes)}\n\n{claim.says}\n\nPut to the test: {claim.tested}\n",
        "| measured | unit | first | second | difference (95%) | the claim | first, or second |",
        "|---|---|---|---|---|---|---|",
    ]
    for row, difference, said in zip(claim.rows, found, outcomes, strict=True):
        means = (number(results.mean(a, row.effect, row.scope).mean) for a in (row.appears, row.absent))
        name = f"{row.effect} {EFFECTS[row.effect].title.lower()}, {row.scope}"
        lines.append(
            f"| {name} | {unit_of(row)} | {' | '.join(means)} | {span(difference)} | {said} | {row.differs} |"
        )
    if claim.behind:
        lines.append(f"\nBehind it: {claim.behind}")
    return "\n".join(lines)


def page(seeds: int, workers: int | None = None) -> str:
    """The page, from as many seeds as asked for."""
    claims, today = read_claims(), load_scenario(TODAY)
    results = ByVariant(
        [arm for c in claims for r in c.rows for arm in (r.appears, r.absent)], seeds, workers
    )
    return PAGE.read_text(encoding="utf-8").format(
        seeds=seeds,
        every=round(1 / today.sample),
        months=today.months,
        claims="\n\n".join(in_words(claim, results) for claim in claims),
    )


def main(given: Sequence[str] | None = None) -> None:
    """Write the page."""
    write_page(page, __doc__, given)


if __name__ == "__main__":
    main()

"""The assumptions log: every number that is judged or weakly known, and how much a result hangs on it."""

from pathlib import Path
from typing import Final

from abm.parameters import Parameter
from scenarios.assurance.hanging import ARMS, LUCK_SEEDS, WITH, known, logged
from scenarios.assurance.impact import FAILS, LARGE, WORDS, impact_of, impacts
from scenarios.assurance.parameter_table import SUBJECTS, range_of, title
from scenarios.assurance.place_log import LOGGED, fits, judged
from scenarios.assurance.quality import quality
from scenarios.words.markdown import table
from scenarios.words.numbers import as_written

PAGE: Final = Path(__file__).with_name("assumptions_page.md")
FIRST: Final = 20
"""Assumptions that stand first, by how far they move a result."""
_HEADS: Final = ("assumption", "value", "range", "unit", "confidence", "the result hangs on it", "source")


def page() -> str:
    """The log as a page of Markdown."""
    moving = ranked()
    return PAGE.read_text(encoding="utf-8").format(
        count=len(logged()),
        asked=sum(p.name in impacts() for p in logged()),
        first=ARMS[0],
        second=ARMS[1],
        months=WITH["months"],
        every=round(1 / WITH["sample"]),
        large=f"{LARGE:.0%}",
        seeds=LUCK_SEEDS,
        luck=_luck(),
        failing=_failing(),
        moving=len(moving),
        shown=min(FIRST, len(moving)),
        ranked=table(_HEADS, [_row(p) for p in moving[:FIRST]]),
        form=_form(),
        places="\n\n".join(_place(name) for name in LOGGED),
        all=_all(),
    )


def _luck() -> str:
    """How far seeds are apart, as a share of each result."""
    rows = known().drop_duplicates("measure").to_dict("records")
    shares = (f"{row['luck'] / abs(row['plain']):.0%} of that in {WORDS[row['measure']]}" for row in rows)
    return ", ".join(shares)


def _failing() -> str:
    """Assumptions at one end of whose range the model cannot be run."""
    names = [f"`{name}`" for name, one in impacts().items() if one.word == FAILS]
    return f" (A run fails at one end of {', '.join(names)}, which is a fault of its range.)" if names else ""


def ranked() -> list[Parameter]:
    """Assumptions that a result hangs on beyond noise: those that turn its sign, then the larger moves."""
    moving = [p for p in logged() if impact_of(p.name).share > 0]
    return sorted(
        moving, key=lambda p: (impact_of(p.name).word != "turns the sign", -impact_of(p.name).share, p.name)
    )


def _form() -> str:
    rows = [(form["what"], form["why"], form["wrong"]) for form in quality()["form"]]
    return table(("assumption", "why", "it is wrong"), rows)


def _place(name: str) -> str:
    fitted = [(f"`fit.{f.name}`", f"{f.value:g}", f.reason) for f in fits(name)]
    rows = [(f"`{figure}`", str(n), reach, source) for figure, n, source, reach in judged(name)]
    return (
        f"## Of the place: {name.replace('_', ' ').title()}\n\n"
        + table(("fitted multiplier", "value", "why"), fitted)
        + "\n\n"
        + table(("judged figure", "organisations", "range", "source"), rows)
    )


def _all() -> str:
    """All of them, by subject."""
    names = {p.name for p in logged()}
    sections: list[str] = []
    for subject in SUBJECTS:
        rows = [_row(p) for p in subject.ALL if p.name in names]
        if rows:
            sections.append(f"### {title(subject)}\n\n{table(_HEADS, rows)}")
    return "\n\n".join(sections)


def _row(parameter: Parameter) -> tuple[str, ...]:
    p = parameter
    value = "a table" if p.entries else as_written(p.value)
    return (f"`{p.name}`", value, range_of(p), p.unit, p.confidence, impact_of(p.name).words, p.source)

"""The page of re-enacted reforms: scoreboard first, then every result, failures among them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from scenarios.reforms.answers import Answer
from scenarios.reforms.doubt import in_doubt
from scenarios.reforms.page_tables import (
    cannot_table,
    further_table,
    informed_table,
    main_table,
    scoreboard_table,
    section,
    settings_table,
)
from scenarios.reforms.scoreboard import scoreboard, tally
from scenarios.reforms.settings import settings
from scenarios.reforms.studies import EXPERIMENTS, not_expressible

REMARKS: Final = EXPERIMENTS / "remarks.md"
"""What a person makes of the results of the studies that come along."""
OVERLAPPING: Final = 0.75
"""Share of intervals that are meant to overlap."""
PAGE: Final = Path(__file__).parent / "page.md"


def first_line() -> str:
    """How every such page begins, by which an earlier one is known."""
    return PAGE.read_text(encoding="utf-8").partition("\n")[0]


def page(
    found: Sequence[Answer], seeds: int, folder: Path = EXPERIMENTS, out: str = "docs/validation.md"
) -> str:
    """The page of some answers.

    Args:
        found: the model's answers, in the order of the page.
        seeds: how many there were.
        folder: where the studies are.
        out: where the page is going, for the command that it names.
    """
    known, cannot = settings(folder), not_expressible(folder)
    samples = sorted({round(1 / a.study.sample) for a in found})
    ours, draws = folder.resolve() == EXPERIMENTS, found[0].reached[0].n if found[0].reached else 0
    return PAGE.read_text(encoding="utf-8").format(
        folder="" if ours else f" {folder.name}",
        out=out,
        seeds=seeds,
        sample="one resident in " + " or ".join(str(n) for n in samples),
        counted=f"Re-enacted: {len(found)}. Known, and not to be expressed: {len(cannot)}.",
        scoreboard=scoreboard_table(found),
        aim=aim(found),
        draws=draws or "no",
        doubt=f" --doubt {draws}" if draws else "",
        judged=len(in_doubt()),
        remarks=f"\n{REMARKS.read_text(encoding='utf-8')}" if ours else "",
        main=main_table(found),
        further=further_table(found),
        cannot=cannot_table(cannot),
        sections="\n\n".join(section(answer, known) for answer in found),
        settings=settings_table((a.study.setting for a in found), known),
        informed=informed_table(found),
    )


def aim(found: Sequence[Answer]) -> str:
    """Whether main results meet the aim: every sign, every null, three quarters of the intervals."""
    of = tally([answer.main for answer in found])
    whole = all(right == all_there for right, all_there in (of.signs, of.nulls))
    met = "met" if whole and of.overlaps[0] >= OVERLAPPING * of.overlaps[1] else "not met"
    return f"The aim is every sign, every null and three quarters of the intervals: **{met}**."


def as_data(found: Sequence[Answer], seeds: int) -> dict[str, Any]:
    """The same for a script to read."""
    return {
        "seeds": seeds,
        "scoreboard": {name: vars(tally) for name, tally in scoreboard(found).items()},
        "results": [result for answer in found for result in _results(answer)],
    }


def _results(answer: Answer) -> Iterator[dict[str, Any]]:
    """Every result of a study, its main one first."""
    pairs = zip(answer.study.outcomes, answer.scores, strict=True)
    for i, (outcome, scored) in enumerate(pairs):
        mean = scored.found
        yield {
            "study": answer.study.id,
            "main": i == 0,
            "informed": list(answer.study.informed),
            "kept_out": answer.study.kept_out,
            **outcome.model_dump(include={"what", "measure", "unit", "year"}),
            "published": outcome.model_dump(include={"direction", "effect", "low", "high"}),
            "model": {"mean": mean.mean, "low": mean.low, "high": mean.high, "seeds": mean.n},
            "sign": scored.sign,
            "overlap": scored.overlap,
            "size": scored.size,
            "in_doubt": vars(answer.reached[i]) if answer.reached else None,
            "in_reach": answer.in_reach(i),
        }

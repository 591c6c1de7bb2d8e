"""The table of figures in a page of the documents, of one run of all benchmarks at one commit."""

import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks import machine
from benchmarks.report import BenchmarkReport

BEGIN, END = "<!-- figures of make bench: begin -->", "<!-- figures of make bench: end -->"
PROJECT: Final = Path(__file__).resolve().parent.parent


def write(file: Path, reports: Sequence[BenchmarkReport]) -> None:
    """Put the table between the two marks of a page; the rest of the page stays.

    Raises:
        ValueError: if the page has no marks.
    """
    whole = file.read_text(encoding="utf-8")
    before, begin, rest = whole.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{file}: no line '{BEGIN}' with '{END}' after it, between which the table goes")
    text = (
        f"{before}{BEGIN}\n{table(reports, commit(file), datetime.now(UTC).date().isoformat())}{END}{after}"
    )
    file.write_text(text, encoding="utf-8")


def table(reports: Sequence[BenchmarkReport], at: str, day: str) -> str:
    """The figures in Markdown, under a line that says when, where and of which source they are."""
    rows = ["benchmark | what | median | budget | |", "---|---|---:|---|---|"]
    rows += [" | ".join((f"`{name}`", *rest)) + " |" for r in reports for name, *rest in r.rows()]
    lines = "\n".join(f"| {row}" for row in rows)
    return f"One run of `make bench` on {day}, commit {at}; {machine.description()}.\n\n{lines}\n"


def as_json(reports: Sequence[BenchmarkReport]) -> dict[str, Any]:
    """The figures, and the faults of benchmarks that have none."""
    figures = [{"benchmark": r.name, **asdict(f), "met": f.met} for r in reports for f in r.figures]
    return {"figures": figures, "faults": {r.name: r.fault for r in reports if r.fault}}


def commit(page: Path) -> str:
    """The commit that is measured, and whether files beside the page differ from it."""
    if not (at := _git("rev-parse", "--short", "HEAD")):
        return "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", f":(exclude){page.resolve()}")
    return f"{at} with changes" if changed else at


def _git(*words: str) -> str:
    try:
        return subprocess.run(
            ["git", *words], cwd=PROJECT, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""

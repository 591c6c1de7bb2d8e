"""Words that were given up do not come back: on screens, in reports, messages and documents, and in code.

To retire a phrase or a name, add a line to `PHRASES` or `NAMES`; to see where it still is, run this test.
What is known to be left stands in `words_left.txt`, a line each; a line whose file has got rid of it fails
as well, so that the list can only shrink.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LEFT = Path(__file__).with_name("words_left.txt")

PHRASES = {
    "sum for each person": "capitation",
    "price paid for emergencies above the baseline": "emergency marginal rate (MRET)",
    "pounds a point at the average list": "QOF £ per point",
    "eligible people at which points start": "QOF lower threshold",
    "all prices multiplied by": "market forces factor",
    "cost that stays when (work|it) goes": "stranded cost",
    "comes? back to hospital": "beds refilled (acute backfilling)",
    "days in a bed, ready to leave": "delayed discharge days",
    "more than the problems ask for": "referrals above clinical need",
    "coming back to the clinic": "follow-up ratio",
    "readiness to admit": "admission threshold",
    "(same|other|more|much) luck": "same people, same chance events",
    r"luck \d": "random seed 1",
    "(b|arm) less (a|yardstick)": "B minus A",
    "nought": "zero",
    "held against": "compared with",
    "mix (that is )?looked at|, looked at": "option B",
    "(told|tell) .{0,12}from (chance|none)": "no clear difference",
    "beyond chance": "clear",
    "conduct, not rules": "behaviour, not the payment rules",
    "most otherwise": "changed most",
    r"why\? ask": "ask a provider why",
    "(is|are|was|were|be|been|being|not) lived": "run",
    "; a moment": "running both options: 3 of 8",
    "pound of one more": "what one more brings in",
    "cost in time": "marginal cost",
    "not yet sound": "needs fixing",
    "lies? here yet": "no sweep results here yet",
    "regretted least": "safest choice",
    "percentage points": "points",
    "cannot stand here": "not allowed here: …",
    "(most|few|many|longer than|characters or) [^ ]* ?signs": "characters",
}
"""Patterns that readers do not meet, and what they meet instead; written small, met in any case."""

NAMES = {
    "[Tt]old(_.*)?|.*_told": "message, summary, row, label",
    "[Aa]sked(_.*)?": "request, spec, options",
    "[Ll]ived(_.*)?|.*_lived|live(_.*)?": "run, ran",
}
"""Patterns of names in code, and what is written instead."""

CATCH_ALL = {"found": "the thing's own name"}
"""The same, where a room has been cleared of it: the rooms of `CLEARED`."""

CLEARED = ("viz",)

MODULES = {
    "kept": "cache",
    "shelf": "catalogue",
    "roll": "organisations",
    "around": "context",
    "together": "what it does",
    "coming_back": "reconnect",
    "lanes": "scheduler",
    "seats": "sessions",
    "lived": "what it does",
    "living": "what it does",
}
"""Names of modules, and what they are called instead."""

ROOMS = ("viz", "cli", "scenarios")


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def sources(*suffixes: str) -> Iterator[Path]:
    for room in ROOMS:
        yield from (f for f in sorted((PROJECT / room).rglob("*")) if f.suffix in suffixes)


def strings(file: Path) -> Iterator[str]:
    """Strings of a file of Python that somebody may read: all but those that only describe the code."""
    bare = {id(node.value) for node in ast.walk(tree(file)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


def words(file: Path) -> str:
    """What somebody may read of a file, on one line."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        text = " ¶ ".join(strings(file))
    elif file.suffix == ".js":
        text = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", text)


def read() -> Iterator[Path]:
    """Every file that has words for a reader."""
    yield from sources(".py", ".js", ".toml")
    yield PROJECT / "README.md"
    yield from sorted((PROJECT / "docs").rglob("*.md"))


def names(file: Path) -> Iterator[str]:
    """Names that a file of Python gives to things."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def there() -> set[str]:
    """Everything that was retired and is still there: the phrase or name, and the file."""
    still = set()
    for file in read():
        text = words(file)
        still |= {f"{p} | {place(file)}" for p in PHRASES if re.search(rf"\b(?:{p})\b", text, re.IGNORECASE)}
    for file in sources(".py"):
        mine, retired = set(names(file)), {**NAMES, **(CATCH_ALL if room(file) in CLEARED else {})}
        still |= {f"{n} | {place(file)}" for n in retired if any(re.fullmatch(n, one) for one in mine)}
        still |= {
            f"{m} | {place(file)}" for m in MODULES if m in file.relative_to(PROJECT).with_suffix("").parts
        }
    return still


def room(file: Path) -> str:
    return file.relative_to(PROJECT).parts[0]


def place(file: Path) -> str:
    return file.relative_to(PROJECT).as_posix()


@pytest.fixture(scope="module")
def left() -> set[str]:
    """What is known to be left."""
    return {
        line for line in LEFT.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    }


def test_no_retired_word_comes_back(left: set[str]) -> None:
    back = sorted(there() - left)
    assert not back, "\n".join(f"{line}  (write: {instead(line)})" for line in back)


def test_what_is_gone_is_no_longer_on_the_list(left: set[str]) -> None:
    gone = sorted(left - there())
    assert not gone, f"take these out of {LEFT.name}:\n" + "\n".join(gone)


def instead(line: str) -> str:
    word = line.partition(" | ")[0]
    return {**PHRASES, **NAMES, **CATCH_ALL, **MODULES}[word]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("nought", "starts at Nought."),
        ("(is|are|was|were|be|been|being|not) lived", "The years are being lived twice"),
        ("(told|tell) .{0,12}from (chance|none)", "No difference that can be told from chance"),
        ("(b|arm) less (a|yardstick)", "B less A"),
    ],
)
def test_a_pattern_meets_what_it_is_for(phrase: str, text: str) -> None:
    assert re.search(rf"\b(?:{phrase})\b", text, re.IGNORECASE)

"""The scenarios of a set beside one another: a letter each, and what differs from the first."""

from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from cli.compare import change
from cli.readings import arms_of, named, of_pairs, say_why_not, why_not
from cli.table import show
from cli.words import number

if TYPE_CHECKING:
    from scenarios.questions.set_comparison import SetComparison
    from scenarios.runs.headlines import Key


def show_side_by_side(found: "SetComparison") -> None:
    """The question, what each letter stands for, and one table: effects, key flows, income by kind."""
    of, pairs = found.of, found.each
    letters = _letters(len(pairs) + 1)
    print(f"{of.title}\n\nQuestion: {of.question}\nWatch: {of.watch}\nCannot answer: {of.cannot_answer}\n")
    for letter, scenario in zip(letters, of.scenarios, strict=True):
        print(f"{letter}: {scenario.title}")
    print(f"{found.example.seeds} runs of each, of {found.example.a.months} months\n")
    rows = [
        (
            key[0],
            named(key[0]),
            key[1],
            number(found.example.difference(*key).a),
            *(change(pair, key) for pair in pairs.values()),
            found.example.unit(key),
        )
        for key in _shown(found)
    ]
    show(("measure", "what", "scope", "A", *(f"{letter} - A (95%)" for letter in letters[1:]), "unit"), rows)
    say_why_not(of_pairs(list(pairs.values()), _shown(found)))


def told_side_by_side(found: "SetComparison", out: str | None) -> dict[str, Any]:
    """The comparison of a set for a script to read."""
    frames, of = found.frames(), found.of
    return {
        "set": of.id,
        "question": of.question,
        "watch": of.watch,
        "cannot_answer": of.cannot_answer,
        "answers": list(of.answers),
        "first": of.first.id,
        "scenarios": [scenario.id for scenario in of.scenarios],
        "seeds": found.example.seeds,
        "months": found.example.a.months,
        "sample": found.example.a.sample,
        "theory": found.example.a.theory,
        "out": out,
        "differences": frames["differences"].to_dict("records"),
        "not_applicable": why_not(arms_of(frames["differences"])),
        "money": frames["money_split"].to_dict("records"),
        "money_by_organisation": frames["money_by_organisation"].to_dict("records"),
    }


def _shown(found: "SetComparison") -> "list[Key]":
    """Effects and key flows as a whole, and income by kind of provider."""
    from abm.effects.catalogue import EFFECTS
    from scenarios.runs.headlines import FLOWS, TOTAL

    whole = {*EFFECTS, *FLOWS}
    return [key for key in found.keys if (key[0] in whole and key[1] == TOTAL) or key[0] == "income"]


def _letters(count: int) -> list[str]:
    """A, B, ... Z, AA, AB, ..."""
    return [(ascii_uppercase[i // 26 - 1] if i >= 26 else "") + ascii_uppercase[i % 26] for i in range(count)]

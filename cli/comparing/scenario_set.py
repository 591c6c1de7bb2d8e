"""The scenarios of a set beside one another: a letter each, and what differs from the first."""

from string import ascii_uppercase
from typing import Any, Final

import scenarios
from cli.comparing.differences import cell, headline_keys, only, setting
from cli.effect_words import in_either, not_applicable, say_not_applicable, title_of
from cli.progress import progress
from cli.table import show

KIND: Final = "set"
"""What results of it are called in their manifest."""


def compared(name: str, **how: Any) -> scenarios.SetComparison:
    """Every scenario of the set, each with its first."""
    with progress(f"the set {name}") as report:
        return scenarios.compare_set(name, progress=report, **how)


def show_comparison(of_set: scenarios.SetComparison) -> None:
    """The question, what each letter stands for, and one table: effects, key flows, income by kind."""
    of, pairs, first = of_set.of, list(of_set.each.values()), of_set.example
    letters = _letters(len(of.scenarios))
    print(f"{of.title}\n\nQuestion: {of.question}\nWatch: {of.watch}\nCannot answer: {of.cannot_answer}\n")
    for letter, scenario in zip(letters, of.scenarios, strict=True):
        held = " (compared with)" if scenario is of.first else ""
        print(f"Option {letter}{held}: {scenario.title}")
    print(f"{first.seeds} runs of each, of {first.a.months} months: same people, same chance events\n")
    keys = headline_keys(of_set.keys, "income")
    rows = [
        (
            key[0],
            title_of(key[0]),
            key[1],
            first.difference(*key).a,
            *(cell(pair, key) for pair in pairs),
            first.unit(key),
        )
        for key in keys
    ]
    changes = (f"{letter} minus A (95%)" for letter in letters[1:])
    show(("measure", "what", "scope", "A", *changes, "unit"), rows)
    say_not_applicable(in_either(only(of_set.frames()["differences"], keys)))


def as_data(of_set: scenarios.SetComparison, out: str | None) -> dict[str, Any]:
    """The comparison of a set for a script to read."""
    frames, of = of_set.frames(), of_set.of
    return {
        "set": of.id,
        "question": of.question,
        "watch": of.watch,
        "cannot_answer": of.cannot_answer,
        "answers": list(of.answers),
        "first": of.first.id,
        "scenarios": [scenario.id for scenario in of.scenarios],
        **setting(of_set.example, out),
        "theory": of_set.example.a.theory,
        "differences": frames["differences"].to_dict("records"),
        "not_applicable": not_applicable(in_either(frames["differences"])),
        "money": frames["money_split"].to_dict("records"),
        "money_by_organisation": frames["money_by_organisation"].to_dict("records"),
    }


def _letters(count: int) -> list[str]:
    """A, B, ... Z, AA, AB, ..."""
    return [(ascii_uppercase[i // 26 - 1] if i >= 26 else "") + ascii_uppercase[i % 26] for i in range(count)]

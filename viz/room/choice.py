"""What a room has chosen to look at, as frozen data that the address bar can hold.

Whatever comes from an address is a stranger's: what is not known here is left out and said, never
raised, so that a link from another day still opens.

Example:
    >>> choice, ignored = from_query("months=24&b=no-such-scenario")
    >>> choice.b, choice.months, ignored
    ('east-london-capitation', 24, ("no scenario 'no-such-scenario' here",))
    >>> from_query(to_query(choice))[0] == choice
    True
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode

from abm.effects.catalogue import EFFECTS
from abm.vocabulary import SEGMENTS
from scenarios.errors import InputError
from scenarios.files.programme_files import programme_names
from scenarios.files.scenario_files import scenario_names
from scenarios.files.set_files import set_names
from scenarios.files.shock_files import shock_names
from scenarios.scenario import NONE
from viz.designer.draft import read_draft, unpacked

ROLES: Final = ("commissioner", "trust", "practice", "community", "council", "patient")
"""Whose eyes the room looks through."""

EXPECTED: Final = ("up", "same", "down")
"""What a room may expect of an effect."""

SHORTEST, LONGEST, MOST_SEED, MOST_DRAWN = 24, 120, 9999, 999
"""Months of a run, the largest random seed, and how often somebody can be drawn at random."""

_TERM, _GUESS = "t.", "g."
_LONGEST_QUERY: Final = 20_000


@dataclass(frozen=True)
class Choice:
    """Two scenarios, what the room has changed of them, and what it expects.

    Attributes:
        question: a set of scenarios that the choice began from, or empty.
        role: a word of `ROLES`, or empty.
        a: option A, a scenario by name: the one compared with.
        b: option B, by name; in the same place.
        programme: a programme by name, or `none`, in both options; empty for what each scenario says.
        shock: what happens meanwhile, or `none`, in both options; empty for what each scenario says.
        months: to run, both options.
        seed: the random seed.
        terms: terms of B that the room has changed, by path, see `viz.designer.terms`.
        guesses: what the room expects of effects, by identifier.
        revealed: whether it has looked at what came out.
        regime: how everybody is paid in B instead, see `viz.designer.draft`; empty for B's own.
        segment: whose journey is shown, by population segment; empty for anybody's.
        drawn: which resident drawn at random, or 0 for the one whose two journeys differ most.
        sweep: a finished sweep, by its folder's name; empty for the first there is.
        fit: a finished calibration, likewise.
    """

    question: str = ""
    role: str = ""
    a: str = "east-london-today"
    b: str = "east-london-capitation"
    programme: str = ""
    shock: str = ""
    months: int = 60
    seed: int = 1
    terms: tuple[tuple[str, float], ...] = ()
    guesses: tuple[tuple[str, str], ...] = ()
    revealed: bool = False
    regime: str = ""
    segment: str = ""
    drawn: int = 0
    sweep: str = ""
    fit: str = ""

    def with_term(self, path: str, value: float | None) -> "Choice":
        """A copy with one term of B changed; None takes the change back."""
        others = {key: at for key, at in self.terms if key != path}
        changed = others if value is None else {**others, path: value}
        return replace(self, terms=tuple(sorted(changed.items())))

    def with_guess(self, effect: str, expected: str) -> "Choice":
        """A copy with one expectation recorded; an empty one takes it back."""
        others = {key: word for key, word in self.guesses if key != effect}
        changed = {**others, effect: expected} if expected else others
        return replace(self, guesses=tuple(sorted(changed.items())))


DEFAULT: Final = Choice()
"""Where a room begins: East London, today's mix against capitation."""


def to_query(choice: Choice) -> str:
    """A choice as the query of an address; what is as at the beginning is left out."""
    pairs = [
        (field.name, getattr(choice, field.name))
        for field in fields(Choice)
        if field.name not in ("terms", "guesses")
        and getattr(choice, field.name) != getattr(DEFAULT, field.name)
    ]
    pairs += [(f"{_TERM}{path}", f"{value:.10g}") for path, value in choice.terms]
    pairs += [(f"{_GUESS}{effect}", word) for effect, word in choice.guesses]
    return urlencode(pairs, quote_via=quote)


def from_query(query: str | None) -> tuple[Choice, tuple[str, ...]]:
    """A choice from an address, and what in it could not be understood, in words."""
    if len(query or "") > _LONGEST_QUERY:
        return DEFAULT, ("the address is too long",)
    values: dict[str, Any] = {"terms": {}, "guesses": {}}
    ignored: list[str] = []
    for key, word in parse_qsl(query or "", keep_blank_values=True):
        try:
            _take(values, key, word)
        except ValueError as fault:
            ignored.append(str(fault))
    for many in ("terms", "guesses"):
        values[many] = tuple(sorted(values[many].items()))
    return replace(DEFAULT, **values), tuple(ignored)


def _take(values: dict[str, Any], key: str, word: str) -> None:
    """One pair of an address into the values of a choice.

    Raises:
        ValueError: if there is no such key or word.
    """
    if key.startswith(_TERM):
        values["terms"][key.removeprefix(_TERM)] = _number(word)
    elif key.startswith(_GUESS):
        effect = _one_of(EFFECTS, "effect")(key.removeprefix(_GUESS))
        values["guesses"][effect] = _one_of(EXPECTED, "expectation")(word)
    elif key in _READ:
        values[key] = _READ[key](word)
    else:
        raise ValueError(f"'{_short(key)}' is not a setting here")


def _one_of(words: Iterable[str] | Callable[[], Iterable[str]], noun: str, empty: bool = False) -> Any:
    """A reader of one word of a list."""

    def read(word: str) -> str:
        valid = words() if callable(words) else words
        if word not in valid and not (empty and not word):
            raise ValueError(f"no {noun} '{_short(word)}' here")
        return word

    return read


def _whole(low: int, high: int, noun: str) -> Callable[[str], int]:
    """A reader of a whole number in a range."""

    def read(word: str) -> int:
        if not (word.isascii() and word.isdigit()) or not low <= int(word[:9]) <= high:
            raise ValueError(f"{noun} must be from {low} to {high}, not '{_short(word)}'")
        return int(word)

    return read


def _number(word: str) -> float:
    try:
        value = float(word)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"'{_short(word)}' is not a number")
    return value


def _short(word: str) -> str:
    """A stranger's word, on one line and cut to a length that can be shown."""
    word = " ".join(word.split())
    return word if len(word) <= 40 else f"{word[:37]}..."


def _regime(word: str) -> str:
    """A regime in an address, if nothing is wrong with it."""
    try:
        read_draft(unpacked(word))
    except InputError:
        raise ValueError("the regime in the address has a fault") from None
    return word


def _folder(word: str) -> str:
    """The name of a folder, which leads nowhere else."""
    if not word.replace("-", "").replace("_", "").replace(".", "").isalnum() or word.startswith("."):
        raise ValueError(f"'{_short(word)}' is not the name of a folder")
    return word


_names = cache(lambda list_names, *more: frozenset((*list_names(), *more)))
_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "question": _one_of(lambda: _names(set_names), "question", empty=True),
    "role": _one_of(ROLES, "role", empty=True),
    "a": _one_of(lambda: _names(scenario_names), "scenario"),
    "b": _one_of(lambda: _names(scenario_names), "scenario"),
    "programme": _one_of(lambda: _names(programme_names, NONE), "programme", empty=True),
    "shock": _one_of(lambda: _names(shock_names, NONE), "shock", empty=True),
    "months": _whole(SHORTEST, LONGEST, "months"),
    "revealed": lambda word: _one_of(("True",), "answer")(word) == "True",
    "seed": _whole(1, MOST_SEED, "seed"),
    "regime": _regime,
    "segment": _one_of(SEGMENTS, "segment", empty=True),
    "drawn": _whole(0, MOST_DRAWN, "draws"),
    "sweep": _folder,
    "fit": _folder,
}

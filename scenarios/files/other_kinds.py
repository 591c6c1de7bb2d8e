"""What a file is, told from its keys, and what to do with one that was given for something else.

Scenarios, regimes, sets and the rest are all TOML files and are all called by name, so that one is easily
given where another belongs.
"""

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from scenarios.errors import InputError

_HERE: Final = Path(__file__).parents[1]
SHELVES: Final[Mapping[str, str]] = {
    "scenario": "library/{}.toml",
    "regime": "regimes/{}.toml",
    "set": "sets/{}.toml",
    "sweep": "sweeps/{}.toml",
    "study": "experiments/{}.toml",
    "programme": "programmes/{}.toml",
    "shock": "shocks/{}.toml",
    "place": "places/{}/place.toml",
}
"""Where things that come with payscape are, by kind."""
MARKS: Final[Mapping[str, frozenset[str]]] = {
    "study": frozenset({"before", "after", "outcomes", "cited", "setting"}),
    "calibration": frozenset(
        {"priors", "fit", "effort", "held_out", "targets", "engine", "data", "starts", "codes"}
    ),
    "sweep": frozenset({"levers", "uncertainties", "design", "seeds", "until", "backfilling", "with"}),
    "set": frozenset({"scenarios", "watch", "cannot_answer", "answers"}),
    "shock": frozenset({"calendar_months", "emergencies", "problems", "mental", "support"}),
    "programme": frozenset({"start_month", "ramp_months", "averted_share", "proactive_offer", "plan_offer"}),
    "regime": frozenset({"contracts", "governance", "transition", "savings", "drop"}),
    "scenario": frozenset(
        {"place", "regime", "reference", "programme", "shock", "policy_year", "months", "sample"}
        | {"behaviour", "parameters"}
    ),
}
"""Keys by which a kind of file is known; the first kind that has one of a file's keys is what it is."""
LONGEST: Final = 60
"""Letters of the longest name that is looked for; a name may be anything at all."""
NAMED: Final = 'a scenario names it: {kind} = "{name}"'
USES: Final[Mapping[str, str]] = {
    "scenario": "run it with payscape run {name}",
    "regime": 'write a scenario with regime = "{name}", or see what it would pay with payscape shadow '
    "SCENARIO --under {name}",
    "set": "compare its scenarios with payscape compare --set {name}",
    "sweep": "run it with payscape sweep {name} --out DIR",
    "study": "payscape experiments re-enacts it",
    "calibration": "run it with payscape calibrate {name} --out DIR",
    "programme": NAMED,
    "shock": NAMED,
    "place": NAMED,
}
"""What is done with each kind."""


def kind_of(table: Mapping[str, Any]) -> str | None:
    """What a file is, told from its keys; None where they are nobody's.

    Example:
        >>> kind_of({"title": "T", "contracts": {}}), kind_of({"colour": "blue"})
        ('regime', None)
    """
    return next((kind for kind, marks in MARKS.items() if marks & table.keys()), None)


def refuse_other_name(name: str, noun: str) -> None:
    """Complain about the name of something else that comes with payscape.

    Args:
        name: as given; nothing of the kind that is wanted is called so.
        noun: the kind that is wanted.

    Raises:
        InputError: if it is the name of something else, saying what and how that is used.
    """
    kind = next((k for k in SHELVES if k != noun and _on_shelf(name, k)), None)
    if kind:
        remedy = _of_scenario(name) if (kind, noun) == ("scenario", "regime") else _use(kind, name)
        raise InputError(f"'{name}' is a {kind}, not a {noun}", "", remedy)


def refuse_other_file(table: Mapping[str, Any], file: str, noun: str, keys: Collection[str]) -> None:
    """Complain about a file of another kind.

    Args:
        table: what it says, with at least one key that is not of the kind wanted.
        file: its name.
        noun: the kind that is wanted.
        keys: what that kind may say.

    Raises:
        InputError: if all its keys that mark a kind are another's, saying whose.
    """
    kind, extends = kind_of(table), table.get("extends")
    marked = any(kind_of({key: None}) for key in table if key in keys)
    extended = isinstance(extends, str) and _on_shelf(extends, noun) and not _on_shelf(extends, kind or "")
    if kind and kind != noun and not marked and not extended:
        raise InputError(f"a {kind}, not a {noun}", file, _use(kind, file))


def other_home(key: str) -> str:
    """A remedy for a key that is unknown where it stands: the kind of file that has it, if any does.

    Example:
        >>> other_home("contracts"), other_home("colour")
        ('it is said in a regime', '')
    """
    kind = kind_of({key: None})
    return f"it is said in a {kind}" if kind else ""


def _on_shelf(name: str, kind: str) -> bool:
    """Whether payscape brings something of a kind by a name, which may be anything at all."""
    plain = len(name) <= LONGEST and name.replace("-", "").replace("_", "").isalnum()
    return plain and kind in SHELVES and _file(name, kind).is_file()


def _file(name: str, kind: str) -> Path:
    return _HERE / SHELVES[kind].format(name)


def _use(kind: str, name: str) -> str:
    return USES[kind].format(kind=kind, name=name)


def _of_scenario(name: str | None) -> str:
    """The regime that a scenario of the library names, or that of the one it extends."""
    while name:
        told = tomllib.loads(_file(name, "scenario").read_text(encoding="utf-8"))
        if "regime" in told:
            return f"its regime is '{told['regime']}'"
        name = told.get("extends")
    return "name a regime"

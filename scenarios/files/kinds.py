"""The kinds of files that people write: where those of payscape are, by what one is known, and its use.

Scenarios, regimes, sets and the rest are all TOML files and are all called by name, so that one is easily
given where another belongs; whoever does is told what it is, and what is done with it.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from scenarios.errors import InputError
from scenarios.files.toml_files import parsed

ROOT: Final = Path(__file__).parents[2]
LONGEST: Final = 60
"""Letters of the longest name that is looked for; a name may be anything at all."""
NAMED: Final = 'a scenario names it: {kind} = "{name}"'


class Traits(NamedTuple):
    """By what a kind of file is known.

    Attributes:
        files: where those that come with payscape are; a star stands for the name.
        marks: keys that no kind below it in the table has, but `title`, `question` and `note`.
        use: what is done with one.
    """

    files: str
    marks: frozenset[str]
    use: str

    @property
    def folder(self) -> Path:
        """Where those that come with payscape are."""
        return ROOT / self.files.partition("/*")[0]

    def names(self) -> list[str]:
        """Names of those that come with payscape, in alphabetical order."""
        inside = self.files.partition("/*")[2]
        return sorted(file.parent.name if "/" in inside else file.stem for file in ROOT.glob(self.files))

    def file(self, name: str) -> Path:
        """The file of one of these names."""
        return ROOT / self.files.replace("*", name)

    def has(self, name: str) -> bool:
        """Whether one that comes with payscape is called so."""
        plain = len(name) <= LONGEST and name.replace("-", "").replace("_", "").isalnum()
        return plain and self.file(name).is_file()


def _keys(words: str) -> frozenset[str]:
    return frozenset(words.split())


KINDS: Final[Mapping[str, Traits]] = {
    "study": Traits(
        "scenarios/experiments/*.toml",
        _keys("before after control_before control_after outcomes cited setting begins informed kept_out"),
        "payscape experiments re-enacts it",
    ),
    "calibration": Traits(
        "calibration/library/*.toml",
        _keys("priors fit effort held_out targets engine data starts codes"),
        "run it with payscape calibrate {name} --out DIR",
    ),
    "sweep": Traits(
        "scenarios/sweeps/*.toml",
        _keys("levers uncertainties design seeds until backfilling with"),
        "run it with payscape sweep {name} --out DIR",
    ),
    "set": Traits(
        "scenarios/sets/*.toml",
        _keys("scenarios watch cannot_answer answers"),
        "compare its scenarios with payscape compare --set {name}",
    ),
    "shock": Traits(
        "scenarios/shocks/*.toml", _keys("calendar_months emergencies problems mental support"), NAMED
    ),
    "programme": Traits(
        "scenarios/programmes/*.toml",
        _keys("start_month ramp_months averted_share proactive_offer plan_offer"),
        NAMED,
    ),
    "regime": Traits(
        "scenarios/regimes/*.toml",
        _keys("contracts governance transition savings drop"),
        'write a scenario with regime = "{name}", or see what it would pay with payscape shadow '
        "SCENARIO --under {name}",
    ),
    "scenario": Traits(
        "scenarios/library/*.toml",
        _keys("place regime reference programme shock policy_year months sample behaviour theory parameters")
        | _keys("shadows identifiers"),
        "run it with payscape run {name}",
    ),
    "place": Traits("scenarios/places/*/place.toml", frozenset(), NAMED),
}
"""Every kind; the first that has one of a file's keys among its marks is what the file is."""


def kind_of(table: Mapping[str, Any]) -> str | None:
    """What a file is, told from its keys; None where they are nobody's.

    Example:
        >>> kind_of({"title": "T", "contracts": {}}), kind_of({"colour": "blue"})
        ('regime', None)
    """
    return next((kind for kind, traits in KINDS.items() if traits.marks & table.keys()), None)


def refuse_other_name(name: str, noun: str) -> None:
    """Complain about the name of something else that comes with payscape.

    Args:
        name: as given; nothing of the kind that is wanted is called so.
        noun: the kind that is wanted.

    Raises:
        InputError: if it is the name of something else, saying what and how that is used.
    """
    kind = next((kind for kind, traits in KINDS.items() if kind != noun and traits.has(name)), None)
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
    kind, base = kind_of(table), table.get("extends")
    marked = any(kind_of({key: None}) for key in table if key in keys)
    if kind and kind != noun and not marked:
        extended = isinstance(base, str) and KINDS[noun].has(base) and not KINDS[kind].has(base)
        if not extended:
            raise InputError(f"a {kind}, not a {noun}", file, _use(kind, file))


def other_home(key: str) -> str:
    """A remedy for a key that is unknown where it stands: the kind of file that has it, if any does.

    Example:
        >>> other_home("contracts"), other_home("colour")
        ('it is said in a regime', '')
    """
    kind = kind_of({key: None})
    return f"it is said in a {kind}" if kind else ""


def _use(kind: str, name: str) -> str:
    return KINDS[kind].use.format(kind=kind, name=name)


def _of_scenario(name: str | None) -> str:
    """The regime that a scenario of the library names, or that of the one it extends."""
    while name:
        table = parsed(KINDS["scenario"].file(name), "scenario")
        if "regime" in table:
            return f"its regime is '{table['regime']}'"
        name = table.get("extends")
    return "name a regime"

"""Reads a calibration from TOML: which scenario, which data, which parameters, how much effort.

Example:
    >>> spec = load_calibration("small-town-emergencies")
    >>> spec.scenario.place, spec.targets, spec.fit
    ('small_town', ('ae_attendances', 'emergency_admissions'), ('2017-04', '2018-09'))
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from calibration.effort import Effort
from calibration.engines.catalogue import ENGINES
from calibration.observed.cells import index_of, month_of
from calibration.observed.codes import Successor
from calibration.observed.load import series_names
from calibration.priors import Priors, read_priors
from calibration.targets.catalogue import POD_WORDS, TARGETS, target_of_pod
from scenarios.errors import InputError, nearest
from scenarios.files.faults import validated
from scenarios.files.kind import Kind
from scenarios.files.place.load import first_year
from scenarios.files.scenario_files import load_scenario, scenario_names
from scenarios.files.toml_files import Table
from scenarios.scenario import Scenario

KEYS: Final = (
    *("title", "question", "note", "scenario", "data", "codes", "pods", "starts", "fit", "held_out"),
    *("targets", "providers", "sample", "engine", "priors", "effort"),
)
MOST_MONTHS: Final = 240


@dataclass(frozen=True)
class Calibration:
    """What a calibration file says.

    Attributes:
        file: its name, for messages.
        title: one line.
        question: what it is meant to answer.
        note: what to watch.
        scenario: with the sample of the fit.
        data: public series by name, and paths.
        codes: codes that changed or merged, old to new.
        pods: points of delivery of the data's own, as the model's words; empty for one to leave out.
        starts: calendar year whose April is the first month of a run.
        fit: first and last month that are fitted.
        held_out: first and last month that are predicted and scored, or None.
        targets: what is compared; empty for whatever the data hold.
        providers: whose series; empty for whatever the data hold.
        engine: by name.
        priors: of the parameters to learn.
        effort: how many runs go into what.
    """

    file: str
    title: str
    question: str
    note: str
    scenario: Scenario
    data: tuple[str, ...]
    codes: Mapping[str, str | Successor]
    pods: Mapping[str, str]
    starts: int
    fit: tuple[str, str]
    held_out: tuple[str, str] | None
    targets: tuple[str, ...]
    providers: tuple[str, ...]
    engine: str
    priors: Priors
    effort: Effort

    @property
    def last(self) -> str:
        """The last month that is simulated."""
        return max(self.fit[1], self.held_out[1] if self.held_out else self.fit[1])

    @property
    def months(self) -> int:
        """Months that a run takes to get there."""
        return index_of(self.last) - index_of(f"{self.starts}-04") + 1


def calibration_names() -> list[str]:
    """Names of the calibrations that come with payscape, in alphabetical order."""
    return CALIBRATION.names()


def load_calibration(name_or_path: str | Path) -> Calibration:
    """Read and check what a calibration file says; data are read later.

    Args:
        name_or_path: a name from `calibration_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    return CALIBRATION.load(name_or_path)


def calibration_in(table: Table, file: str, folder: Path = Path()) -> Calibration:
    """What a calibration's table says.

    Args:
        table: as parsed.
        file: its name, for messages.
        folder: where paths in it start.

    Raises:
        InputError: at the first fault.
    """
    scenario = _scenario(table, file, folder)
    starts = _year(table.get("starts", first_year(scenario.place)), f"{file}: starts")
    fit = _span(table.get("fit"), f"{file}: fit")
    held_out = _span(table["held_out"], f"{file}: held_out") if "held_out" in table else None
    _refuse_order(fit, held_out, starts, file)
    effort = validated(Effort, _table(table.get("effort", {}), f"{file}: effort"), file, "effort")
    return Calibration(
        file=file,
        **{key: _text(table, key, file) for key in ("title", "question", "note")},
        scenario=scenario,
        data=tuple(_path(name, folder) for name in _words(table.get("data", []), f"{file}: data")),
        codes=_codes(table.get("codes", {}), f"{file}: codes"),
        pods=_pods(table.get("pods", {}), f"{file}: pods"),
        starts=starts,
        fit=fit,
        held_out=held_out,
        targets=_known_words(table.get("targets", []), TARGETS, f"{file}: targets", "target"),
        providers=_words(table.get("providers", []), f"{file}: providers"),
        engine=_engine(table.get("engine", "synthetic_likelihood"), f"{file}: engine"),
        priors=read_priors(_flat(_table(table.get("priors", {}), f"{file}: priors")), f"{file}: priors"),
        effort=effort,
    )


CALIBRATION: Final = Kind(
    "calibration", KEYS, lambda table, file: calibration_in(table, file.name, file.parent), extends=False
)


def _scenario(table: Table, file: str, folder: Path) -> Scenario:
    """The scenario that is calibrated, with the sample that the file says."""
    name = table.get("scenario")
    if not isinstance(name, str) or not name:
        raise InputError("missing, or not text", f"{file}: scenario", 'write scenario = "east-london-today"')
    try:
        scenario = load_scenario(name if name in scenario_names() else folder / name)
        return scenario.changed(sample=table.get("sample"))
    except InputError as fault:
        raise InputError(fault.what, f"{file}: scenario: {fault.where}", fault.remedy) from None


def _refuse_order(fit: tuple[str, str], held_out: tuple[str, str] | None, starts: int, file: str) -> None:
    """Months that are fitted lie in the run, and months that are predicted after them."""
    if fit[0] < f"{starts}-04":
        raise InputError(
            f"{fit[0]} is before the run's first month",
            f"{file}: fit",
            f"begin in {starts}-04, or set starts",
        )
    if held_out and held_out[0] <= fit[1]:
        raise InputError(f"{held_out[0]} is fitted too", f"{file}: held_out", f"begin after {fit[1]}")
    last = held_out[1] if held_out else fit[1]
    if index_of(last) - index_of(f"{starts}-04") >= MOST_MONTHS:
        raise InputError(
            f"{last} is more than {MOST_MONTHS} months on", f"{file}: fit", "a fit of some years will do"
        )


def _span(given: Any, where: str) -> tuple[str, str]:
    remedy = 'write ["2017-04", "2018-09"], first and last month'
    if not isinstance(given, list) or len(given) != 2 or not all(isinstance(month, str) for month in given):
        raise InputError("not a first and a last month", where, remedy)
    first, last = (month_of(month, where) for month in given)
    if first > last:
        raise InputError(f"{first} is after {last}", where, remedy)
    return first, last


def _year(given: Any, where: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 1990 <= given <= 2100:
        raise InputError(f"{given!r} is no year", where, "write the year of the first April, such as 2016")
    return given


def _words(given: Any, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(word, str) and word for word in given):
        raise InputError("not a list of words", where, 'write ["…", "…"]')
    if len(set(given)) < len(given):
        raise InputError("a word is given twice", where, "give each once")
    return tuple(given)


def _known_words(given: Any, known: Mapping[str, object], where: str, noun: str) -> tuple[str, ...]:
    found = _words(given, where)
    for word in found:
        if word not in known:
            raise InputError(f"unknown {noun} '{word}'", where, nearest(word, known))
    return found


def _engine(given: Any, where: str) -> str:
    return _known_words([given], ENGINES, where, "engine")[0]


def _codes(given: Any, where: str) -> dict[str, str | Successor]:
    """New codes by old; a table says from when and until when an old one counts for the new."""
    return {old: _successor(new, f"{where}.{old}") for old, new in _table(given, where).items()}


def _successor(given: Any, where: str) -> str | Successor:
    if isinstance(given, str) and given:
        return given
    remedy = 'write codes = { RNJ = "R1H" }, or RNJ = { to = "R1H", until = "2012-03" }'
    if not isinstance(given, Mapping) or not isinstance(given.get("to"), str) or not given["to"]:
        raise InputError("has no new code", where, remedy)
    if strange := sorted(set(given) - {"to", "from", "until"}):
        raise InputError(f"unknown key '{strange[0]}'", where, nearest(strange[0], ("to", "from", "until")))
    first, last = (
        month_of(str(given[key]), f"{where}.{key}") if key in given else "" for key in ("from", "until")
    )
    if first and last and first > last:
        raise InputError(f"{first} is after {last}", where, remedy)
    return Successor(given["to"], first, last)


def _pods(given: Any, where: str) -> dict[str, str]:
    table = _table(given, where)
    for code, word in table.items():
        if not isinstance(word, str) or (word and target_of_pod(word) is None):
            remedy = f'{nearest(str(word).upper(), POD_WORDS)}; or "" to leave it out'
            raise InputError(f"{word!r} is no point of delivery of the model", f"{where}.{code}", remedy)
    return {code: word.upper() for code, word in table.items()}


def _table(given: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise InputError("not a table", where, "write a section in square brackets")
    return given


def _text(table: Table, key: str, file: str) -> str:
    given = table.get(key, None if key == "title" else "")
    if not isinstance(given, str) or (key == "title" and not given.strip()):
        raise InputError("missing, or not text", f"{file}: {key}", "write one line in quotes")
    return given


def _flat(table: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Dotted names put together again; a prior's own keys are not gone into."""
    found: dict[str, Any] = {}
    for key, given in table.items():
        inner = isinstance(given, Mapping) and not set(given) & {"low", "high", "mean", "sd", "reason"}
        found |= _flat(given, f"{before}{key}.") if inner else {f"{before}{key}": given}
    return found


def _path(name: str, folder: Path) -> str:
    """A public series by name, or a path that starts at the file's own folder."""
    return name if name in series_names() else str(folder / name)

"""The arms of a study as runs: contracts from names or inline terms, in the study's setting.

Conduct was formed under the arm before the reform, so that its regime is the reference of both. Both
regimes begin in the same April: what differs between the arms is the terms, not that plans were set afresh.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from abm.contracts.contract import Contract
from abm.quantities import MONTHS_PER_YEAR
from abm.regimes.regime import Regime
from abm.regimes.transition import Transition
from abm.setup import Programme, Setup, Shock
from scenarios.errors import InputError
from scenarios.files.extending import dropped, laid_over
from scenarios.files.place.cache import place_of
from scenarios.files.place.load import first_year, place_names
from scenarios.files.programme_files import load_programme, programme_names, programme_of
from scenarios.files.regime_files import REGIME, regime_of
from scenarios.files.regime_words import strangers
from scenarios.files.shock_files import load_shock, shock_names
from scenarios.files.toml_files import Table
from scenarios.reforms.settings import CountrySetting
from scenarios.reforms.study_file import ArmTerms, Study
from scenarios.scenario import NONE

BEFORE: Final = "before"
ARMS: Final = ("before", "after", "control_before", "control_after")
"""Arms of a study; the last two only where it had a control that was paid otherwise."""

Read = TypeVar("Read")


def setups(study: Study, setting: CountrySetting) -> dict[str, Setup]:
    """Every arm of a study ready to run, by name.

    Args:
        study: the study.
        setting: what was declared for its country.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    arms: dict[str, Setup] = {}
    references: dict[str, tuple[Table, Regime]] = {}
    for name in ARMS:
        terms: ArmTerms | None = getattr(study, name)
        if terms is None:
            continue
        formed = name.replace("after", BEFORE)
        table = _at(
            f"{study.name}.toml: {name}.regime", partial(_table, terms.regime, study, references.get(formed))
        )
        regime = _at(f"{study.name}.toml: {name}.regime", partial(_regime, table, study, name))
        references.setdefault(name, (table, regime))
        declared = {**setting.parameters, **study.parameters, **terms.parameters}
        arms[name] = _arm(study, declared, name, terms, regime, references[formed][1])
    return arms


def in_doubt(setup: Setup, judged: Mapping[str, float]) -> Setup:
    """An arm with judged numbers to try, where setting and study say nothing of them."""
    return replace(setup, parameters=dict(sorted({**judged, **setup.parameters}.items())))


def _arm(
    study: Study,
    parameters: Mapping[str, float],
    name: str,
    terms: ArmTerms,
    regime: Regime,
    reference: Regime,
) -> Setup:
    """One arm set up, what its place does not know refused."""
    file = f"{study.name}.toml: {name}"
    place = _at(f"{study.name}.toml: place", lambda: place_of(_place(study)).place)
    programme = _at(f"{file}.programme", partial(_programme, terms.programme, study))
    shock = _at(f"{file}.shock", partial(_shock, terms.shock, study))
    contracts: Iterable[Contract] = (*regime.contracts, *(programme.contracts if programme else ()))
    for fault in strangers(contracts, place, file):
        raise fault
    return Setup(
        place=place,
        regime=regime,
        reference=reference,
        programme=programme,
        shock=shock,
        parameters=dict(sorted(parameters.items())),
        sample=study.sample,
        months=study.begins + MONTHS_PER_YEAR * study.last_year,
    )


def _table(given: str | Table, study: Study, before: tuple[Table, Regime] | None) -> Table:
    """A regime's terms, laid over what it extends."""
    if isinstance(given, str):
        return REGIME.table(given, study.folder)
    extends = given.get("extends")
    own = {key: value for key, value in given.items() if key not in ("extends", "drop")}
    for key in own:
        if key not in REGIME.keys:
            raise InputError(f"unknown key '{key}'", "", "valid: extends, " + ", ".join(REGIME.keys))
    if extends == BEFORE and before is not None:
        base = before[0]
    elif extends is None:
        base = {}
    elif isinstance(extends, str):
        base = REGIME.table(extends, study.folder)
    else:
        raise InputError("extends is not a name", "", "name a regime, a TOML file, or before")
    # When a regime begins is the study's to say, unless its own terms do.
    base = {key: value for key, value in base.items() if key != "transition"}
    return laid_over(dropped(base, given.get("drop", []), study.name), own)


def _regime(table: Table, study: Study, name: str) -> Regime:
    """A regime that begins when the reform does, under a name of its own."""
    titled = {"title": study.title, **table}
    regime = regime_of(titled, Path(f"{study.name}-{name}"), first_year(_place(study)))
    if regime.transition.pace == "T1":
        return regime.model_copy(update={"transition": Transition(start_month=study.begins)})
    return regime


def _programme(given: str | Table | None, study: Study) -> Programme | None:
    """A programme by name, file or terms."""
    year = first_year(_place(study))
    if given is None or given == NONE:
        return None
    if isinstance(given, str):
        return load_programme(_beside(given, study.folder, programme_names()), year)
    return programme_of(
        {"title": study.title, "start_month": study.begins, **given}, Path(f"{study.name}-programme"), year
    )


def _shock(given: str | None, study: Study) -> Shock | None:
    """A shock by name or file."""
    return None if given is None else load_shock(_beside(given, study.folder, shock_names()))


def _place(study: Study) -> str:
    """Where the study is re-enacted, by name or folder."""
    return _beside(study.place, study.folder, place_names())


def _beside(name: str, folder: Path, known: Iterable[str]) -> str:
    """A name, or a path that starts at the study's own folder where there is such a file."""
    return str(folder / name) if name not in known and (folder / name).exists() else name


def _at(where: str, read: Callable[[], Read]) -> Read:
    """Read something, so that a fault in it also says which study asked for it."""
    try:
        return read()
    except InputError as fault:
        raise InputError(
            fault.what, f"{where}: {fault.where}" if fault.where else where, fault.remedy
        ) from None

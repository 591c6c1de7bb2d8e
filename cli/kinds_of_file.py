"""Kinds of file: which of each come with payscape, how one is read, and what is to be said of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from calibration.calibration_file import Calibration
    from calibration.observed.table import Observed


class Kind(NamedTuple):
    """A kind of file, imported with what reads it.

    Attributes:
        names: those that come with payscape.
        load: one by name or path, read as a run would.
    """

    names: Callable[[], list[str]]
    load: Callable[[str], Any]


def kind(name: str) -> Kind:
    """The kind of a name, such as `regime`."""
    return _KINDS[name]()


def titled(name: str) -> Iterator[tuple[str, Any]]:
    """Every file of a kind that comes with payscape, with what was read from it."""
    names, load = kind(name)
    return ((file, load(file)) for file in names())


def kinds_of_name(name: str) -> list[str]:
    """Kinds of which one of this name comes with payscape.

    Raises:
        InputError: if there is none.
    """
    from scenarios.errors import InputError, nearest

    names = {kind: load().names() for kind, load in _KINDS.items()}
    kinds = [kind for kind, known in names.items() if name in known]
    if not kinds:
        every = sorted({word for known in names.values() for word in known})
        raise InputError("no such file, nor anything payscape brings", name, nearest(name, every))
    return kinds


def title_of(name: str, file: str) -> str:
    """A file's title, and what else says in a line what is in it, when all of it has been read.

    Raises:
        InputError: at the first fault.
    """
    return _SUMMARIES[name](file) if name in _SUMMARIES else kind(name).load(file).title


def notes_on(name: str, file: str) -> list[tuple[str, str]]:
    """What is to be noted, by place: what is paid twice or not at all, or is odd about a calibration's data.

    Of a regime, in every place that it fits; of a scenario, in its own place at every step of its pace.

    Raises:
        InputError: if its contracts fit none of the places, or not the scenario's.
    """
    from scenarios.questions.gaps import gaps_on_the_way, places_it_fits

    if name == "calibration":
        spec, observed = _with_data(file)
        return [(spec.scenario.place, note) for note in observed.notes] if observed else []
    if name == "scenario":
        scenario = kind(name).load(file)
        return [(scenario.place, gap) for gap in gaps_on_the_way(scenario)]
    if name == "regime":
        return [(place, gap) for place, gaps in places_it_fits(file).items() for gap in gaps]
    return []


def policy_numbers_in(name: str, file: str) -> list[tuple[str, str]]:
    """The policy numbers of a regime, or of a scenario's regime in its year, each with the year it is of."""
    from scenarios.files.regime_files import policy_numbers_of

    if name == "scenario":
        scenario = kind(name).load(file)
        numbers = policy_numbers_of(scenario.regime, scenario.year)
    else:
        numbers = policy_numbers_of(file) if name == "regime" else ()
    return [(str(n.year), f"{n.name} = {n.value:g} ({n.unit}; {n.confidence})") for n in numbers]


# How each is read ---------------------------------------------------------------------------------------


def _scenario() -> Kind:
    from scenarios.files.scenario_files import load_scenario, scenario_names

    return Kind(scenario_names, load_scenario)


def _set() -> Kind:
    from scenarios.files.set_files import load_set, set_names

    return Kind(set_names, load_set)


def _sweep() -> Kind:
    from scenarios.sweeping.sweep_file import load_sweep, sweep_names

    return Kind(sweep_names, load_sweep)


def _regime() -> Kind:
    from scenarios.files.regime_files import load_regime, regime_names

    return Kind(regime_names, load_regime)


def _programme() -> Kind:
    from scenarios.files.programme_files import load_programme, programme_names

    return Kind(programme_names, load_programme)


def _shock() -> Kind:
    from scenarios.files.shock_files import load_shock, shock_names

    return Kind(shock_names, load_shock)


def _study() -> Kind:
    from scenarios.reforms.studies import load_study, study_names

    return Kind(study_names, load_study)


def _place() -> Kind:
    from scenarios.files.place.load import load_place, place_names

    return Kind(place_names, load_place)


def _calibration() -> Kind:
    from calibration.calibration_file import calibration_names, load_calibration

    return Kind(calibration_names, load_calibration)


_KINDS: Final[Mapping[str, Callable[[], Kind]]] = {
    "scenario": _scenario,
    "set": _set,
    "sweep": _sweep,
    "regime": _regime,
    "programme": _programme,
    "shock": _shock,
    "study": _study,
    "place": _place,
    "calibration": _calibration,
}

# What is said of those that say more than their title, or of which more can be wrong ----------------------


def _summary_of_scenario(file: str) -> str:
    scenario = kind("scenario").load(file)
    scenario.setup()  # reads the place as well
    return scenario.title


def _summary_of_set(file: str) -> str:
    from scenarios.questions.compare import refuse_unlike

    of_set = kind("set").load(file)
    for other in of_set.others:
        refuse_unlike(of_set.first, other)
    return of_set.title


def _summary_of_sweep(file: str) -> str:
    from scenarios.sweeping.extra import require_extra
    from scenarios.sweeping.plan import Plan

    require_extra()  # samples are drawn with it
    plan = Plan(kind("sweep").load(file))
    return f"{plan.declared.title} ({len(plan.options)} options, {len(plan.futures)} futures)"


def _with_data(file: str) -> "tuple[Calibration, Observed | None]":
    """A calibration and what its data hold; None where it names none.

    Raises:
        InputError: at the first fault in the file or in its data.
    """
    from calibration.calibrate import checked_data
    from calibration.extra import require_extra

    require_extra()
    spec = kind("calibration").load(file)
    return spec, checked_data(spec) if spec.data else None


def _summary_of_calibration(file: str) -> str:
    spec, observed = _with_data(file)
    what = f"{len(spec.priors.names)} parameters, {spec.fit[0]} to {spec.fit[1]}"
    data = f"{len(observed.series())} series" if observed else "its data are to be given with --data"
    return f"{spec.title} ({what}; {data})"


def _summary_of_activity(file: str) -> str:
    """What a file of activity holds, read for whoever it may be of."""
    from calibration.extra import require_extra
    from calibration.observed.load import load

    require_extra()
    months = (observed := load([file])).months()
    whose = sorted({key.provider for key in observed.series()})
    shown = ", ".join(whose[:4]) + (f" and {len(whose) - 4} more" if len(whose) > 4 else "")
    return f"{len(observed.series())} series, {months[0]} to {months[-1]}, of {shown}"


_SUMMARIES: Final[Mapping[str, Callable[[str], str]]] = {
    "scenario": _summary_of_scenario,
    "set": _summary_of_set,
    "sweep": _summary_of_sweep,
    "calibration": _summary_of_calibration,
    "activity": _summary_of_activity,
}

"""Kinds of file: which of each come with payscape, how one is read, and what is to be said of it."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from calibration.calibration_file import Calibration
    from calibration.observed.table import Observed


_LOADERS: Final[Mapping[str, tuple[str, str]]] = {
    "scenario": ("scenarios.files.scenario_files", "load_scenario"),
    "set": ("scenarios.files.set_files", "load_set"),
    "sweep": ("scenarios.sweeping.sweep_file", "load_sweep"),
    "regime": ("scenarios.files.regime_files", "load_regime"),
    "programme": ("scenarios.files.programme_files", "load_programme"),
    "shock": ("scenarios.files.shock_files", "load_shock"),
    "study": ("scenarios.reforms.studies", "load_study"),
    "place": ("scenarios.files.place.load", "load_place"),
    "calibration": ("calibration.calibration_file", "load_calibration"),
}
"""Where each kind is read, by name or path, as a run would read it; imported when first needed."""


def load(kind: str, file: str) -> Any:
    """A file of a kind such as `regime`, by name or path.

    Raises:
        InputError: at the first fault.
    """
    module, function = _LOADERS[kind]
    return getattr(import_module(module), function)(file)


def titled(kind: str) -> Iterator[tuple[str, Any]]:
    """Every file of a kind that comes with payscape, with what was read from it."""
    from scenarios.files.kinds import KINDS

    return ((name, load(kind, name)) for name in KINDS[kind].names())


def kinds_of_name(name: str) -> list[str]:
    """Kinds of which one of this name comes with payscape.

    Raises:
        InputError: if there is none.
    """
    from scenarios.errors import InputError, nearest
    from scenarios.files.kinds import KINDS

    kinds = [kind for kind in _LOADERS if KINDS[kind].has(name)]
    if not kinds:
        every = sorted({known for kind in KINDS.values() for known in kind.names()})
        raise InputError("no such file, nor anything payscape brings", name, nearest(name, every))
    return kinds


def title_of(kind: str, file: str) -> str:
    """A file's title, and what else says in a line what is in it, when all of it has been read.

    Raises:
        InputError: at the first fault.
    """
    return _SUMMARIES[kind](file) if kind in _SUMMARIES else load(kind, file).title


def notes_on(kind: str, file: str) -> list[tuple[str, str]]:
    """What is to be noted, by place: what is paid twice or not at all, or is odd about its figures or data.

    Of a regime, in every place that it fits; of a scenario, in its own place at every step of its pace.

    Raises:
        InputError: if its contracts fit none of the places, or not the scenario's.
    """
    from scenarios.files.place.looks import odd
    from scenarios.questions.gaps import gaps_on_the_way, places_it_fits

    if kind == "place":
        place = load(kind, file)
        return [(place.id, look) for look in odd(place)]
    if kind == "calibration":
        spec, observed = _with_data(file)
        return [(spec.scenario.place, note) for note in observed.notes] if observed else []
    if kind == "activity":
        return [("", note) for note in (*_levels_in(file), *_activity(file).notes)]
    if kind == "scenario":
        from scenarios.questions.notes import notes_on_rest

        scenario = load(kind, file)
        notes = [*notes_on_rest(scenario), *gaps_on_the_way(scenario)]
        return [(scenario.place, note) for note in notes]
    if kind == "set":
        from scenarios.questions.notes import notes_on_pairs
        from scenarios.runs.resolve import resolve

        of_set = load(kind, file)
        return [(of_set.first.place, note) for note in notes_on_pairs(list(map(resolve, of_set.scenarios)))]
    if kind == "sweep":
        from scenarios.questions.notes import notes_on_pairs
        from scenarios.sweeping.plan import Plan

        starts = Plan(load(kind, file)).starts
        return [(starts[0].scenario.place, note) for note in notes_on_pairs(starts)]
    if kind == "regime":
        return [(place, gap) for place, gaps in places_it_fits(file).items() for gap in gaps]
    return []


def policy_numbers_in(kind: str, file: str) -> list[tuple[str, str]]:
    """The policy numbers of a regime, or of a scenario's regime in its year, each with the year it is of."""
    from scenarios.files.regime_files import policy_numbers_of

    if kind == "scenario":
        scenario = load(kind, file)
        numbers = policy_numbers_of(scenario.regime, scenario.year)
    else:
        numbers = policy_numbers_of(file) if kind == "regime" else ()
    return [(str(number.year), number.words) for number in numbers]


# What is said of those that say more than their title, or of which more can be wrong ----------------------


def _summary_of_scenario(file: str) -> str:
    scenario = load("scenario", file)
    scenario.setup()  # reads the place as well
    return scenario.title


def _summary_of_set(file: str) -> str:
    from scenarios.questions.compare import refuse_unlike

    of_set = load("set", file)
    for other in of_set.others:
        refuse_unlike(of_set.first, other)
    return of_set.title


def _summary_of_sweep(file: str) -> str:
    from scenarios.sweeping.extra import require_extra
    from scenarios.sweeping.plan import Plan

    require_extra()  # samples are drawn with it
    plan = Plan(load("sweep", file))
    return f"{plan.declared.title} ({len(plan.options)} options, {len(plan.futures)} futures)"


def _with_data(file: str) -> "tuple[Calibration, Observed | None]":
    """A calibration and what its data hold; None where it names none.

    Raises:
        InputError: at the first fault in the file or in its data.
    """
    from calibration.calibrate import checked_data
    from calibration.extra import require_extra

    require_extra()
    spec = load("calibration", file)
    return spec, checked_data(spec) if spec.data else None


def _summary_of_calibration(file: str) -> str:
    spec, observed = _with_data(file)
    what = f"{len(spec.priors.names)} parameters, {spec.fit[0]} to {spec.fit[1]}"
    data = f"{len(observed.series())} series" if observed else "its data are to be given with --data"
    return f"{spec.title} ({what}; {data})"


def _activity(file: str) -> "Observed":
    """A file of activity, read for whoever it may be of.

    Raises:
        InputError: at the first fault.
    """
    from calibration.extra import require_extra
    from calibration.observed.load import load as load_activity

    require_extra()
    path = Path(file)
    at = path.stat() if path.exists() else None
    return _kept(file, at.st_mtime_ns if at else 0, at.st_size if at else 0, load_activity)


@lru_cache(maxsize=1)
def _kept(file: str, written: int, size: int, read: "Callable[[list[str]], Observed]") -> "Observed":
    """What was read last, as long as the file stays as it is: a national return takes seconds."""
    return read([file])


def _summary_of_activity(file: str) -> str:
    """What a file of activity holds."""
    months = (observed := _activity(file)).months()
    whose = sorted({key.provider for key in observed.series()})
    shown = ", ".join(whose[:4]) + (f" and {len(whose) - 4} more" if len(whose) > 4 else "")
    return f"{len(observed.series())} series, {months[0]} to {months[-1]}, of {shown}"


_FEW: Final = 12
"""Series that are shown one by one."""


def _levels_in(file: str) -> list[str]:
    """The level and range of every series, where there are not too many to read."""
    from calibration.observed.look import in_words, spans

    found = spans(_activity(file).rows)
    more = f"{len(found) - _FEW:,} more series" if len(found) > _FEW else ""
    return [*(in_words(span) for span in found[:_FEW]), *filter(None, (more,))]


_SUMMARIES: Final[Mapping[str, Callable[[str], str]]] = {
    "scenario": _summary_of_scenario,
    "set": _summary_of_set,
    "sweep": _summary_of_sweep,
    "calibration": _summary_of_calibration,
    "activity": _summary_of_activity,
}

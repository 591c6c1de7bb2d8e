"""`payscape check`: is a file of mine sound? Says what it is, or what is wrong with it and where."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

if TYPE_CHECKING:
    from calibration.calibration_file import Calibration
    from calibration.observed.table import Observed

PLACE_FILE: Final = "place.toml"
CSV: Final = ".csv"
EXAMPLES: Final = (
    "payscape check small_town",
    "payscape check my-regime.toml my-scenario.toml my-place/",
    "payscape check my-town.toml activity.csv",
)
"""Shown in the help; the tests see that they are."""


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Scenario, set, sweep, regime, programme, shock, study, place, calibration or CSV.",
        ),
    ],
) -> None:
    """Read files of your own as a run would, and say what is wrong with them.

    What a file is, is told from what is in it. A place is a folder, or the place.toml in it. Of a regime,
    what it would pay twice or not at all is noted for each place that comes with payscape; of a scenario, for
    its own place and every step of its regime's pace. Numbers of national policy that a regime names are
    shown with their year. A calibration is read with the data that it names, and a CSV of activity by
    itself: what is odd about them is noted.
    """
    from scenarios.errors import InputError

    sound = True
    for file in files:
        try:
            print("\n".join(list(_told(file))))
        except InputError as fault:
            sound = False
            where = "" if file.name in str(fault) else f"{file}: "
            print(f"payscape: {where}{fault}", file=sys.stderr)
    if not sound:
        raise typer.Exit(2)


def _told(file: Path) -> Iterator[str]:
    """Lines on a file: what it is, the policy numbers in it, and what it pays twice or not at all.

    Raises:
        InputError: if it is nothing payscape knows, or not sound.
    """
    terminal = sys.stdout.isatty()
    for kind, title in _looked_at(file):
        yield f"ok  {kind} {file}: {title}" if terminal else "\t".join(("ok", kind, str(file), title))
        for year, number in _numbers(kind, str(file)):
            yield f"    of {year}: {number}" if terminal else "\t".join(("number", year, str(file), number))
        for place, gap in _gaps(kind, str(file)):
            yield f"    in {place}: {gap}" if terminal else "\t".join(("note", place, str(file), gap))


def _looked_at(file: Path) -> list[tuple[str, str]]:
    """What a file is and its title, for each thing it can be taken for.

    Raises:
        InputError: if it is nothing payscape knows, or not sound.
    """
    kinds = [_kind_of(file)] if file.exists() or file.suffix.lower() == CSV else _kinds_named(str(file))
    return [(kind, _LOADERS[kind](str(file))) for kind in kinds]


def _kind_of(path: Path) -> str:
    """What a file is, told from its contents."""
    if path.is_dir() or path.name == PLACE_FILE:
        return "place"
    if path.suffix.lower() == CSV:
        return "activity"
    if path.suffix != ".toml":
        from scenarios.errors import InputError

        raise InputError(
            "not a kind of file that payscape reads by itself",
            str(path),
            "give a TOML file, a CSV file of activity, or the folder of a place",
        )
    from scenarios.files.toml_files import parsed

    return _told_by_keys(parsed(path, "scenario, a regime, a programme or a shock"), path)


def _told_by_keys(table: dict[str, Any], path: Path) -> str:
    """The kind whose keys it has; what only extends is what it extends."""
    from scenarios.files.kinds import kind_of

    if kind := kind_of(table):
        return kind
    base = table.get("extends")
    if isinstance(base, str) and base.endswith(".toml") and (path.parent / base).is_file():
        from scenarios.files.toml_files import parsed

        below = parsed(path.parent / base, "scenario, a regime, a programme or a shock")
        return _told_by_keys({k: v for k, v in below.items() if k != "extends"}, path)
    kinds = _kinds_named(base) if isinstance(base, str) else []
    if not kinds:
        from scenarios.errors import InputError

        raise InputError(
            "neither a scenario, a set, a sweep, a study, a calibration, a regime, a programme nor a shock",
            str(path),
            "a scenario has place and regime, a set scenarios, a sweep levers, a study before and after, "
            "a calibration priors, a regime contracts, a programme averted_share, a shock mental",
        )
    return kinds[0]


def _kinds_named(name: str) -> list[str]:
    """Kinds of which payscape brings one of this name.

    Raises:
        InputError: if there is none.
    """
    from scenarios.errors import InputError, nearest

    named = _names()
    kinds = [kind for kind, names in named.items() if name in names]
    if not kinds:
        every = sorted({word for names in named.values() for word in names})
        raise InputError("no such file, nor anything payscape brings", name, nearest(name, every))
    return kinds


def _scenario(name: str) -> str:
    from scenarios import load_scenario

    scenario = load_scenario(name)
    scenario.setup()  # reads the place as well
    return scenario.title


def _set(name: str) -> str:
    """A set whose scenarios can be laid side by side."""
    from scenarios.files.set_files import load_set
    from scenarios.questions.compare import refuse_unlike

    found = load_set(name)
    for other in found.others:
        refuse_unlike(found.first, other)
    return found.title


def _place(name: str) -> str:
    from scenarios.files.place.load import load_place

    return load_place(name).title


def _regime(name: str) -> str:
    from scenarios.files.regime_files import load_regime

    return load_regime(name).title


def _gaps(kind: str, name: str) -> list[tuple[str, str]]:
    """What is to be noted, by place: what is paid twice or not at all, or is odd about a calibration's data.

    Of a regime, in every place that it fits; of a scenario, in its own place at every step of its pace.

    Raises:
        InputError: if its contracts fit none of the places, or not the scenario's.
    """
    from scenarios.questions.gaps import gaps_on_the_way, places_it_fits

    if kind == "calibration":
        asked, observed = _calibrated(name)
        return [(asked.scenario.place, note) for note in observed.notes] if observed else []
    if kind == "scenario":
        from scenarios import load_scenario

        scenario = load_scenario(name)
        return [(scenario.place, gap) for gap in gaps_on_the_way(scenario)]
    if kind != "regime":
        return []
    return [(place, gap) for place, found in places_it_fits(name).items() for gap in found]


def _numbers(kind: str, name: str) -> list[tuple[str, str]]:
    """The policy numbers of a regime, or of a scenario's regime in its year, each with the year it is of."""
    from scenarios.files.regime_files import policy_numbers_of

    if kind == "scenario":
        from scenarios import load_scenario

        scenario = load_scenario(name)
        found = policy_numbers_of(scenario.regime, scenario.year)
    else:
        found = policy_numbers_of(name) if kind == "regime" else ()
    return [(str(n.year), f"{n.name} = {n.value:g} ({n.unit}; {n.confidence})") for n in found]


def _programme(name: str) -> str:
    from scenarios.files.programme_files import load_programme

    return load_programme(name).title


def _shock(name: str) -> str:
    from scenarios.files.shock_files import load_shock

    return load_shock(name).title


def _study(name: str) -> str:
    from scenarios.reforms.studies import load_study

    return load_study(name).title  # both of its arms are set up


def _sweep(name: str) -> str:
    from scenarios.sweeping.extra import require_extra
    from scenarios.sweeping.plan import Plan
    from scenarios.sweeping.sweep_file import load_sweep

    require_extra()  # samples are drawn with it
    plan = Plan(load_sweep(name))
    return f"{plan.declared.title} ({len(plan.options)} options, {len(plan.futures)} futures)"


def _calibrated(name: str) -> tuple["Calibration", "Observed | None"]:
    """A calibration and what its data hold; None where it names none.

    Raises:
        InputError: at the first fault in the file or in its data.
    """
    from calibration.calibrate import checked_data
    from calibration.calibration_file import load_calibration
    from calibration.extra import require_extra

    require_extra()
    asked = load_calibration(name)
    return asked, checked_data(asked) if asked.data else None


def _calibration(name: str) -> str:
    asked, observed = _calibrated(name)
    what = f"{len(asked.priors.names)} parameters, {asked.fit[0]} to {asked.fit[1]}"
    data = f"{len(observed.series())} series" if observed else "its data are to be given with --data"
    return f"{asked.title} ({what}; {data})"


def _activity(name: str) -> str:
    """What a file of activity holds, read for whoever it may be of."""
    from calibration.extra import require_extra
    from calibration.observed.load import load

    require_extra()
    months = (observed := load([name])).months()
    whose = sorted({key.provider for key in observed.series()})
    shown = ", ".join(whose[:4]) + (f" and {len(whose) - 4} more" if len(whose) > 4 else "")
    return f"{len(observed.series())} series, {months[0]} to {months[-1]}, of {shown}"


_LOADERS: Final[dict[str, Callable[[str], str]]] = {
    "scenario": _scenario,
    "set": _set,
    "sweep": _sweep,
    "regime": _regime,
    "programme": _programme,
    "shock": _shock,
    "study": _study,
    "place": _place,
    "calibration": _calibration,
    "activity": _activity,
}


def _names() -> dict[str, list[str]]:
    """Names that payscape brings, by kind."""
    from calibration.calibration_file import calibration_names
    from scenarios import scenario_names
    from scenarios.files.place.load import place_names
    from scenarios.files.programme_files import programme_names
    from scenarios.files.regime_files import regime_names
    from scenarios.files.set_files import set_names
    from scenarios.files.shock_files import shock_names
    from scenarios.reforms.studies import study_names
    from scenarios.sweeping.sweep_file import sweep_names

    return {
        "scenario": scenario_names(),
        "set": set_names(),
        "sweep": sweep_names(),
        "regime": regime_names(),
        "programme": programme_names(),
        "shock": shock_names(),
        "study": study_names(),
        "place": place_names(),
        "calibration": calibration_names(),
    }

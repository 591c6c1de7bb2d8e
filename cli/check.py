"""`payscape check`: does a file of mine need fixing? Says what it is, or what is wrong with it and where."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cli.kinds_of_file import kinds_of_name, notes_on, policy_numbers_in, title_of
from scenarios.words.visible import one_line

PLACE_FILE: Final = "place.toml"
TABLES: Final = (".csv", ".tsv", ".txt", ".gz", ".xlsx", ".xlsm", ".xls")
"""How the name of a file of activity ends."""
EXAMPLES: Final = (
    "payscape check small_town",
    "payscape check my-regime.toml my-scenario.toml my-place/",
    "payscape check my-town.toml activity.csv",
)


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Scenario, set, sweep, regime, programme, shock, study, place, calibration or table.",
        ),
    ],
) -> None:
    """Read files of your own as a run would, and say what is wrong with them.

    What a file is, is read off its keys. A place is a folder, or the place.toml in it. Of a regime,
    what it would pay twice or not at all is noted for each place that comes with payscape; of a scenario, for
    its own place and every step of its regime's pace. Numbers of national policy that a regime names are
    shown with their year. Of a place, figures that no place has are noted: money a patient, lists, beds,
    distances. A calibration is read with the data that it names, and a CSV of activity by
    itself, as are workbooks and what is packed with gzip: level and range of every series, what is left out,
    and what is odd about it are noted.
    """
    from scenarios.errors import InputError

    faults = 0
    for file in files:
        try:
            print("\n".join(list(_lines(file))))
        except InputError as fault:
            faults += 1
            where = "" if file.name in str(fault) else f"{file}: "
            print(f"payscape: {where}{fault}", file=sys.stderr)
    if faults:
        raise typer.Exit(2)


def _lines(file: Path) -> Iterator[str]:
    """Lines on a file: what it is, the policy numbers in it, and what it pays twice or not at all.

    Raises:
        InputError: if it is nothing payscape knows, or needs fixing.
    """
    terminal, shown = sys.stdout.isatty(), one_line(str(file))
    for kind, title in kinds_and_titles(file):
        yield f"ok  {kind} {shown}: {title}" if terminal else "\t".join(("ok", kind, shown, title))
        for year, number in policy_numbers_in(kind, str(file)):
            yield f"    of {year}: {number}" if terminal else "\t".join(("number", year, shown, number))
        for place, note in notes_on(kind, str(file)):
            yield (
                f"    {f'in {place}: ' if place else ''}{one_line(note)}"
                if terminal
                else "\t".join(("note", place, shown, one_line(note)))
            )


def kinds_and_titles(file: Path) -> list[tuple[str, str]]:
    """What a file is and its title, for each thing it can be taken for.

    Raises:
        InputError: if it is nothing payscape knows, or needs fixing.
    """
    kinds = [_kind_of(file)] if file.exists() or file.suffix.lower() in TABLES else kinds_of_name(str(file))
    return [(kind, title_of(kind, str(file))) for kind in kinds]


def _kind_of(path: Path) -> str:
    """What a file is, by its contents."""
    if path.is_dir() or path.name == PLACE_FILE:
        return "place"
    if path.suffix.lower() in TABLES:
        return "activity"
    if path.suffix != ".toml":
        from scenarios.errors import InputError

        raise InputError(
            "not a kind of file that payscape reads by itself",
            str(path),
            "give a TOML file, a CSV file or workbook of activity, or the folder of a place",
        )
    from scenarios.files.toml_files import parsed

    return _kind_by_keys(parsed(path, "scenario, a regime, a programme or a shock"), path)


def _kind_by_keys(table: dict[str, Any], path: Path) -> str:
    """The kind whose keys it has; what only extends is what it extends."""
    from scenarios.files.kinds import kind_of

    if kind := kind_of(table):
        return kind
    base = table.get("extends")
    if isinstance(base, str) and base.endswith(".toml") and (path.parent / base).is_file():
        from scenarios.files.toml_files import parsed

        below = parsed(path.parent / base, "scenario, a regime, a programme or a shock")
        return _kind_by_keys({k: v for k, v in below.items() if k != "extends"}, path)
    kinds = kinds_of_name(base) if isinstance(base, str) else []
    if not kinds:
        from scenarios.errors import InputError

        raise InputError(
            "neither a scenario, a set, a sweep, a study, a calibration, a regime, a programme nor a shock",
            str(path),
            "a scenario has place and regime, a set scenarios, a sweep levers, a study before and after, "
            "a calibration priors, a regime contracts, a programme averted_share, a shock mental",
        )
    return kinds[0]

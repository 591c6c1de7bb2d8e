"""Options that several commands share, checked before anything runs."""

import math
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

MOST_SEED: Final = 2**32 - 1
MOST_MONTHS: Final = 600


class OnOff(StrEnum):
    """On or off."""

    on = "on"
    off = "off"


def _share(sample: float | None) -> float | None:
    """A sampling fraction above 0, at most 1."""
    if sample is not None and not (math.isfinite(sample) and 0 < sample <= 1):
        raise typer.BadParameter(
            f"{sample:g} is not above 0 and at most 1; 0.01 is one resident in a hundred"
        )
    return sample


def known_theory(theory: str | None) -> str | None:
    """The name of a theory of decision."""
    if theory is not None:
        from abm.behaviour.catalogue import THEORIES
        from scenarios.errors import nearest

        if theory not in THEORIES:
            raise typer.BadParameter(f"no theory called '{theory}'; {nearest(theory, THEORIES)}")
    return theory


Seed = Annotated[int, typer.Option("--seed", min=0, max=MOST_SEED, metavar="N", help="Which luck to draw.")]
Sample = Annotated[
    float | None,
    typer.Option(
        "--sample",
        callback=_share,
        metavar="F",
        help="Share of residents simulated, above 0 to 1 [scenario's own].",
    ),
]
Months = Annotated[
    int | None,
    typer.Option("--months", min=1, max=MOST_MONTHS, metavar="N", help="Months to run [scenario's own]."),
]
Behaviour = Annotated[
    OnOff | None, typer.Option("--behaviour", help="Off: organisations keep to their norms [scenario's own].")
]
Theory = Annotated[
    str | None,
    typer.Option("--theory", callback=known_theory, help="How organisations decide [scenario's own]."),
]
DrawsFrom = Annotated[
    Path | None,
    typer.Option("--draws", metavar="DIR", help="Take parameters from a calibration's draws, one a seed."),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder to save tables in.")]
OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="File to save it in.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def is_on(behaviour: OnOff | None) -> bool | None:
    """Behaviour as the model takes it; None leaves it to the scenario."""
    return None if behaviour is None else behaviour is OnOff.on


def refuse_destination(out: Path | None) -> None:
    """Complain about a folder that could not be written, before time is spent on a run.

    Raises:
        InputError: if it is a file, or lies in one, or may not be written.
    """
    if out is None:
        return
    from scenarios.errors import InputError

    if out.exists() and not out.is_dir():
        raise InputError("is a file", f"--out {out}", "name a folder, new or made by payscape")
    nearest_folder = next((folder for folder in out.absolute().parents if folder.exists()), Path("/"))
    if not nearest_folder.is_dir():
        raise InputError(
            f"cannot be made: {nearest_folder.name} is a file", f"--out {out}", "name a new folder"
        )
    if not os.access(nearest_folder, os.W_OK):
        raise InputError("may not be written", f"--out {out}", "name a folder that you may write to")


def refuse_file(out: Path | None) -> None:
    """Complain about a file that could not be written, before time is spent on a run.

    Raises:
        InputError: if it is a folder, or lies in a file, or may not be written.
    """
    if out is None:
        return
    from scenarios.errors import InputError

    if out.is_dir():
        raise InputError("is a folder", f"--out {out}", "name a file")
    refuse_destination(out.absolute().parent)

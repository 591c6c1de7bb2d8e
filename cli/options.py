"""Options that several commands share, checked before anything runs."""

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer


class Spreadsheet(StrEnum):
    """How tables are written for a spreadsheet."""

    csv = "csv"
    xlsx = "xlsx"


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


Seed = Annotated[int, typer.Option("--seed", min=0, max=MOST_SEED, metavar="N", help="Random seed.")]
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
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, max=1024, metavar="N", help="Processes [one a processor].")
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Use the workers of a Dask scheduler.")
]
ScenarioName = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="A name from the library, or a TOML file.")
]
Measure = Annotated[str, typer.Option("--measure", metavar="M", help="An effect (E1 to E18) or a flow.")]
Scope = Annotated[str, typer.Option("--scope", metavar="S", help="Which part of it.")]
ArmName = Annotated[str | None, typer.Option("--arm", metavar="NAME", help="Which option [see above].")]
SweepFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a sweep.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder to save tables in.")]
Replace = Annotated[
    bool,
    typer.Option("--replace", help="Replace what DIR holds of the same kind; other people's files stay."),
]
Tables = Annotated[
    Spreadsheet | None, typer.Option("--tables", help="Write the tables of DIR for a spreadsheet as well.")
]
OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="File to save it in.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def is_on(behaviour: OnOff | None) -> bool | None:
    """Behaviour as the model takes it; None leaves it to the scenario."""
    return None if behaviour is None else behaviour is OnOff.on

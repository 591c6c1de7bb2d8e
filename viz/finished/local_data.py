"""Checks a file of local activity as `payscape calibrate` would: usable or not, and whose months it has."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from calibration.observed.load import load
from calibration.observed.table import Observed
from calibration.simulator import providers_of
from calibration.targets.catalogue import TARGETS
from scenarios.runs.tickets import Ticket
from scenarios.runs.workers import while_wanted
from scenarios.words.numbers import month
from scenarios.words.visible import one_line
from viz.report.page import Html, bullets, table
from viz.room.arms_chosen import ChosenOption

LARGEST: Final = 2_000_000
"""Bytes of the largest file: monthly counts of a whole region for ten years have a quarter of that."""

_UNFIT: Final = re.compile(r"[^A-Za-z0-9 ._-]")


def local_providers(arm: ChosenOption, ticket: Ticket) -> Mapping[str, set[str]]:
    """Whose series each target has where an arm is run; for a worker.

    Raises:
        StaleError: if nobody waits any more.
        InputError: at a fault in what the arm names.
    """
    while_wanted(ticket)(None)
    return providers_of(arm.resolved())


def check(name: str, content: bytes, there: Mapping[str, set[str]]) -> Observed:
    """What a browser sent, checked; it lies in a folder of its own while it is read, and nowhere after.

    Args:
        name: of the file, as the browser says it.
        content: what is in it.
        there: whose series can be compared, by target.

    Raises:
        InputError: at the first fault, naming row, column and remedy.
    """
    with TemporaryDirectory(prefix="payscape-") as folder:
        file = Path(folder) / (_UNFIT.sub("", name).lstrip(".")[:80] or "activity.csv")
        file.write_bytes(content)
        return load([file], set().union(*there.values()))


def summary(name: str, observed: Observed) -> str:
    """What is in a file of that name, in a sentence."""
    rows, several = observed.rows, len(observed.series())
    months = rows["month"]
    return (
        f"{one_line(name)} is usable: {len(rows):,} months of {several} series, {month(months.min())} to "
        f"{month(months.max())}."
    )


def series_table(observed: Observed) -> Html:
    """Every series of the data with its months, and what was left out."""
    by = observed.rows.groupby(["target", "provider"])
    rows = [
        (
            TARGETS[key.target].title,
            key.provider,
            len(mine),
            *map(month, (mine["month"].min(), mine["month"].max())),
        )
        for key in observed.series()
        for mine in (by.get_group((key.target, key.provider)),)
    ]
    series = table("Series in the file", ("What", "whose", "months", "first", "last"), rows, numbers=3)
    return Html(series + (bullets(observed.notes) if observed.notes else ""))

"""The charts of one result of a sweep, each with its table; for those that cannot be drawn, the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.errors import InputError
from scenarios.sweeping.discovery import discover
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.sensitivity import Sensitivity, sensitivity
from viz.charts.catalogue import CHARTS
from viz.report import sweep_tables
from viz.report.page import Html, picture


@dataclass(frozen=True, eq=False)
class SweepPicture:
    """One chart of a sweep.

    Attributes:
        name: of the chart.
        table: that it draws.
        measure: whose result it is of.
    """

    name: str
    table: Rows
    measure: str

    @property
    def html(self) -> Html:
        """The drawing, its title and caption inside it."""
        return picture(
            CHARTS[self.name].draw(self.table), f"{self.name}-{self.measure}", CHARTS[self.name].caption
        )


@dataclass(frozen=True, eq=False)
class SweepPictures:
    """The charts of one result.

    Attributes:
        axes: the two things that the heat map is drawn over; empty where fewer were varied.
        pictures: in reading order.
        missing: why a chart is not there, a sentence each.
    """

    axes: tuple[str, str]
    pictures: tuple[SweepPicture, ...]
    missing: tuple[str, ...]


def pictures_of(swept: Swept, measure: str, x: str = "", y: str = "") -> SweepPictures:
    """Every chart that a sweep can fill of one result.

    Args:
        swept: the sweep.
        measure: which result.
        x: a lever or uncertainty of the heat map; chosen here unless it is one that was varied.
        y: another.
    """
    tables: dict[str, Rows] = {}
    missing: list[str] = []
    strengths: Sensitivity | None = None
    try:
        strengths = sensitivity(swept, measure)
        tables |= sweep_tables.of_sensitivity(strengths)
    except InputError as fault:
        missing.append(f"What it depends on: {_sentence(fault)}")
    try:
        tables |= sweep_tables.of_discovery(discover(swept, measure))
    except InputError as fault:
        missing.append(f"Where it is worse: {_sentence(fault)}")
    axes = _axes(sweep_tables.varied(swept), strengths, x, y)
    if axes[0]:
        tables = {"heat_map": sweep_tables.squares(swept, measure, *axes), **tables}
    drawn = tuple(SweepPicture(name, table, measure) for name, table in tables.items())
    return SweepPictures(axes, drawn, tuple(missing))


def _axes(varied: Sequence[str], strengths: Sensitivity | None, x: str, y: str) -> tuple[str, str]:
    """Two different things that were varied: a lever where there is one, then what swings the result most."""
    if len(varied) < 2:
        return "", ""
    swinging = [] if strengths is None else [n for n in strengths.swings["dimension"] if n in varied]
    levers = [name for name in varied if name not in swinging]
    order = [*levers[:1], *swinging, *levers[1:]]
    first = x if x in varied else order[0]
    return first, y if y in varied and y != first else next(name for name in order if name != first)


def _sentence(fault: InputError) -> str:
    """What is missing, without the path of the folder."""
    return f"{fault.what}; {fault.remedy}." if fault.remedy else f"{fault.what}."

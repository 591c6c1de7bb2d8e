"""Every sweep that comes with payscape can be set up whole, is lived in small, and has a report."""

from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest

from abm.effects.catalogue import EFFECTS
from scenarios.runs.task import Task, run_task
from scenarios.sweeping.measured_run import SweepRow, measured_run
from scenarios.sweeping.plan import Cell, Plan
from scenarios.sweeping.sweep import sweep
from scenarios.sweeping.sweep_file import load_sweep, sweep_names
from tests.sweeping.stand_ins import everything

PEOPLE = 2_000
"""Residents who are simulated, whatever the place."""
NAMES = sweep_names()


@cache
def plan(name: str) -> Plan:
    return Plan(load_sweep(name))


def small(task: Task[SweepRow], start: int) -> Task[SweepRow]:
    """The same run with few residents, a month beyond the start of its regime, and with nothing beside it."""
    sample, months = PEOPLE / task.setup.place.residents, min(start + 2, task.setup.months)
    less = replace(task.setup, sample=sample, months=months)
    return replace(task, setup=less, measure=partial(measured_run, backfilling=False, start=start))


def corners(name: str) -> list[tuple[int, int]]:
    """Every option in the first future, and in the last."""
    made = plan(name)
    return [(i, future) for i in range(len(made.options)) for future in (0, len(made.futures) - 1)]


@pytest.mark.parametrize("name", NAMES)
def test_every_option_can_be_set_up_at_both_ends(name: str) -> None:
    made = plan(name)
    for option, future in corners(name):
        assert made.arm(option, future).setup.regime.contracts
    assert len({made.key(Cell(*corner, 1)) for corner in corners(name)}) == len(corners(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_run_in_its_last_future(name: str) -> None:
    made = plan(name)
    for option in range(len(made.options)):
        row = run_task(small(made.task(Cell(option, len(made.futures) - 1, 1)), made.start))
        assert any(flow["referrals"] > 0 for flow in row.months)
        assert {measure for measure, *_ in row.values} & set(EFFECTS)


@pytest.mark.parametrize("name", NAMES)
def test_its_report_names_every_option(name: str, scheduler: str, tmp_path: Path) -> None:
    from viz.report.sweep import write_sweep_report

    found = sweep(name, tmp_path / "out", scheduler=scheduler, make=everything)
    assert set(found.manifest["runs"]) == {"done"}
    page = write_sweep_report(tmp_path / "report.html", found).read_text(encoding="utf-8")
    others = [arm.name for arm in plan(name).options][1:]
    assert not [arm for arm in others if arm not in page.replace("&#x27;", "'").replace("&amp;", "&")]
    assert load_sweep(name).question in page.replace("&#x27;", "'")

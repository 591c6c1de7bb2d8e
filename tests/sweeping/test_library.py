"""Every sweep that comes with payscape can be set up whole, is lived in small, and has a report."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from abm.effects.catalogue import EFFECTS
from scenarios.files.place.cache import place_of
from scenarios.sweeping.living import live_run
from scenarios.sweeping.plan import Place, Plan, Task
from scenarios.sweeping.sweep import sweep
from scenarios.sweeping.sweep_file import load_sweep, sweep_names
from tests.sweeping.lives import everything

PEOPLE = 2_000
"""Residents who are simulated, whatever the place."""
NAMES = sweep_names()


@cache
def plan(name: str) -> Plan:
    return Plan(load_sweep(name))


def small(task: Task) -> Task:
    """The same run with few residents, a month beyond the start of its regime, and without twins."""
    scenario = task.asked.scenario
    sample = PEOPLE / place_of(scenario.place).place.residents
    less = scenario.changed(sample=sample, months=min(task.start + 2, scenario.months))
    return replace(task, asked=replace(task.asked, scenario=less), twins=False)


def corners(name: str) -> list[tuple[int, int]]:
    """Every arm in the first future, and in the last."""
    made = plan(name)
    return [(arm, future) for arm in range(len(made.arms)) for future in (0, len(made.futures) - 1)]


@pytest.mark.parametrize("name", NAMES)
def test_every_arm_can_be_set_up_at_both_ends(name: str) -> None:
    made = plan(name)
    for arm, future in corners(name):
        assert made.asked(arm, future).setup().regime.contracts
    assert len({made.key(Place(arm, future, 1)) for arm, future in corners(name)}) == len(corners(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_arm_is_lived_in_its_last_future(name: str) -> None:
    made = plan(name)
    for arm in range(len(made.arms)):
        told = live_run(small(made.task(Place(arm, len(made.futures) - 1, 1), "this code")))
        assert any(flow["referrals"] > 0 for flow in told.months)
        assert {measure for measure, *_ in told.values} & set(EFFECTS)


@pytest.mark.parametrize("name", NAMES)
def test_its_report_names_every_arm(name: str, scheduler: str, tmp_path: Path) -> None:
    from viz.report.sweep import write_sweep_report

    found = sweep(name, tmp_path / "out", scheduler=scheduler, live=everything)
    assert set(found.manifest["runs"]) == {"done"}
    page = write_sweep_report(tmp_path / "report.html", found).read_text(encoding="utf-8")
    others = [arm.name for arm in plan(name).arms][1:]
    assert not [arm for arm in others if arm not in page.replace("&#x27;", "'").replace("&amp;", "&")]
    assert load_sweep(name).question in page.replace("&#x27;", "'")

"""The warm-up: half a year of opening and the reference year under usual conduct, shared by all arms.

What comes out is the place on the first of April with its lists and services in use, and the flows
of the reference year. It depends on place, parameters, sampling fraction and seed, never on payment;
contracts only say by which conditions people are counted apart.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from abm.cohorts import Cohort
from abm.flows import Flows
from abm.month import Workspace, run_month
from abm.parameters import values
from abm.place import Place
from abm.processes.conduct import Conduct, Push, lay_out
from abm.processes.life import OPENING, WARM_UP, Life, open_life
from abm.processes.setting import Setting, build_setting

KEPT = 2
"""Snapshots kept in memory; the oldest goes first."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A place after its warm-up.

    Attributes:
        setting: what stays the same.
        life: what changes; copy it before going on.
        outturn: flows of the reference year.
        expected: the same with luck taken out.
        workspace: buffers for the months to come.
    """

    setting: Setting
    life: Life
    outturn: Flows
    expected: Flows
    workspace: Workspace


DECIDING: Final = ("belief.", "commissioning.", "conduct.", "cost.")
"""Names of parameters that only decisions and accounts read: people's year is the same without them."""

_kept: "OrderedDict[tuple[object, ...], Snapshot]" = OrderedDict()


def snapshot(
    place: Place, parameters: Mapping[str, float], sample: float, seed: int, cohorts: tuple[Cohort, ...] = ()
) -> Snapshot:
    """The place after its warm-up, from memory where it was run before."""
    moving = {name: value for name, value in parameters.items() if not name.startswith(DECIDING)}
    key = (place.hash, tuple(sorted(moving.items())), sample, seed, cohorts)
    if key not in _kept:
        _kept[key] = _warmed_up(build_setting(place, values(moving), sample, seed, cohorts))
    _kept.move_to_end(key)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    made = _kept[key]
    return replace(made, setting=replace(made.setting, values=values(parameters)))


def forget() -> None:
    """Drop all snapshots, to free memory or to measure without them."""
    _kept.clear()


def usual_conduct(setting: Setting) -> Conduct:
    """Every lever at the norm and no programme."""
    return lay_out(setting, {}, Push())


def _warmed_up(setting: Setting) -> Snapshot:
    first = -WARM_UP - OPENING
    life = open_life(setting, first)
    workspace = Workspace(life.columns.birth.size, setting.lines.n, setting.place.n_boroughs)
    outturn, expected = (Flows.none(setting.place, setting.lines, setting.cohorts) for _ in range(2))
    usual = usual_conduct(setting)
    for month in range(first, 0):
        summary = run_month(setting, life, usual, month, workspace)
        if month < -WARM_UP:
            continue
        outturn.add(summary.flows)
        expected.add_positions(summary.expected)
    return Snapshot(setting, life, outturn, outturn.as_expected(expected), workspace)

"""Stand-ins for a run of the model: quick, and some of them deadly. Workers import them by name."""

import math
import os
import signal
import time
from pathlib import Path

from abm.effects.catalogue import EFFECTS
from scenarios.runs.task import Between, Task
from scenarios.sweeping.measured_run import SweepRow

AXES = ("conduct.altruism.acute_trust", "conduct.horizon_years", "conduct.pass_through")
RANGES = {"conduct.altruism.acute_trust": (0.1, 0.5), "conduct.horizon_years": (1.0, 5.0)} | {
    "conduct.pass_through": (0.5, 1.0)
}
TALLY = "PAYSCAPE_TEST_TALLY"
"""Names the folder in which every run that was begun leaves a mark, so that tests can count them."""


def cube(task: Task[SweepRow]) -> list[float]:
    """Where a run stands between the ends of three parameters, 0 to 1."""
    given = task.setup.parameters
    return [(given.get(n, sum(RANGES[n]) / 2) - RANGES[n][0]) / (RANGES[n][1] - RANGES[n][0]) for n in AXES]


def row(value: float) -> SweepRow:
    return SweepRow([("E1", "total", value, "%")], [{"referrals": value, "E2": value}])


def quick(task: Task[SweepRow], between: Between) -> SweepRow:
    """A number that hangs on scenario, parameters and seed."""
    extra = 1.0 if "capitation" in task.setup.regime.id else 0.0
    return row(sum(cube(task)) + extra + 0.1 * math.sin(task.seed))


def counted(task: Task[SweepRow], between: Between) -> SweepRow:
    """The same, and it leaves a mark."""
    folder = Path(os.environ[TALLY])
    with (folder / task.key).open("a") as mark:
        mark.write(f"{os.getpid()}\n")
    time.sleep(0.05)
    return quick(task, between)


def ishigami(task: Task[SweepRow], between: Between) -> SweepRow:
    """sin x + 7 sin² y + 0.1 z⁴ sin x on [-π, π]³: its Sobol' indices are known."""
    x, y, z = (math.pi * (2 * part - 1) for part in cube(task))
    return row(math.sin(x) + 7 * math.sin(y) ** 2 + 0.1 * z**4 * math.sin(x))


def faulty(task: Task[SweepRow], between: Between) -> SweepRow:
    """Seed 2 always fails."""
    if task.seed == 2:
        raise ZeroDivisionError("nothing to divide by")
    return quick(task, between)


def deadly(task: Task[SweepRow], between: Between) -> SweepRow:
    """Seed 2 in the future with the longest horizon always kills whoever makes it."""
    if task.seed == 2 and task.setup.parameters["conduct.horizon_years"] == 5.0:
        os.kill(os.getpid(), signal.SIGKILL)
    return quick(task, between)


def planted(task: Task[SweepRow], between: Between) -> SweepRow:
    """The second arm is worse only where the first axis is above 0.6 and the second below 0.5."""
    first, second, _ = cube(task)
    bad = "capitation" in task.setup.regime.id and first > 0.6 and second < 0.5
    return row(1.0 if bad else -1.0 if "capitation" in task.setup.regime.id else 0.0)


def everything(task: Task[SweepRow], between: Between) -> SweepRow:
    """A number for every effect, that hangs on who is paid how and on the future."""
    given = float(int(task.key[:8], 16) / 16**8)
    values = [(effect, "total", given + len(effect), "%") for effect in EFFECTS]
    return SweepRow(values, [{"referrals": given, **dict.fromkeys(EFFECTS, given)}])

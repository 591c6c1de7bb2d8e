"""Stand-ins for a run of the model: quick, and some of them deadly. Workers import them by name."""

import math
import os
import signal
import time
from pathlib import Path

from abm.effects.catalogue import EFFECTS
from scenarios.sweeping.living import Told
from scenarios.sweeping.plan import Task

AXES = ("conduct.altruism.acute_trust", "conduct.horizon_years", "conduct.pass_through")
RANGES = {"conduct.altruism.acute_trust": (0.1, 0.5), "conduct.horizon_years": (1.0, 5.0)} | {
    "conduct.pass_through": (0.5, 1.0)
}
TALLY = "PAYSCAPE_TEST_TALLY"
"""Names the folder in which every run that was begun leaves a mark, so that tests can count them."""


def cube(task: Task) -> list[float]:
    """Where a run stands between the ends of three parameters, 0 to 1."""
    given = task.asked.scenario.parameters
    return [(given.get(n, sum(RANGES[n]) / 2) - RANGES[n][0]) / (RANGES[n][1] - RANGES[n][0]) for n in AXES]


def told(value: float) -> Told:
    return Told([("E1", "total", value, "%")], [{"referrals": value, "E2": value}])


def quick(task: Task) -> Told:
    """A number that hangs on scenario, parameters and seed."""
    extra = 1.0 if "capitation" in task.asked.scenario.regime else 0.0
    return told(sum(cube(task)) + extra + 0.1 * math.sin(task.seed))


def counted(task: Task) -> Told:
    """The same, and it leaves a mark."""
    folder = Path(os.environ[TALLY])
    with (folder / task.key).open("a") as mark:
        mark.write(f"{os.getpid()}\n")
    time.sleep(0.05)
    return quick(task)


def ishigami(task: Task) -> Told:
    """sin x + 7 sin² y + 0.1 z⁴ sin x on [-π, π]³: its Sobol' indices are known."""
    x, y, z = (math.pi * (2 * part - 1) for part in cube(task))
    return told(math.sin(x) + 7 * math.sin(y) ** 2 + 0.1 * z**4 * math.sin(x))


def faulty(task: Task) -> Told:
    """Seed 2 always fails."""
    if task.seed == 2:
        raise ZeroDivisionError("nothing to divide by")
    return quick(task)


def deadly(task: Task) -> Told:
    """Seed 2 in the future with the longest horizon always kills whoever lives it."""
    if task.seed == 2 and task.asked.scenario.parameters["conduct.horizon_years"] == 5.0:
        os.kill(os.getpid(), signal.SIGKILL)
    return quick(task)


def planted(task: Task) -> Told:
    """The second arm is worse only where the first axis is above 0.6 and the second below 0.5."""
    first, second, _ = cube(task)
    bad = "capitation" in task.asked.scenario.regime and first > 0.6 and second < 0.5
    return told(1.0 if bad else -1.0 if "capitation" in task.asked.scenario.regime else 0.0)


def everything(task: Task) -> Told:
    """A number for every effect, that hangs on who is paid how and on the future."""
    given = float(int(task.key[:8], 16) / 16**8)
    values = [(effect, "total", given + len(effect), "%") for effect in EFFECTS]
    return Told(values, [{"referrals": given, **dict.fromkeys(EFFECTS, given)}])

"""The same month of need as Mesa agents written the natural way: an object each, stepped one by one.

Every agent draws the same thirteen things with the same hazards; only addresses of draws and columns
are missing. It is a fair picture of what a first version would look like, and not a strawman: look-ups
are prepared, and nothing is counted twice.
"""

import random
import time
from statistics import median
from typing import Any

import mesa

from abm.patients.columns import ENROLLED
from abm.patients.hazards import ACS, DEATH, FRAILTY, GP, MENTAL, MINOR, ONSET, PLANNED, SERIOUS, SUPPORT
from abm.vocabulary import DEPRIVATION_QUINTILES
from benchmarks.figure import Figure
from benchmarks.residents import Residents

EVENTS = (PLANNED, MENTAL, SUPPORT, DEATH, ONSET, FRAILTY)


class Resident(mesa.Agent):
    """One resident as an object with attributes."""

    def __init__(self, model: "Town", row: int) -> None:
        super().__init__(model)
        columns = model.columns
        self.birth, self.demography = int(columns.birth[row]), int(columns.demography[row])
        self.health, self.practice = int(columns.health[row]), int(columns.practice[row])
        self.severity, self.control = float(columns.severity[row]), float(columns.control[row])
        self.enrolled = bool(columns.flags[row] & ENROLLED)
        self.leaves, self.without_care = int(columns.leaves[row]), bool(columns.without_care[row])

    def step(self) -> None:
        """A month: severity drifts, control follows care, and events are drawn."""
        town: Any = self.model
        back, width, effect, lag, usual, proactive = town.scalars
        draw = town.chance.random
        band = town.band[town.month - self.birth]
        base, multiple = town.base[band * 10 + self.demography], town.multiple[self.health]
        self.severity += -back * self.severity + width * (draw() - 0.5) * 65536
        factor = min(max(1 + effect * self.severity, 0.25), 4.0)
        factor *= town.alone[self.without_care]
        eligible, luck = town.eligible[self.health], draw()
        taken_up = town.enrol[self.practice] * town.uptake[self.demography % DEPRIVATION_QUINTILES]
        joins = eligible and not self.enrolled and luck < taken_up
        drops = self.enrolled and (luck < town.release[self.practice] or not eligible)
        self.enrolled = (self.enrolled or joins) and not drops
        self.control += lag * ((proactive if self.enrolled else usual) - self.control)
        hazard = base[ACS] * multiple[ACS] * factor * (1 - town.avoidable * self.control)
        happened = [ACS] if draw() < hazard else []
        if draw() < base[SERIOUS] * multiple[SERIOUS] * factor:
            happened.append(SERIOUS)
        if draw() < base[MINOR] * multiple[MINOR] * town.alone[self.without_care]:
            happened.append(MINOR)
        happened += [event for event in EVENTS if draw() < base[event] * multiple[event]]
        if draw() < base[GP] * multiple[GP] * town.recalls[self.practice]:
            if draw() < town.refusal[self.practice]:
                town.refused[self.practice] += town.contacts[band]
            else:
                town.given[self.practice] += town.contacts[band]
        if happened or self.leaves == town.month:
            town.events.append((self, happened))


class Town(mesa.Model):
    """Residents as objects.

    Args:
        residents: the population to copy.
    """

    def __init__(self, residents: Residents) -> None:
        super().__init__(rng=1)
        self.columns, self.chance, self.month = residents.life.columns, random.Random(1), 0
        tables, diaries = residents.setting.tables, residents.diaries
        self.band, self.base, self.multiple = (
            x.tolist() for x in (tables.band, tables.base, tables.multiple)
        )
        self.eligible, self.contacts = tables.eligible.tolist(), tables.contacts.tolist()
        self.scalars, self.avoidable = tables.scalars.tolist(), float(tables.avoidable)
        self.uptake, self.alone = tables.uptake.tolist(), (1.0, float(tables.without_care))
        self.recalls, self.refusal = diaries.recalls.tolist(), diaries.refusal.tolist()
        self.enrol, self.release = diaries.enrol.tolist(), diaries.release.tolist()
        self.given = [0] * len(self.refusal)
        self.refused = [0] * len(self.refusal)
        self.events: list[tuple[Resident, list[int]]] = []
        for row in range(residents.rows):
            Resident(self, row)

    def step(self) -> None:
        """A month of everybody."""
        self.events.clear()
        self.agents.do("step")
        self.month += 1


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """How many times longer a month takes for plain agents than for the kernel, on the same people."""
    residents = Residents(0.0005 if small else 0.01)
    town = Town(residents)
    residents.step(0)
    ours = median(residents.step(month) for month in range(1, 25))
    plain = median(_timed(town) for _ in range(max(repeats, 3)))
    return [
        Figure(f"plain Mesa agents, {residents.rows:,} residents", plain * 1e3, "ms a month"),
        Figure("the kernel, the same residents", ours * 1e3, "ms a month"),
        Figure("plain Mesa over the kernel", plain / ours, "times", 50.0, "at least"),
    ]


def _timed(town: Town) -> float:
    start = time.perf_counter()
    town.step()
    return time.perf_counter() - start

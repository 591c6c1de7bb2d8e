"""One run of a scenario: run, measured, explained and written down.

Example:
    >>> from scenarios.questions.run import run
    >>> finished = run("small-town-today", sample=0.1, months=3)
    >>> finished.record.months, [v.unit for v in finished.effects() if v.effect == "E3"][0]
    (3, '% of eligible people in proactive care')
"""

import time
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from abm.effects.effect import EffectValue
from abm.model import Model
from abm.record import Record
from scenarios.questions.reason import Reason
from scenarios.questions.why import reason
from scenarios.runs.care_tables import activity, outcomes, stocks
from scenarios.runs.conduct_tables import decisions, effects
from scenarios.runs.folder import write_results
from scenarios.runs.manifest import manifest
from scenarios.runs.money_tables import costs, money
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Arm
from scenarios.runs.task import Finished, Task, run_task
from scenarios.scenario import Scenario


class Run:
    """A scenario that has been run.

    Args:
        arm: the scenario, resolved.
        finished: the run, after its last month.
        seconds: wall time it took.
        counterfactuals: whether effects that need the runs beside it are measured; they take two more.

    Attributes:
        arm: the scenario, resolved.
        seconds: wall time it took.
    """

    def __init__(
        self, arm: Arm, finished: Finished, seconds: float = 0.0, counterfactuals: bool = True
    ) -> None:
        self.arm, self.seconds = arm, seconds
        self._finished, self._counterfactuals = finished, counterfactuals

    @property
    def scenario(self) -> Scenario:
        """What was asked."""
        return self.arm.scenario

    @property
    def seed(self) -> int:
        """Of the run."""
        return self._finished.seed

    @property
    def model(self) -> Model:
        """The model, after its last month."""
        return self._finished.model

    @property
    def record(self) -> Record:
        """What happened, month by month."""
        return self._finished.record

    @cached_property
    def _effects(self) -> list[EffectValue]:
        return self._finished.effects(self._counterfactuals)

    def effects(self) -> list[EffectValue]:
        """Every effect that can be measured; backfilling (E1) takes the two runs beside this one."""
        return list(self._effects)

    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables of the run by name, tidy, in real people and whole pence."""
        return {
            "activity": activity(self.record),
            "money": money(self.record),
            "costs": costs(self.record),
            "stocks": stocks(self.record),
            "decisions": decisions(self.record),
            "outcomes": outcomes(self.record),
            "effects": effects(self.record, self._effects),
        }

    def why(self, organisation: str, lever: str | None = None, month: str | None = None) -> Reason:
        """Why an organisation moved a lever.

        Args:
            organisation: its id.
            lever: which; by default the one that moved furthest in that quarter.
            month: YYYY-MM; the latest decision up to then. By default the last of the run.

        Raises:
            InputError: if there is no such organisation, lever or decision.
        """
        names = {o.id: o.name for o in self.record.place.organisations}
        return reason(decisions(self.record), organisation, lever, month, names.get(organisation, ""))

    def save(
        self,
        folder: str | Path,
        beside: dict[str, Any] | None = None,
        replace: bool = False,
        tables: str | None = None,
    ) -> Path:
        """Write tables, network and manifest to a folder; all of it or nothing.

        Args:
            folder: where to.
            beside: what the manifest says beside what is known of any run.
            replace: whether results of the same kind are replaced whatever they are of.
            tables: `csv` or `xlsx` to write them for a spreadsheet as well.

        Raises:
            InputError: if the folder holds something other than earlier results of the same scenarios.
            OSError: if it cannot be written; nothing is left then.
        """
        about = manifest("run", [self.arm], [self.seed], self.seconds) | (beside or {})
        network = self.model.network
        files = {"network.graphml": lambda file: nx.write_graphml_xml(network, file)}
        return write_results(folder, self.frames(), about, files, replace, tables)


def run(
    scenario: str | Path | Scenario,
    seed: int = 1,
    sample: float | None = None,
    months: int | None = None,
    behaviour: bool | None = None,
    theory: str | None = None,
    counterfactuals: bool = True,
) -> Run:
    """Run a scenario once.

    Args:
        scenario: a name from the library, a path to a TOML file, or a scenario.
        seed: the same seed meets the same people with the same chance events.
        sample: residents simulated for each one there is, instead of the scenario's.
        months: months to run, instead of the scenario's.
        behaviour: whether organisations respond, instead of the scenario's.
        theory: how they decide, instead of the scenario's.
        counterfactuals: whether effects that need the two runs beside it are measured.

    Raises:
        InputError: at the first fault in what was asked for.
    """
    began = time.perf_counter()
    arm = resolve(scenario, sample=sample, months=months, behaviour=behaviour, theory=theory)
    return made(arm, seed, began, counterfactuals)


def made(arm: Arm, seed: int, began: float | None = None, counterfactuals: bool = True) -> Run:
    """A resolved scenario run once.

    Args:
        arm: the scenario, resolved.
        seed: of the run.
        began: when the clock was started, by default now.
        counterfactuals: whether effects that need the two runs beside it are measured.

    Raises:
        InputError: if contracts do not fit the place, or it is no seed.
    """
    began = time.perf_counter() if began is None else began
    finished = run_task(Task(arm.setup, seed, _whole, arm.scenario.id))
    return Run(arm, finished, time.perf_counter() - began, counterfactuals)


def _whole(finished: Finished) -> Finished:
    return finished

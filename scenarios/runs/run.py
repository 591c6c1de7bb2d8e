"""One run of a scenario: lived, measured, explained and written down.

Example:
    >>> from scenarios.runs.run import run
    >>> lived = run("small-town-today", sample=0.1, months=3)
    >>> lived.record.months, [v.unit for v in lived.effects() if v.effect == "E3"][0]
    (3, '% of eligible people in proactive care')
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import networkx as nx
import pandas as pd

from abm.effects.catalogue import measured
from abm.effects.effect import EffectValue, Twins
from abm.model import Model
from abm.record import Record
from abm.setup import Setup
from scenarios.errors import InputError
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.why import Reason, reason
from scenarios.runs.care_tables import activity, outcomes, stocks
from scenarios.runs.conduct_tables import decisions, effects
from scenarios.runs.folder import refuse_others, write_results
from scenarios.runs.manifest import manifest
from scenarios.runs.money_tables import costs, money
from scenarios.scenario import Scenario

Kind = TypeVar("Kind", bound=Model)

REPLAYED_KIND = "acute_trust"
"""Whose levers are replayed in the twin that tells backfilling apart."""


class Run:
    """A scenario that has been lived.

    Args:
        scenario: the scenario.
        seed: of the run.
        setup: what the scenario's files said.
        model: the model, after its last month.
        seconds: wall time it took.
        twins: whether effects that need twin runs are measured; they take two more runs.

    Attributes:
        scenario: the scenario.
        seed: of the run.
        model: the model, after its last month.
        record: what happened.
    """

    def __init__(
        self, scenario: Scenario, seed: int, setup: Setup, model: Model, seconds: float, twins: bool = True
    ) -> None:
        self.scenario, self.seed, self.model, self.seconds = scenario, seed, model, seconds
        self._setup, self._with_twins = setup, twins

    @property
    def record(self) -> Record:
        """What happened, month by month."""
        return self.model.record

    @cached_property
    def _effects(self) -> list[EffectValue]:
        twins = twins_of(self._setup, self.seed) if self._with_twins else None
        return measured(self.record, twins)

    def effects(self) -> list[EffectValue]:
        """Every effect that can be measured; backfilling (E1) lives the two twin runs it needs."""
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

    def save(self, folder: str | Path) -> Path:
        """Write tables, network and manifest to a folder; all of it or nothing.

        Raises:
            InputError: if the folder holds something other than earlier results.
            OSError: if it cannot be written; nothing is left then.
        """
        refuse_others(Path(folder))
        told = manifest("run", [self.scenario], [self.seed], self.seconds)
        network = self.model.network
        beside = {"network.graphml": lambda file: nx.write_graphml_xml(network, file)}
        return write_results(folder, self.frames(), told, beside)


def run(
    scenario: str | Path | Scenario,
    seed: int = 1,
    sample: float | None = None,
    months: int | None = None,
    behaviour: bool | None = None,
    theory: str | None = None,
    twins: bool = True,
) -> Run:
    """Live a scenario once.

    Args:
        scenario: a name from the library, a path to a TOML file, or a scenario.
        seed: the same seed meets the same people with the same luck.
        sample: residents simulated for each one there is, instead of the scenario's.
        months: months to live, instead of the scenario's.
        behaviour: whether organisations respond, instead of the scenario's.
        theory: how they decide, instead of the scenario's.
        twins: whether effects that need twin runs are measured.

    Raises:
        InputError: at the first fault in what was asked for.
    """
    asked = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    asked = asked.changed(sample=sample, months=months, behaviour=behaviour, theory=theory)
    began, setup = time.perf_counter(), asked.setup()
    model = lived(setup, seed, asked.id)
    return Run(asked, seed, setup, model, time.perf_counter() - began, twins)


def lived(setup: Setup, seed: int, name: str = "") -> Model:
    """A model after its last month; see `opened`."""
    model = opened(setup, seed, name)
    model.run()
    return model


def opened(setup: Setup, seed: int, name: str = "") -> Model:
    """A model about to live its first month.

    Args:
        setup: what to run.
        seed: of the run.
        name: of the scenario, for messages.

    Raises:
        InputError: if contracts do not fit the place, or it is no seed.
    """
    return opened_as(Model, setup, seed, name)


def opened_as(kind: type[Kind], setup: Setup, seed: int, name: str = "") -> Kind:
    """A model of a kind about to live its first month; see `opened`."""
    if not 0 <= seed < 2**32:
        raise InputError(f"{seed} is no seed", "seed", "a whole number from 0 to 4294967295")
    try:
        return kind(setup, rng=seed)
    except ValueError as fault:
        raise InputError(str(fault), name) from fault


def twins_of(setup: Setup, seed: int, live: Callable[[Setup, int], Model] = lived) -> Twins | None:
    """The runs beside a run with a programme: without it, and with it but trusts' levers held.

    Args:
        setup: of the run that they stand beside.
        seed: of all three.
        live: what lives them.
    """
    if setup.programme is None:
        return None
    plain = replace(setup, shadows=())
    without = live(replace(plain, programme=None), seed).record
    replay = {**setup.replay, **without.lever_paths(REPLAYED_KIND)}
    held = live(replace(plain, replay=replay), seed).record
    return Twins(without, held, setup.programme.start_month)

"""One run of a sweep lived again, here and now: a failed one to see why, another to look inside."""

from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from abm.model import Model
from scenarios.errors import InputError, nearest
from scenarios.runs.folder import refuse_others, write_results
from scenarios.runs.manifest import manifest
from scenarios.runs.run import Run, opened
from scenarios.sweeping.plan import Place, Task
from scenarios.sweeping.results import Swept
from scenarios.sweeping.sweep import planned


@dataclass(frozen=True, eq=False)
class Replay:
    """A run of a sweep, ready to be lived again.

    Attributes:
        arm: name of its arm.
        future: number of its future.
        task: what is lived.
        state: what became of it in the sweep: done, failed, quarantined or missing.
        error: how it failed there, or nothing.
    """

    arm: str
    future: int
    task: Task
    state: str
    error: str

    def run(self) -> Run:
        """Live it; what went wrong in the sweep goes wrong again, here.

        Raises:
            InputError: if what was asked cannot be run.
        """
        setup, seed = self.task.asked.setup(), self.task.seed
        model: Model = opened(setup, seed, self.task.asked.scenario.id)
        model.run()
        return Run(self.task.asked.scenario, seed, setup, model, 0.0, self.task.twins)

    def save(self, run: Run, folder: Path) -> Path:
        """Write its tables to a folder, with the terms that the sweep changed in its manifest.

        Raises:
            InputError: if the folder holds something other than earlier results.
            OSError: if it cannot be written; nothing is left then.
        """
        refuse_others(folder)
        told = manifest("run", [run.scenario], [run.seed], run.seconds)
        told |= {"sweep_key": self.task.key, "terms": {k: dict(v) for k, v in self.task.asked.terms.items()}}
        network = run.model.network
        return write_results(
            folder, run.frames(), told, {"network.graphml": lambda file: nx.write_graphml_xml(network, file)}
        )


def replay(folder: str | Path, key: str) -> Replay:
    """Find a run by its key, or the start of it.

    Raises:
        InputError: if there is none, or more than one, or files or code have changed since.
    """
    swept = Swept(folder)
    rows = swept.query("select * from plan where starts_with(key, $key) order by all", {"key": key})
    keys = sorted(set(rows["key"]))
    if not keys or not key:
        every = swept.query("select distinct key from plan limit 1000")["key"]
        raise InputError(f"no run '{key}'", str(folder), nearest(key, every))
    if len(keys) > 1:
        raise InputError(f"'{key}' begins {len(keys)} keys", str(folder), "give more of it")
    place = Place(*(int(rows.iloc[0][name]) for name in ("arm", "future", "seed")))
    plan = planned(folder)
    if plan.key(place) != keys[0]:
        raise InputError(
            "code, scenarios or data have changed since", f"run {keys[0]}", "start the sweep again"
        )
    tried = swept.query("select status, error from runs where key = $key", {"key": keys[0]})
    state, error = (tried.iloc[0]["status"], tried.iloc[0]["error"]) if len(tried) else ("missing", "")
    task = plan.task(place, str(swept.manifest["code"]))
    return Replay(plan.arms[place.arm].name, place.future, task, state, error or "")

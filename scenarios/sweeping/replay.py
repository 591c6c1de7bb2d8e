"""One run of a sweep made again, here and now: a failed one to see why, another to look inside."""

from dataclasses import dataclass
from pathlib import Path

from scenarios.errors import InputError, nearest
from scenarios.questions.run import Run, made
from scenarios.runs.resolver import Arm
from scenarios.sweeping.plan import Cell
from scenarios.sweeping.results import Swept
from scenarios.sweeping.sweep import planned


@dataclass(frozen=True, eq=False)
class Replay:
    """A run of a sweep, ready to be made again.

    Attributes:
        option: name of its option.
        cell: where in the sweep it belongs.
        key: of the run.
        arm: what is run.
        backfilling: whether the two runs beside it are made.
        state: what became of it in the sweep: done, failed, quarantined or missing.
        error: how it failed there, or nothing.
    """

    option: str
    cell: Cell
    key: str
    arm: Arm
    backfilling: bool
    state: str
    error: str

    def run(self) -> Run:
        """Make it; what went wrong in the sweep goes wrong again, here.

        Raises:
            InputError: if what was asked cannot be run.
        """
        return made(self.arm, self.cell.seed, counterfactuals=self.backfilling)

    def save(self, run: Run, folder: Path, replace: bool = False) -> Path:
        """Write its tables to a folder, with the terms that the sweep changed in its manifest.

        Raises:
            InputError: if the folder holds something other than earlier results.
            OSError: if it cannot be written; nothing is left then.
        """
        terms = {which: dict(changed) for which, changed in self.arm.terms.items()}
        return run.save(folder, {"sweep_key": self.key, "terms": terms}, replace)


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
    cell = Cell(*(int(rows.iloc[0][name]) for name in ("arm", "future", "seed")))
    plan = planned(folder)
    if plan.key(cell) != keys[0]:
        raise InputError(
            "code, scenarios or data have changed since", f"run {keys[0]}", "start the sweep again"
        )
    tried = swept.query("select status, error from runs where key = $key", {"key": keys[0]})
    state, error = (tried.iloc[0]["status"], tried.iloc[0]["error"]) if len(tried) else ("missing", "")
    arm = plan.arm(cell.option, cell.future)
    name = plan.options[cell.option].name
    return Replay(name, cell, keys[0], arm, plan.declared.backfilling, state, error or "")

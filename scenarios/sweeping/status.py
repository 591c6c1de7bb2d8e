"""How far a sweep has come, from its folder alone, while it is lived or after."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scenarios.runs.held import is_held
from scenarios.runs.outcome import DONE
from scenarios.sweeping.provenance import last_line
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.store import damaged_batches

FINISHED: Final = "finished"
STOPPED: Final = "stopped"


@dataclass(frozen=True)
class Failure:
    """A run that gave no numbers.

    Attributes:
        key: of the run, for `payscape replay`.
        arm: its arm.
        future: its future.
        seed: its seed.
        status: failed, or quarantined.
        why: the last line of its fault.
    """

    key: str
    arm: str
    future: int
    seed: int
    status: str
    why: str


@dataclass(frozen=True)
class Status:
    """How far a sweep has come.

    Attributes:
        title: of the sweep.
        state: running, stopped or finished; one whose process was killed has stopped.
        planned: different runs in the plan as it is; more seeds may be added.
        done: runs that gave numbers.
        failures: runs that did not.
        seconds: that workers spent on runs, together.
        memory_mb: the largest worker seen.
        arms: how many.
        futures: how many.
        damaged: batches that cannot be read; their runs are missing.
    """

    title: str
    state: str
    planned: int
    done: int
    failures: tuple[Failure, ...]
    seconds: float
    memory_mb: float
    arms: int
    futures: int
    damaged: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """Runs that were not lived yet."""
        return self.planned - self.done - len(self.failures)


def status(folder: str | Path) -> Status:
    """How far a sweep has come.

    Raises:
        InputError: if it is not the folder of a sweep.
    """
    swept = Swept(folder)
    tried: Rows = swept.query("select * from runs where key in (select key from plan)")
    failed: Rows = swept.query(
        "select distinct on (key) r.key, a.name as arm, p.future, p.seed, r.status, r.error from runs r "
        "join plan p using (key) join arms a using (arm) where r.status <> $done order by r.key",
        {"done": DONE},
    )
    planned: Rows = swept.query("select count(distinct key) as n from plan")["n"].iloc[0]
    return Status(
        title=str(swept.manifest["title"]),
        state=_state(swept, int(planned) > len(tried)),
        planned=int(planned),
        done=int((tried["status"] == DONE).sum()),
        failures=tuple(
            Failure(r.key, r.arm, int(r.future), int(r.seed), r.status, last_line(r.error))
            for r in failed.itertuples()
        ),
        seconds=float(tried["seconds"].sum()),
        memory_mb=float(tried["memory_mb"].max()) if len(tried) else 0.0,
        arms=len(swept.arms()),
        futures=len(swept.futures()),
        damaged=tuple(damaged_batches(swept.folder)),
    )


def _state(swept: Swept, missing: bool) -> str:
    """What its manifest says, unless its process was killed since, or a disk has lost some of its runs."""
    state = str(swept.manifest["state"])
    lost = missing if state == FINISHED else not is_held(swept.folder)
    return STOPPED if lost and state != STOPPED else state

"""The need kernel on its own: a month of every resident, nothing else of the month."""

import time

from abm.month import Workspace, diaries_of, tables_in_season
from abm.parameters import values
from abm.patients import kernel
from abm.processes.life import open_life
from abm.processes.setting import build_setting
from abm.streams import stream_keys
from abm.warm_up import usual_conduct
from scenarios.files.place.load import load_place


class Residents:
    """A sample of East London, stepped by the kernel alone.

    Args:
        sample: sampling fraction.
    """

    def __init__(self, sample: float) -> None:
        self.setting = build_setting(load_place("east_london"), values(), sample, 1)
        self.life = open_life(self.setting, 0)
        self.work = Workspace(self.life.columns.birth.size)
        self.rows = int(self.life.rows.used[1])
        self.diaries = diaries_of(self.setting, self.life, usual_conduct(self.setting))

    def step(self, month: int) -> float:
        """Seconds that one month took."""
        tables = tables_in_season(self.setting, month)
        keys = stream_keys(1, kernel.NEED_STREAMS, month)
        boroughs = self.setting.place.n_boroughs
        tally = kernel.no_tally(self.setting.place.n_practices, boroughs)
        work = self.work
        start = time.perf_counter()
        kernel.step_residents(
            self.life.columns,
            tables,
            self.diaries,
            keys,
            month,
            self.rows,
            boroughs,
            tally,
            work.rows,
            work.flags,
        )
        return time.perf_counter() - start

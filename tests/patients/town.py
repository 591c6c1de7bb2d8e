"""One small population for all tests of this folder, about to live a month."""

from abm.month import Workspace, diaries_of, tables_in_season
from abm.parameters import values
from abm.patients import kernel
from abm.processes.life import open_life
from abm.processes.setting import build_setting
from abm.streams import stream_keys
from abm.warm_up import usual_conduct
from tests.generators.places import small_place


class Town:
    """A place whose residents can be lived on by the kernel, month by month."""

    def __init__(self, people: int = 1200, seed: int = 1, place=None, sample: float = 1.0) -> None:
        self.place = place or small_place(people=people, draw=seed)
        self.setting = build_setting(self.place, values(), sample, seed)
        self.life = open_life(self.setting, 0)
        self.columns = self.life.columns
        self.work = Workspace(self.columns.birth.size)

    def before(self, month: int):
        """Tables, diaries and keys of a month, with a diary full enough for contacts to be refused."""
        self.life.refusal[:] = 0.1
        conduct = usual_conduct(self.setting)
        keys = stream_keys(self.setting.seed, kernel.NEED_STREAMS, month)
        return tables_in_season(self.setting, month), diaries_of(self.setting, self.life, conduct), keys

    def live(self, month: int) -> kernel.Tally:
        """Step everybody; what happened is in `work`."""
        tables, diaries, keys = self.before(month)
        p, b = self.place.n_practices, self.place.n_boroughs
        tally = kernel.no_tally(p, b)
        self.work.events = int(
            kernel.step_residents(
                self.columns, tables, diaries, keys, month, int(self.life.rows.used[1]), b, tally,
                self.work.rows, self.work.flags,
            )
        )  # fmt: skip
        return tally

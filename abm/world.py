"""The world: people, their place and their care, month by month. Nothing in it knows money or decides."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from abm.behaviour.purse import Purse
from abm.cohorts import Cohort
from abm.flows import Flows
from abm.month import NO_SURGE, STEPS, ThisMonth, diaries_of, tables_in_season
from abm.patients import kernel, reference
from abm.place import Place
from abm.processes.conduct import Conduct, Levers, Push, lay_out
from abm.processes.queues import waiting_by_organisation
from abm.processes.summing_up import Month
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.setup import Programme, Shock, refuse_hardly_anybody
from abm.steps import run_all
from abm.streams import stream_keys
from abm.warm_up import snapshot

USUAL: Final[Levers] = {}
"""Every lever at the norm."""


class World:
    """A place after its warm-up, and the months that follow. O organisations, P practices.

    Alone it goes on under usual conduct; whoever runs it may set what providers do, and what people have to
    spend, before each month.

    Args:
        place: where.
        seed: of the run; the same seed meets the same people with the same chance events.
        sample: residents simulated for each one who lives there, above 0 to 1.
        parameters: changed parameter values by name.
        programme: work that moves care out of hospital, or None.
        shock: what happens to the place, or None.
        watch: identities of residents whose care is written down.
        cohorts: by which conditions people are counted apart.

    Attributes:
        place: where.
        seed: of the run.
        month: the month about to be run, 0 at the start.
        setting: what stays the same: rules, geography, parameters in force, activity lines.
        life: what changes: residents, lists, capacity.
        levers: float[O] by name, what providers do beside the norm.
        outturn: flows of the last contract year; the reference year's at the start.
        expected: the same with the luck of a small sample taken out.
        so_far: flows of this contract year.
        now: the month that is being run, or that ran last; there from the first month on.

    Raises:
        KeyError: if a parameter has an unknown name.
        ValueError: if the sample leaves hardly anybody.

    Example:
        >>> from abm.example import hamlet
        >>> world = World(hamlet(), sample=1.0)
        >>> month = world.step()
        >>> world.month, bool(month.flows.delivered.any()), month.stocks["waiting_first"].shape
        (1, True, (1,))
    """

    now: ThisMonth

    def __init__(
        self,
        place: Place,
        seed: int = 1,
        sample: float = 0.01,
        parameters: Mapping[str, float] | None = None,
        programme: Programme | None = None,
        shock: Shock | None = None,
        watch: tuple[int, ...] = (),
        cohorts: tuple[Cohort, ...] = (),
    ) -> None:
        refuse_hardly_anybody(place, sample)
        start = snapshot(place, parameters or {}, sample, seed, cohorts)
        self.place, self.seed, self.month = place, seed, 0
        self.setting, self.life, self.workspace = start.setting, start.life.copy(), start.workspace
        self.outturn, self.expected = start.outturn, start.expected
        self.levers: Levers = USUAL
        self._purse: Purse | None = None
        self._programme, self._shock, self._watch = programme, shock, watch
        self._laid_out: tuple[Push, Conduct] | None = None
        self._begin_year()

    def step(self) -> Month:
        """One month, from need to summing up."""
        now = self.begin()
        run_all(STEPS, now)
        self.turn()
        return now.summary

    def set_conduct(self, levers: Levers, purse: Purse | None = None) -> None:
        """What providers do from now on.

        Args:
            levers: float[O] by name; those left out rest at the norm.
            purse: money in residents' hands, or None.
        """
        if levers is not self.levers or purse is not self._purse:
            self.levers, self._purse, self._laid_out = levers, purse, None

    def begin(self) -> ThisMonth:
        """Open the month that is due; `abm.month.STEPS` run it, and `turn` ends it."""
        self.now = ThisMonth(
            self.setting, self.life, self.conduct(), self.month, self.workspace, self._surge(), self._watch
        )
        return self.now

    def turn(self) -> None:
        """Add the month that ran to its contract year, and go to the next; after March the year is over."""
        self.so_far.add(self.now.summary.flows)
        self._expected_so_far.add_positions(self.now.summary.expected)
        self.month += 1
        if self.month % MONTHS_PER_YEAR == 0:
            self.outturn, self.expected = self.so_far, self.so_far.as_expected(self._expected_so_far)
            self._begin_year()

    def conduct(self) -> Conduct:
        """Levers laid out where the month reads them, with what the programme adds; kept until they move."""
        push = self._programme.push(self.month) if self._programme else Push()
        if self._laid_out is None or self._laid_out[0] != push:
            self._laid_out = push, lay_out(self.setting, self.levers, push, self._purse)
        return self._laid_out[1]

    def waiting(self) -> Floats:
        """Real people waiting for what each organisation does, float[O]."""
        return waiting_by_organisation(self.setting, self.life)

    def reference_step(self, row: int) -> reference.ResidentMonth:
        """The coming month of one resident by the plainly written reference; nothing is changed."""
        tables = tables_in_season(self.setting, self.month, self._surge())
        diaries = diaries_of(self.setting, self.life, self.conduct())
        keys = stream_keys(self.seed, kernel.NEED_STREAMS, self.month)
        return reference.step(self.life.columns, row, tables, diaries, keys, self.month)

    def _surge(self) -> NDArray[np.float32]:
        return NO_SURGE if self._shock is None else self._shock.surge(self.month)

    def _begin_year(self) -> None:
        """Nothing counted yet in a contract year."""
        self.so_far, self._expected_so_far = (
            Flows.none(self.place, self.setting.lines, self.setting.cohorts) for _ in range(2)
        )

"""Processes that live what a room asks for, a part at a time: whoever waits for first months goes ahead.

Between two parts of a run a process may turn to another. So a lever that has just moved waits for the end
of a part at most, however many runs are on their way. Who asks for what somebody else waits for already
waits with them: equal questions have equal answers, whoever asks. What nobody waits for any more is not
begun, and not gone on with.
"""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from queue import SimpleQueue
from threading import Condition, Thread
from typing import Any

from scenarios.errors import InputError
from viz.room.lived import Part, begin
from viz.room.together import StaleError, Ticket, Together


@dataclass(eq=False)
class _Job:
    """Something to be lived, and who waits for it.

    Attributes:
        asked: a function of some module, and what it is given before the ticket.
        waiting: the ticket of each who waits, and where its answers are put.
        after: things with a smaller number are lived first.
        lane: that has begun with it, and goes on.
    """

    asked: tuple[Any, ...]
    waiting: list[tuple[Ticket, "SimpleQueue[Any]"]]
    after: int = 0
    lane: "_Lane | None" = None


@dataclass(eq=False)
class _Lane:
    """One process, replaced when it dies.

    Attributes:
        together: what all processes know.
        gentle: whether it gives way to others.
        running: the process, as something can be given to it.
    """

    together: Together
    gentle: bool
    running: ProcessPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self.running = self._begun()

    def _begun(self) -> ProcessPoolExecutor:
        told = (self.together, self.gentle)
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=begin, initargs=told)

    def live(self, work: Callable[..., Any], *asked: Any) -> Any:
        """What comes of it: an answer, or the fault that it met."""
        try:
            return self.running.submit(work, *asked).result()
        except BrokenProcessPool:
            self.running = self._begun()
            words = "the process that lived this run has died"
            return InputError(words, "workshop", "a new one is ready: ask again")
        except Exception as fault:
            return fault


class Lanes:
    """So many processes, and the line of what waits for them.

    Args:
        together: what all processes of a workshop know.
        size: how many.
        gentle: whether they give way to others.
    """

    def __init__(self, together: Together, size: int, gentle: bool = False) -> None:
        self._together, self._gentle, self._closed = together, gentle, False
        self._line: list[_Job] = []
        self._ready = Condition()
        self._lanes = [_Lane(together, gentle) for _ in range(size)]
        for lane in self._lanes:
            Thread(target=self._serve, args=(lane,), daemon=True).start()

    def live(
        self,
        asked: tuple[Any, ...],
        ticket: Ticket,
        tell: Callable[[Any], None] | None = None,
        after: int = 0,
    ) -> Any:
        """Have something lived, and wait for it.

        Args:
            asked: a function of some module, and what it is given before the ticket.
            ticket: who waits.
            tell: is told the lines of each part that is lived meanwhile.
            after: what has a smaller number goes ahead; what is on its way stands at 1.

        Raises:
            StaleError: if the seat has moved on.
            InputError: at a fault in what was asked for, or if the process died.
        """
        answers = self._join(asked, ticket, after)
        while isinstance(answer := answers.get(), Part):
            if tell:
                tell(answer.lines)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def live_in_each(self, asked: tuple[Any, ...], ticket: Ticket) -> None:
        """Have every process live the same, so that each has compiled and lived what it keeps for later."""
        answers = [SimpleQueue[Any]() for _ in self._lanes]
        self._put(
            *(_Job(asked, [(ticket, a)], 0, lane) for a, lane in zip(answers, self._lanes, strict=True))
        )
        for answer in answers:
            while isinstance(answer.get(), Part):
                pass

    def close(self) -> None:
        """End all processes."""
        with self._ready:
            self._closed = True
            self._ready.notify_all()
        for lane in self._lanes:
            lane.running.shutdown(wait=False, cancel_futures=True)

    # The line ------------------------------------------------------------------------------------------

    def _join(self, asked: tuple[Any, ...], ticket: Ticket, after: int) -> "SimpleQueue[Any]":
        """Wait with whoever waits for the same already, or at the end of the line."""
        answers: SimpleQueue[Any] = SimpleQueue()
        with self._ready:
            job = next((job for job in self._line if job.asked == asked), None)
            if job is not None:
                job.waiting.append((ticket, answers))
                return answers
        self._put(_Job(asked, [(ticket, answers)], after))
        return answers

    def _put(self, *jobs: _Job) -> None:
        with self._ready:
            self._line.extend(jobs)
            self._ready.notify_all()

    def _serve(self, lane: _Lane) -> None:
        """A lane's days: one part after another."""
        while (found := self._next(lane)) is not None:
            job, ticket = found
            with self._together.at_work(self._gentle):
                answer = lane.live(*job.asked, ticket)
            self._answer(job, answer)

    def _next(self, lane: _Lane) -> tuple[_Job, Ticket] | None:
        """What a lane lives next, and for whom; None at the end."""
        with self._ready:
            while not self._closed:
                self._let_go()
                mine = [job for job in self._line if job.lane in (None, lane)]
                if mine:
                    job = min(mine, key=lambda job: job.after)
                    job.lane = lane
                    return job, job.waiting[0][0]
                self._ready.wait()
        return None

    def _let_go(self) -> None:
        """Tell those whose seat has moved on, and leave out what nobody waits for."""
        for job in self._line:
            stale = [one for one in job.waiting if self._together.is_stale(one[0])]
            for one in stale:
                job.waiting.remove(one)
                one[1].put(StaleError())
        self._line = [job for job in self._line if job.waiting]

    def _answer(self, job: _Job, answer: Any) -> None:
        """Tell all who wait; what one of them gave up is begun again for the others."""
        with self._ready:
            self._let_go()
            if isinstance(answer, StaleError):
                return
            if isinstance(answer, Part):
                job.after = max(job.after, 1)
            elif job in self._line:
                self._line.remove(job)
            for _, answers in job.waiting:
                answers.put(answer)

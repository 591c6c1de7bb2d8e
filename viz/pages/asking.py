"""What a page asks beside the room's runs: newest wins, and the last answer stays until there is another."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Thread
from typing import Any, Generic, TypeVar

from scenarios.errors import InputError
from scenarios.runs.tickets import StaleError
from viz.room.toolkit import use_effect, use_state

Told = TypeVar("Told")


@dataclass(frozen=True, eq=False)
class Answer(Generic[Told]):
    """What came of a question, so far.

    Attributes:
        told: the last answer, which may be of the question before; None where there is none yet.
        fault: why there is none, in one line, or empty.
        waiting: whether it is on its way.
    """

    told: Told | None = None
    fault: str = ""
    waiting: bool = True


def use_answer(ask: Callable[[], Told], on: list[Any]) -> Answer[Told]:
    """The answer to a question, asked again whenever what it hangs on changes.

    Args:
        ask: asks, and waits; its faults are told as one line.
        on: what the answer hangs on.
    """
    answer, settle = use_state(Answer())

    def begin() -> Callable[[], None]:
        wanted = [True]

        def follow() -> None:
            found = _asked(ask)
            if wanted and found is not None:
                settle(found)

        settle(lambda before: replace(before, fault="", waiting=True))
        Thread(target=follow, daemon=True).start()
        return wanted.clear

    use_effect(begin, on)
    return answer


def _asked(ask: Callable[[], Any]) -> Answer[Any] | None:
    """The answer, or its fault; None where something newer was asked meanwhile."""
    try:
        return Answer(ask(), "", False)
    except StaleError:
        return None
    except (InputError, ValueError) as fault:
        return Answer(None, " ".join(str(fault).split()), False)

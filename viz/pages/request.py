"""What a page computes beside the room's runs: newest wins, the last result stays until there is another."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Thread
from typing import Any, Generic, TypeVar

from scenarios.errors import InputError
from scenarios.runs.tickets import StaleError
from scenarios.words.visible import one_line
from viz.room.markup import tag
from viz.room.toolkit import component, use_effect, use_state

Result = TypeVar("Result")


@dataclass(frozen=True, eq=False)
class Request(Generic[Result]):
    """Something a page waits for.

    Attributes:
        result: the last, which may be of the request before; None where there is none yet.
        fault: why there is none, in one line, or empty.
        waiting: whether it is on its way.
    """

    result: Result | None = None
    fault: str = ""
    waiting: bool = True


def use_request(work: Callable[[], Result], on: list[Any]) -> Request[Result]:
    """A result, computed again whenever what it depends on changes.

    Args:
        work: computes it, and may wait; its faults become one line.
        on: what the result depends on.
    """
    request, settle = use_state(Request())

    def begin() -> Callable[[], None]:
        wanted = [True]

        def follow() -> None:
            done = _done(work)
            if wanted and done is not None:
                settle(done)

        settle(lambda before: replace(before, fault="", waiting=True))
        Thread(target=follow, daemon=True).start()
        return wanted.clear

    use_effect(begin, on)
    return request


def _done(work: Callable[[], Any]) -> Request[Any] | None:
    """The result, or its fault; None where something newer is wanted meanwhile."""
    try:
        return Request(work(), "", False)
    except StaleError:
        return None
    except (InputError, ValueError) as fault:
        return Request(None, one_line(str(fault)), False)
    except Exception as fault:  # whatever it is, a page does not wait for ever
        logging.getLogger(__name__).exception("a page's request failed")
        return Request(None, f"a fault of payscape's own: {one_line(str(fault))}", False)


@component
def Pending(request: Request[Any], words: str):
    """What stands where a result will be: what is on its way, or what went wrong.

    Args:
        request: without a result yet.
        words: what is on its way.
    """
    if request.fault:
        return tag("p", request.fault, classes="notice", role="alert")
    return tag("p", words, classes="waiting", role="status")

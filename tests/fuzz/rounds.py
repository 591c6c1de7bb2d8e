"""Rounds of spoilt inputs: each is read, or refused in one line, and anything else is a crash."""

import faulthandler
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from scenarios.errors import InputError
from tests.fuzz.readers import Reader

SLOWEST: Final = 30.0
"""Seconds that a reader may take for one input, on a busy machine."""

STUCK: Final = 120.0
"""Seconds after which a reader is surely stuck: where it stands is printed, and the process ends with 1."""


class CrashError(AssertionError):
    """A reader did something other than read, or refuse in one line.

    Attributes:
        given: the input, as small as it could be made.
    """

    def __init__(self, said: str, given: Any) -> None:
        super().__init__(said)
        self.given = given


def one_input(reader: Reader, given: Any) -> None:
    """Have one input read.

    Raises:
        CrashError: if it is neither read nor refused in one line, or leaves a warning, or takes too long.
    """
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="payscape-fuzz-") as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            reader.read(given, Path(folder))
        except InputError as refused:
            line = str(refused)
            if not line.isprintable() or not line:
                raise CrashError(f"not one line: {line!r}", given) from refused
        except Exception as fault:
            raise CrashError(f"{type(fault).__name__}: {fault}", given) from fault
    if (took := time.monotonic() - began) > SLOWEST:
        raise CrashError(f"took {took:.0f} s", given)


def one_round(reader: Reader, number: int, examples: int) -> None:
    """So many inputs, others in each round.

    Args:
        reader: what reads them.
        number: of the round, from which its inputs come.
        examples: how many.

    Raises:
        CrashError: at the first crash, with the smallest input that causes it.
    """

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(reader.inputs)
    def each(given: Any) -> None:
        faulthandler.dump_traceback_later(STUCK, exit=True)
        try:
            one_input(reader, given)
        finally:
            faulthandler.cancel_dump_traceback_later()

    each()

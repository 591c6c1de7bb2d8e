"""What makes two runs the same: the contents of everything that a run's numbers depend on.

So a run is found again whatever it is called, and never taken for one of another version of the code.
"""

import json
from hashlib import sha256
from typing import Any, Final

from scenarios.runs.code import code_version
from scenarios.runs.registered import registered_code

DIGITS: Final = 20


def key_of(contents: str, seed: int, backfilling: bool, start: int) -> str:
    """The key of a run.

    Args:
        contents: hash of everything but its seed, see `abm.setup.Setup.hash`.
        seed: of the run.
        backfilling: whether the two runs beside it are made.
        start: first month that counts for flows and pounds.
    """
    everything = canonical([contents, seed, backfilling, start, code_version(), registered_code()])
    return sha256(everything.encode()).hexdigest()[:DIGITS]


def canonical(data: Any) -> str:
    """JSON with one way to write everything."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
